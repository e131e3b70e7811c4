/** 文档: Word and PDF of each kind from the record's screen, the preview, a replaced template, ledgers. */
import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import PizZip from "pizzip";
import type { ElectronApplication, Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { readLedgerFile } from "../../db/spreadsheet/read.ts";
import type { Client } from "../../db/api/operations.ts";
import { kinds } from "../../db/schema/kinds.ts";
import type { PaperKind } from "../../db/schema/paper.ts";
import { accessibilityProblems } from "./helpers/accessible.ts";
import { callService } from "./helpers/call.ts";
import { answerOpenDialog, answerSaveDialog, goTo } from "./helpers/clerk.ts";
import { electronBinary } from "./helpers/environment.ts";
import { screenshot } from "./helpers/launch.ts";
import { scenario } from "./helpers/scenario.ts";
import { hasOffice, pdfFacts, pictureCount } from "../helpers/office.ts";
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

/** More sessions, so that there is something to select, and the one with photos among them. */
async function addSessions(page: Page, count: number): Promise<void> {
  for (let index = 1; index <= count; index += 1) {
    const fields = {
      title: `第${index}次院坝会`,
      startAt: `2026-02-0${index}T09:00`,
      process: "先听后议。\n".repeat(30),
    };
    await callService(page, "record.save", { kind: "session", fields });
  }
}

async function selectAllSessions(page: Page): Promise<void> {
  await goTo(page, "协商活动");
  await page.locator('[role="row"][aria-rowindex]').nth(1).click();
  await page.keyboard.press("Control+a");
}

async function exportPicked(page: Page, action: string): Promise<void> {
  await page.locator(".list-foot-batch").getByRole("button", { name: "导出" }).click();
  await page.getByRole("menuitem", { name: action }).click();
}

/** A printer that puts what it gets into a file. */
async function installPrinter(app: ElectronApplication): Promise<void> {
  await app.evaluate(({ app: electron }) => {
    electron.on("web-contents-created", (_event, contents) => {
      contents.getPrintersAsync = () =>
        Promise.resolve([{ name: "纸", displayName: "纸", description: "", status: 0, isDefault: true, options: {} }]);
      contents.print = (_options, done) => {
        void contents.printToPDF({ preferCSSPageSize: true }).then((pdf) => {
          const sheets = ((globalThis as { printed?: string[] }).printed ??= []);
          sheets.push(pdf.toString("base64"));
          done?.(true, "");
        });
      };
    });
  });
}

const printedBy = (app: ElectronApplication): Promise<string[]> =>
  app.evaluate(() => (globalThis as { printed?: string[] }).printed ?? []);

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

  test("列表里选几条：PDF 每条一份，照片在里面；打印一次出全部", async () => {
    const { app, page, folder, errors } = await withRecords();
    await addSessions(page, 2);
    await selectAllSessions(page);
    const out = current.workplace.folder("成批");
    await answerOpenDialog(app, [out]);
    await exportPicked(page, "导出为 PDF，每条一份");
    await page.getByText("已生成 3 个文件").waitFor({ timeout: 30_000 });
    const files = readdirSync(out).toSorted();
    expect(files.map((name) => name.replace(/^.*-/u, "").slice(-4))).toEqual([".pdf", ".pdf", ".pdf"]);
    expect(errors).toEqual([]);
    await installPrinter(app);
    await page.locator(".list-foot-batch").getByRole("button", { name: "打印" }).click();
    await expect.poll(async () => (await printedBy(app)).length, { timeout: 30_000 }).toBe(1);
    if (!hasOffice) return;
    const each = files.map((name) => pdfFacts(join(out, name)));
    const together = join(folder, "一次打印.pdf");
    await screenshot(page, "paper-several");
    writeFileSync(together, Buffer.from((await printedBy(app))[0] ?? "", "base64"));
    const printed = pdfFacts(together);
    expect(printed.pages).toBe(each.reduce((sum, { pages }) => sum + pages, 0));
    for (const title of ["双河村农网改造怎么改", "第1次院坝会", "第2次院坝会"]) expect(printed.text).toContain(title);
    const photos = files.map((name) => pictureCount(join(out, name)));
    expect(photos.toSorted((a, b) => a - b)).toEqual([0, 0, 3]);
  });

  test("导出一半按取消：说清楚生成了几份，生成的都打得开", async () => {
    const { app, page } = await withRecords();
    await addSessions(page, 9);
    await selectAllSessions(page);
    const out = current.workplace.folder("成批");
    await answerOpenDialog(app, [out]);
    await exportPicked(page, "导出为 PDF，每条一份");
    // In the middle: before the first one there would be nothing to tell of.
    await expect.poll(() => readdirSync(out).length).toBeGreaterThan(0);
    await page.getByRole("dialog").getByRole("button", { name: "取消" }).click();
    const told = await page.getByText(/^已停止：10 份中生成了 \d 份，生成的都在/u).textContent();
    const made = Number(/生成了 (\d) 份/u.exec(told ?? "")?.[1]);
    expect(made).toBeGreaterThan(0);
    const files = readdirSync(out);
    expect(files).toHaveLength(made);
    for (const name of files) expect(readFileSync(join(out, name)).subarray(-6).toString("latin1")).toContain("%%EOF");
    await page.getByRole("dialog").waitFor({ state: "hidden" });
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
    expect(docxText(file)).toContain(kinds.opinion.document.zh);
    expect(readdirSync(folder).some((name) => name.endsWith(".part"))).toBe(false);
  });
});
