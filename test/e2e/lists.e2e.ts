/** A list as a clerk works with it: columns, order, filters, totals, many rows at once, preview, export. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { aCall } from "../helpers/folder.ts";
import { accessibilityProblems } from "./helpers/accessible.ts";
import { callService } from "./helpers/call.ts";
import { answerSaveDialog, goTo } from "./helpers/clerk.ts";
import { electronBinary } from "./helpers/environment.ts";
import { screenshot } from "./helpers/launch.ts";
import { makeSampleStation } from "./helpers/sample-station.ts";
import { scenario } from "./helpers/scenario.ts";

const current = scenario();
const samples = { seed: 11, sessions: 20, opinions: 20, calls: 150, years: [2024, 2025] as const };

/** The samples' villages as a dictionary has them: 长滩 is cháng, not zhǎng. */
const villagesInOrder = ["白鹤村", "长滩村", "大塘村", "古榕村", "桂花社区", "花岭村", "黄茅村", "金鸡村", "岭脚村"];

const grid = (page: Page) => page.getByRole("grid");
const rows = (page: Page) => grid(page).locator('[role="row"][aria-selected]');
const head = (page: Page, name: string) => grid(page).getByRole("columnheader", { name, exact: true });
const picked = (page: Page) => page.locator(".list-foot-batch strong").textContent();
const focusedIsGrid = (page: Page) => page.evaluate(() => document.activeElement?.getAttribute("role") === "grid");

/** The text of a column in the rows on the screen. */
async function cells(page: Page, name: string): Promise<string[]> {
  const heads = await grid(page).getByRole("columnheader").allTextContents();
  const index = heads.findIndex((text) => text.startsWith(name));
  expect(index, `column ${name}`).toBeGreaterThan(0);
  return rows(page).evaluateAll(
    (found, at) =>
      found
        .toSorted((a, b) => Number(a.getAttribute("aria-rowindex")) - Number(b.getAttribute("aria-rowindex")))
        .map((row) => row.children[at]?.textContent ?? ""),
    index,
  );
}

