import { describe, expect, test } from "vitest";
import { targetsOf } from "../../db/ledger/targets.ts";
import { columnsOf, listedKinds } from "../../db/schema/kinds.ts";
import { planLedger } from "../../db/ledger/plan.ts";
import { readLedgerFile } from "../../db/spreadsheet/read.ts";
import { cellRemarkText } from "../../db/schema/cell-remarks.ts";
import { csvText, day, hotlineHeader, plan, utf8, xlsx, type Grid } from "./fixtures.ts";

const call = (over: Record<string, string | number | null> = {}): (string | number | null)[] => {
  const cells: Record<string, string | number | null> = {
    序号: 1,
    来电时间: "2023-03-05",
    热线类别: "群众热线",
    来电人: "王芳",
    联系电话: "13800001111",
    反映事项: "路灯坏了",
    办理方式: "即时办理",
    办结时间: "2023-03-06",
    办理结果: "已办结",
    满意度: "满意",
    ...over,
  };
  return hotlineHeader.map((label) => cells[label] ?? null);
};
const missing = (zh: string): unknown =>
  expect.objectContaining({ code: "valueMissing", params: { field: expect.objectContaining({ zh }) as unknown } });
const file = async (...rows: Grid) => await plan("热线2023.csv", utf8(csvText([hotlineHeader, ...rows])));

describe("逐格指出问题", () => {
  test("来电时间没有这一天：这一行不导入，说明是哪一格、为什么", async () => {
    const sheet = await file(call(), call({ 来电时间: "2023年2月30日" }), call({ 反映事项: null }));
    expect(sheet.rows.map(({ row }) => row)).toEqual([2]);
    expect(sheet.problems).toEqual([
      {
        row: 3,
        column: "B",
        header: "来电时间",
        field: "calledAt",
        value: "2023年2月30日",
        severity: "error",
        remark: { code: "noSuchDay", params: { year: 2023, month: 2, day: 30 }, isKept: false },
      },
      expect.objectContaining({ row: 4, field: "content", severity: "error", remark: missing("诉求内容") }),
    ]);
    expect(sheet.skipped.map(({ row, reason }) => [row, reason])).toEqual([
      [3, "error"],
      [4, "error"],
    ]);
  });

  test("可以不填的格有错：照样导入，原文进备注", async () => {
    const sheet = await file(call({ 办结时间: "2023年2月30日", 联系电话: "1.38E+10", 办理方式: "口头" }));
    expect(sheet.rows[0]?.fields).toMatchObject({ phone: null, handling: null });
    expect(sheet.rows[0]?.fields["note"]).toBe("联系电话：1.38E+10\n办理方式：口头\n办结时间：2023年2月30日");
    expect(sheet.rows[0]?.events[0]).toMatchObject({ type: "closed", at: null, text: "已办结" });
    expect(sheet.problems.map(({ column, severity }) => [column, severity])).toEqual([
      ["E", "warning"],
      ["G", "warning"],
      ["I", "warning"],
    ]);
  });

  test("办结早于来电、日期不在台账年度：提醒核对，照样导入", async () => {
    const sheet = await file(call({ 办结时间: "2023-03-01" }), call({ 来电时间: "2022-12-30" }));
    expect(sheet.rows.length).toBe(2);
    expect(sheet.problems.map(({ row, remark }) => [row, cellRemarkText(remark)])).toEqual([
      [2, "办结时间早于来电时间，请核对"],
      [3, "日期不在2023年度内，请核对"],
    ]);
  });

  test("公式出错的格按空白，并提醒", async () => {
    const sheet = await file(call({ 联系电话: "#N/A" }));
    expect(sheet.rows[0]?.fields["phone"]).toBeNull();
    expect(sheet.problems).toMatchObject([{ column: "E", field: "phone", severity: "warning" }]);
  });

  test("字典里没有的列、没有列名的列：内容进备注", async () => {
    const grid: Grid = [
      [...hotlineHeader, "网格员"],
      [...call(), "赵六", "补充一句"],
    ];
    const sheet = await plan("热线2023.csv", utf8(csvText(grid)));
    expect(sheet.rows[0]?.fields["note"]).toBe("网格员：赵六\nN列：补充一句");
    expect(sheet.problems.map(({ column, row }) => [column, row])).toEqual([
      ["M", 1],
      ["N", 1],
    ]);
  });

  test("内容太长的格不会让整行丢掉", async () => {
    const sheet = await file(call({ 承办单位: "某单位".repeat(100) }));
    expect(sheet.rows[0]?.fields["unit"]).toBeNull();
    expect(String(sheet.rows[0]?.fields["note"])).toContain("承办单位：某单位某单位");
  });
});

