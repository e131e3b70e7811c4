import { describe, expect, test } from "vitest";
import { kinds } from "../../db/schema/kinds.ts";
import type { SheetPlan } from "../../db/ledger/plan.ts";
import { csvText, day, gb18030, hotlineHeader, plan, utf8, xlsx, type Grid } from "./fixtures.ts";

const rowsOf = (grid: Grid, count: number): Grid => [...grid, ...Array.from({ length: count }, () => [null, " "])];

function valid(sheet: SheetPlan): void {
  for (const { fields } of sheet.rows) kinds[sheet.kind].fields.parse(fields);
}

const eventsOf = (sheet: SheetPlan, index = 0) =>
  (sheet.rows[index]?.events ?? []).map((event) =>
    Object.fromEntries(Object.entries(event).filter(([, value]) => value !== null && value !== false)),
  );

describe("热线台账", () => {
  const grid: Grid = rowsOf(
    [
      ["某镇政协工作联络站企业、群众服务热线受理登记台账"],
      ["填报单位:某镇政协工作联络站", null, null, null, null, "2023年度"],
      hotlineHeader,
      [
        1,
        "20230318",
        "群众热线",
        "王　芳",
        " 13800001111",
        "路灯坏了,请求解决。\n已多次反映。",
        "即时办理",
        "联络站",
        "２０２３年3月24日 ",
        "已协调解决",
        "满意",
        null,
      ],
      [
        2,
        day("2023-11-14"),
        "企业热线",
        "双河食品有限公司",
        13800002222,
        "用电负荷不足",
        "转办",
        "县水利局",
        day("2023-11-20"),
        "已转办并办结",
        "非常满意",
        null,
      ],
      [
        3,
        "2023.4.25",
        "企业热线",
        "李明",
        "１３８００００３３３３",
        "路太窄",
        "转办",
        "交通局",
        null,
        "正在办理",
        "未接通",
        "来过两次",
      ],
      ["合计", null, null, null, null, "共3件"],
    ],
    300,
  );
  const file = async () => await plan("热线台账.xlsx", await xlsx({ name: "热线台账", rows: grid, merges: ["A1:L1"] }));

  test("表头、年度、题目都认得，记录和跳过的行合得上", async () => {
    const sheet = await file();
    expect(sheet).toMatchObject({ kind: "hotline", year: 2023, headerRows: [3], title: grid[0]?.[0] });
    expect(sheet.columns.every(({ target, confidence }) => target !== null && confidence === 1)).toBe(true);
    expect(sheet.rows.map(({ row }) => row)).toEqual([4, 5, 6]);
    expect(sheet.skipped).toEqual([
      { row: 7, reason: "total", text: "合计 | 共3件" },
      { row: 8, toRow: 307, reason: "empty", text: "" },
    ]);
    expect(sheet.problems).toEqual([]);
    valid(sheet);
  });

  test("电话位数不丢，企业名称与来电人分开，换行保留", async () => {
    const { rows } = await file();
    expect(rows.map(({ fields }) => fields["phone"])).toEqual(["13800001111", "13800002222", "13800003333"]);
    expect(rows[0]?.fields).toMatchObject({
      line: "resident",
      calledAt: "2023-03-18",
      caller: "王芳",
      content: "路灯坏了,请求解决。\n已多次反映。",
      importedFrom: "热线台账.xlsx · 热线台账 · 第4行",
    });
    expect(rows[1]?.fields).toMatchObject({ line: "enterprise", enterprise: "双河食品有限公司", caller: null });
    expect(rows[2]?.fields).toMatchObject({ line: "enterprise", enterprise: null, caller: "李明", note: "来过两次" });
  });

  test("办理过程成为事项", async () => {
    const sheet = await file();
    expect(eventsOf(sheet, 0)).toEqual([
      { type: "closed", at: "2023-03-24", text: "已协调解决" },
      { type: "callback", reached: true, grade: "satisfied" },
    ]);
    expect(eventsOf(sheet, 1)).toEqual([
      { type: "assigned", unit: "县水利局" },
      { type: "closed", at: "2023-11-20", text: "已转办并办结" },
      { type: "callback", reached: true, grade: "verySatisfied" },
    ]);
    expect(eventsOf(sheet, 2)).toEqual([
      { type: "assigned", unit: "交通局" },
      { type: "replied", text: "正在办理" },
      { type: "callback" },
    ]);
  });

  test("满意度的各种写法", async () => {
    const words = ["不满意", "非常不满意", "基本满意", "很满意", "√", "未回访", "无人接听", "凑合"];
    const rows = words.map((word) => [1, "2023.3.1", "群众", "甲乙", null, "事", "当场办理", null, null, null, word]);
    const sheet = await plan("热线.csv", utf8(csvText([hotlineHeader, ...rows])));
    const grades = sheet.rows.map((_, i) => eventsOf(sheet, i).map((e) => e["grade"] ?? e["reached"] ?? "未接通"));
    expect(grades).toEqual([
      ["dissatisfied"],
      ["veryDissatisfied"],
      ["fair"],
      ["verySatisfied"],
      [true],
      [],
      ["未接通"],
      [],
    ]);
    expect(sheet.problems).toMatchObject([{ row: 9, column: "K", value: "凑合", severity: "warning" }]);
    expect(sheet.rows[7]?.fields["note"]).toBe("满意度：凑合");
  });
});

