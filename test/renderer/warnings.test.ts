import { describe, expect, test } from "vitest";
import { blankRow, startValues } from "../../renderer/values/form-values.ts";
import { severalInTitle, severalMatters } from "../../renderer/kinds/one-matter.ts";
import { isIdNumber, personalNumbers } from "../../renderer/kinds/personal-numbers.ts";
import { kindWindows } from "../../renderer/kinds/register.ts";
import type { ListedKind } from "../../db/schema/kinds.ts";

const around = { now: "2026-06-15T10:00", opinionLimit: 100 };
const codes = (kind: ListedKind, fields: Readonly<Record<string, unknown>>) =>
  kindWindows[kind].warnings(startValues(kind, fields), around).map(({ code, path }) => `${path} ${code}`);

describe("正文里的身份证号和电话", () => {
  test("校验位对的才是身份证号，全角数字也认", () => {
    expect(isIdNumber("11010519491231002X")).toBe(true);
    expect(isIdNumber("110105194912310021")).toBe(false);
    expect(isIdNumber("110105194913310025")).toBe(false);
    expect(personalNumbers("身份证１１０１０５１９４９１２３１００２Ｘ，住石桥村")).toEqual([
      { sort: "idNumber", at: 3, line: 1, masked: "110****002X" },
    ]);
  });

  test.each([
    ["请回电13988192468谢谢", "139****2468"],
    ["请回电139 8819 2468", "139****2468"],
    ["村委\n电话0772-5218868", "077****8868"],
    ["（0772）5218868", "（07****8868"],
  ])("%s", (text, masked) => {
    expect(personalNumbers(text).map((one) => [one.sort, one.masked])).toEqual([["phoneNumber", masked]]);
  });

  test.each([
    "编号2023-0012345",
    "投资13988192468.5元",
    "快递单号413988192468712345",
    "2024-03-05 1,967人次",
    "国道G6512345678",
  ])("%s 里没有电话", (text) => expect(personalNumbers(text)).toEqual([]));

  test("说清在第几行；联系电话一栏里的不算，备注里的电话不算", () => {
    const text = "反映路灯不亮。\n请打13988192468联系。";
    expect(kindWindows.hotline.warnings(startValues("hotline", { content: text }), around)).toEqual([
      { code: "phoneNumber", path: "fields.content", params: { line: 2, masked: "139****2468" } },
    ]);
    expect(codes("hotline", { phone: "13988192468", note: "家属电话13988192468" })).toEqual([]);
  });
});

describe("一事一议", () => {
  test.each(["关于老旧小区加装电梯的建议和关于农村路灯维护的建议", "反映三个问题", "一是道路破损，二是饮水困难"])(
    "标题“%s”像是不止一件事",
    (title) => expect(severalInTitle(title)).not.toBeNull(),
  );

  test.each([
    "关于解决高峰村养老服务点选址问题的建议",
    "关于加强和改进校园周边交通管理的建议",
    "关于完善农村饮水、灌溉设施的建议",
    "关于“两个一公里”问题的建议",
    "关于进一步解决停车难、停车贵问题的建议",
  ])("标题“%s”是一件事", (title) => expect(severalInTitle(title)).toBeNull());

  test.each([
    "自来水水压不足。另外还反映一个问题，村口路灯坏了。",
    "水压不足。还有一件事，公交车不进村。",
    "一、村口路灯损坏\n晚上看不清。\n二、公交线路停运\n老人进城难。",
  ])("正文“%s”像是不止一件事", (facts) => expect(severalMatters(facts)).not.toBeNull());

  test.each([
    "一是设施老化，二是管理缺位，三是资金不足。",
    "水压不足，另外晚上经常停水。",
    "一、基本情况\n全镇12个村。\n二、存在问题\n水压不足。\n三、原因分析\n管网老化。",
    "一、污水管网老化\n漏水。\n二、污水管网堵塞\n外溢。",
  ])("正文“%s”是一件事", (facts) => expect(severalMatters(facts)).toBeNull());
});

describe("其他提醒", () => {
  test("情况写了不少、意见建议还空着；超过字数上限", () => {
    expect(codes("opinion", { facts: "水".repeat(59) })).toEqual([]);
    expect(codes("opinion", { facts: "水".repeat(60) })).toEqual(["fields.suggestions noSuggestions"]);
    expect(codes("opinion", { facts: "水".repeat(100), suggestions: "修" })).toEqual(["fields.suggestions tooLong"]);
  });

  test("日期在将来、结束早于开始、期限早于来电、解决早于活动", () => {
    expect(codes("opinion", { collectedOn: "2026-06-16" })).toEqual(["fields.collectedOn future"]);
    expect(codes("opinion", { collectedOn: "2026-06-15" })).toEqual([]);
    expect(codes("hotline", { calledAt: "2026-06-15T10:01" })).toEqual(["fields.calledAt future"]);
    expect(codes("hotline", { calledAt: "2026-06-10", dueOn: "2026-06-09" })).toEqual(["fields.dueOn dueBeforeCall"]);
    expect(codes("session", { startAt: "2026-05-01T09:00", endAt: "2026-05-01T08:30" })).toEqual([
      "fields.endAt endBeforeStart",
    ]);
    expect(codes("session", { startAt: "2026-05-01T09:00", endAt: "2026-05-01" })).toEqual([]);
    const values = startValues("session", { startAt: "2026-05-01" });
    const row = blankRow("problem");
    values.problems = [{ ...row, fields: { ...row.fields, solvedOn: "2026-04-30" } }];
    expect(kindWindows.session.warnings(values, around).map(({ path, code }) => `${path} ${code}`)).toEqual([
      "problems.0.fields.solvedOn solvedBeforeSession",
    ]);
  });

  test("人数对不上：总人次与分项之和、填写人数与选定人数", () => {
    const ids = ["a", "b", "c"];
    expect(codes("session", { memberIds: ids, residentCount: 10, statedAttendance: 13 })).toEqual([]);
    expect(codes("session", { memberIds: ids, residentCount: 10, statedAttendance: 20 })).toEqual([
      "fields.statedAttendance attendanceSum",
    ]);
    expect(codes("session", { statedAttendance: 20 })).toEqual([]);
    expect(codes("session", { memberIds: ids, memberCount: 2 })).toEqual(["fields.memberCount memberCount"]);
  });
});
