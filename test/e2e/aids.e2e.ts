/** What helps while typing: pickers, likely duplicates, snippets, drafts made from a session, due dates, holiday packs. */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { accessibilityProblems } from "./helpers/accessible.ts";
import { callService } from "./helpers/call.ts";
import { answerOpenDialog, fieldOf, fillIn, goTo, save } from "./helpers/clerk.ts";
import { electronBinary } from "./helpers/environment.ts";
import { screenshot } from "./helpers/launch.ts";
import { scenario } from "./helpers/scenario.ts";

const current = scenario();

/** A station that is set up already, with its window at 今日. */
async function begin() {
  const running = await current.launch();
  const { page } = running;
  await callService(page, "app.setup", { role: "station", name: "桐岭镇联络站", operator: "李敏" });
  await page.reload();
  await page.getByRole("heading", { name: "今日" }).waitFor();
  return running;
}

const member = (page: Page, name: string, employer: string) =>
  callService(page, "record.save", {
    kind: "member",
    fields: { name, employer, roles: ["cppccCounty"], active: true },
  });

const option = (page: Page, text: string) =>
  page
    .locator(".ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option")
    .filter({ hasText: text });

const call = { line: "resident", calledAt: "2026-03-02", confidential: false, urgent: false } as const;

describe.skipIf(electronBinary === null)("填写时的帮手", () => {
  test("按拼音选几位委员；名单里没有的单位就地新增；三级类别只用键盘", async () => {
    const { page, errors } = await begin();
    await member(page, "韦志华", "桐岭镇卫生院");
    await member(page, "韦志华", "中心小学");
    await member(page, "李敏杰", "供电所");
    await callService(page, "settings.set", {
      values: { categories: ["城乡建设/住房保障/公租房", "城乡建设/住房保障/棚改", "农村农业/水利/灌溉"] },
    });
    await page.reload();
    await page.getByRole("button", { name: "登记协商活动" }).click();
    await fillIn(page, "议题", "农网电压");
    await fillIn(page, "开始时间", "20260302");
    await page.keyboard.press("Enter");
    await fieldOf(page, "参加委员").click();
    await page.keyboard.type("wzh");
    await option(page, "中心小学").waitFor();
    await screenshot(page, "aids-members");
    await option(page, "中心小学").click();
    await page.keyboard.type("lmj");
    await option(page, "李敏杰").waitFor();
    await page.keyboard.press("Enter");
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "添加问题" }).click();
    await page.keyboard.type("电压不稳");
    await page.locator('[data-path="problems.0.fields.unit"] input').click();
    await page.keyboard.type("镇供电所");
    await option(page, "新增“镇供电所”").click();
    const dialog = page.getByRole("dialog", { name: "新增承办单位" });
    await dialog.waitFor();
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "hidden" });
    expect(await fieldOf(page, "议题").inputValue()).toBe("农网电压");
    await page.locator('[data-path="problems.0.fields.unit"] input').fill("镇供电所营业厅");
    await option(page, "新增“镇供电所营业厅”").click();
    await dialog.getByLabel("联系电话").fill("0772-5218868");
    await screenshot(page, "aids-add-unit");
    expect(await accessibilityProblems(page)).toEqual([]);
    await dialog.getByRole("button", { name: "保存并选用" }).click();
    await dialog.waitFor({ state: "hidden" });
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.closest<HTMLElement>("[data-path]")?.dataset["path"]))
      .toBe("problems.0.fields.unit");
    await save(page);
    const { records } = await callService(page, "record.list", { kind: "session" });
    const full = await callService(page, "record.get", { id: records[0]?.id ?? "" });
    expect(full.record).toMatchObject({ memberIds: [expect.any(String), expect.any(String)] });
    expect(full.problems[0]?.unit).toBe("镇供电所营业厅");
    const units = await callService(page, "record.list", { kind: "unit" });
    expect(units.records.map(({ title, fields }) => [title, fields["phone"]])).toEqual([
      ["镇供电所营业厅", "0772-5218868"],
    ]);

    await goTo(page, "今日");
    await page.getByRole("button", { name: "写社情民意" }).click();
    const category = fieldOf(page, "类别");
    await category.focus();
    for (const key of ["ArrowDown", "Enter", "Enter", "ArrowDown"]) await page.keyboard.press(key);
    await page.getByRole("option", { name: "棚改" }).waitFor();
    await screenshot(page, "aids-category");
    await page.keyboard.press("Enter");
    expect(await category.inputValue()).toBe("城乡建设/住房保障/棚改");
    await category.fill("gg");
    await page.getByRole("option", { name: "农村农业/水利/灌溉" }).waitFor();
    await page.keyboard.press("Enter");
    expect(await category.inputValue()).toBe("农村农业/水利/灌溉");
    await category.fill("自己写的类别");
    await page.keyboard.press("Escape");
    expect(await category.inputValue()).toBe("自己写的类别");

    await goTo(page, "今日");
    await page.getByRole("button", { name: "登记热线" }).click();
    const taker = fieldOf(page, "受理人");
    await taker.fill("覃永明");
    await option(page, "新增“覃永明”").click();
    const adding = page.getByRole("dialog", { name: "新增受理人" });
    await adding.getByText("现在使用这台电脑的人不变", { exact: false }).waitFor();
    await screenshot(page, "aids-add-taker");
    await page.keyboard.press("Enter");
    await adding.waitFor({ state: "hidden" });
    expect(await taker.inputValue()).toBe("覃永明");
    const operators = await callService(page, "operator.list", {});
    expect(operators.map(({ name, active }) => [name, active])).toEqual([
      ["李敏", true],
      ["覃永明", true],
    ]);
    expect((await callService(page, "app.status", {})).operator?.name).toBe("李敏");
    await taker.fill("qym");
    await option(page, "覃永明").waitFor();
    expect(errors).toEqual([]);
  });

  test("同一件事又打来：提示可能重复，并排比较，标为同诉求，两边都看得到", async () => {
    const { page, errors } = await begin();
    const first = await callService(page, "record.save", {
      kind: "hotline",
      fields: { ...call, village: "石桥村", content: "石桥村自来水水压不足，三楼以上晚上用不上水。" },
    });
    await page.getByRole("button", { name: "登记热线" }).click();
    await page.getByText("群众热线", { exact: true }).first().click();
    await fillIn(page, "村(社区)", "石桥村");
    await page.keyboard.press("Tab");
    await fillIn(page, "诉求内容", "石桥村的自来水晚上水压不足，三楼以上用不上水。请打13988192468回电。");
    await page.getByText("可能重复 1 条").waitFor();
    await page.getByText("第 1 行有电话号码 139****2468", { exact: false }).first().waitFor();
    await page.getByRole("button", { name: "并排查看" }).click();
    await page.getByRole("button", { name: "标为同诉求" }).waitFor();
    await screenshot(page, "aids-side-by-side");
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.getByRole("button", { name: "标为同诉求" }).click();
    await page.getByRole("button", { name: "标为同诉求" }).waitFor({ state: "hidden" });
    await save(page);
    const links = await callService(page, "record.links", { id: first.record.id });
    expect(links.map(({ field, direction }) => [field, direction])).toEqual([["sameAsId", "in"]]);
    await page.locator(".record-link").click();
    await page.locator(".record-link").filter({ hasText: "晚上水压不足" }).waitFor();
    await screenshot(page, "aids-linked");
    expect(errors).toEqual([]);
  });

  test("常用语：缩写加空格、Ctrl+数字、Ctrl+J 选用，撤销一步退回；组字时不动", async () => {
    const { page, errors } = await begin();
    await page.getByRole("button", { name: "登记热线" }).click();
    const content = fieldOf(page, "诉求内容");
    await content.click();
    await page.keyboard.type("反映;dh ");
    const answered = "反映已电话联系诉求人，说明办理情况，诉求人表示理解。";
    expect(await content.inputValue()).toBe(answered);
    await page.keyboard.press("Control+j");
    await page.getByRole("combobox", { name: "输入名称、缩写或内容查找" }).fill("现场");
    await screenshot(page, "aids-snippets");
    await page.keyboard.press("Enter");
    await expect.poll(() => content.inputValue()).toBe(`${answered}会同村(社区)工作人员到现场查看，情况属实。`);
    await page.keyboard.press("Control+z");
    await expect.poll(() => content.inputValue()).toBe(answered);
    await page.keyboard.press("Control+j");
    await page.getByRole("combobox", { name: "输入名称、缩写或内容查找" }).waitFor();
    await page.keyboard.press("Escape");
    await expect.poll(() => content.evaluate((element) => element === document.activeElement)).toBe(true);
    const session = await page.context().newCDPSession(page);
    await session.send("Input.imeSetComposition", { text: ";dh", selectionStart: 3, selectionEnd: 3 });
    await session.send("Input.dispatchKeyEvent", { type: "rawKeyDown", key: " ", windowsVirtualKeyCode: 229 });
    await session.send("Input.insertText", { text: "；的话" });
    await expect.poll(() => content.inputValue()).toBe(`${answered}；的话`);
    expect(errors).toEqual([]);
  });

  test("协商活动转为社情民意：带着议题、问题和来源，保存后两边能互相打开", async () => {
    const { page, errors } = await begin();
    await callService(page, "record.save", {
      kind: "session",
      fields: { title: "老旧小区加装电梯", startAt: "2026-03-02", village: "石桥村", memberIds: [], guests: [] },
      problems: [{ id: null, fields: { text: "一楼住户不同意", state: "todo" } }],
    });
    await goTo(page, "协商活动");
    await page.getByText("老旧小区加装电梯").first().click();
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "转为社情民意" }).click();
    await expect.poll(() => fieldOf(page, "标题").inputValue()).toBe("关于老旧小区加装电梯问题的建议");
    expect(await fieldOf(page, "情况(问题)").inputValue()).toBe("一楼住户不同意");
    expect(await callService(page, "draft.list", {})).toHaveLength(1);
    await save(page);
    await screenshot(page, "aids-converted");
    await page.locator(".record-link").filter({ hasText: "来自协商活动" }).click();
    await page.locator(".record-link").filter({ hasText: "已转为社情民意" }).waitFor();
    expect(errors).toEqual([]);
  });

  test("期限怎么算的逐日列出；没有那一年的安排就说明白，从文件导入后就能算", async () => {
    const { app, page, errors } = await begin();
    await page.getByRole("button", { name: "登记热线" }).click();
    await fillIn(page, "来电时间", "20260212");
    await page.keyboard.press("Enter");
    await fieldOf(page, "诉求类型").click();
    await option(page, "求助").click();
    const how = page.getByRole("button", { name: "怎么算的" });
    await how.focus();
    await page.keyboard.press("Enter");
    const steps = page.getByRole("group", { name: "期限是这样算的" });
    await steps.waitFor();
    expect(await steps.getByRole("row").allInnerTexts()).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/2026-02-14.*第 2 天.*调休上班/su),
        expect.stringMatching(/2026-02-15.*2026-02-23.*不计.*春节放假/su),
        expect.stringMatching(/2026-02-28.*第 7 天/su),
      ]),
    );
    await screenshot(page, "aids-due-steps");
    await page.keyboard.press("Escape");
    await fillIn(page, "来电时间", "20261228");
    await page.keyboard.press("Enter");
    await page.getByText("没有 2027 年的节假日安排", { exact: false }).waitFor();
    await page.getByRole("button", { name: "去导入 2027 年节假日安排" }).click();
    const notice = join(current.workplace.folder("下载"), "2027年放假通知.txt");
    await writeFile(
      notice,
      "国务院办公厅关于2027年部分节假日安排的通知\n一、元旦：1月1日（周五）至3日（周日）放假，共3天。\n二、春节：2月5日至11日放假调休，共7天。2月14日（周日）上班。",
    );
    await answerOpenDialog(app, [notice]);
    await page.getByRole("button", { name: "从文件导入节假日安排" }).click();
    await page.getByText("放假 10 天：01-01至01-03、02-05至02-11").waitFor();
    await screenshot(page, "aids-holiday-pack");
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.getByRole("button", { name: "导入 1 年" }).click();
    await page.getByText("已导入 2027 年节假日安排").waitFor();
    const asked = { calledAt: "2026-12-28", demandType: "help", urgent: false } as const;
    expect((await callService(page, "hotline.due", asked)).dueOn).toBe("2027-01-07");
    await page.getByRole("button", { name: "撤销", exact: true }).last().click();
    await expect.poll(async () => (await callService(page, "hotline.due", asked)).unknownYear).toBe("2027");
    expect(errors).toEqual([]);
  });
});
