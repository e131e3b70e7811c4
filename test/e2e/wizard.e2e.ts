/** The import wizard in the window: last year's ledgers from the file to the year's figures, errors corrected on the way. */
import { readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { ElectronApplication, Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { writeLedgerXlsx } from "../../db/spreadsheet/ledger-xlsx.ts";
import { csvText } from "../../db/spreadsheet/write-csv.ts";
import { accessibilityProblems } from "./helpers/accessible.ts";
import { callService } from "./helpers/call.ts";
import { answerOpenDialog, answerSaveDialog, goTo } from "./helpers/clerk.ts";
import { electronBinary, sharedData } from "./helpers/environment.ts";
import { screenshot } from "./helpers/launch.ts";
import { scenario } from "./helpers/scenario.ts";

const current = scenario();

async function atWork(): Promise<{ app: ElectronApplication; page: Page; errors: readonly string[] }> {
  const { app, page, errors } = await current.launch();
  await callService(page, "app.setup", { role: "station", name: "桐岭镇联络站", operator: "李敏" });
  await page.reload();
  await goTo(page, "台账导入");
  return { app, page, errors };
}

async function choose(app: ElectronApplication, page: Page, file: string): Promise<void> {
  await answerOpenDialog(app, [file]);
  await page.getByRole("button", { name: "选择台账文件", exact: false }).click();
}

const next = (page: Page, name = "下一步"): Promise<void> => page.getByRole("button", { name, exact: true }).click();
const rowsShown = (page: Page) => page.getByRole("grid").getByRole("row");

/** From the sheet to the result, all as proposed. */
async function importAll(page: Page, count: number): Promise<void> {
  await next(page);
  await next(page);
  await next(page, `下一步：导入 ${count} 条`);
  await page.getByRole("button", { name: `开始导入 ${count} 条`, exact: false }).click();
  await page.getByRole("heading", { name: "导入完成" }).waitFor();
}

async function undo(page: Page): Promise<void> {
  await page.getByRole("button", { name: "撤销本次导入" }).click();
  await page.getByRole("button", { name: "撤销导入", exact: true }).click();
  await page.getByText("已撤销：移除", { exact: false }).waitFor();
}

const another = (page: Page): Promise<void> =>
  page.getByRole("button", { name: "再导入一个文件", exact: false }).click();

if (sharedData === null) console.error("跳过真实台账的导入：没有找到 ../shared/data");

describe.skipIf(electronBinary === null || sharedData === null)("真实的台账走完向导", () => {
  const ledgers = join(sharedData ?? "", "ledgers");
  const messages = join(sharedData ?? "", "messages");

  test("三本台账、留言表和分类表都导得进来，年度数字与公布的一致；对应改过一次就记住", async () => {
    const expected = z
      .record(z.string(), z.record(z.string(), z.union([z.number(), z.string()])))
      .parse(JSON.parse(readFileSync(join(ledgers, "expected.json"), "utf8")));
    const { app, page, errors } = await atWork();
    await screenshot(page, "wizard-1-file");
    expect(await accessibilityProblems(page)).toEqual([]);

    const hotline = "热线台账-武宣2023.xlsx";
    await choose(app, page, join(ledgers, hotline));
    await page.getByRole("button", { name: "把第 3 行当作表头" }).waitFor();
    await screenshot(page, "wizard-2-sheet");
    expect(await accessibilityProblems(page)).toEqual([]);
    await next(page);
    await page.getByLabel("“承办单位”列导入到").click();
    await page.keyboard.type("slr");
    await page.keyboard.press("Enter");
    await screenshot(page, "wizard-3-mapping");
    expect(await accessibilityProblems(page)).toEqual([]);
    await next(page);
    await rowsShown(page).nth(5).waitFor();
    await screenshot(page, "wizard-4-preview");
    expect(await accessibilityProblems(page)).toEqual([]);
    await next(page, "下一步：导入 152 条");
    await page.getByRole("button", { name: "开始导入 152 条", exact: false }).waitFor();
    await screenshot(page, "wizard-5-import");
    await page.getByRole("button", { name: "开始导入 152 条", exact: false }).click();
    await page.getByRole("heading", { name: "导入完成" }).waitFor();
    await screenshot(page, "wizard-6-result");
    expect(await accessibilityProblems(page)).toEqual([]);
    await undo(page);
    expect((await callService(page, "record.list", { kind: "hotline" })).total).toBe(0);

    await another(page);
    await choose(app, page, join(ledgers, hotline));
    await next(page);
    await page.getByText("已经照上次的对应填好", { exact: false }).waitFor();
    const target = page.getByRole("row").filter({ hasText: "承办单位" });
    expect(await target.innerText()).toContain("受理人");
    await page.getByRole("button", { name: "恢复自动识别" }).click();
    await expect.poll(() => target.innerText()).not.toContain("受理人");
    await next(page);
    await next(page, "下一步：导入 152 条");
    await page.getByRole("button", { name: "开始导入 152 条", exact: false }).click();
    await page.getByRole("heading", { name: "导入完成" }).waitFor();

    for (const [file, count] of [
      ["协商活动台账-荣昌2023.xlsx", 215],
      ["社情民意台账-南川2024-GB18030.csv", 140],
    ] as const) {
      await another(page);
      await choose(app, page, join(ledgers, file));
      await importAll(page, count);
    }
    const of2023 = await callService(page, "report.year", { year: 2023 });
    const of2024 = await callService(page, "report.year", { year: 2024 });
    const { satisfaction } = of2023.hotline;
    expect({
      [hotline]: {
        kind: "hotline",
        year: 2023,
        records: of2023.hotline.calls,
        enterprise: of2023.hotline.enterprise,
        masses: of2023.hotline.residents,
        immediate: of2023.hotline.immediate,
        satisfactionRate: satisfaction.numerator / satisfaction.denominator,
      },
      "协商活动台账-荣昌2023.xlsx": {
        kind: "session",
        year: 2023,
        records: of2023.session.sessions,
        attendances: of2023.session.attendances,
        problemsSolved: of2023.session.problemsSolved,
      },
      "社情民意台账-南川2024-GB18030.csv": {
        kind: "opinion",
        year: 2024,
        records: of2024.opinion.collected,
        compiled: of2024.opinion.compiled,
        national: of2024.opinion.passedOn.national,
        city: of2024.opinion.passedOn.city,
        leader: of2024.opinion.instructed,
      },
    }).toEqual(expected);

    await another(page);
    await choose(app, page, join(messages, "群众留言及答复.xlsx"));
    await page.getByRole("button", { name: "把第 1 行当作表头" }).waitFor();
    await importAll(page, 120);
    await another(page);
    await choose(app, page, join(messages, "三级分类.xlsx"));
    await page.getByText("这是一张分类表，共 517 项", { exact: false }).waitFor();
    await screenshot(page, "wizard-categories");
    await page.getByRole("button", { name: "用作类别" }).click();
    await expect.poll(async () => (await callService(page, "settings.get", {})).categories.length).toBe(517);
    expect(errors).toEqual([]);
  });
});

const headers = ["来电时间", "热线类别", "来电人", "反映事项", "办理方式", "满意度"];
const call = (index: number, day = "2023-03-01"): string[] => [
  day,
  "群众热线",
  "韦志华",
  `第${index}件事`,
  "即时办理",
  "满意",
];

describe.skipIf(electronBinary === null)("台账里有错", () => {
  test("F8 找到错的格子，就地改好；离开再回来改过的还在；停止导入一条不留；整批撤销", async () => {
    const file = join(current.workplace.folder("台账"), "热线台账2023.xlsx");
    const rows = Array.from({ length: 4_000 }, (_, index) =>
      call(index, index === 1_500 || index === 3_000 ? "2023-02-30" : undefined),
    );
    await writeFile(
      file,
      await writeLedgerXlsx({ title: "热线台账（2023年）", columns: headers.map((header) => ({ header })), rows }),
    );
    const { app, page } = await atWork();
    await choose(app, page, file);
    await next(page);
    await next(page);
    await rowsShown(page).nth(5).waitFor();
    await page.keyboard.press("F8");
    await page.getByText("A1503", { exact: true }).waitFor();
    await page.getByRole("status").getByText("2月没有30日", { exact: false }).waitFor();
    await screenshot(page, "wizard-error");
    await page.keyboard.press("Enter");
    await page.keyboard.type("2023.2.28");
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "下一步：导入 3999 条" }).waitFor();

    // A look at another screen, and back.
    await goTo(page, "今日");
    await goTo(page, "台账导入");
    await page.getByRole("button", { name: "下一步：导入 3999 条" }).waitFor();
    await page.getByRole("switch").click();
    await expect.poll(() => rowsShown(page).count()).toBe(2);
    await screenshot(page, "wizard-only-problems");
    const to = join(current.workplace.folder("台账"), "要改正的行.xlsx");
    await answerSaveDialog(app, to);
    await page.getByRole("button", { name: "另存要改正的 1 行" }).click();
    await page.getByRole("button", { name: "打开所在文件夹" }).waitFor();

    await page.keyboard.press("Alt+ArrowRight");
    await page.getByRole("button", { name: "开始导入 3999 条", exact: false }).click();
    await page.getByText("写入记录", { exact: false }).waitFor();
    await screenshot(page, "wizard-progress");
    await page.getByRole("button", { name: "停止导入" }).click();
    await page.getByText("已停止，一条也没有导入", { exact: false }).waitFor();
    expect((await callService(page, "record.list", { kind: "hotline" })).total).toBe(0);

    await page.getByRole("button", { name: "开始导入 3999 条", exact: false }).click();
    await page.getByRole("heading", { name: "导入完成" }).waitFor({ timeout: 60_000 });
    expect((await callService(page, "record.list", { kind: "hotline" })).total).toBe(3_999);
    await undo(page);
    expect((await callService(page, "record.list", { kind: "hotline" })).total).toBe(0);

    await another(page);
    await choose(app, page, to);
    await next(page);
    await next(page);
    await rowsShown(page).nth(1).waitFor();
    await page.keyboard.press("F8");
    await page.getByRole("status").getByText("2月没有30日", { exact: false }).waitFor();
    await page.keyboard.press("Enter");
    await page.keyboard.type("2023-02-28");
    await page.keyboard.press("Enter");
    await next(page, "下一步：导入 1 条");
    await page.getByRole("button", { name: "开始导入 1 条", exact: false }).click();
    await page.getByRole("heading", { name: "导入完成" }).waitFor();
  });

  test("五万行的表：看得见核对到第几行，别处照常用；按停止就停，一条也没有写", async () => {
    const file = join(current.workplace.folder("台账"), "热线台账2023.csv");
    const rows = Array.from({ length: 50_000 }, (_, index) => call(index));
    await writeFile(file, csvText([headers, ...rows], true));
    const { app, page, errors } = await atWork();
    await choose(app, page, file);
    await page.getByText(/^\d+ \/ 50000 行$/u).waitFor();
    await screenshot(page, "wizard-checking");
    expect(await callService(page, "record.list", { kind: "hotline" })).toMatchObject({ total: 0 });
    // Still at it: the list did not have to wait for the sheet.
    await page.getByRole("button", { name: "停止", exact: true }).click();
    await page.getByText("已经停止核对，一条记录也没有导入。").waitFor();
    await screenshot(page, "wizard-stopped");
    expect(await callService(page, "record.list", { kind: "hotline" })).toMatchObject({ total: 0 });
    expect(await callService(page, "ledger.batches", {})).toEqual([]);

    await page.getByRole("button", { name: "重新核对" }).click();
    await page.getByText(/^\d+ \/ 50000 行$/u).waitFor();
    await page.getByRole("button", { name: "停止", exact: true }).click();
    await page.getByRole("button", { name: "换一个文件" }).click();
    await page.getByRole("button", { name: "选择台账文件", exact: false }).waitFor();
    expect(errors).toEqual([]);
  });

  test("一届一行的委员名册：几行并成一位，往届任职看得见、进得去", async () => {
    const file = join(current.workplace.folder("名册"), "委员名册.xlsx");
    const columns = ["姓名", "身份", "界别", "届次", "联系电话", "往届任职"].map((header) => ({ header }));
    const rows = [
      ["韦志华", "区政协委员", "农业界", "十三届", "13900000001", null],
      ["韦志华", "市政协委员", "经济界", "十五届", "13900000001", null],
      ["覃丽", "区政协委员", "教育界", "十五届", "13900000002", "十四届 区政协委员 教育界；当过两届"],
    ];
    await writeFile(file, await writeLedgerXlsx({ title: "桐岭镇政协委员名册", columns, rows }));
    const { app, page, errors } = await atWork();
    await choose(app, page, file);
    await next(page);
    await next(page);
    await page.getByText("行并入往届任职").waitFor();
    await rowsShown(page).nth(1).getByText("往届", { exact: true }).click();
    await page.getByText("和第 4 行是同一人，届次更早", { exact: false }).waitFor();
    await screenshot(page, "wizard-terms");
    await page.keyboard.press("F8");
    await page.getByText("看不懂“当过两届”", { exact: false }).waitFor();
    await next(page, "下一步：导入 2 条");
    await page.getByRole("button", { name: "开始导入 2 条", exact: false }).click();
    await page.getByText("1 行并入往届任职", { exact: false }).waitFor();
    await screenshot(page, "wizard-terms-result");
    const { records } = await callService(page, "record.list", { kind: "member" });
    expect(Object.fromEntries(records.map(({ title, fields }) => [title, fields["otherTerms"]]))).toEqual({
      覃丽: [{ term: "十四届", role: "cppccCounty", sector: "教育界" }],
      韦志华: [{ term: "十三届", role: "cppccCounty", sector: "农业界" }],
    });
    expect(errors).toEqual([]);
  });

  test("文件从文件夹里拖到窗口上也行", async () => {
    const file = join(current.workplace.folder("台账"), "热线台账2023.xlsx");
    const table = { title: "热线台账（2023年）", columns: headers.map((header) => ({ header })), rows: [call(1)] };
    await writeFile(file, await writeLedgerXlsx(table));
    const { page, errors } = await atWork();
    await page.getByRole("button", { name: "选择台账文件", exact: false }).waitFor();
    // A file of this PC, as the system hands it over: one from a file box has its path.
    await page.evaluate(() => {
      const box = Object.assign(document.createElement("input"), { type: "file", id: "dropped", hidden: true });
      document.body.append(box);
    });
    await page.locator("#dropped").setInputFiles(file);
    await page.evaluate(() => {
      const box = document.querySelector<HTMLInputElement>("#dropped");
      const data = new DataTransfer();
      for (const one of box?.files ?? []) data.items.add(one);
      for (const type of ["dragover", "drop"])
        document.body.dispatchEvent(new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true }));
    });
    await page.getByRole("button", { name: "把第 2 行当作表头" }).waitFor();
    expect(errors).toEqual([]);
  });

  test("委员名册从委员列表导入：同名的并排比一比，再决定", async () => {
    const file = join(current.workplace.folder("名册"), "委员名册.xlsx");
    const columns = ["姓名", "身份", "界别", "工作单位及职务", "联系电话"].map((header) => ({ header }));
    const rows = [
      ["覃丽", "市政协委员、区人大代表", "经济界", "县医院", "13900000009"],
      ["陆远", "区政协委员", "农业和农村界", "供销社", "013900000003"],
    ];
    await writeFile(file, await writeLedgerXlsx({ title: "委员名册", columns, rows }));
    const { app, page } = await atWork();
    await callService(page, "record.save", {
      kind: "member",
      fields: { name: "覃丽", employer: "镇中心校", phone: "13900000002", active: true },
    });
    await goTo(page, "委员");
    await page.getByRole("button", { name: "从表格导入", exact: false }).click();
    await choose(app, page, file);
    await next(page);
    await next(page);
    await page.getByRole("button", { name: "有同名" }).click();
    await page.getByRole("dialog").getByText("镇中心校").waitFor();
    await screenshot(page, "wizard-compare");
    await page.getByRole("button", { name: "是同一人，更新" }).click();
    await next(page, "下一步：导入 2 条");
    await page.getByRole("button", { name: "开始导入 2 条", exact: false }).click();
    await page.getByRole("heading", { name: "导入完成" }).waitFor();
    await screenshot(page, "wizard-roster");
    const { records } = await callService(page, "record.list", { kind: "member" });
    const people = records.map(({ title, fields }) => [title, fields["phone"], fields["roles"]]);
    expect(people).toEqual(
      expect.arrayContaining([
        ["覃丽", "13900000009", ["cppccCity", "npcCounty"]],
        ["陆远", "013900000003", ["cppccCounty"]],
      ]),
    );
    expect(people).toHaveLength(2);
  });
});
