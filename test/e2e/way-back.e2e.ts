/** 复制、Esc、删除与恢复: what a clerk does by accident, and the way back. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Browser, Locator, Page } from "playwright-core";
import { callService } from "./helpers/call.ts";
import { goTo } from "./helpers/clerk.ts";
import { chromiumBinary, electronBinary } from "./helpers/environment.ts";
import { makeWorkplace, type Workplace } from "./helpers/folders.ts";
import { screenshot, screenSize, windowPicture } from "./helpers/launch.ts";
import { launchBrowser, startHost, type RunningHost } from "./helpers/loopback.ts";
import { makeSampleStation } from "./helpers/sample-station.ts";
import { scenario } from "./helpers/scenario.ts";

const samples = { seed: 11, sessions: 3, opinions: 3, calls: 10, years: [2024, 2025] as const };

const openLayers = (page: Page): Promise<number> =>
  page
    .locator(".ant-select-dropdown, .calendar, .ant-dropdown, .ant-popover, .ant-modal-wrap")
    .filter({ visible: true })
    .count();

const isInWindow = (popup: Locator): Promise<boolean> =>
  popup.evaluate((element) => {
    const { top, bottom } = element.getBoundingClientRect();
    return top >= 0 && bottom <= window.innerHeight;
  });

describe.skipIf(electronBinary === null)("复制、Esc、删除", () => {
  const current = scenario();

  test("复制路径、复制为文字真的到了系统剪贴板；提示不遮住打开的表单，也不越积越多", async () => {
    await makeSampleStation(current.workplace.dataDir, samples);
    const { app, page, errors } = await current.launch();
    const clipboardText = () => app.evaluate(({ clipboard }) => clipboard.readText());
    await app.evaluate(({ clipboard }) => clipboard.writeText("以前的"));
    await goTo(page, "设置");
    for (const section of [/^关于/u, /^数据与备份/u]) {
      await page.locator(".settings-nav").getByRole("button", { name: section }).click();
      await app.evaluate(({ clipboard }) => clipboard.writeText("以前的"));
      await page.getByRole("button", { name: "复制路径" }).first().click();
      const { dir } = await callService(page, "app.status", {});
      await expect.poll(clipboardText).toBe(dir);
    }
    await goTo(page, "统计");
    await page.getByRole("button", { name: "复制为文字" }).click();
    await expect.poll(clipboardText).toContain("\t");
    for (let press = 0; press < 4; press += 1) await page.getByRole("button", { name: "复制为文字" }).click();
    const toasts = page.locator(".ant-message-notice").filter({ visible: true });
    await expect.poll(() => toasts.count()).toBe(1);
    const strip = await page.locator(".form-strip").boundingBox();
    const toast = await toasts.first().boundingBox();
    expect(toast?.y ?? 0).toBeGreaterThan((strip?.y ?? 0) + (strip?.height ?? 0));
    expect(errors).toEqual([]);
  });

  test("Esc 只收起打开着的菜单、下拉和日历，不离开记录；打开表单时列表不跳动；委员的空列表不遮住新增；200%时菜单和日历不出窗口", async () => {
    await makeSampleStation(current.workplace.dataDir, samples);
    const { app, page, errors } = await current.launch();
    await goTo(page, "热线");
    await page.locator(".cell-title").first().waitFor();
    const listBefore = await page.locator(".content-screen").boundingBox();
    await page.locator(".cell-title").first().click();
    const bar = page.locator(".record-bar");
    await bar.waitFor();
    expect(await page.locator(".content-screen").boundingBox()).toEqual(listBefore);

    await page.getByRole("button", { name: "更多操作" }).click();
    await page.getByRole("menuitem", { name: "删除这条记录" }).waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("menuitem", { name: "删除这条记录" }).waitFor({ state: "hidden" });
    expect(await bar.count()).toBe(1);
    // Every field that opens something: lists, suggestions, categories.
    const fields = page.locator(".content-screen [role=combobox]").filter({ visible: true });
    let opened = 0;
    for (let index = 0; index < (await fields.count()); index += 1) {
      await fields.nth(index).click({ force: true });
      await page.keyboard.press("ArrowDown");
      if (
        await expect
          .poll(() => openLayers(page), { timeout: 1_000 })
          .toBe(1)
          .then(
            () => true,
            () => false,
          )
      )
        opened += 1;
      else continue;
      await page.keyboard.press("Escape");
      await expect.poll(() => openLayers(page)).toBe(0);
      expect(await bar.count(), `Esc in field ${index}`).toBe(1);
    }
    expect(opened).toBeGreaterThan(3);
    await page.keyboard.press("Escape");
    await bar.waitFor({ state: "hidden" });
    expect(await page.locator(".content-screen").boundingBox()).toEqual(listBefore);

    await goTo(page, "今日");
    await page.getByRole("button", { name: "登记协商活动" }).click();
    await page
      .getByLabel(/^参加委员/u)
      .first()
      .click();
    await page.keyboard.insertText("欧阳试新");
    await page.locator(".ant-select-item-option").filter({ hasText: "欧阳试新" }).waitFor();
    await page.keyboard.press("Enter");
    await page.getByRole("dialog").getByRole("button", { name: "取消" }).waitFor();
    await expect.poll(() => openLayers(page), { message: "only the dialog is open" }).toBe(1);
    await page.keyboard.press("Escape");
    await expect.poll(() => openLayers(page)).toBe(0);
    await page.getByRole("heading", { name: "新建协商活动" }).waitFor();

    // At 200% a menu and a calendar have little room above and below; nothing of them may be out of reach.
    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.setZoomFactor(2));
    await goTo(page, "热线");
    await page.locator(".cell-title").first().click();
    await page.getByRole("button", { name: "其他事项" }).click();
    const menu = page.getByRole("menu").filter({ visible: true });
    await menu.getByRole("menuitem", { name: "延期" }).waitFor();
    await expect.poll(() => isInWindow(menu)).toBe(true);
    await windowPicture({ app }, "steps-menu-200");
    await menu.getByRole("menuitem", { name: "延期" }).click();
    const due = page.locator(".step-form .field-date input").last();
    await due.focus();
    await page.keyboard.press("F4");
    await expect.poll(() => isInWindow(page.locator(".calendar"))).toBe(true);
    await windowPicture({ app }, "date-calendar-200");
    expect(errors).toEqual([]);
  });

  test("删除先问；Ctrl+Z、列表上和今日上的“最近删除”都能找回，重新打开以后也能", async () => {
    await makeSampleStation(current.workplace.dataDir, samples);
    const { page, errors, close } = await current.launch();
    await goTo(page, "热线");
    await page.locator(".cell-title").first().click();
    const more = page.getByRole("button", { name: "更多操作" });
    const totalOn = async (at: Page) => (await callService(at, "record.list", { kind: "hotline", limit: 1 })).total;
    const total = () => totalOn(page);
    const before = await total();
    const remove = async () => {
      await more.click();
      await page.getByRole("menuitem", { name: "删除这条记录" }).click();
      await page.getByRole("dialog").getByRole("button", { name: "删除这条记录" }).click();
      await expect.poll(total).toBe(before - 1);
    };
    await more.click();
    await page.getByRole("menuitem", { name: "删除这条记录" }).click();
    await screenshot(page, "delete-asks");
    await page.getByRole("dialog").getByRole("button", { name: "取消" }).click();
    await page.getByRole("dialog").waitFor({ state: "hidden" });
    expect(await total()).toBe(before);
    await remove();
    await goTo(page, "今日");
    await page.getByRole("heading", { name: "今日" }).first().waitFor();
    await page.keyboard.press("Control+z");
    await expect.poll(total).toBe(before);
    await more.waitFor();
    await remove();

    // All that is left, at once; then both deletions come back together.
    await goTo(page, "热线");
    await page.locator(".cell-title").first().waitFor();
    await page.getByRole("grid").focus();
    await page.keyboard.press("Control+a");
    await page.getByRole("button", { name: "删除", exact: true }).click();
    await page.getByRole("dialog").getByText("已办结").waitFor();
    await screenshot(page, "delete-many-asks");
    await page.getByRole("dialog").getByRole("button", { name: "删除", exact: true }).click();
    await expect.poll(total).toBe(0);
    await page.getByRole("button", { name: "最近删除" }).click();
    await page.locator(".ant-message-notice").first().waitFor({ state: "hidden" });
    await page.getByRole("dialog").getByRole("checkbox").first().click();
    await page.getByRole("dialog").getByRole("checkbox").nth(1).click();
    await screenshot(page, "deleted-list");
    await page.getByRole("button", { name: "恢复选中的 2 条" }).click();
    await expect.poll(total).toBe(2);
    expect(await close()).toBe(0);

    const again = await current.launch();
    await goTo(again.page, "今日");
    await again.page.getByRole("button", { name: "最近删除" }).click();
    await again.page.getByRole("dialog").getByRole("checkbox").first().click();
    await again.page.getByRole("button", { name: "恢复选中的 1 条" }).click();
    await expect.poll(() => totalOn(again.page)).toBe(3);
    await again.page.keyboard.press("Escape");
    await again.page.getByRole("dialog").waitFor({ state: "hidden" });
    expect([...errors, ...again.errors]).toEqual([]);
  });
});

describe.skipIf(chromiumBinary === null)("在浏览器里复制", () => {
  let browser: Browser;
  let workplace: Workplace;
  let host: RunningHost | null = null;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser.close());
  beforeEach(() => {
    workplace = makeWorkplace();
  });
  afterEach(async () => {
    await host?.stop();
    host = null;
    workplace.dispose();
  });

  test("浏览器不让复制时，文字已经选好，按 Ctrl+C 就到剪贴板", async () => {
    await makeSampleStation(workplace.dataDir, samples);
    host = await startHost("loopback.ts", workplace.dataDir);
    const { origin } = new URL(host.url);
    const context = await browser.newContext({ viewport: screenSize });
    await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin });
    const page = await context.newPage();
    await page.goto(host.url);
    const clipboardText = () => page.evaluate(() => navigator.clipboard.readText());
    await goTo(page, "设置");
    await page.locator(".settings-nav").getByRole("button", { name: /^关于/u }).click();
    const copy = page.getByRole("button", { name: "复制路径" }).first();
    await copy.click();
    await expect.poll(clipboardText).toContain(workplace.dataDir);

    await page.evaluate(async () => {
      await navigator.clipboard.writeText("以前的");
      navigator.clipboard.writeText = () => Promise.reject(new DOMException("no", "NotAllowedError"));
    });
    await copy.click();
    await page.getByRole("dialog").waitFor();
    await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe("TEXTAREA");
    await page.keyboard.press("Control+c");
    await expect.poll(clipboardText).toContain(workplace.dataDir);
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "hidden" });
    await context.close();
  });
});
