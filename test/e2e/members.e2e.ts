/** The roster, the duty record, 今日, the search over everything, shortcuts and menus. */
import type { ElectronApplication, Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { accessibilityProblems } from "./helpers/accessible.ts";
import { callService } from "./helpers/call.ts";
import { fieldOf, goTo, save, setUpByHand } from "./helpers/clerk.ts";
import { electronBinary } from "./helpers/environment.ts";
import { screenshot } from "./helpers/launch.ts";
import { scenario } from "./helpers/scenario.ts";

const current = scenario();
const station = { role: "联络站", name: "桐岭镇联络站", operator: "李敏" } as const;
/** Office PCs and test machines are slow. */
const patience = { timeout: 10_000 };
const year = new Date().getFullYear();

/** The page reads again what was written behind its back. */
const reread = async (page: Page) => {
  await page.reload();
  await page.getByRole("heading", { name: "今日" }).waitFor();
};

const menuItem = (app: ElectronApplication, id: string) =>
  app.evaluate(({ Menu }, wanted) => {
    const item = Menu.getApplicationMenu()?.getMenuItemById(wanted);
    return item === null || item === undefined
      ? null
      : { label: item.label, enabled: item.enabled, accelerator: item.accelerator };
  }, id);

/** A form with this field and this text in it; a screen that opens for the first time is fetched first. */
const shows = async (page: Page, label: string, text: string) => {
  await fieldOf(page, label).waitFor();
  await expect.poll(() => fieldOf(page, label).inputValue(), patience).toBe(text);
};

const chooseInMenu = (app: ElectronApplication, id: string) =>
  app.evaluate(({ Menu }, wanted) => Menu.getApplicationMenu()?.getMenuItemById(wanted)?.click(), id);

describe.skipIf(electronBinary === null)("委员、今日、搜索", () => {
  test("一位委员两种身份、两届界别；履职档案的数字点开就是记录", async () => {
    const { page, errors } = await current.launch();
    await setUpByHand(page, station);
    await goTo(page, "委员");
    await page.keyboard.press("Control+n");
    await fieldOf(page, "姓名").fill("韦志华");
    await page.getByLabel("市政协委员", { exact: true }).check();
    await page.getByLabel("区县人大代表", { exact: true }).check();
    await fieldOf(page, "界别").fill("经济界");
    await fieldOf(page, "届次").fill("十五届");
    await page.getByRole("button", { name: "换届：把本届转入往届" }).click();
    await expect.poll(() => page.locator(".term-row").count(), patience).toBe(2);
    // The cursor is in 届次: only what differs now is typed.
    await page.keyboard.type("十六届");
    await fieldOf(page, "界别").fill("农业和农村界");
    await screenshot(page, "member-terms");
    await save(page);
    const { records } = await callService(page, "record.list", { kind: "member" });
    const member = records[0]?.id ?? "";
    expect(records[0]?.fields).toMatchObject({
      roles: ["cppccCity", "npcCounty"],
      term: "十六届",
      sector: "农业和农村界",
      otherTerms: [
        { term: "十五届", role: "cppccCity", sector: "经济界" },
        { term: "十五届", role: "npcCounty", sector: "经济界" },
      ],
    });

    await callService(page, "record.save", {
      kind: "session",
      fields: { title: "老旧小区加装电梯", startAt: `${year}-01-05T09:00`, memberIds: [member], convener: "韦志华" },
    });
    await callService(page, "record.save", {
      kind: "opinion",
      fields: { title: "关于路灯的建议", collectedOn: `${year}-01-08`, reporters: ["韦志华", "不在名册的人"] },
      events: [{ type: "submitted" }, { type: "adopted", level: "city" }],
    });
    await goTo(page, "统计");
    await page.getByRole("button", { name: "委员履职档案" }).click();
    await page.getByRole("button", { name: "韦志华，参加活动：1" }).click();
    const drawer = page.getByRole("dialog");
    await drawer.getByText("从名册选定的参加委员").waitFor();
    await drawer.getByText("老旧小区加装电梯").waitFor();
    await page.keyboard.press("Escape");
    await page.getByText("名册中没有这个姓名").waitFor();
    // 缺, not 0: no call was entered this year.
    await page.getByRole("button", { name: "韦志华，受理热线：缺" }).waitFor();
    await screenshot(page, "duty-table");
    expect(await accessibilityProblems(page)).toEqual([]);

    await page.getByRole("button", { name: "韦志华", exact: true }).click();
    await page.getByRole("heading", { name: "韦志华的履职档案" }).waitFor();
    await page.getByRole("button", { name: /^\d+ ?市采用$/u }).click();
    await page.getByRole("button", { name: /关于路灯的建议/u }).click();
    await shows(page, "标题", "关于路灯的建议");
    await page.keyboard.press("Escape");
    await page.getByRole("heading", { name: "韦志华的履职档案" }).waitFor();
    await screenshot(page, "duty-sheet");
    expect(errors).toEqual([]);
  });

  test("Ctrl+K 只用键盘：拼音开操作和设置，姓名首字母开委员，按字开记录；Ctrl+/ 列出快捷键", async () => {
    const { page, errors } = await current.launch();
    await setUpByHand(page, station);
    await callService(page, "record.save", { kind: "member", fields: { name: "韦志华", active: true } });
    await callService(page, "record.save", {
      kind: "hotline",
      fields: { line: "resident", calledAt: `${year}-01-05T09:00`, content: "石桥村路灯不亮" },
    });
    const field = page.getByRole("combobox", { name: "搜索全部" });
    const isFocused = () => field.evaluate((input) => input === document.activeElement);
    const find = async (text: string) => {
      await page.keyboard.press("Control+k");
      // Letters without a pause: what is typed before the field stands is not lost, and not typed into the form. Characters
      // come from an input method, which needs the field.
      if (!/^[a-z]+$/.test(text)) await expect.poll(isFocused, patience).toBe(true);
      await page.keyboard.type(text);
      await expect.poll(() => field.inputValue(), patience).toBe(text);
    };
    const firstEntry = page.locator(".palette-entry").first();

    await find("xzrx");
    await expect.poll(() => firstEntry.textContent(), patience).toContain("新增热线");
    await screenshot(page, "palette-action");
    await page.keyboard.press("Enter");
    await fieldOf(page, "诉求内容").waitFor();

    // At once, without looking: Enter waits for the answer to what was typed.
    await find("wzh");
    await page.keyboard.press("Enter");
    await shows(page, "姓名", "韦志华");

    await find("石桥村");
    await expect.poll(() => firstEntry.textContent(), patience).toContain("石桥村路灯不亮");
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.keyboard.press("Enter");
    await shows(page, "诉求内容", "石桥村路灯不亮");

    // Before anything is typed: what was opened last comes first.
    await find("");
    await expect.poll(() => firstEntry.textContent(), patience).toContain("石桥村路灯不亮");
    await page.keyboard.press("ArrowDown");
    await expect
      .poll(() => page.locator('.palette-entry[aria-selected="true"]').textContent(), patience)
      .toContain("韦志华");
    await page.keyboard.press("Enter");
    await shows(page, "姓名", "韦志华");

    await find("yyhzh");
    await expect.poll(() => firstEntry.textContent(), patience).toContain("语言和字号");
    await page.keyboard.press("Enter");
    await expect
      .poll(() => page.getByRole("button", { name: "语言和字号" }).getAttribute("aria-current"), patience)
      .toBe("page");

    await page.keyboard.press("Control+/");
    const shortcuts = page.getByRole("dialog", { name: "快捷键" });
    await shortcuts.getByText("Ctrl+K").waitFor();
    await screenshot(page, "shortcuts");
    await page.keyboard.type("保存并");
    await expect.poll(() => shortcuts.locator("dt").allTextContents(), patience).toHaveLength(1);
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await shortcuts.waitFor({ state: "detached" });
    expect(errors).toEqual([]);
  });

  test("菜单与快捷键来自同一张表：能用的才可点，点了就到页面；编辑菜单的撤销退回表单的修改", async () => {
    const { app, page } = await current.launch();
    await setUpByHand(page, station);
    await expect.poll(() => menuItem(app, "goMembers"), patience).toMatchObject({ label: "委员名册", enabled: true });
    expect(await menuItem(app, "save")).toMatchObject({ enabled: false, accelerator: "CommandOrControl+S" });
    await chooseInMenu(app, "newOpinion");
    await fieldOf(page, "标题").waitFor();
    await expect.poll(() => menuItem(app, "save"), patience).toMatchObject({ enabled: true });
    await fieldOf(page, "标题").pressSequentially("关于路灯的建议");
    await chooseInMenu(app, "undo");
    await expect.poll(() => fieldOf(page, "标题").inputValue(), patience).not.toBe("关于路灯的建议");
    await chooseInMenu(app, "redo");
    await shows(page, "标题", "关于路灯的建议");
    await chooseInMenu(app, "goMembers");
    await page
      .getByRole("button", { name: "添加委员" })
      .or(page.getByRole("button", { name: /委员/u }))
      .first()
      .waitFor();
    await expect.poll(() => menuItem(app, "save"), patience).toMatchObject({ enabled: false });
  });

  test("今日只列要处理的：草稿、退回的社情民意、没有送到的，回车一下就到；都处理完有一句话", async () => {
    const { page } = await current.launch();
    await setUpByHand(page, station);
    const { record } = await callService(page, "record.save", {
      kind: "opinion",
      fields: { title: "关于路灯的建议", collectedOn: `${year}-01-08`, reporters: ["韦志华"] },
      events: [{ type: "submitted" }, { type: "returned", text: "补充数据" }],
    });
    await reread(page);
    await page.getByText("区县退回修改（1 条）").waitFor();
    await screenshot(page, "today-returned");
    expect(await accessibilityProblems(page)).toEqual([]);
    // The first thing has the focus already.
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.textContent), patience)
      .toContain("关于路灯的建议");
    await page.keyboard.press("Enter");
    await shows(page, "标题", "关于路灯的建议");
    await callService(page, "event.add", { recordId: record.id, fields: { type: "submitted" } });
    await reread(page);
    await expect.poll(() => page.getByText("区县退回修改", { exact: false }).count(), patience).toBe(0);
    // What is left: one record that has not reached the district; ↓ and Enter open the same one.
    await page.getByRole("button", { name: "查看社情民意里还没有送到区县的 1 条" }).focus();
    await page.keyboard.press("Enter");
    await page
      .getByText("共 1 条", { exact: false })
      .or(page.getByText("找到 1 条", { exact: false }))
      .first()
      .waitFor();
  });
});
