/** 文档: Word and PDF of each kind from the record's screen, the preview, a replaced template, ledgers. */
import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import PizZip from "pizzip";
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { readLedgerFile } from "../../db/ledger/read.ts";
import type { Client } from "../../db/api.ts";
import { paperNames, type PaperKind } from "../../db/schema/paper.ts";
import { accessibilityProblems } from "./helpers/accessible.ts";
import { callService } from "./helpers/call.ts";
import { answerOpenDialog, answerSaveDialog, goTo } from "./helpers/clerk.ts";
import { electronBinary } from "./helpers/environment.ts";
import { screenshot } from "./helpers/launch.ts";
import { scenario } from "./helpers/scenario.ts";
import { hasOffice, pdfFacts } from "../helpers/office.ts";
import { makePaperRecords, sampleTitle } from "../helpers/paper-records.ts";

const current = scenario();

/** The page's own calls, for helpers that write records. */
const clientOf = (page: Page): Client => ({ call: (name, input) => callService(page, name, input) });

async function withRecords() {
  const running = await current.launch();
  await callService(running.page, "app.setup", { role: "station", name: "桐岭镇联络站", operator: "李敏" });
  const folder = current.workplace.folder("文档");
  const ids = await makePaperRecords(clientOf(running.page), folder);
  await running.page.reload();
  await running.page.getByRole("heading", { name: "今日" }).waitFor();
  return { ...running, folder, ids };
}

const screens = { session: "协商活动", opinion: "社情民意", hotline: "热线" } as const;
const rows = { session: "双河村农网改造怎么改", opinion: sampleTitle, hotline: "三组自来水时有时无" } as const;

async function openRecord(page: Page, kind: PaperKind): Promise<void> {
  await goTo(page, screens[kind]);
  await page.getByText(rows[kind], { exact: false }).first().dblclick();
  await page.getByRole("button", { name: "导出/打印" }).waitFor();
}

async function choose(page: Page, action: string): Promise<void> {
  await page.getByRole("button", { name: "导出/打印" }).click();
  await page.getByRole("menuitem", { name: action }).click();
}

const written = (page: Page) => page.getByText("已生成 1 个文件").last();
const docxText = (file: string): string =>
  (new PizZip(readFileSync(file)).file("word/document.xml")?.asText() ?? "").replaceAll(/<[^>]+>/gu, "");

describe.skipIf(electronBinary === null)("文档", () => {
  test("三种记录各导出 Word 和 PDF，缺的字体说清楚，PDF 打得开", async () => {
    const { app, page, folder, errors } = await withRecords();
    for (const kind of ["opinion", "session", "hotline"] as const) {
      await openRecord(page, kind);
      const docx = join(folder, `${kind}.docx`);
      await answerSaveDialog(app, docx);
      await choose(page, "导出 Word");
      await written(page).waitFor();
      await expect.poll(() => existsSync(docx)).toBe(true);
      expect(docxText(docx)).toContain("桐岭镇联络站");
      const pdf = join(folder, `${kind}.pdf`);
      await answerSaveDialog(app, pdf);
      await choose(page, "导出 PDF");
      await expect.poll(() => existsSync(pdf), { timeout: 20_000 }).toBe(true);
      expect(readFileSync(pdf).subarray(0, 5).toString("latin1")).toBe("%PDF-");
      if (kind === "opinion") {
        // No office fonts on the machines that run this: the window says so, and what stands in.
        await page.getByText("这台电脑没有安装文档要用的字体", { exact: false }).waitFor();
        await page.getByText("方正小标宋简体 →", { exact: false }).waitFor();
        await screenshot(page, "paper-fonts");
      }
      if (!hasOffice) continue;
      const facts = pdfFacts(pdf);
      expect([Math.round(facts.width), Math.round(facts.height)]).toEqual([595, 842]);
      expect(facts.text).toContain("桐岭镇联络站");
      if (kind === "session")
        expect(facts.lines.some((lines) => lines.join("").replaceAll(" ", "").startsWith("签到表"))).toBe(true);
    }
    expect(errors).toEqual([]);
  });

  test("预览就是打印的样子：页数、页码、字体提示都在，看得见也读得出", async () => {
    const { page, errors } = await withRecords();
    await openRecord(page, "session");
    await choose(page, "预览…");
    const dialog = page.getByRole("dialog");
    await dialog.getByText(/^共 \d+ 页$/u).waitFor();
    await dialog.getByText("这台电脑没有安装文档要用的字体", { exact: false }).waitFor();
    expect(await dialog.getByText("签　到　表").count()).toBe(1);
    expect(await dialog.locator(".paper-view img").count()).toBe(3);
    await screenshot(page, "paper-preview");
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "hidden" });
    expect(errors).toEqual([]);
  });

  test("统计里导出台账，重新打开一行不少；没有打印机时说明白", async () => {
    const { app, page, folder } = await withRecords();
    await goTo(page, "统计");
    const ledger = join(folder, "热线台账.xlsx");
    await answerSaveDialog(app, ledger);
    await page.getByRole("button", { name: "导出台账" }).click();
    await page.getByRole("menuitem", { name: "热线" }).click();
    await page.getByText("热线台账已生成，共 1 行").waitFor();
    await screenshot(page, "paper-ledger");
    const { sheets } = await readLedgerFile({ name: "台账.xlsx", bytes: readFileSync(ledger) });
    expect(sheets[0]?.rows[3]).toContain("13700001234");
    await openRecord(page, "hotline");
    await choose(page, "打印");
    await page.getByText("这台电脑没有装打印机", { exact: false }).waitFor();
  });

  test("区县自己的模板：换上后按它排版，写错的标签点名，恢复内置", async () => {
    const { app, page, folder, ids } = await withRecords();
    await goTo(page, "设置");
    await page.getByRole("button", { name: /^模板/ }).click();
    const template = join(folder, "模板.docx");
    await answerSaveDialog(app, template);
    await page
      .getByRole("row", { name: /^社情民意信息/u })
      .getByRole("button", { name: "导出模板" })
      .click();
    await expect.poll(() => existsSync(template)).toBe(true);
    await screenshot(page, "paper-templates");
    expect(await accessibilityProblems(page)).toEqual([]);

    const changed = (from: string, to: string, name: string): string => {
      const zip = new PizZip(readFileSync(template));
      zip.file("word/document.xml", (zip.file("word/document.xml")?.asText() ?? "").replace(from, to));
      const file = join(folder, name);
      writeFileSync(file, zip.generate({ type: "nodebuffer" }));
      return file;
    };
    const replace = page.getByRole("row", { name: /^社情民意信息/u }).getByRole("button", { name: "换模板" });
    await answerOpenDialog(app, [changed("{标题}", "{标提}", "写错.docx")]);
    await replace.click();
    await page.getByText("{标提}", { exact: false }).first().waitFor();
    await answerOpenDialog(app, [changed(">社情民意信息<", ">南川政协信息专报<", "南川.docx")]);
    await replace.click();
    await page.getByText("本站：南川.docx").waitFor();

    const file = join(folder, "专报.docx");
    await callService(page, "paper.save", { id: ids.opinion, file });
    expect(docxText(file)).toContain("南川政协信息专报");
    await page.getByRole("button", { name: "恢复内置" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "恢复内置" }).click();
    await page.getByText("已恢复内置模板").waitFor();
    await callService(page, "paper.save", { id: ids.opinion, file });
    expect(docxText(file)).toContain(paperNames.opinion.zh);
    expect(readdirSync(folder).some((name) => name.endsWith(".part"))).toBe(false);
  });
});
