/** 两边都改过的内容: listed at both offices, decided with one key, taken back with Ctrl+Z, gone at the other after a bundle. */
import { afterEach, describe, expect, test } from "vitest";
import type { Page } from "playwright-core";
import { accessibilityProblems } from "./helpers/accessible.ts";
import { callerOf, callService } from "./helpers/call.ts";
import { goTo, setUpByHand } from "./helpers/clerk.ts";
import { enrol } from "./helpers/enrol.ts";
import { electronBinary } from "./helpers/environment.ts";
import { walkByTab } from "./helpers/focus-walk.ts";
import { makeWorkplace, type Workplace } from "./helpers/folders.ts";
import { launchApp, screenshot, type RunningApp } from "./helpers/launch.ts";

const places: Workplace[] = [];
const running: RunningApp[] = [];
const name = "桐岭镇联络站";

afterEach(async () => {
  await Promise.all(running.splice(0).map((app) => app.kill().catch(() => {})));
  for (const place of places.splice(0)) place.dispose();
});

async function launch(role: "区县政协" | "联络站", office: string, operator: string): Promise<RunningApp> {
  const place = makeWorkplace(operator);
  places.push(place);
  const app = await launchApp({ dataDir: place.dataDir });
  running.push(app);
  app.page.setDefaultTimeout(8_000);
  await setUpByHand(app.page, { role, name: office, operator });
  return app;
}

/** A bundle to the district and its receipt back, as files on a stick. */
async function exchange(station: Page, district: Page, stick: string): Promise<void> {
  const { files } = await callService(station, "bundle.export", { folder: stick });
  await callService(district, "bundle.import", { files: [...files], dryRun: false });
  const receipt = await callService(district, "receipt.export", { station: name, folder: stick });
  for (const file of receipt.files) await callService(station, "receipt.import", { file });
}

const listed = (page: Page): Promise<number> => callService(page, "conflict.count", {}).then(({ total }) => total);

async function valueAt(page: Page, id: string, field: "unit" | "note"): Promise<unknown> {
  const { record } = await callService(page, "record.get", { id });
  return new Map<string, unknown>(Object.entries(record)).get(field);
}

const focused = (page: Page): Promise<string> =>
  page.evaluate(() => document.activeElement?.getAttribute("aria-label") ?? document.activeElement?.tagName ?? "");

const long = "石桥村三组自来水管道老化，每逢用水高峰就停水，村民多次反映，希望尽快更换";

