/** 设置: what the district has set is locked; categories as a tree; every setting is found by Ctrl+K. */
import { enrol } from "./helpers/enrol.ts";
import { mkdirSync } from "node:fs";
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import type { Settings } from "../../db/schema/settings.ts";
import { openService } from "../../db/service.ts";
import { settingsSectionsOf } from "../../renderer/screens/settings/register.ts";
import { settingsText } from "../../renderer/text/settings.ts";
import { accessibilityProblems } from "./helpers/accessible.ts";
import { callService } from "./helpers/call.ts";
import { fieldOf, goTo } from "./helpers/clerk.ts";
import { electronBinary } from "./helpers/environment.ts";
import { screenshot } from "./helpers/launch.ts";
import { scenario } from "./helpers/scenario.ts";

const current = scenario();
const patience = { timeout: 5_000 };

/** 517 of them, as the list that stations were sent. */
const categories = [
  ...Array.from(
    { length: 516 },
    (_, index) => `大类${Math.floor(index / 40)}/中类${Math.floor(index / 8)}/小类${index}`,
  ),
  "城乡建设/市政设施/道路照明",
];

/** A station in the scenario's folder that had its own settings when the district's came. */
async function lockedStation(own: Partial<Settings>, districts: Partial<Settings>): Promise<void> {
  const { dataDir } = current.workplace;
  const stick = `${dataDir}.stick`;
  mkdirSync(stick, { recursive: true });
  const station = openService({ dir: dataDir });
  const district = openService({ dir: `${dataDir}.district` });
  await station.call("app.setup", { role: "station", name: "桐岭镇联络站", operator: "李敏" });
  await district.call("app.setup", { role: "district", name: "武宣县政协", operator: "区县管理员" });
  await enrol(district, station, { name: "桐岭镇联络站", stick });
  await station.call("settings.set", { values: own });
  const { files } = await station.call("bundle.export", { folder: stick });
  await district.call("bundle.import", { files: [...files] });
  await district.call("settings.set", { values: districts });
  const receipt = await district.call("receipt.export", { station: "桐岭镇联络站", folder: stick });
  await station.call("receipt.import", { file: receipt.files[0] ?? "" });
  await station.close();
  await district.close();
}

const openSection = (page: Page, name: string) =>
  page
    .locator(".settings-nav")
    .getByRole("button", { name: new RegExp(`^${name}`, "u") })
    .click();