/** A chip over the dialog: the field by its name, one of its values by its name. */
async function filterBy(page: Page, field: string, value: string): Promise<void> {
  await page.getByRole("button", { name: "筛选", exact: true }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("按哪一项筛选").fill(field);
  await page.keyboard.press("Enter");
  await dialog.getByLabel("内容").fill(value);
  await page.keyboard.press("Enter");
  await page.keyboard.press("Escape");
  await dialog.getByRole("button", { name: "筛选", exact: true }).click();
  await dialog.waitFor({ state: "hidden" });
}

describe.skipIf(electronBinary === null)("列表", () => {
  test("选列、用键盘排序；筛选、存成常用筛选；重新打开都还在，一按就用上", async () => {
    await makeSampleStation(current.workplace.dataDir, samples);
    const { page, close } = await current.launch();
    await goTo(page, "热线");
    await rows(page).first().waitFor();
    await page.getByRole("button", { name: "列", exact: true }).click();
    await page.getByRole("dialog").getByRole("checkbox", { name: "村(社区)" }).click();
    await page.getByRole("dialog").getByRole("checkbox", { name: "送达" }).click();
    await screenshot(page, "list-columns");
    await page.keyboard.press("Escape");
    await head(page, "村(社区)").waitFor();
    expect(await head(page, "送达").count()).toBe(0);

    // From the rows back by Tab to the heads, along them with the arrows, and Enter.
    await page.keyboard.press("Control+f");
    await grid(page).focus();
    await head(page, "来电时间").getByRole("button").focus();
    for (let step = 0; step < 7; step += 1) await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Enter");
    await expect.poll(() => head(page, "村(社区)").getAttribute("aria-sort")).toBe("ascending");
    await page.keyboard.press("ArrowDown");
    expect(await focusedIsGrid(page)).toBe(true);
    await expect
      .poll(async () => {
        const villages = [...new Set(await cells(page, "村(社区)"))];
        return villages.length > 1 && villages.join() === villagesInOrder.slice(0, villages.length).join();
      })
      .toBe(true);

    await filterBy(page, "热线类别", "企业");
    await page.getByRole("button", { name: "热线类别 是 企业热线", exact: true }).waitFor();
    const { total } = await callService(page, "record.list", {
      kind: "hotline",
      where: [{ field: "line", is: "any", values: ["enterprise"] }],
    });
    await page.getByText(`找到 ${total} 条`).waitFor();
    await expect.poll(() => page.locator(".totals").textContent()).toContain(`来电数${total}企业热线${total}群众热线0`);
    expect(new Set(await cells(page, "热线类别"))).toEqual(new Set(["企业热线"]));
    await page.getByRole("button", { name: "常用筛选" }).click();
    await page.getByRole("menuitem", { name: "保存现在的筛选" }).click();
    await page.getByRole("dialog").getByLabel("名称").fill("企业来电");
    await page.keyboard.press("Enter");
    await page.getByText("已保存“企业来电”，按 Ctrl+1 就用上").waitFor();
    await screenshot(page, "list-filtered");
    expect(await accessibilityProblems(page)).toEqual([]);
    expect(await close()).toBe(0);

    const again = await current.launch();
    await goTo(again.page, "热线");
    await again.page.getByText("共 150 条").waitFor();
    await head(again.page, "村(社区)").waitFor();
    await again.page.getByRole("button", { name: "常用筛选" }).click();
    await again.page.getByRole("menuitem", { name: "企业来电" }).click();
    await again.page.getByText(`找到 ${total} 条`).waitFor();
    expect(await head(again.page, "村(社区)").getAttribute("aria-sort")).toBe("ascending");

    // By its key, also while the search has the cursor; not while an input method composes.
    await again.page.getByRole("button", { name: "全部清除" }).click();
    await again.page.getByText("共 150 条").waitFor();
    await again.page.keyboard.press("Control+f");
    await again.page.evaluate(() =>
      document.activeElement?.dispatchEvent(
        new KeyboardEvent("keydown", { key: "1", ctrlKey: true, isComposing: true, bubbles: true }),
      ),
    );
    await again.page.getByText("共 150 条").waitFor();
    await again.page.keyboard.press("Control+1");
    await again.page.getByText(`找到 ${total} 条`).waitFor();
    await again.page.keyboard.press("Control+2");
    await again.page.getByText("这个列表没有第 2 个常用筛选", { exact: false }).waitFor();
    await again.page.getByRole("button", { name: "常用筛选" }).click();
    await again.page.getByRole("menuitem", { name: "企业来电 Ctrl+1" }).waitFor();
    await screenshot(again.page, "list-saved");
    await again.page.keyboard.press("Escape");
    // From anywhere by the palette, by its pinyin.
    await goTo(again.page, "今日");
    await again.page.keyboard.press("Control+k");
    await again.page.getByRole("combobox", { name: "搜索全部" }).fill("qyld");
    await again.page.getByRole("option", { name: /企业来电/ }).waitFor();
    await screenshot(again.page, "palette-filter");
    await again.page.keyboard.press("Enter");
    await again.page.getByText(`找到 ${total} 条`).waitFor();
    expect(again.errors).toEqual([]);
  });

  test("只用键盘：Ctrl+A 选中筛选出来的全部，一起交办，说明哪些没有办，一次撤销", async () => {
    await makeSampleStation(current.workplace.dataDir, samples);
    const { page, errors } = await current.launch();
    // Later than all the samples: the first row.
    await callService(page, "record.save", { kind: "hotline", fields: { ...aCall, calledAt: "2026-01-05" } });
    await goTo(page, "热线");
    await rows(page).first().waitFor();
    const before = (await callService(page, "record.list", { kind: "hotline", state: "received" })).total;
    expect(before).toBeGreaterThan(0);
    await grid(page).focus();
    await page.keyboard.press("Space");
    expect(await picked(page)).toBe("已选 1 条");
    await page.keyboard.press("Shift+ArrowDown");
    await page.keyboard.press("Shift+ArrowDown");
    expect(await picked(page)).toBe("已选 3 条");
    await page.keyboard.press("Escape");
    await page.locator(".totals").waitFor();

    // Dates that contradict each other are no filter; the calendar leaves the dialog and its cursor as they were.
    await page.getByRole("button", { name: "筛选", exact: true }).click();
    const filter = page.getByRole("dialog");
    await filter.getByLabel("按哪一项筛选").fill("来电时间");
    await page.keyboard.press("Enter");
    await filter.getByLabel("条件").click();
    await page.locator(".ant-select-item-option").getByText("自定日期", { exact: true }).click();
    await filter.getByLabel("从", { exact: true }).focus();
    await page.keyboard.type("2026-11-27");
    for (const key of ["F4", "ArrowDown", "Enter", "F4", "Escape"]) await page.keyboard.press(key);
    expect(await filter.getByLabel("从", { exact: true }).evaluate((field) => field === document.activeElement)).toBe(
      true,
    );
    expect(await filter.getByLabel("从", { exact: true }).inputValue()).toBe("2026-12-04");
    await filter.getByLabel("到", { exact: true }).focus();
    await page.keyboard.type("2026-11-30");
    await filter.getByText("“从”的日期比“到”的晚，请核对").waitFor();
    await screenshot(page, "filter-reversed");
    expect(await filter.getByRole("button", { name: "筛选", exact: true }).isDisabled()).toBe(true);
    await page.keyboard.press("Escape");
    await filter.waitFor({ state: "hidden" });

    // Done for none: nobody speaks of others that were done, and neither the words nor the choice are gone.
    await grid(page).focus();
    await page.keyboard.press("Home");
    await page.keyboard.press("Space");
    const supervise = async (): Promise<void> => {
      await page.getByRole("button", { name: "督办", exact: true }).click();
      await page.getByRole("dialog").getByLabel("内容").waitFor();
    };
    const proceed = () => page.getByRole("dialog").getByRole("button", { name: "督办", exact: true }).click();
    await supervise();
    await page.getByRole("dialog").getByLabel("内容").fill("请三天内答复");
    await proceed();
    await page.locator(".ant-modal-confirm-title").getByText("1 条没有办").waitFor();
    expect(await page.getByRole("dialog").getByText("其余的已经办好").count()).toBe(0);
    await page.getByRole("button", { name: "知道了" }).click();
    expect(await picked(page)).toBe("已选 1 条");
    await supervise();
    expect(await page.getByRole("dialog").getByLabel("内容").inputValue()).toBe("请三天内答复");
    await page.getByRole("dialog").getByRole("button", { name: "取消" }).click();
    await page.getByRole("dialog").waitFor({ state: "hidden" });
    await grid(page).focus();
    await page.keyboard.press("Control+a");
    await expect.poll(() => picked(page)).toBe("已选 151 条");
    await screenshot(page, "list-picked");
    await page.getByRole("button", { name: "交办", exact: true }).click();
    await page.getByRole("dialog").getByLabel("单位").fill("县水利局");
    await page.getByRole("dialog").getByRole("button", { name: "交办", exact: true }).click();
    await page
      .locator(".ant-modal-confirm-title")
      .getByText(`${151 - before} 条没有办`)
      .waitFor();
    await screenshot(page, "list-left-out");
    await page.getByRole("button", { name: "知道了" }).click();
    expect((await callService(page, "record.list", { kind: "hotline", state: "received" })).total).toBe(0);
    await page.getByRole("button", { name: "撤销", exact: true }).click();
    await page.getByText(`已撤销 ${before} 条`).waitFor();
    expect((await callService(page, "record.list", { kind: "hotline", state: "received" })).total).toBe(before);
    expect(errors).toEqual([]);
  });

  test("预览跟着光标走，F8 收起；直接打字就是查找；选中的几条导出成 CSV", async () => {
    await makeSampleStation(current.workplace.dataDir, samples);
    const { app, page, errors } = await current.launch();
    const [opinion] = (await callService(page, "record.list", { kind: "opinion", limit: 1 })).records;
    const [session] = (await callService(page, "record.list", { kind: "session", limit: 1 })).records;
    if (opinion === undefined || session === undefined) throw new Error("the samples have both");
    const fields = { sessionId: session.id };
    await callService(page, "record.save", { kind: "opinion", id: opinion.id, fields });
    await goTo(page, "社情民意");
    await rows(page).first().waitFor();
    await page.keyboard.press("F8");
    const preview = page.getByRole("article", { name: "预览" });
    const titles = await cells(page, "标题");
    await grid(page).focus();
    for (const [at, key] of [
      [1, "ArrowDown"],
      [2, "ArrowDown"],
      [0, "Home"],
    ] as const) {
      await page.keyboard.press(key);
      await preview.getByRole("heading", { name: titles[at] ?? "", exact: true }).waitFor();
    }
    await preview.getByText("收集日期").waitFor();

    // A column of links says to what, and the preview leads there.
    await page.getByRole("button", { name: "列", exact: true }).click();
    await page.getByRole("dialog").getByRole("checkbox", { name: "来自协商活动" }).click();
    await page.keyboard.press("Escape");
    await expect.poll(async () => (await cells(page, "来自协商活动"))[0]).toBe(session.title);
    await screenshot(page, "list-preview");
    await grid(page).focus();
    await preview.getByRole("button", { name: `来自协商活动 ${session.title}` }).click();
    await page.getByRole("heading", { name: session.title }).waitFor();
    await page.keyboard.press("Escape");
    await preview.getByRole("button", { name: `来自协商活动 ${session.title}` }).waitFor();
    await page.getByRole("button", { name: "列", exact: true }).click();
    await page.getByRole("dialog").getByRole("checkbox", { name: "来自协商活动" }).click();
    await page.keyboard.press("Escape");
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.keyboard.press("F8");
    await preview.waitFor({ state: "hidden" });

    await grid(page).focus();
    await page.keyboard.press("Space");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Space");
    const file = join(current.workplace.folder("导出"), "社情民意.csv");
    await answerSaveDialog(app, file);
    await page.locator(".list-foot-batch").getByRole("button", { name: "导出" }).click();
    await page.getByRole("menuitem", { name: "导出为 CSV" }).click();
    await page.getByText("已导出 2 条").waitFor();
    const table = parse(readFileSync(file, "utf8"), { bom: true });
    expect(table[0]).toEqual(["收集日期", "标题", "反映人", "来源", "状态", "送达"]);
    expect(table.slice(1).map((row) => row[1])).toEqual(titles.slice(0, 2));

    await page.keyboard.press("Escape");
    await grid(page).focus();
    await page.keyboard.type("zzzz");
    await page.getByText("没有符合条件的记录").waitFor();
    expect(await page.getByRole("searchbox").or(page.getByPlaceholder(/^查找/u)).first().inputValue()).toBe("zzzz");
    expect(errors).toEqual([]);
  });
});
