/** Work in the forms: undo, several drafts, history, power cuts, input methods, the keyboard alone. */
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { fieldOf, fillIn, setUpByHand } from "./helpers/clerk.ts";
import { electronBinary } from "./helpers/environment.ts";
import { screenshot } from "./helpers/launch.ts";
import { scenario } from "./helpers/scenario.ts";

const current = scenario();
const station = { role: "联络站", name: "桐岭镇联络站", operator: "李敏" } as const;
const focusedPath = (page: Page) =>
  page.evaluate(() => document.activeElement?.closest<HTMLElement>("[data-path]")?.dataset["path"] ?? null);

describe.skipIf(electronBinary === null)("表单", () => {
  test("撤销和重做：文字、选项、日期、问题清单都能退回，光标跟着走", async () => {
    const { page, errors } = await current.launch();
    await setUpByHand(page, station);
    await page.getByRole("button", { name: "登记协商活动" }).click();
    const title = fieldOf(page, "议题");
    await title.pressSequentially("老旧小区加装电梯");
    await fillIn(page, "开始时间", "20260302");
    await page.keyboard.press("Enter");
    await page.getByLabel("开始时间 时间").fill("930");
    await page.keyboard.press("Tab");
    await page.getByRole("button", { name: "添加问题" }).click();
    await page.keyboard.type("电梯井占用绿地");
    await page.getByRole("button", { name: "添加问题" }).click();
    await page.keyboard.type("一楼住户不同意");
    await page.getByRole("button", { name: "移除第 1 行" }).click();
    const rows = page.locator(".child-problems .child-row");
    expect(await rows.count()).toBe(1);

    await page.keyboard.press("Control+z");
    await expect.poll(() => rows.count()).toBe(2);
    await expect.poll(() => focusedPath(page)).toMatch(/^problems\.0\./);
    await page.keyboard.press("Control+z");
    const second = rows.nth(1).locator("input").first();
    await expect.poll(() => second.inputValue()).toBe("");
    await expect.poll(() => focusedPath(page)).toBe("problems.1.fields.text");
    await page.keyboard.press("Control+z");
    await expect.poll(() => rows.count()).toBe(1);
    await page.keyboard.press("Control+Shift+z");
    await page.keyboard.press("Control+y");
    await expect.poll(() => second.inputValue()).toBe("一楼住户不同意");
    await screenshot(page, "form-undo");

    const button = page.getByRole("button", { name: "撤销", exact: true });
    for (let step = 0; step < 20 && (await button.isEnabled()); step += 1) await button.click();
    expect(await rows.count()).toBe(0);
    expect(await title.inputValue()).toBe("");
    expect(await fieldOf(page, "开始时间").inputValue()).toBe("");
    expect(await page.getByLabel("开始时间 时间").inputValue()).toBe("");
    const redo = page.getByRole("button", { name: "重做", exact: true });
    while (await redo.isEnabled()) await redo.click();
    expect(await title.inputValue()).toBe("老旧小区加装电梯");
    expect(await fieldOf(page, "开始时间").inputValue()).toBe("2026-03-02");
    expect(await page.getByLabel("开始时间 时间").inputValue()).toBe("09:30");
    expect(await rows.count()).toBe(1);
    expect(errors).toEqual([]);
  });
});
