/**
 * Every screen, at the size of an office screen and at 200%: nothing cut off at the side, no serious finding of axe, the
 * keyboard reaches everything, shows where it is and gets out again. The pictures lie in test-results/ for a person to see.
 */
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { accessibilityProblems } from "./helpers/accessible.ts";
import { goTo } from "./helpers/clerk.ts";
import { electronBinary } from "./helpers/environment.ts";
import { walkByTab } from "./helpers/focus-walk.ts";
import { windowPicture, type RunningApp } from "./helpers/launch.ts";
import { makeSampleDistrict, makeSampleStation } from "./helpers/sample-station.ts";
import { scenario } from "./helpers/scenario.ts";

const current = scenario();

/** Opens a screen from any other; the name is also the picture's. */
type OpenScreen = (page: Page) => Promise<void>;
type Screens = Readonly<Record<string, OpenScreen>>;

const firstRow = (page: Page) => page.locator('[role="row"][aria-rowindex]').nth(1);

async function openFirst(page: Page, list: string): Promise<void> {
  await goTo(page, list);
  await firstRow(page).dblclick();
  await page.locator(".record-bar").waitFor();
}

async function create(page: Page, button: string): Promise<void> {
  await goTo(page, "今日");
  await page.getByRole("button", { name: button }).first().click();
  await page.locator(".record-bar").waitFor();
}

/** What lies over a screen is closed again, so that the next one can be opened. */
async function closeLayer(page: Page): Promise<void> {
  if (await page.getByRole("dialog").isVisible()) await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "hidden" });
}

const settingsSections: Screens = Object.fromEntries(
  Object.entries({
    operators: "操作员",
    deadlines: "期限与提醒",
    lists: "名单",
    snippets: "常用语",
    attachments: "附件",
    holidays: "节假日",
    templates: "模板",
    upkeep: "数据与备份",
    ledger: "导出台账",
    appearance: "语言和字号",
    about: "关于",
  }).map(([key, label]): [string, OpenScreen] => [
    `settings-${key}`,
    async (page) => {
      await goTo(page, "设置");
      await page.locator(".settings-nav").getByRole("button", { name: label }).click();
    },
  ]),
);

const everywhere: Screens = {
  duty: (page) => page.keyboard.press("Alt+7"),
  palette: async (page) => {
    await goTo(page, "今日");
    await page.keyboard.press("Control+k");
    await page.getByRole("dialog").getByRole("combobox").fill("路灯");
    await page.locator(".palette-entry").first().waitFor();
  },
  shortcuts: async (page) => {
    await page.keyboard.press("Control+/");
    await page.getByRole("dialog").waitFor();
  },
};

const lists: Screens = {
  "session-list": (page) => goTo(page, "协商活动"),
  "opinion-list": (page) => goTo(page, "社情民意"),
  "hotline-list": (page) => goTo(page, "热线"),
  "member-list": (page) => goTo(page, "委员"),
  stats: (page) => goTo(page, "统计"),
  "village-list": async (page) => {
    await goTo(page, "委员");
    await page.getByText("村(社区)", { exact: true }).first().click();
  },
  ...settingsSections,
  ...everywhere,
};

const stationScreens: Screens = {
  today: (page) => goTo(page, "今日"),
  ...lists,
  "session-new": (page) => create(page, "登记协商活动"),
  "opinion-new": (page) => create(page, "写社情民意"),
  "hotline-new": (page) => create(page, "登记热线"),
  "session-record": (page) => openFirst(page, "协商活动"),
  "opinion-record": (page) => openFirst(page, "社情民意"),
  "hotline-record": (page) => openFirst(page, "热线"),
  "member-record": (page) => openFirst(page, "委员"),
  ledger: (page) => goTo(page, "台账"),
  sync: (page) => goTo(page, "同步"),
};

/** Those that a district sees otherwise than a station. */
const districtScreens: Screens = {
  today: (page) => goTo(page, "今日"),
  ...lists,
  "opinion-record": (page) => openFirst(page, "社情民意"),
  stations: (page) => goTo(page, "联络站"),
  "settings-receiving": async (page) => {
    await goTo(page, "设置");
    await page.locator(".settings-nav").getByRole("button", { name: "接收" }).click();
  },
};

const zoom = ({ app }: RunningApp, factor: number): Promise<void> =>
  app.evaluate(({ BrowserWindow }, value) => {
    BrowserWindow.getAllWindows()[0]?.webContents.setZoomFactor(value);
  }, factor);

/** Elements that reach beyond the window's right edge without lying in something that scrolls sideways. */
const cutOff = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const scrolls = (element: Element): boolean => {
      for (let at: Element | null = element; at !== null; at = at.parentElement) {
        const { overflowX } = getComputedStyle(at);
        if (overflowX === "auto" || overflowX === "scroll") return true;
      }
      return false;
    };
    return [...document.querySelectorAll("button, input, textarea, h1, h2, h3, label, a")]
      .filter((element) => element.checkVisibility() && element.getBoundingClientRect().width > 0)
      .filter((element) => element.getBoundingClientRect().right > window.innerWidth + 1 && !scrolls(element))
      .map((element) => element.outerHTML.slice(0, 120));
  });

/** The parts of a page scroll, never the window. */
const scrollsWhole = (page: Page): Promise<boolean> =>
  page.evaluate(() => document.documentElement.scrollHeight > window.innerHeight + 1);

async function settled(page: Page): Promise<void> {
  await page.locator(".ant-spin-spinning").waitFor({ state: "detached" });
  await page.waitForTimeout(300);
}

async function look(running: RunningApp, role: string, screens: Screens): Promise<void> {
  const { page } = running;
  for (const factor of [1, 2]) {
    await zoom(running, factor);
    for (const [name, open] of Object.entries(screens)) {
      const what = `${role} ${name} ${factor}00%`;
      await open(page);
      await settled(page);
      await windowPicture(running, `${role}-${name}${factor === 1 ? "" : "-200"}`);
      expect(await cutOff(page), `cut off: ${what}`).toEqual([]);
      expect(await scrollsWhole(page), `two scroll bars: ${what}`).toBe(false);
      if (factor === 1) expect(await accessibilityProblems(page), `axe: ${what}`).toEqual([]);
      await closeLayer(page);
    }
  }
  expect(running.errors).toEqual([]);
}

// Dozens of pictures and axe runs a scenario: an old PC takes its time.
describe.skipIf(electronBinary === null)("每一屏", { timeout: 300_000 }, () => {
  test("联络站：每一屏在100%和200%都不缺不挤，axe没有严重问题", async () => {
    await makeSampleStation(current.workplace.dataDir);
    await look(await current.launch(), "station", stationScreens);
  });

  test("区县：每一屏在100%和200%都不缺不挤，axe没有严重问题", async () => {
    await makeSampleDistrict(current.workplace.dataDir);
    await look(await current.launch(), "district", districtScreens);
  });

  test("只用Tab走遍每一屏：焦点看得见，不被困住", async () => {
    await makeSampleStation(current.workplace.dataDir);
    const { page } = await current.launch();
    for (const [name, open] of Object.entries(stationScreens)) {
      // A dialog keeps the focus, as it should.
      if (name in everywhere) continue;
      await open(page);
      await settled(page);
      const walk = await walkByTab(page);
      expect(walk.isTrapped, `trapped: ${name} at ${walk.last}`).toBe(false);
      expect(walk.unseen, `focus not visible: ${name}`).toEqual([]);
    }
  });
});
