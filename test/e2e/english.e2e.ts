/**
 * The window in English: a station and a district whose people type nothing but Latin letters, so that every Chinese character
 * on a screen is one that the program put there; and the change of language while something is being written.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ElectronApplication, Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { answerOpenDialog, fillIn, goTo } from "./helpers/clerk.ts";
import { chineseTexts, clippedTexts } from "./helpers/english.ts";
import { makeEnglishDistrict, makeEnglishStation } from "./helpers/english-station.ts";
import { electronBinary } from "./helpers/environment.ts";
import type { RunningApp } from "./helpers/launch.ts";
import { scenario } from "./helpers/scenario.ts";

const current = scenario();

type OpenScreen = (page: Page) => Promise<void>;
type Screens = Readonly<Record<string, OpenScreen>>;

const press = (page: Page, name: string | RegExp): Promise<void> => page.getByRole("button", { name }).first().click();

async function openFirst(page: Page, list: string): Promise<void> {
  await goTo(page, list);
  await page.locator('[role="row"][aria-rowindex]').nth(1).dblclick();
  await page.locator(".record-bar").waitFor();
}

const create =
  (button: string): OpenScreen =>
  async (page) => {
    await goTo(page, "Today");
    await press(page, button);
    await page.locator(".record-bar").waitFor();
  };

const register =
  (name: string): OpenScreen =>
  async (page) => {
    await goTo(page, "Members");
    await page.locator(".ant-segmented").getByText(name, { exact: true }).click();
  };

const dialogOn =
  (list: string, button: string | RegExp): OpenScreen =>
  async (page) => {
    await goTo(page, list);
    await press(page, button);
    await page.getByRole("dialog").waitFor();
  };

/** Every section that 设置 has, in its own order. */
const settings: OpenScreen = async (page) => {
  await goTo(page, "Settings");
  const sections = page.locator(".settings-nav").getByRole("button");
  for (const section of await sections.all()) {
    await section.click();
    await look(page, `settings: ${await section.innerText()}`);
  }
};

const shared: Screens = {
  today: (page) => goTo(page, "Today"),
  sessions: (page) => goTo(page, "Sessions"),
  opinions: (page) => goTo(page, "Opinions"),
  calls: (page) => goTo(page, "Hotline"),
  members: (page) => goTo(page, "Members"),
  villages: register("Villages"),
  units: register("Units"),
  columns: dialogOn("Hotline", "Columns"),
  filter: dialogOn("Hotline", /^Filter/u),
  selected: async (page) => {
    await goTo(page, "Opinions");
    await page.locator('[role="row"][aria-rowindex]').nth(1).click();
    await page.keyboard.press("Space");
  },
  figures: (page) => goTo(page, "Figures"),
  "a figure": async (page) => {
    await page.locator(".figure").filter({ hasText: "Closed in time" }).click();
    await page.getByRole("dialog").waitFor();
  },
  duties: (page) => page.keyboard.press("Alt+7"),
  "a duty record": (page) => press(page, "Wei Zhihua"),
  palette: async (page) => {
    await goTo(page, "Today");
    await page.keyboard.press("Control+k");
    await page.getByRole("dialog").getByRole("combobox").fill("wei");
    await page.locator(".palette-entry").first().waitFor();
  },
  shortcuts: async (page) => {
    await page.keyboard.press("Control+/");
    await page.getByRole("dialog").waitFor();
  },
  settings,
  opinion: (page) => openFirst(page, "Opinions"),
  call: (page) => openFirst(page, "Hotline"),
};

const station: Screens = {
  ...shared,
  "new session": create("New session"),
  "new opinion": create("New opinion"),
  "new call": create("New call"),
  "how a due date is counted": async (page) => {
    await openFirst(page, "Hotline");
    await press(page, "How it was counted");
  },
  "a step": (page) => press(page, "Assign"),
  session: (page) => openFirst(page, "Sessions"),
  member: (page) => openFirst(page, "Members"),
  history: async (page) => {
    await page.getByRole("tab", { name: "History" }).click();
  },
  "ledger import": (page) => goTo(page, "Ledger import"),
  exchange: (page) => goTo(page, "Exchange"),
};

const district: Screens = {
  today: shared["today"] ?? settings,
  stations: (page) => goTo(page, "Stations"),
  invite: dialogOn("Stations", "Invite a station"),
  "a station's opinion": (page) => openFirst(page, "Opinions"),
  settings,
};

/** @param data Chinese that the scenario's own file brought along */
async function look(page: Page, name: string, data: readonly string[] = []): Promise<void> {
  await page.locator(".ant-spin-spinning").waitFor({ state: "detached" });
  await page.waitForTimeout(80);
  // Where the scenario's folder lies is nobody's wording, and what a file is called is read at both offices.
  const chinese = (await chineseTexts(page)).filter(
    (text) =>
      !text.includes(current.workplace.dataDir) &&
      !/^\S.*\.lx[qr]$/u.test(text) &&
      !data.some((word) => text.includes(word)),
  );
  expect(chinese, `Chinese: ${name}`).toEqual([]);
  expect(await clippedTexts(page), `cut off: ${name}`).toEqual([]);
}

/** The first Esc closes a list of choices, the second its dialog. */
async function closeLayers(page: Page): Promise<void> {
  const dialog = page.getByRole("dialog").first();
  for (let presses = 0; presses < 3 && (await dialog.isVisible()); presses += 1) {
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "hidden", timeout: 500 }).catch(() => {});
  }
  await dialog.waitFor({ state: "hidden", timeout: 2_000 });
}

