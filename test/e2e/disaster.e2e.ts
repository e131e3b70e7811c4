/** 出了事以后: the district goes on from a backup and from its key file, a station's new PC gets its records back, all by the buttons. */
import { readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { databaseFile } from "../../db/database/open.ts";
import { openService } from "../../db/service.ts";
import { accessibilityProblems } from "./helpers/accessible.ts";
import { callService } from "./helpers/call.ts";
import { answerOpenDialog, answerSaveDialog, goTo } from "./helpers/clerk.ts";
import { electronBinary } from "./helpers/environment.ts";
import { makeWorkplace, type Workplace } from "./helpers/folders.ts";
import { launchApp, screenshot, type RunningApp } from "./helpers/launch.ts";

const passphrase = "san yue tao hua 1958";
const workplaces: Workplace[] = [];
const running: RunningApp[] = [];

async function launch(name: string): Promise<RunningApp> {
  const workplace = makeWorkplace(name);
  workplaces.push(workplace);
  const app = await launchApp({ dataDir: workplace.dataDir });
  running.push(app);
  return app;
}

async function setUp(app: RunningApp, role: "station" | "district", name: string): Promise<void> {
  await callService(app.page, "app.setup", { role, name, operator: "李敏" });
  await app.page.reload();
  await app.page.getByRole("heading", { name: "今日" }).waitFor();
}

let stick = "";
beforeEach(() => {
  const workplace = makeWorkplace("U盘");
  workplaces.push(workplace);
  stick = workplace.folder("U盘");
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((app) => app.kill().catch(() => {})));
  for (const workplace of workplaces.splice(0)) workplace.dispose();
});

const filesIn = (extension: string): string[] =>
  readdirSync(stick)
    .filter((name) => name.endsWith(extension))
    .map((name) => join(stick, name));

async function openUpkeep({ page }: RunningApp): Promise<void> {
  await goTo(page, "设置");
  await page.getByRole("navigation", { name: "设置分类" }).getByRole("button", { name: "数据与备份" }).click();
  await page.getByRole("heading", { name: "备份列表" }).waitFor();
}

