/** 复制、Esc、删除与恢复: what a clerk does by accident, and the way back. */
import { describe, expect, test } from "vitest";
import { callService } from "./helpers/call.ts";
import { goTo } from "./helpers/clerk.ts";
import { electronBinary } from "./helpers/environment.ts";
import { makeSampleStation } from "./helpers/sample-station.ts";
import { scenario } from "./helpers/scenario.ts";

const current = scenario();

describe.skipIf(electronBinary === null)("复制、Esc、删除", () => {
  test("复制路径真的到了系统剪贴板；Esc 只收起菜单；删除先问，Ctrl+Z 和最近删除都能找回", async () => {
    const { dataDir } = current.workplace;
    await makeSampleStation(dataDir, { seed: 11, sessions: 3, opinions: 3, calls: 10, years: [2024, 2025] });
    const { app, page, errors } = await current.launch();
    await app.evaluate(({ clipboard }) => clipboard.writeText("以前的"));
    await goTo(page, "设置");
    await page.locator(".settings-nav").getByRole("button", { name: /^关于/u }).click();
    await page.getByRole("button", { name: "复制路径" }).first().click();
    const { dir } = await callService(page, "app.status", {});
    await expect.poll(() => app.evaluate(({ clipboard }) => clipboard.readText())).toBe(dir);

    await goTo(page, "热线");
    await page.locator(".cell-title").first().click();
    const more = page.getByRole("button", { name: "更多操作" });
    await more.click();
    await page.getByRole("menuitem", { name: "删除这条记录" }).waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("menuitem", { name: "删除这条记录" }).waitFor({ state: "hidden" });
    await more.click();

    const total = async () => (await callService(page, "record.list", { kind: "hotline", limit: 1 })).total;
    const before = await total();
    const remove = async () => {
      await page.getByRole("menuitem", { name: "删除这条记录" }).click();
      await page.getByRole("dialog").getByRole("button", { name: "删除这条记录" }).click();
      await expect.poll(total).toBe(before - 1);
    };
    await page.getByRole("menuitem", { name: "删除这条记录" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "取消" }).click();
    expect(await total()).toBe(before);
    await more.click();
    await remove();
    await goTo(page, "今日");
    await page.getByRole("heading", { name: "今日" }).first().waitFor();
    await page.keyboard.press("Control+z");
    await expect.poll(total).toBe(before);
    await more.click();
    await remove();
    await page.keyboard.press("Control+k");
    await page.getByRole("combobox", { name: "搜索全部" }).fill("最近删除");
    await page.getByRole("option", { name: /最近删除/u }).click();
    await page.getByRole("dialog").getByRole("checkbox").first().click();
    await page.getByRole("button", { name: "恢复选中的 1 条" }).click();
    await expect.poll(total).toBe(before);
    expect(errors).toEqual([]);
  });
});