async function walk(running: RunningApp, screens: Screens): Promise<void> {
  const { page } = running;
  for (const [name, open] of Object.entries(screens)) {
    await open(page);
    await look(page, name);
    await closeLayers(page);
  }
  expect(running.errors).toEqual([]);
}

/** 设置 → 语言和字号, as somebody does who reads only the other language. */
async function chooseEnglish(page: Page): Promise<void> {
  await goTo(page, "设置");
  await page.locator(".settings-nav").getByRole("button", { name: "语言和字号" }).click();
  await page.getByRole("radio", { name: "English" }).check();
  await page.getByRole("heading", { name: "Settings" }).waitFor();
}

const menuLabels = (app: ElectronApplication): Promise<string[]> =>
  app.evaluate(({ Menu }) => {
    const labels = (menu: Electron.Menu | null | undefined): string[] =>
      menu?.items.flatMap((item) => [item.label, ...labels(item.submenu)]) ?? [];
    return labels(Menu.getApplicationMenu());
  });

describe.skipIf(electronBinary === null)("英文界面", () => {
  test("联络站：每一屏、每个对话框都没有中文，没有放不下的字", async () => {
    await makeEnglishStation(current.workplace.dataDir);
    const running = await current.launch();
    await chooseEnglish(running.page);
    await walk(running, station);
  });

  test("区县：同样", async () => {
    await makeEnglishDistrict(current.workplace.dataDir);
    const running = await current.launch();
    await chooseEnglish(running.page);
    await walk(running, district);
  });

  test("导入有问题的台账：每一格的问题、结果、读不了的文件都说英文", async () => {
    await makeEnglishStation(current.workplace.dataDir);
    const folder = `${current.workplace.dataDir}.ledgers`;
    mkdirSync(folder, { recursive: true });
    // The headers of a ledger are Chinese, and are data.
    const headers = ["来电时间", "来电人", "反映事项", "办理方式", "办结时间", "满意度"];
    const rows = [
      "2023-02-30,Mrs Liang,No water,Shrug,2023-03-01,So so",
      "2023-03-05,Mr Qin,A lamp is broken,,2023-03-01,,Said twice",
      "3.5,Mr Wei,,,25:80,",
    ];
    const ledger = join(folder, "calls-2023.csv");
    writeFileSync(ledger, [headers.join(","), ...rows].join("\n"));
    const long = join(folder, "long.csv");
    writeFileSync(long, `${headers.join(",")}\n2023-03-05,${"a".repeat(40_000)}`);
    const { app, page } = await current.launch();
    await chooseEnglish(page);
    await goTo(page, "Ledger import");
    await answerOpenDialog(app, [long]);
    await press(page, "Choose a ledger…");
    await page.getByText("A cell is too long: B2 has 40000 characters", { exact: false }).waitFor();
    await look(page, "a file that is refused");
    await answerOpenDialog(app, [ledger]);
    await press(page, "Choose a ledger…");
    await page.getByRole("button", { name: "Next", exact: true }).click();
    await look(page, "columns", headers);
    await page.getByRole("button", { name: "Next", exact: true }).click();
    await page.getByRole("grid").waitFor();
    await look(page, "problems", headers);
    // A head that does not fit ends in an ellipsis and has its whole name as a hint.
    const head = page.locator(".sheet-head .sheet-text").first();
    await head.evaluate((text) => text.closest<HTMLElement>(".sheet-cell")?.style.setProperty("width", "3rem"));
    expect(
      await head.evaluate((text) => [text.scrollWidth > text.clientWidth, getComputedStyle(text).textOverflow]),
    ).toEqual([true, "ellipsis"]);
    expect(await head.getAttribute("title")).toBe(await head.innerText());
    await head.evaluate((text) => text.closest<HTMLElement>(".sheet-cell")?.style.removeProperty("width"));
    for (let problem = 0; problem < 6; problem += 1) {
      await page.keyboard.press("F8");
      await look(page, `problem ${problem}`, headers);
    }
    await press(page, /^Next: import/u);
    await press(page, /^Start|^Import \d/u);
    await page.getByText("Rows with errors, not imported (", { exact: false }).waitFor();
    expect(await page.getByText("Rows that are no records", { exact: false }).count()).toBe(0);
    await look(page, "result", headers);
  });

  test("写到一半换语言：马上换，菜单也换，写的还在；下次打开还是英文", async () => {
    await makeEnglishStation(current.workplace.dataDir);
    const first = await current.launch();
    await first.page.getByRole("button", { name: "登记热线" }).first().click();
    await fillIn(first.page, "诉求内容", "Half a sentence");
    await chooseEnglish(first.page);
    await expect.poll(() => menuLabels(first.app)).toContain("&File");
    expect((await menuLabels(first.app)).filter((label) => /\p{Script=Han}/u.test(label))).toEqual([]);
    await first.page.locator(".form-strip").getByText("Half a sentence").click();
    const content = first.page.getByLabel(/^Demand \*$/u);
    expect(await content.inputValue()).toBe("Half a sentence");
    await content.press("End");
    await content.pressSequentially(" goes on");
    await first.page.getByText(/^Draft saved/u).waitFor();
    await first.close();

    const { page } = await current.launch();
    await page.getByRole("heading", { name: "Today" }).waitFor();
    await page.getByText("Half a sentence goes on").first().click();
    await expect.poll(() => page.getByLabel(/^Demand \*$/u).inputValue()).toBe("Half a sentence goes on");
  });
});
