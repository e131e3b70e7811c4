/** Power cuts: whatever was typed, wherever it was typed, is there again when that place is opened. */
import { join } from "node:path";
import { writeFile } from "node:fs/promises";
import type { Locator, Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { writeLedgerXlsx } from "../../db/spreadsheet/ledger-xlsx.ts";
import { openService } from "../../db/service.ts";
import { callService } from "./helpers/call.ts";
import { answerOpenDialog, fieldOf, goTo } from "./helpers/clerk.ts";
import { chromiumBinary, electronBinary } from "./helpers/environment.ts";
import { screenshot, screenSize, type RunningApp } from "./helpers/launch.ts";
import { launchBrowser, startHost } from "./helpers/loopback.ts";
import { scenario } from "./helpers/scenario.ts";

const current = scenario();

/** Longer than a draft may lag behind the typing. */
const MOMENT_MS = 1_000;

/** Somewhere that text is typed. */
interface Place {
  readonly name: string;
  /** From any screen to the open place. */
  readonly open: (page: Page) => Promise<void>;
  readonly field: (page: Page) => Locator;
  /** Typed behind what stands there. */
  readonly text: string;
  /** Leaves the place as somebody who wants none of it. */
  readonly cancel: (page: Page) => Promise<void>;
}

const dialog = (page: Page): Locator => page.getByRole("dialog");
const cancelDialog = (page: Page): Promise<void> => dialog(page).getByRole("button", { name: "取消" }).press("Enter");
const discard = (page: Page): Promise<void> =>
  page.locator(".restored-bar[data-typed]:visible").getByRole("button", { name: "放弃" }).first().click();
/** “＋ 新增” at the end of a picker's list. */
const missing = (page: Page): Locator =>
  page
    .locator(".ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option")
    .filter({ hasText: "新增“" });
const openSection = async (page: Page, name: string): Promise<void> => {
  await goTo(page, "设置");
  await page
    .locator(".settings-nav")
    .getByRole("button", { name: new RegExp(`^${name}`, "u") })
    .click();
};
const rowNamed = (page: Page, text: string): Locator => page.getByRole("row", { name: new RegExp(text, "u") });
const openRecord = async (page: Page, list: string, text: string): Promise<void> => {
  await goTo(page, list);
  await rowNamed(page, text).dblclick();
  await page.locator(".record-side").waitFor();
};
const openList = async (page: Page, item: string): Promise<void> => {
  await openSection(page, "名单");
  await page.locator(".settings-open").getByText(item, { exact: true }).first().click();
};

const outsideForms: readonly Place[] = [
  {
    name: "作废原因",
    open: async (page) => {
      await openRecord(page, "热线", "路灯不亮");
      const reason = page.getByLabel("作废原因", { exact: false });
      if (!(await reason.isVisible())) await page.getByRole("button", { name: "作废" }).first().click();
    },
    field: (page) => page.getByLabel("作废原因", { exact: false }),
    text: "登错了，是另一件",
    cancel: (page) => page.locator(".void-form").getByRole("button", { name: "取消" }).click(),
  },
  {
    name: "没有设完的筛选",
    open: async (page) => {
      await goTo(page, "热线");
      await page.getByRole("button", { name: "筛选", exact: true }).click();
      const value = dialog(page).getByLabel("内容");
      if (await value.isVisible()) return;
      await dialog(page).getByLabel("按哪一项筛选").fill("诉求内容");
      await page.keyboard.press("Enter");
    },
    field: (page) => dialog(page).getByLabel("内容"),
    text: "路灯和变压",
    cancel: cancelDialog,
  },
  {
    name: "常用筛选的名称",
    open: async (page) => {
      await goTo(page, "热线");
      await page.getByRole("searchbox").or(page.locator(".content input")).first().fill("路灯");
      await page.getByRole("button", { name: "常用筛选" }).click();
      await page.getByRole("menuitem", { name: "保存现在的筛选" }).click();
    },
    field: (page) => dialog(page).getByLabel("名称"),
    text: "本月路灯",
    cancel: cancelDialog,
  },
  {
    name: "常用筛选改名",
    open: async (page) => {
      await goTo(page, "社情民意");
      await page.getByRole("button", { name: "常用筛选" }).click();
      await page.getByRole("menuitem", { name: "改名、删除" }).click();
    },
    field: (page) => dialog(page).getByRole("textbox").first(),
    text: "（第二",
    cancel: async (page) => {
      await discard(page);
      await page.keyboard.press("Escape");
    },
  },
  {
    name: "成批督办",
    open: async (page) => {
      await goTo(page, "热线");
      await rowNamed(page, "路灯不亮").click();
      await page.keyboard.press("Control+a");
      await page.getByRole("button", { name: "督办" }).click();
    },
    field: (page) => dialog(page).getByLabel("内容"),
    text: "请三日内答",
    cancel: cancelDialog,
  },
  {
    name: "表单里新增委员",
    open: async (page) => {
      await goTo(page, "今日");
      await page.getByRole("button", { name: "登记协商活动" }).click();
      await fieldOf(page, "参加委员").click();
      await page.keyboard.type("韦新来");
      await missing(page).click();
      await dialog(page).waitFor();
    },
    field: (page) => dialog(page).getByLabel("工作单位", { exact: false }).first(),
    text: "桐岭镇中心小",
    cancel: cancelDialog,
  },
  {
    name: "表单里新增承办单位",
    open: async (page) => {
      await goTo(page, "今日");
      await page.getByRole("button", { name: "登记热线" }).click();
      await fieldOf(page, "承办单位").click();
      await page.keyboard.type("水利站");
      await missing(page).click();
      await dialog(page).waitFor();
    },
    field: (page) => dialog(page).getByLabel("联系电话").first(),
    text: "0772-52",
    cancel: cancelDialog,
  },
  {
    name: "品牌名单",
    open: (page) => openList(page, "品牌"),
    field: (page) => page.locator("[data-setting=brands] textarea"),
    text: "院坝夜",
    cancel: discard,
  },
  {
    name: "届次",
    open: (page) => openSection(page, "名单"),
    field: (page) => page.locator("[data-setting=terms] textarea"),
    text: "十六届 2026",
    cancel: discard,
  },
  {
    name: "新类别的名称",
    open: async (page) => {
      await openList(page, "类别");
      if (!(await page.getByLabel("新类别的名称").isVisible()))
        await page.getByRole("button", { name: /^加(一级类别|同级)$/u }).click();
    },
    field: (page) => page.getByLabel("新类别的名称"),
    text: "乡村振",
    cancel: (page) => page.getByLabel("新类别的名称").press("Escape"),
  },
  {
    name: "按文字行粘贴的类别",
    open: async (page) => {
      await openList(page, "类别");
      await page.getByRole("button", { name: "按文字行粘贴…" }).click();
    },
    field: (page) => dialog(page).getByRole("textbox"),
    text: "城乡建设/供",
    cancel: cancelDialog,
  },
  {
    name: "常用语",
    open: async (page) => {
      await openSection(page, "常用语");
      if ((await page.locator(".snippet-row-text").count()) === 0)
        await page.getByRole("button", { name: "添加一条" }).first().click();
    },
    field: (page) => page.locator("textarea.snippet-row-text").last(),
    text: "已告知办理时",
    cancel: discard,
  },
  {
    name: "期限",
    open: (page) => openSection(page, "期限与提醒"),
    field: (page) => page.locator("#due-soon"),
    text: "7",
    cancel: discard,
  },
  {
    name: "附件的大小",
    open: (page) => openSection(page, "附件"),
    field: (page) => page.locator("#attachmentRecordMb"),
    text: "0",
    cancel: discard,
  },
  {
    name: "节假日",
    open: (page) => openSection(page, "节假日"),
    field: (page) => page.locator("[data-setting=holidays] textarea").first(),
    text: "10-01至10-0",
    cancel: discard,
  },
  {
    name: "试算的日期",
    open: (page) => openSection(page, "节假日"),
    field: (page) => page.locator("[data-setting=holidayTrial] input"),
    text: "x",
    cancel: discard,
  },
  {
    name: "新操作员",
    open: (page) => openSection(page, "操作员"),
    field: (page) => page.getByLabel("新操作员的姓名"),
    text: "覃丽",
    cancel: discard,
  },
];

async function type(page: Page, { field, text }: Place): Promise<void> {
  await field(page).click();
  await page.keyboard.press("Control+End");
  await page.keyboard.type(text, { delay: 5 });
}

/** A station with a call that was handled and an opinion that was submitted. */
async function makeRecords(page: Page): Promise<void> {
  const call = { line: "resident", calledAt: "2026-03-02", confidential: false, urgent: false } as const;
  await callService(page, "record.save", {
    kind: "hotline",
    fields: { ...call, content: "路灯不亮" },
    events: [
      { type: "assigned", at: "2026-03-03", unit: "供电所" },
      { type: "closed", at: "2026-03-04" },
    ],
  });
  await callService(page, "record.save", {
    kind: "opinion",
    fields: { title: "关于路灯的建议", collectedOn: "2026-03-01", reporters: ["韦志华"] },
    events: [{ type: "submitted", at: "2026-03-02" }],
  });
  await callService(page, "preference.set", {
    values: {
      savedFilters: [
        {
          id: crypto.randomUUID(),
          kind: "opinion",
          name: "本季",
          search: "路灯",
          year: null,
          state: null,
          station: null,
          where: [],
          order: [],
        },
      ],
    },
  });
}

const today = (page: Page): Promise<void> => page.getByRole("heading", { name: "今日" }).waitFor();

async function powerCut(running: RunningApp): Promise<RunningApp> {
  await running.page.waitForTimeout(MOMENT_MS);
  await running.kill();
  const again = await current.launch();
  return again;
}

describe.skipIf(electronBinary === null)("断电时正在打字", () => {
  test("第一次打开填的名称；表单以外每一处写了一半的字，回到那里都在，也都能放弃", async () => {
    let running = await current.launch();
    await running.page.locator(".setup-role-name").getByText("联络站", { exact: true }).click();
    await running.page.locator("#setup-name").click();
    await running.page.keyboard.type("桐岭镇联络");
    await running.page.locator("#setup-operator").click();
    await running.page.keyboard.type("李");
    running = await powerCut(running);
    await expect.poll(() => running.page.locator("#setup-name").inputValue()).toBe("桐岭镇联络");
    expect(await running.page.locator("#setup-operator").inputValue()).toBe("李");
    expect(await running.page.getByRole("radio").first().isChecked()).toBe(true);
    await screenshot(running.page, "kept-setup");

    await callService(running.page, "app.setup", { role: "station", name: "桐岭镇联络站", operator: "李敏" });
    await makeRecords(running.page);
    await running.page.reload();
    await today(running.page);
    const written = new Map<string, string>();
    for (const place of outsideForms) {
      await place.open(running.page);
      await type(running.page, place);
      written.set(place.name, await place.field(running.page).inputValue());
      expect(written.get(place.name), place.name).toContain(place.text);
      await running.page.waitForTimeout(MOMENT_MS / 3);
      await running.page.reload();
      await today(running.page);
    }
    running = await powerCut(running);
    const { page } = running;
    await today(page);
    for (const place of outsideForms) {
      await place.open(page);
      const { field, name } = place;
      await expect.poll(() => field(page).inputValue(), { message: name }).toBe(written.get(name));
      expect(await page.locator(".restored-bar[data-typed]:visible").count(), name).toBeGreaterThan(0);
      await screenshot(page, `kept-${name}`);
      await place.cancel(page);
    }
    expect(await callService(page, "typed.list", {})).toEqual([]);
    expect(running.errors).toEqual([]);
  });

  test("表单里：每个环节、问题清单、还没有回车的姓名、旧记录的修改；登记或取消以后没有提示，草稿也没有了", async () => {
    let running = await current.launch();
    await callService(running.page, "app.setup", { role: "station", name: "桐岭镇联络站", operator: "李敏" });
    await makeRecords(running.page);
    await running.page.reload();
    const steps = [
      { list: "热线", record: "路灯不亮", step: "回访", field: "内容" },
      { list: "社情民意", record: "路灯的建议", step: "采用", field: "内容" },
    ] as const;
    const stepField = (page: Page) => page.locator(".step-form textarea").first();
    const typeStep = async (page: Page, { list, record, step }: (typeof steps)[number]): Promise<void> => {
      await openRecord(page, list, record);
      await page.locator(".steps").getByRole("button", { name: step, exact: true }).click();
      await stepField(page).click();
      await page.keyboard.type(`${step}写到一`);
    };
    for (const step of steps) {
      await typeStep(running.page, step);
      await running.page.waitForTimeout(MOMENT_MS);
      expect(await running.page.getByText("草稿没有写入磁盘", { exact: false }).count()).toBe(0);
    }
    await goTo(running.page, "今日");
    await running.page.getByRole("button", { name: "登记协商活动" }).click();
    await fieldOf(running.page, "议题").click();
    await running.page.keyboard.type("村道硬");
    await fieldOf(running.page, "列席人员").click();
    await running.page.keyboard.type("韦志");
    await running.page.waitForTimeout(MOMENT_MS);
    await running.page.getByRole("button", { name: "添加问题" }).click();
    await running.page.keyboard.type("没有路");
    // A name without Enter is the last thing that is typed.
    await running.page.locator('[data-path="fields.guests"] input').click();
    await running.page.keyboard.type("覃丽");
    running = await powerCut(running);

    const { page } = running;
    await today(page);
    await page.locator(".today-row").filter({ hasText: "村道硬" }).getByRole("button").first().click();
    await expect.poll(() => fieldOf(page, "议题").inputValue()).toBe("村道硬");
    expect(await page.locator('[data-path="problems.0.fields.text"] textarea').inputValue()).toBe("没有路");
    const guests = await page.locator('[data-path="fields.guests"]').innerText();
    for (const name of ["韦志", "覃丽"]) expect(guests).toContain(name);
    await screenshot(page, "kept-form");

    for (const one of steps) {
      await openRecord(page, one.list, one.record);
      await expect.poll(() => stepField(page).inputValue()).toBe(`${one.step}写到一`);
      await screenshot(page, `kept-step-${one.step}`);
    }
    // 采用 is given up, 回访 entered.
    await page.locator(".step-form").getByRole("button", { name: "取消" }).click();
    await openRecord(page, "热线", "路灯不亮");
    await page.locator(".step-form").getByRole("button", { name: "登记", exact: true }).click();
    await page.getByText("已登记：回访").waitFor();
    await page.waitForTimeout(MOMENT_MS);
    expect(await page.getByText("草稿没有写入磁盘", { exact: false }).count()).toBe(0);
    expect((await callService(page, "draft.list", {})).map(({ title }) => title)).toEqual(["村道硬"]);
    expect(running.errors).toEqual([]);
  });

  test("台账导入：改好的格子、正在改的格子、对应的列都在，接着导入", async () => {
    const file = join(current.workplace.folder("台账"), "热线台账2023.xlsx");
    const columns = ["来电时间", "热线类别", "来电人", "反映事项", "办理方式"].map((header) => ({ header }));
    const rows = [1, 2, 3].map((index) => ["2023-03-01", "群众热线", "韦志华", `第${index}件事`, "即时办理"]);
    await writeFile(file, await writeLedgerXlsx({ title: "热线台账（2023年）", columns, rows }));
    let running = await current.launch();
    await callService(running.page, "app.setup", { role: "station", name: "桐岭镇联络站", operator: "李敏" });
    await running.page.reload();
    await goTo(running.page, "台账导入");
    await answerOpenDialog(running.app, [file]);
    await running.page.getByRole("button", { name: "选择台账文件", exact: false }).click();
    const next = (page: Page) => page.getByRole("button", { name: "下一步", exact: true }).click();
    await next(running.page);
    await next(running.page);
    const cell = (page: Page, text: string) => page.getByRole("gridcell").filter({ hasText: text });
    const write = async (page: Page, at: string, text: string): Promise<void> => {
      await cell(page, at).dblclick();
      await page.keyboard.press("Control+End");
      await page.keyboard.type(text);
    };
    await write(running.page, "第1件事", "：路灯");
    await running.page.keyboard.press("Enter");
    await cell(running.page, "第1件事：路灯").waitFor();
    await write(running.page, "第2件事", "：水管漏");
    running = await powerCut(running);

    const { page } = running;
    await goTo(page, "台账导入");
    await page.getByText("“热线台账2023.xlsx”（热线）还没有导入完", { exact: false }).waitFor();
    await screenshot(page, "kept-ledger");
    await page.getByRole("button", { name: "接着导入" }).click();
    for (const text of ["第1件事：路灯", "第2件事：水管漏", "第3件事"]) await cell(page, text).waitFor();
    await screenshot(page, "kept-ledger-cells");
    await goTo(page, "今日");
    await goTo(page, "台账导入");
    await page.locator(".wizard-steps .ant-steps-item").first().click();
    await page.getByRole("button", { name: "不要了" }).click();
    await expect.poll(() => callService(page, "typed.list", {})).toEqual([]);
    expect(running.errors).toEqual([]);
  });

  test("区县：邀请联络站写到一半的名称，和给各站的常用语", async () => {
    let running = await current.launch();
    await callService(running.page, "app.setup", { role: "district", name: "武宣县政协", operator: "区县管理员" });
    await running.page.reload();
    await goTo(running.page, "联络站");
    await running.page.getByRole("button", { name: "邀请联络站" }).first().click();
    await dialog(running.page).getByRole("textbox").click();
    await running.page.keyboard.type("桐岭镇联");
    await running.page.waitForTimeout(MOMENT_MS);
    await running.page.reload();
    await openSection(running.page, "常用语");
    const handOut = (page: Page) => page.locator("[data-setting=districtSnippets]");
    await handOut(running.page).getByRole("button", { name: "添加一条" }).click();
    await handOut(running.page).locator("textarea").click();
    await running.page.keyboard.type("请依法依");
    running = await powerCut(running);
    const { page } = running;
    await goTo(page, "联络站");
    await page.getByRole("button", { name: "邀请联络站" }).first().click();
    await expect.poll(() => dialog(page).getByRole("textbox").inputValue()).toBe("桐岭镇联");
    await screenshot(page, "kept-invite");
    await cancelDialog(page);
    await openSection(page, "常用语");
    await expect.poll(() => handOut(page).locator("textarea").inputValue()).toBe("请依法依");
    await discard(page);
    await expect.poll(() => callService(page, "typed.list", {})).toEqual([]);
  });
});

describe.skipIf(chromiumBinary === null)("在浏览器里打字时断电", () => {
  test("表单里和设置里的都在", async () => {
    const { dataDir } = current.workplace;
    const service = openService({ dir: dataDir });
    await service.call("app.setup", { role: "station", name: "桐岭镇联络站", operator: "李敏" });
    await service.close();
    let [host, browser] = [await startHost("loopback.ts", dataDir), await launchBrowser()];
    try {
      const page = await browser.newPage({ viewport: screenSize });
      await page.goto(host.url);
      await openSection(page, "名单");
      await page.locator("[data-setting=terms] textarea").click();
      await page.keyboard.type("十六届 2026");
      await goTo(page, "今日");
      await page.getByRole("button", { name: "登记协商活动" }).click();
      await fieldOf(page, "议题").click();
      await page.keyboard.type("村道硬");
      await page.waitForTimeout(MOMENT_MS);
      host.process.kill("SIGKILL");
      await browser.close();

      [host, browser] = [await startHost("loopback.ts", dataDir), await launchBrowser()];
      const again = await browser.newPage({ viewport: screenSize });
      await again.goto(host.url);
      await again.locator(".today-row").filter({ hasText: "村道硬" }).getByRole("button").first().click();
      await expect.poll(() => fieldOf(again, "议题").inputValue()).toBe("村道硬");
      await openSection(again, "名单");
      await expect.poll(() => again.locator("[data-setting=terms] textarea").inputValue()).toBe("十六届 2026");
    } finally {
      await browser.close();
      await host.stop();
    }
  });
});