describe("不是记录的行", () => {
  test("合计、重复的表头、说明、分页题目、只有序号的行各有原因", async () => {
    const sheet = await file(
      call(),
      [null, "小计", null, null, null, "2"],
      hotlineHeader,
      call({ 序号: 2 }),
      [3],
      [4],
      ["注：以上数据截至12月底"],
      ["填表人：王芳", null, null, null, "审核人：李明"],
      [null, "合计：2件"],
    );
    expect(sheet.rows.map(({ row }) => row)).toEqual([2, 5]);
    expect(sheet.skipped.map(({ row, toRow, reason }) => [row, toRow, reason])).toEqual([
      [3, undefined, "total"],
      [4, undefined, "repeatedHeader"],
      [6, 7, "empty"],
      [8, undefined, "note"],
      [9, undefined, "note"],
      [10, undefined, "total"],
    ]);
    expect(sheet.problems).toEqual([]);
  });
});

const keys = async (name: string, bytes: Uint8Array) =>
  (await plan(name, bytes)).rows.map(({ importKey }) => importKey);

describe("重复导入认得出来", () => {
  const rows: Grid = [
    [1, day("2023-03-05"), "群众热线", "王芳", 13800001111, "路灯", "即时办理"],
    [2, "2023年3月6日", "群众热线", "李明", "13800002222", "渠道", "转办"],
  ];
  test("xlsx 另存为 CSV、换了行序、改了序号、挪了列，还是同一条", async () => {
    const book = await keys("a.xlsx", await xlsx({ rows: [hotlineHeader, ...rows] }));
    const [first = [], second = []] = rows;
    const moved: Grid = [
      ["反映事项", ...hotlineHeader.slice(0, 5), "办理方式"],
      [second[5] ?? null, 10, ...second.slice(1, 5), second[6] ?? null],
      [first[5] ?? null, 11, ...first.slice(1, 5), first[6] ?? null],
    ];
    const text = await keys("另一个名字.csv", utf8(csvText(moved)));
    expect(new Set(book).size).toBe(2);
    expect(text.toReversed()).toEqual(book);
  });

  test("同一文件里一模一样的两行是两件事，再导入时仍各认各的", async () => {
    const twice = [hotlineHeader, call(), call(), call({ 反映事项: "别的" })];
    const first = await keys("a.csv", utf8(csvText(twice)));
    expect(new Set(first).size).toBe(3);
    expect(await keys("b.csv", utf8(csvText(twice)))).toEqual(first);
  });
});

