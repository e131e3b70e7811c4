/** Dates typed with real keys, a character at a time, in every form that they are written in, in the window and in the browser. */
import type { Locator, Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { openService } from "../../db/service.ts";
import { callService } from "./helpers/call.ts";
import { fieldOf, save, setUpByHand } from "./helpers/clerk.ts";
import { chromiumBinary, electronBinary } from "./helpers/environment.ts";
import { screenshot } from "./helpers/launch.ts";
import { launchBrowser, startHost } from "./helpers/loopback.ts";
import { scenario } from "./helpers/scenario.ts";

const current = scenario();
const station = { role: "联络站", name: "桐岭镇联络站", operator: "李敏" } as const;

const year = new Date().getFullYear();
const two = (value: number): string => String(value).padStart(2, "0");

interface Day {
  readonly month: number;
  readonly day: number;
}

/** As clerks write it; those without a year mean this one. */
const writings: readonly ((day: Day) => string)[] = [
  ({ month, day }) => `${year}-${two(month)}-${two(day)}`,
  ({ month, day }) => `${year}.${two(month)}.${two(day)}`,
  ({ month, day }) => `${year}/${month}/${day}`,
  ({ month, day }) => `${month}/${day}`,
  ({ month, day }) => `${year}${two(month)}${two(day)}`,
  ({ month, day }) => `${month}-${day}`,
  ({ month, day }) => `${year} ${month} ${day}`,
  ({ month, day }) => `${month}.${day}`,
  ({ month, day }) => `${year}-${month}-${day}`,
];

const daysOfYear: readonly Day[] = Array.from({ length: 366 }, (_, index) => {
  const at = new Date(year, 0, 1 + index);
  return at.getFullYear() === year ? [{ month: at.getMonth() + 1, day: at.getDate() }] : [];
}).flat();

/** Every day in every way: minutes. Otherwise each month's first and last days and every seventh day, each in another way. */
const isWhole = process.env["LXQ_ALL_DATES"] !== undefined;

const isLastOfMonth = ({ month, day }: Day): boolean => new Date(year, month, 0).getDate() === day;
const typedDays = isWhole
  ? daysOfYear
  : daysOfYear.filter((at, index) => at.day === 1 || isLastOfMonth(at) || index % 7 === 0);

async function typeKeys(page: Page, text: string): Promise<void> {
  for (const key of text) await page.keyboard.press(key === " " ? "Space" : key);
}

async function pressAll(page: Page, keys: readonly string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}

const hasCursor = (field: Locator): Promise<boolean> => field.evaluate((input) => input === document.activeElement);

/** Types each day into the field and leaves it. @returns what the field showed that was not that day */
async function wronglyShown(page: Page, label: string, days: readonly Day[]): Promise<string[]> {
  const field = fieldOf(page, label);
  const wrong: string[] = [];
  for (const [index, day] of days.entries()) {
    const ways = isWhole ? writings : [writings[index % writings.length]];
    for (const write of ways) {
      const typed = write?.(day) ?? "";
      await field.focus();
      await page.keyboard.press("Control+a");
      await typeKeys(page, typed);
      const whileTyped = await field.inputValue();
      await page.keyboard.press("Tab");
      const shown = await field.inputValue();
      const wanted = `${year}-${two(day.month)}-${two(day.day)}`;
      if (whileTyped !== typed || shown !== wanted) wrong.push(`${typed}: ${whileTyped}, ${shown}`);
    }
  }
  return wrong;
}

describe.skipIf(electronBinary === null)("日期怎么写都行（窗口）", () => {
  test("一年里各月的日子，一个字一个字地打，各种分隔符：写的时候不变样，离开后就是那一天，存的也是", async () => {
    const { page, errors } = await current.launch();
    await setUpByHand(page, station);
    await page.getByRole("button", { name: "登记热线" }).click();
    expect(await wronglyShown(page, "来电时间", typedDays)).toEqual([]);
    await fieldOf(page, "诉求内容").fill("石桥村饮水不稳");
    await page.getByText("群众热线", { exact: true }).first().click();
    await fieldOf(page, "来电时间").focus();
    await page.keyboard.press("Control+a");
    // Saved with the cursor still in the field.
    await typeKeys(page, "11/26");
    await save(page);
    const { records } = await callService(page, "record.list", { kind: "hotline" });
    expect(String(records[0]?.fields["calledAt"]).slice(0, 10)).toBe(`${year}-11-26`);
    expect(errors).toEqual([]);
  });

  test("看不懂的留在原处并说明，断电后还在；输入法、全角、昨天都认得；年份太远会提醒", async () => {
    const first = await current.launch();
    let { page } = first;
    await setUpByHand(page, station);
    await page.getByRole("button", { name: "登记协商活动" }).click();
    await fieldOf(page, "议题").fill("加装电梯");
    const field = fieldOf(page, "开始时间");
    await field.focus();
    await typeKeys(page, "1126");
    await page.keyboard.press("Tab");
    await typeKeys(page, "930");
    await page.keyboard.press("Tab");
    await page.getByText("看不懂这个日期：1126").waitFor();
    expect(await field.inputValue()).toBe("1126");
    await page.keyboard.press("Control+s");
    await page.locator(".record-bar").getByText("处需要改正").waitFor();
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.closest("[data-field]")?.getAttribute("data-field")))
      .toBe("startAt");
    await screenshot(page, "date-unread");
    await page.waitForTimeout(1_000);
    await first.kill();

    const second = await current.launch();
    page = second.page;
    await page.getByText("加装电梯").first().click();
    const again = fieldOf(page, "开始时间");
    await expect.poll(() => again.inputValue()).toBe("1126");
    expect(await page.getByLabel("开始时间 时间").inputValue()).toBe("09:30");
    await page.getByText("看不懂这个日期：1126").waitFor();

    // As an input method gives it: composed first, then put in as a whole.
    const session = await page.context().newCDPSession(page);
    await again.focus();
    await page.keyboard.press("Control+a");
    await session.send("Input.imeSetComposition", { text: "zuotian", selectionStart: 7, selectionEnd: 7 });
    await session.send("Input.insertText", { text: "昨天" });
    expect(await again.inputValue()).toBe("昨天");
    await page.keyboard.press("Tab");
    const yesterday = new Date(Date.now() - 86_400_000);
    const wanted = `${yesterday.getFullYear()}-${two(yesterday.getMonth() + 1)}-${two(yesterday.getDate())}`;
    expect(await again.inputValue()).toBe(wanted);
    for (const typed of ["１１／２６", "11月26日", `${year}年１１月２６日`, "十一月二十六日"]) {
      await again.focus();
      await page.keyboard.press("Control+a");
      await session.send("Input.imeSetComposition", { text: "x", selectionStart: 1, selectionEnd: 1 });
      await session.send("Input.insertText", { text: typed });
      await page.keyboard.press("Enter");
      expect(await again.inputValue(), typed).toBe(`${year}-11-26`);
    }
    await again.focus();
    await page.keyboard.press("Control+a");
    await typeKeys(page, "1926-11-26");
    await page.keyboard.press("Tab");
    await page.getByText("1926年离现在很远").waitFor();
    await screenshot(page, "date-far-year");
    await again.focus();
    // The calendar by its keys alone; the cursor stays in the field.
    await page.keyboard.press("Control+a");
    await typeKeys(page, `${year}-10-31`);
    await page.keyboard.press("F4");
    const calendar = page.locator(".calendar");
    await calendar.getByText(`${year}年10月`).waitFor();
    await pressAll(page, ["PageDown", "ArrowUp", "ArrowRight", "ArrowRight", "ArrowLeft", "ArrowRight"]);
    await calendar.getByText(`${year}年11月`).waitFor();
    await screenshot(page, "date-calendar");
    await page.keyboard.press("Escape");
    await calendar.waitFor({ state: "hidden" });
    expect(await hasCursor(again)).toBe(true);
    expect(await again.inputValue()).toBe(`${year}-10-31`);
    await pressAll(page, ["F4", "PageDown", "ArrowUp", "ArrowRight", "ArrowRight", "Enter"]);
    await calendar.waitFor({ state: "hidden" });
    expect(await hasCursor(again)).toBe(true);
    expect(await again.inputValue()).toBe(`${year}-11-25`);
    await page.keyboard.press("F4");
    await calendar.getByRole("button", { name: "下一月" }).click();
    await calendar.getByText(`${year}年12月`).waitFor();
    await pressAll(page, ["PageUp", "ArrowRight", "Enter"]);
    expect(await hasCursor(again)).toBe(true);
    expect(await again.inputValue()).toBe(`${year}-11-26`);

    // A capital T is a letter of the date like any other.
    for (const typed of ["T", "T25:00"]) {
      await page.keyboard.press("End");
      await typeKeys(page, typed);
      await page.keyboard.press("Tab");
      await page.getByText(`看不懂这个日期：${year}-11-26${typed}`).waitFor();
      expect(await again.inputValue()).toBe(`${year}-11-26${typed}`);
      expect(await page.getByLabel("开始时间 时间").inputValue()).toBe("09:30");
      await again.focus();
      for (const _ of typed) await page.keyboard.press("Control+z");
      expect(await again.inputValue()).toBe(`${year}-11-26`);
    }
    await page.keyboard.press("F4");
    await calendar.waitFor();
    await save(page);
    await calendar.waitFor({ state: "hidden" });
    const { records } = await callService(page, "record.list", { kind: "session" });
    expect(records[0]?.fields["startAt"]).toBe(`${year}-11-26T09:30`);
    expect(second.errors).toEqual([]);
  });
});

describe.skipIf(chromiumBinary === null)("日期怎么写都行（浏览器）", () => {
  test("一个字一个字地打，各种分隔符：写的时候不变样，离开后就是那一天", async () => {
    const dataDir = current.workplace.dataDir;
    const service = openService({ dir: dataDir });
    await service.call("app.setup", { role: "station", name: "桐岭镇联络站", operator: "李敏" });
    await service.close();
    const host = await startHost("loopback.ts", dataDir);
    const browser = await launchBrowser();
    try {
      const page = await browser.newPage({ viewport: { width: 1366, height: 768 } });
      await page.goto(host.url);
      await page.getByRole("button", { name: "登记热线" }).click();
      expect(await wronglyShown(page, "来电时间", typedDays)).toEqual([]);
    } finally {
      await browser.close();
      await host.stop();
    }
  });
});