describe("协商活动台账", () => {
  const top = [
    "序号",
    "活动时间",
    "活动平台",
    "协商议题",
    "地点",
    "参加人数",
    null,
    null,
    "解决问题数",
    "协商成果",
    "牵头委员",
  ];
  const under = [null, null, null, null, null, "委员", "群众", "部门"];
  const data: Grid = [
    [1, day("2023-03-07"), "协商议事室", "高峰村路灯协商", "高峰村", 2, 5, 1, 2, "已落实", "郭新"],
    [2, "20231119", "委员沙龙", "渠道淤塞协商", "双河村", 3, 3, 2, null, "持续推进", "罗霞"],
  ];
  const title = ["“渝事好商量”协商平台活动情况统计表"];

  test("两行表头：合并单元格的 xlsx 与没有合并的 CSV 读出一样的列和记录", async () => {
    const rows = [title, top, under, ...data];
    const vertical = "ABCDEIJK".split("").map((letter) => `${letter}2:${letter}3`);
    const book = await plan("a2023.xlsx", await xlsx({ rows, merges: ["A1:K1", "F2:H2", ...vertical] }));
    const text = await plan("a2023.csv", gb18030(csvText(rows)));
    expect(book).toMatchObject({ kind: "session", headerRows: [2, 3], year: 2023 });
    expect(book.columns.slice(5, 8)).toMatchObject([
      { header: "参加人数/委员", target: "memberCount" },
      { header: "参加人数/群众", target: "residentCount" },
      { header: "参加人数/部门", target: "departmentCount" },
    ]);
    expect(text.columns).toEqual(book.columns);
    expect(book.rows[0]?.fields).toMatchObject({
      title: "高峰村路灯协商",
      startAt: "2023-03-07",
      platform: "chamber",
      memberCount: 2,
      residentCount: 5,
      departmentCount: 1,
      statedProblemsSolved: 2,
      outcome: "已落实",
      convener: "郭新",
    });
    expect(book.rows[1]?.fields["statedProblemsSolved"]).toBeNull();
    expect(text.rows.map(({ importKey }) => importKey)).toEqual(book.rows.map(({ importKey }) => importKey));
    valid(book);
  });

  test("日期和时间分两列、参加委员写姓名、总人数与分项", async () => {
    const grid: Grid = [
      ["日期", "时间", "议题", "形式", "参加委员", "委员人数", "群众人数", "总人数"],
      ["3月5日", "下午2:30-4:00", "路灯", "小微协商", "王芳、李明、欧阳 文", null, 4, 7],
      ["3月6日", "上午", "渠道", "院坝会", null, 2, 4, 9],
    ];
    const sheet = await plan("协商2023.csv", utf8(csvText(grid)));
    expect(sheet.rows[0]?.fields).toMatchObject({
      startAt: "2023-03-05T14:30",
      endAt: "2023-03-05T16:00",
      memberCount: 3,
      statedAttendance: null,
      note: "参加委员：王芳、李明、欧阳 文",
    });
    expect(sheet.rows[1]?.fields).toMatchObject({ startAt: "2023-03-06", form: "other", statedAttendance: 9 });
    expect(sheet.rows[1]?.fields["note"]).toBe("形式：院坝会\n时间：上午");
    expect(sheet.problems.map(({ row, field }) => [row, field])).toEqual([
      [3, "form"],
      [3, "statedAttendance"],
    ]);
  });

  test("同一地点合并的格往下填，合并的数字只算一次，合并的议题不另成一条", async () => {
    const grid: Grid = [
      ["日期", "议题", "地点", "解决问题数"],
      ["2023.3.5", "路灯", "高峰村", 3],
      ["2023.3.6", "渠道", null, null],
      ["2023.3.7", null, "双河村", 1],
    ];
    const sheet = await plan("协商.xlsx", await xlsx({ rows: grid, merges: ["C2:C3", "D2:D3", "B3:B4"] }));
    expect(sheet.rows.map(({ fields }) => [fields["place"], fields["statedProblemsSolved"]])).toEqual([
      ["高峰村", 3],
      ["高峰村", null],
    ]);
    expect(sheet.skipped).toEqual([{ row: 4, reason: "merged", text: "2023.3.7 | 双河村 | 1" }]);
  });
});