describe.skipIf(electronBinary === null)("设置", () => {
  test("区里统一设定的：看得出是谁定的，鼠标键盘都改不了，服务也拒绝；本站原来的值写在那里", async () => {
    await lockedStation(
      { dueSoonDays: 5, attachmentFileMb: 20, brands: ["桐岭夜话"] },
      {
        dueSoonDays: 1,
        attachmentFileMb: 30,
        brands: ["渝事好商量"],
        categories,
        terms: [{ term: "十五届", from: "2021-10-08" }],
        snippets: [{ label: "依法依规", text: "请依法依规办理。", abbreviation: ";yf", digit: null }],
        holidays: { "2026": { off: ["2026-10-01"], work: [] } },
      },
    );
    const { page, errors } = await current.launch();
    await page.getByRole("heading", { name: "今日" }).waitFor();
    const before = await callService(page, "settings.get", {});
    await goTo(page, "设置");

    await openSection(page, "期限与提醒");
    await page.getByText("由武宣县政协统一设定，本站不能改：临期提醒").waitFor();
    await page.getByText("临期提醒：5 天").waitFor();
    expect(await page.locator("#due-soon").isDisabled()).toBe(true);
    expect(await page.locator("#opinion-limit").isDisabled()).toBe(false);
    await screenshot(page, "settings-locked-deadlines");
    await openSection(page, "附件");
    expect(await page.locator("#attachmentFileMb").isDisabled()).toBe(true);
    await page.getByText("单个附件的大小：20 MB").waitFor();
    await openSection(page, "节假日");
    for (const button of ["导入", "保存"]) {
      for (const one of await page.locator(".settings-open").getByRole("button", { name: button }).all()) {
        expect(await one.isDisabled(), button).toBe(true);
      }
    }

    await openSection(page, "名单");
    await page.getByText("品牌", { exact: true }).first().click();
    await page.getByText("品牌：桐岭夜话").waitFor();
    for (const locked of await page.locator(".settings-open textarea[readonly]:visible").all()) {
      await locked.focus();
      await page.keyboard.press("Control+a");
      await page.keyboard.press("Delete");
      await page.keyboard.type("偷偷改");
    }
    await page.getByText("类别", { exact: true }).first().click();
    const tree = page.getByRole("tree", { name: "类别" });
    await tree.focus();
    for (const key of ["ArrowDown", "F2", "Enter", "Control+Enter", "Delete", "Alt+ArrowDown", "Alt+ArrowRight"])
      await page.keyboard.press(key);
    await page.getByRole("treeitem").first().dblclick();
    expect(await tree.getByRole("textbox").count()).toBe(0);
    await screenshot(page, "settings-locked-categories");
    expect(await accessibilityProblems(page)).toEqual([]);

    await page.keyboard.press("Control+s");
    expect(await callService(page, "settings.get", {})).toEqual(before);
    await expect(callService(page, "settings.set", { values: { dueSoonDays: 9 } })).rejects.toThrow("2180");

    await openSection(page, "常用语");
    await page.getByText("请依法依规办理。").waitFor();
    await screenshot(page, "settings-district-snippets");
    await goTo(page, "今日");
    await page.getByRole("button", { name: "登记热线" }).click();
    await fieldOf(page, "诉求内容").click();
    await page.keyboard.type("路灯不亮。;yf ");
    expect(await fieldOf(page, "诉求内容").inputValue()).toBe("路灯不亮。请依法依规办理。");
    await page.keyboard.press("Control+j");
    await page.getByRole("option", { name: /依法依规.*区里下发/u }).waitFor();
    await page.keyboard.press("Escape");
    expect(errors).toEqual([]);
  });

  test("517 个类别的树，只用键盘：查找、改名、加、移动、停用、撤销、保存；旧记录照样写着原来的，并说明现在叫什么", async () => {
    const { page, errors } = await current.launch();
    await callService(page, "app.setup", { role: "station", name: "桐岭镇联络站", operator: "李敏" });
    await callService(page, "settings.set", { values: { categories } });
    const used = { line: "resident", calledAt: "2026-03-02", confidential: false, urgent: false } as const;
    const { record } = await callService(page, "record.save", {
      kind: "hotline",
      fields: { ...used, content: "路灯不亮", category: "大类0/中类0/小类1" },
    });
    await page.reload();
    await page.getByRole("heading", { name: "今日" }).waitFor();
    await goTo(page, "设置");
    await openSection(page, "名单");
    await page.getByText("类别", { exact: true }).first().click();
    await page.getByLabel("查找类别").fill("dlzm");
    const item = (name: string) => page.getByRole("treeitem", { name: new RegExp(`^▾?▸?${name}`, "u") });
    await item("道路照明").waitFor();
    expect(await page.getByRole("treeitem").count()).toBe(3);
    await page.getByLabel("查找类别").fill("小类1");
    await item("小类1").first().waitFor();
    await page.keyboard.press("Enter");
    const press = async (...keys: string[]) => {
      for (const key of keys) await page.keyboard.press(key);
    };
    await press("F2");
    await page.keyboard.type("路灯照明");
    await press("Enter", "Enter");
    await page.keyboard.type("窨井盖");
    await press("Enter");
    await item("窨井盖").waitFor();
    await press("Alt+ArrowUp", "Delete");
    await page.getByText("已删除“窨井盖”").waitFor();
    await press("Control+z", "Control+z");
    await page.getByLabel("查找类别").fill("小类2");
    await item("小类2").first().waitFor();
    await press("Enter");
    await page.getByRole("button", { name: "停用", exact: true }).click();
    await page.getByText("新增 1 项、改名或移动 1 项、停用或恢复 1 项").waitFor();
    await screenshot(page, "settings-categories");
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.getByRole("tree", { name: "类别" }).focus();
    await press("Control+s");
    await page.getByText("已保存").waitFor();
    const saved = await callService(page, "settings.get", {});
    expect(saved.categories).toHaveLength(518);
    expect(saved.categories.slice(0, 3)).toEqual(["大类0/中类0/小类0", "大类0/中类0/路灯照明", "大类0/中类0/窨井盖"]);
    expect(saved.categoriesOff).toEqual(["大类0/中类0/小类2"]);

    // The record was never touched.
    const { record: kept } = await callService(page, "record.get", { id: record.id });
    expect(kept).toMatchObject({ category: "大类0/中类0/小类1" });
    await goTo(page, "热线");
    await page.getByText("路灯不亮").first().click();
    await page.keyboard.press("Enter");
    await page.getByText("这个类别现在叫“大类0/中类0/路灯照明”").waitFor();
    await screenshot(page, "settings-category-renamed");
    await page.getByRole("button", { name: "换成现在的名称" }).click();
    expect(await fieldOf(page, "类别").inputValue()).toBe("大类0/中类0/路灯照明");
    expect(errors).toEqual([]);
  });

  test("Ctrl+K：每个分区的设定都打得开，滚到眼前，光标在那里", async () => {
    const { page, errors } = await current.launch();
    await callService(page, "app.setup", { role: "station", name: "桐岭镇联络站", operator: "李敏" });
    await page.reload();
    await page.getByRole("heading", { name: "今日" }).waitFor();
    const option = page.locator('.palette-entry[aria-selected="true"]');
    for (const { settings } of settingsSectionsOf("station")) {
      const setting = settings.at(-1);
      if (setting === undefined) continue;
      const name = settingsText.zh.find[setting];
      await page.keyboard.press("Control+k");
      const search = page.getByRole("combobox", { name: "搜索全部" });
      await search.waitFor();
      await search.fill(name);
      await expect.poll(() => option.textContent(), patience).toContain(name);
      await page.keyboard.press("Enter");
      const found = page.locator(`.settings-found[data-setting="${setting}"]`);
      await found.waitFor({ timeout: 5_000 });
      const isThere = (element: HTMLElement) => {
        const { top, height } = element.getBoundingClientRect();
        return element.contains(document.activeElement) && top >= 0 && top + Math.min(height, 40) <= innerHeight;
      };
      await expect.poll(() => found.evaluate(isThere), { ...patience, message: setting }).toBe(true);
      // The others of the section would be found the same way.
      for (const other of settings) {
        await expect.poll(() => page.locator(`[data-setting="${other}"]`).count(), { message: other }).toBe(1);
      }
    }
    expect(errors).toEqual([]);
  });
});