/** By the Tab key alone, as without a mouse. @throws Error when no such button is reached */
async function tabTo(page: Page, name: RegExp): Promise<void> {
  for (let step = 0; step < 30; step += 1) {
    const text = await page.evaluate(() => document.activeElement?.textContent ?? "");
    const isButton = await page.evaluate(() => document.activeElement?.tagName === "BUTTON");
    if (isButton && name.test(text)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`no button ${name} by Tab`);
}

describe.skipIf(electronBinary === null)("出了事以后", () => {
  test("区县恢复旧备份：恢复前说清楚，之后各站自动补送、带回；联络站换了电脑，凭密钥文件开始，由区县交还记录", async () => {
    const name = "桐岭镇联络站";
    const district = await launch("区县");
    await setUp(district, "district", "武宣县政协");
    const invitation = join(stick, "邀请.lxqinvite");
    await callService(district.page, "district.invite", { station: name, file: invitation });
    const station = await launch("联络站");
    await setUp(station, "station", name);
    await callService(station.page, "station.join", { file: invitation });
    const send = async () => {
      const { files } = await callService(station.page, "bundle.export", { folder: stick });
      await callService(district.page, "bundle.import", { files: [...files] });
    };
    const confirm = async (page: Page) => {
      const code = (await callService(page, "app.status", {})).station?.checkCode ?? "";
      const { answer } = await callService(district.page, "district.confirm", { code });
      await callService(page, "station.answer", { code: answer });
    };
    const fields = { line: "resident", calledAt: "2026-03-18T09:10", caller: "韦志华", content: "石桥村饮水不稳" };
    const { record } = await callService(station.page, "record.save", { kind: "hotline", fields });
    await send();
    await confirm(station.page);
    await send();
    await callService(district.page, "backup.now", {});
    await callService(district.page, "event.add", {
      recordId: record.id,
      fields: { type: "replied", at: "2026-03-20", text: "已安排检修" },
    });
    const receipt = await callService(district.page, "receipt.export", { station: name, folder: stick });
    await callService(station.page, "receipt.import", { file: receipt.files[0] ?? "" });
    await callService(district.page, "event.add", {
      recordId: record.id,
      fields: { type: "supervised", at: "2026-03-21" },
    });

    // The district restores, having read what will happen.
    await openUpkeep(district);
    await district.page.getByRole("row").filter({ hasText: "手动" }).getByRole("button").first().click();
    await district.page.getByRole("button", { name: "恢复成这份备份……" }).click();
    await district.page.getByText("会随它下一个数据包带回来", { exact: false }).waitFor();
    await district.page.getByText("还没发出的 1 处反馈", { exact: false }).waitFor();
    await screenshot(district.page, "disaster-confirm");
    await district.page.getByRole("button", { name: "备份现有数据并恢复" }).click();
    await district.page.getByText("给各站重新导出一次回执", { exact: false }).waitFor();
    await screenshot(district.page, "disaster-restored");
    await goTo(district.page, "联络站");
    await answerOpenDialog(district.app, [stick]);
    const before = filesIn(".lxr");
    await district.page.getByRole("button", { name: "导出回执", exact: true }).first().click();
    await expect.poll(() => filesIn(".lxr").length).toBe(before.length + 1);

    await goTo(station.page, "同步");
    await answerOpenDialog(
      station.app,
      filesIn(".lxr").filter((file) => !before.includes(file)),
    );
    await station.page.getByRole("button", { name: "导入回执", exact: false }).click();
    await station.page.getByText("区县恢复过备份或换了电脑", { exact: false }).waitFor();
    await screenshot(station.page, "disaster-station-told");
    await answerOpenDialog(station.app, [stick]);
    const bundles = filesIn(".lxq");
    await station.page.getByRole("button", { name: "导出数据包", exact: false }).click();
    await station.page.getByText("已写入并读回核对，可以拔出U盘").waitFor();
    await answerOpenDialog(
      district.app,
      filesIn(".lxq").filter((file) => !bundles.includes(file)),
    );
    await district.page.getByRole("button", { name: "导入数据包", exact: false }).first().click();
    await district.page.getByRole("button", { name: "导入这些数据包" }).click();
    await district.page.getByRole("heading", { name: "导入结果" }).waitFor();
    await screenshot(district.page, "disaster-brought-back");
    const back = await callService(district.page, "record.get", { id: record.id });
    expect(back.events.map(({ text }) => text)).toEqual(["已安排检修"]);

    // The station's PC breaks: a new one begins with the key file.
    await openUpkeep(station);
    await station.page.getByRole("button", { name: "导出密钥文件……" }).click();
    await station.page.getByLabel("口令", { exact: true }).fill(passphrase);
    await station.page.getByLabel("再输一遍").fill(passphrase);
    await screenshot(station.page, "disaster-keys-export");
    const keys = join(stick, "密钥.lxqkeys");
    await answerSaveDialog(station.app, keys);
    await station.page.getByRole("button", { name: "选择位置并导出……" }).click();
    await station.page.getByText("密钥文件已写入并读回核对").waitFor();
    await station.kill();

    const fresh = await launch("新电脑");
    await fresh.page.getByRole("button", { name: "用密钥文件开始……" }).click();
    await answerOpenDialog(fresh.app, [keys]);
    await fresh.page.getByRole("button", { name: "选择文件……" }).click();
    await fresh.page.getByLabel("口令", { exact: true }).fill(passphrase);
    await fresh.page.getByLabel("操作员姓名").last().fill("黄小兰");
    await screenshot(fresh.page, "disaster-keys-import");
    expect(await accessibilityProblems(fresh.page)).toEqual([]);
    await fresh.page.getByRole("button", { name: "导入并开始" }).click();
    await fresh.page.getByRole("heading", { name: "今日" }).waitFor();
    const { files } = await callService(fresh.page, "bundle.export", { folder: stick });
    await callService(district.page, "bundle.import", { files: [...files] });
    await confirm(fresh.page);
    await goTo(district.page, "今日");
    await goTo(district.page, "联络站");
    await answerOpenDialog(district.app, [stick]);
    await district.page.getByRole("button", { name: `${name}的更多操作` }).click();
    await district.page.getByText("交还该站记录……").click();
    await district.page.getByText("交还的文件已写入并读回核对", { exact: false }).waitFor();
    await screenshot(district.page, "disaster-returned");
    await goTo(fresh.page, "同步");
    // Everything on the stick at once: receipts for the PC that broke keep none of the others from this one.
    await answerOpenDialog(fresh.app, filesIn(".lxr"));
    await fresh.page.getByRole("button", { name: "导入回执", exact: false }).click();
    await fresh.page.getByText("取回了本站以前送去的", { exact: false }).waitFor();
    await fresh.page.getByText("已在武宣县政协登记").waitFor();
    await fresh.page.getByText("区县还没有确认这台电脑", { exact: false }).first().waitFor();
    await screenshot(fresh.page, "disaster-got-back");
    expect(await callService(fresh.page, "record.get", { id: record.id })).toMatchObject({ delivery: "imported" });
    expect([...district.errors, ...station.errors, ...fresh.errors]).toEqual([]);
  });

  test.each(["不见了", "成了空的"])("数据文件%s：一打开就说还有什么，用键盘看备份、恢复，记录都在", async (how) => {
    const workplace = makeWorkplace("联络站");
    workplaces.push(workplace);
    const { dataDir } = workplace;
    const before = openService({ dir: dataDir });
    await before.call("app.setup", { role: "station", name: "桐岭镇联络站", operator: "李敏" });
    const fields = { line: "resident", calledAt: "2026-03-18T09:10", caller: "韦志华", content: "石桥村饮水不稳" };
    await before.call("record.save", { kind: "hotline", fields });
    await before.call("backup.now", {});
    await before.close();
    if (how === "不见了") rmSync(databaseFile(dataDir));
    else writeFileSync(databaseFile(dataDir), "");

    const app = await launchApp({ dataDir });
    running.push(app);
    const { page, errors } = app;
    await page.getByText("数据文件不见了，或者是空的", { exact: false }).waitFor();
    expect(await page.getByRole("alert").textContent()).toMatch(
      /还有 1 份备份（最新一份是 \d{4}-\d\d-\d\d \d\d:\d\d 的）、本机密钥/u,
    );
    await page.getByRole("button", { name: /^查看/u }).waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await tabTo(page, /^查看/u);
    await page.keyboard.press("Enter");
    const look = page.getByRole("dialog").filter({ hasText: "这里只能看" });
    // The kind that has something, without columns of a comparison with nothing.
    await look.getByRole("cell", { name: "2026-03-18 09:10" }).waitFor();
    expect(await look.getByRole("columnheader").allTextContents()).toEqual([
      "种类",
      "备份里",
      "标题",
      "日期",
      "改动时间",
    ]);
    expect(await accessibilityProblems(page)).toEqual([]);
    await tabTo(page, /^恢复成这份备份/u);
    await page.keyboard.press("Enter");
    const ask = page.getByRole("dialog").filter({ hasText: "把数据恢复成" });
    await ask.getByText("没有什么会被覆盖", { exact: false }).waitFor();
    expect(await ask.textContent()).not.toContain("撤销");
    await tabTo(page, /^恢复成这份备份$/u);
    await page.keyboard.press("Enter");
    await page.getByText("数据已恢复成", { exact: false }).waitFor();
    await goTo(page, "热线");
    await page.getByRole("grid").getByText("石桥村饮水不稳").waitFor();
    expect(errors).toEqual([]);
  });
});