const row = (compiled: string, verdict: string, leader: string): Grid[number] => [
  1,
  "关于路灯的建议",
  "邹超",
  "经济界",
  "２０２４年8月14日 ",
  '反映强烈。"建议"重视。',
  "一是;二是。",
  compiled,
  verdict,
  leader,
];

describe("社情民意台账", () => {
  const header = "序号,标题,反映人,界别,收集日期,情况反映,意见建议,是否编报,采用层级,批示".split(",");
  const file = async (...rows: Grid) =>
    await plan("登记表.csv", gb18030(csvText([["反映社情民意信息登记表(2024年)"], header, ...rows])));

  test("编报、采用、转报、批示各成事项", async () => {
    const sheet = await file(
      row("是", "转报全国政协", ""),
      row("是", "转报市级部门", ""),
      row("是", "市政协采用", "市领导批示交办"),
      row("否", "未采用", "无"),
      row("是", "区政协采用；全国政协综合采用、转报市政协", "县委书记批示"),
    );
    expect(sheet).toMatchObject({ kind: "opinion", year: 2024, problems: [] });
    expect(eventsOf(sheet, 0)).toEqual([
      { type: "submitted" },
      { type: "passedOn", passedTo: "nationalCommittee", text: "转报全国政协" },
    ]);
    expect(eventsOf(sheet, 1)[1]).toMatchObject({ type: "passedOn", passedTo: "cityDepartment" });
    expect(eventsOf(sheet, 2).slice(1)).toMatchObject([
      { type: "adopted", level: "city" },
      { type: "instructed", level: "city", text: "市领导批示交办" },
    ]);
    expect(eventsOf(sheet, 3)).toEqual([]);
    expect(eventsOf(sheet, 4).slice(1)).toMatchObject([
      { type: "adopted", level: "county" },
      { type: "adopted", level: "national", adoption: "combined" },
      { type: "passedOn", passedTo: "cityCommittee" },
      { type: "instructed", level: "county" },
    ]);
    expect(sheet.rows[0]?.fields).toMatchObject({
      reporterKind: "member",
      reporters: ["邹超"],
      collectedOn: "2024-08-14",
    });
    valid(sheet);
  });

  test("认不出的采用层级不丢，写进备注并提醒", async () => {
    const sheet = await file(row("", "内参专报", ""));
    expect(sheet.rows[0]).toMatchObject({ events: [], fields: { note: "采用层级：内参专报" } });
    expect(sheet.problems).toMatchObject([{ row: 3, column: "I", field: "verdict", severity: "warning" }]);
  });
});

describe("群众留言及答复", () => {
  const grid: Grid = [
    ["留言编号", "留言用户", "留言主题", "留言时间", "留言详情", "答复意见", "答复时间"],
    [
      2549,
      "A00045581",
      "路灯坏了",
      "2019/4/25 9:32:09",
      "\r\n\t\t\t\r\n\t\t　　请修路灯。\r\n\t\t第二段\t\r\n\t\t",
      "已修好。",
      "2019/5/10 14:56:53",
    ],
    [2550, "A1", "渠道", new Date("2019-04-08T08:37:20Z"), "淤塞", null, null],
  ];

  test("作为热线：主题在前，答复与办结成为事项", async () => {
    const sheet = await plan("留言.xlsx", await xlsx({ rows: grid }));
    expect(sheet.kind).toBe("hotline");
    expect(sheet.rows[0]?.fields).toMatchObject({
      number: "2549",
      caller: "A00045581",
      line: "resident",
      channel: "other",
      calledAt: "2019-04-25T09:32",
      content: "路灯坏了\n请修路灯。\n第二段",
    });
    expect(eventsOf(sheet, 0)).toEqual([
      { type: "replied", at: "2019-05-10T14:56", text: "已修好。" },
      { type: "closed", at: "2019-05-10T14:56", text: "已答复" },
    ]);
    expect(sheet.rows[1]).toMatchObject({ events: [], fields: { calledAt: "2019-04-08T08:37" } });
    valid(sheet);
  });

  test("作为社情民意：题目、情况、网络来源", async () => {
    const sheet = await plan("留言.xlsx", await xlsx({ rows: grid }), { kind: "opinion" });
    expect(sheet.rows[0]?.fields).toMatchObject({
      title: "路灯坏了",
      facts: "请修路灯。\n第二段",
      collectedOn: "2019-04-25",
      reporters: ["A00045581"],
      reporterKind: "resident",
      source: "web",
      note: "留言编号：2549\n留言时间：2019/4/25 9:32:09",
    });
    expect(eventsOf(sheet, 0)).toEqual([{ type: "replied", at: "2019-05-10T14:56", text: "已修好。" }]);
    valid(sheet);
  });
});