describe.skipIf(electronBinary === null)("两边都改过的内容", () => {
  test("两边的清单都列出两个值；方向键走，1、2 决定，Ctrl+Z 撤销；随下一个交换包，区县那里也没有了", async () => {
    const district = await launch("区县政协", "武宣县政协", "陆志强");
    const station = await launch("联络站", name, "李敏");
    const stick = places[0]?.folder("U盘") ?? "";
    await enrol(callerOf(district.page), callerOf(station.page), { name, stick });
    const { record } = await callService(station.page, "record.save", {
      kind: "hotline",
      fields: { line: "resident", calledAt: "2026-03-18T09:10", caller: "韦志华", content: long },
    });
    const { id } = record;
    await exchange(station.page, district.page, stick);
    const change = (page: Page, unit: string, note: string) =>
      callService(page, "record.save", { kind: "hotline", id, fields: { unit, note } });
    await change(station.page, "自来水公司", `${long}，三月底前答复村民。`);
    await change(district.page, "水利局", `${long}，并通知镇政府协助。`);
    await exchange(station.page, district.page, stick);

    for (const [at, { page }] of [
      ["station", station],
      ["district", district],
    ] as const) {
      expect(await listed(page)).toBe(2);
      // What `callService` wrote, the window hears of when it is opened anew.
      await page.reload();
      await page.locator(".today-title").filter({ hasText: "2 处等着决定" }).waitFor();
      await screenshot(page, `conflicts-today-${at}`);
      await goTo(page, "两边不一致");
      await page.locator(".conflict").nth(1).waitFor();
      const unit = page.locator(".conflict").filter({ has: page.getByRole("heading", { name: "承办单位" }) });
      const values = unit.locator(".conflict-value");
      expect(await values.count()).toBe(2);
      expect(await values.nth(0).textContent()).toMatch(/区县.*水利局/u);
      expect(await values.nth(1).textContent()).toMatch(new RegExp(`${name}.*自来水公司`, "u"));
      await expect.poll(() => focused(page)).toMatch(/热线/u);
      await screenshot(page, `conflicts-list-${at}`);
      expect(await accessibilityProblems(page)).toEqual([]);
      expect(
        await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth),
      ).toBe(0);
    }

    const { page } = station;
    const walk = await walkByTab(page);
    expect(walk).toMatchObject({ isTrapped: false, unseen: [] });

    // The record's own form says it, too, and the list is where Enter came from.
    const items = page.locator(".conflict");
    await items.first().focus();
    await page.keyboard.press("Enter");
    await page.locator(".record-bar").waitFor();
    await page.getByText("有内容两边都改过").waitFor();
    // The form's fields take digits as text: the buttons are reached with Tab there.
    const block = page.getByRole("region", { name: "有内容两边都改过" });
    expect(await block.locator("kbd").count()).toBe(0);
    expect(await block.getByRole("button").evaluateAll((all) => all.map((one) => one.tabIndex))).toEqual([0, 0, 0, 0]);
    await screenshot(page, "conflicts-record");
    expect(await accessibilityProblems(page)).toEqual([]);
    await goTo(page, "两边不一致");
    await items.nth(1).waitFor();

    // The arrows walk, 2 takes the station's own value, 1 the one that shows.
    await expect.poll(() => items.first().evaluate((item) => item === document.activeElement)).toBe(true);
    await page.keyboard.press("ArrowDown");
    await expect.poll(() => items.nth(1).evaluate((item) => item === document.activeElement)).toBe(true);
    // Both fields of a save have one time: either may be the first.
    if (!(await focused(page)).startsWith("承办单位")) await page.keyboard.press("ArrowUp");
    expect(await focused(page)).toMatch(/^承办单位/u);
    await page.keyboard.press("2");
    await expect.poll(() => listed(page)).toBe(1);
    expect(await valueAt(page, id, "unit")).toBe("自来水公司");
    await expect.poll(() => focused(page)).not.toMatch(/^承办单位/u);
    await expect.poll(() => items.first().evaluate((item) => item === document.activeElement)).toBe(true);
    await screenshot(page, "conflicts-decided");

    await page.keyboard.press("Control+z");
    await expect.poll(() => listed(page)).toBe(2);
    expect(await valueAt(page, id, "unit")).toBe("水利局");
    await items.nth(1).waitFor();
    await screenshot(page, "conflicts-taken-back");

    const unitAgain = items.filter({ has: page.getByRole("heading", { name: "承办单位" }) });
    await unitAgain.focus();
    await page.keyboard.press("2");
    await expect.poll(() => listed(page)).toBe(1);
    await expect.poll(() => items.count()).toBe(1);
    await expect.poll(() => items.first().evaluate((item) => item === document.activeElement)).toBe(true);
    await page.keyboard.press("1");
    await expect.poll(() => listed(page)).toBe(0);
    await page.getByText("没有两边不一致的内容").waitFor();
    await expect.poll(() => page.locator(".ant-message-notice").filter({ visible: true }).count()).toBe(1);
    await screenshot(page, "conflicts-none");

    await exchange(page, district.page, stick);
    expect(await listed(district.page)).toBe(0);
    await district.page.reload();
    await district.page.getByRole("heading", { name: "今日" }).first().waitFor();
    expect(await district.page.getByRole("navigation").getByRole("button", { name: "两边不一致" }).count()).toBe(0);
    for (const field of ["unit", "note"] as const)
      expect(await valueAt(district.page, id, field)).toBe(await valueAt(page, id, field));
    expect(await valueAt(district.page, id, "unit")).toBe("自来水公司");
    expect([...station.errors, ...district.errors]).toEqual([]);
  });
});