describe("表头与种类", () => {
  test("没有表头、分类表，都说没有找到表头", async () => {
    const table: Grid = [
      ["一级分类", "二级分类", "三级分类"],
      ["城乡建设", "安全生产", "事故处理"],
    ];
    await expect(plan("三级分类.csv", utf8(csvText(table)))).rejects.toMatchObject({ code: "ledgerNoHeader" });
    await expect(plan("空.csv", utf8(""))).rejects.toMatchObject({ code: "ledgerNoHeader" });
    await expect(plan("空.xlsx", await xlsx({ rows: [] }))).rejects.toMatchObject({ code: "ledgerNoHeader" });
  });

  test("看不出种类时请人选，选了就能读；文件名里有“协商”就不必选", async () => {
    const bytes = utf8(
      csvText([
        ["主题", "日期", "来源"],
        ["路灯", "2023.3.5", "走访"],
      ]),
    );
    await expect(plan("表.csv", bytes)).rejects.toMatchObject({ code: "ledgerKindUnknown" });
    expect((await plan("表.csv", bytes, { kind: "opinion" })).rows[0]?.fields).toMatchObject({
      title: "路灯",
      source: "visit",
    });
    expect(await plan("协商活动.csv", bytes)).toMatchObject({ kind: "session" });
  });

  test("人改了列的对应关系，就按人说的来", async () => {
    const bytes = utf8(
      csvText([
        ["事由", "日期", "议题来源", "情况"],
        ["路灯", "2023.3.5", "走访", "淤塞"],
      ]),
    );
    const before = await plan("协商.csv", bytes, { kind: "session" });
    expect(before.rows).toEqual([]);
    expect(before.problems).toMatchObject([
      { severity: "error", field: "title", remark: { code: "columnMissing", params: { field: { zh: "议题" } } } },
      { severity: "warning", header: "事由" },
      { severity: "warning", header: "情况" },
    ]);
    const mapping = [
      { column: 0, target: "title" },
      { column: 2, target: null },
      { column: 3, target: "background" },
    ];
    const after = await plan("协商.csv", bytes, { kind: "session", mapping });
    expect(after.rows[0]?.fields).toMatchObject({
      title: "路灯",
      background: "淤塞",
      topicSource: null,
      note: "议题来源：走访",
    });
    expect(after.rows[0]?.importKey).toMatch(/^[0-9a-f]{64}$/);
    const wrong = plan("协商.csv", bytes, { kind: "session", mapping: [{ column: 0, target: "nonsense" }] });
    await expect(wrong).rejects.toMatchObject({ code: "inputInvalid" });
  });

  test("只写月日的日期用人给的年度", async () => {
    const bytes = utf8(
      csvText([
        ["议题", "活动时间", "地点"],
        ["路灯", "3.5", "村口"],
      ]),
    );
    expect((await plan("协商.csv", bytes)).problems).toMatchObject([{ remark: { code: "yearMissing" } }]);
    expect((await plan("协商.csv", bytes, { year: 2022 })).rows[0]?.fields["startAt"]).toBe("2022-03-05");
  });

  test("填报时间不是台账年度", async () => {
    const grid: Grid = [
      ["填报时间：2024年1月5日"],
      ["2023年度协商活动台账"],
      ["议题", "活动时间", "地点"],
      ["路灯", "3.5", "村口"],
    ];
    expect((await plan("表.csv", utf8(csvText(grid)))).year).toBe(2023);
  });

  test("多张工作表：各按各的种类，隐藏的、空的、没有表头的列出来", async () => {
    const bytes = await xlsx(
      { name: "说明", rows: [["本表由各站填写"]] },
      {
        name: "协商",
        rows: [
          ["议题", "活动时间", "地点"],
          ["路灯", "2023.3.5", "村口"],
        ],
      },
      { name: "热线", rows: [hotlineHeader, call(), call()] },
      { name: "旧表", rows: [hotlineHeader, call()], hidden: true },
      { name: "Sheet5", rows: [] },
    );
    const planned = await planLedger(await readLedgerFile({ name: "台账.xlsx", bytes }));
    expect(planned.sheets.map(({ sheet, kind, rows }) => [sheet, kind, rows.length])).toEqual([
      ["协商", "session", 1],
      ["热线", "hotline", 2],
    ]);
    expect(planned.ignored).toEqual([
      { sheet: "说明", reason: "noHeader" },
      { sheet: "旧表", reason: "hidden" },
      { sheet: "Sheet5", reason: "empty" },
    ]);
  });
});

test("每种台账只有自己的去处：协商台账里的“批示”不是它的，留在备注", async () => {
  const own = (kind: (typeof listedKinds)[number]) => {
    const fields = new Set(columnsOf(kind).map(({ name }) => name));
    return targetsOf(kind).flatMap(({ name }) => (fields.has(name) || name === "sequence" ? [] : [name]));
  };
  expect(Object.fromEntries(listedKinds.map((kind) => [kind, own(kind)]))).toEqual({
    session: ["clock", "members"],
    opinion: ["compiled", "submittedAt", "verdict", "instruction", "replyText", "replyAt"],
    hotline: [
      "clock",
      "contentTitle",
      "assignedAt",
      "closedAt",
      "result",
      "satisfaction",
      "callback",
      "callbackAt",
      "replyText",
      "replyAt",
    ],
    member: ["post"],
    village: [],
    unit: [],
  });
  const header = ["活动时间", "协商议题", "地点", "委员人数", "批示", "报送时间"];
  const row = ["2026-03-18", "饮水", "石桥村", 5, "县长批示：请水利局办理", "2026-03-20"];
  const sheet = await plan("协商活动2026.csv", utf8(csvText([header, row])));
  expect(sheet.rows[0]?.fields["note"]).toMatch(/批示.*请水利局办理[\s\S]*报送时间.*2026-03-20/u);
});
