import { describe, expect, test } from "vitest";
import { figureRows } from "../../db/reports/rows.ts";
import { yearReport } from "../../db/reports/year.ts";
import { defaultSettings } from "../../db/schema/settings.ts";
import { makeDatabase, type TestStation } from "../helpers/database.ts";

const june2026 = new Date(2026, 5, 15).getTime();
const period = { year: 2026, station: null };

const report = ({ db }: TestStation, settings = defaultSettings) => yearReport(db, period, settings, june2026);
const rows = ({ db }: TestStation, figure: string) => figureRows(db, figure, period, defaultSettings);

const said = (zh: string): unknown => expect.objectContaining({ zh });

const aSession = { title: "小院议事", startAt: "2026-03-05T09:00" };
const aCall = { line: "resident", calledAt: "2026-03-18T09:10", content: "饮水不稳" };
const anOpinion = { title: "农网电压", collectedOn: "2026-03-20" };

describe("协商活动", () => {
  test("人次：选定的委员与填写的委员人数取大者，再加列席、群众、部门、其他", () => {
    const station = makeDatabase();
    const [wei, qin] = ["韦志华", "覃秀英"].map((name) => station.create("member", { name }));
    station.create("session", {
      ...aSession,
      memberIds: [wei, qin],
      memberCount: 5,
      guests: ["张三"],
      residentCount: 7,
      departmentCount: 2,
      otherCount: 1,
    });
    station.create("session", { ...aSession, memberIds: [wei, qin], memberCount: 1 });
    expect(report(station).session).toMatchObject({ sessions: 2, attendances: 5 + 1 + 7 + 2 + 1 + 2, heads: 2 });
  });

  test("人次：台账只有总人次时以总人次为准，没有登记人数的活动另列", () => {
    const station = makeDatabase();
    const stated = station.create("session", { ...aSession, statedAttendance: 30, residentCount: 4 });
    const silent = station.create("session", aSession);
    expect(report(station).session.attendances).toBe(30);
    expect(rows(station, "session.attendances")).toMatchObject({
      numerator: [stated],
      amounts: [30],
      leftOut: [{ id: silent, reason: said("没有登记参加人数") }],
    });
  });

  test("人数：同一委员参加三场只算一人", () => {
    const station = makeDatabase();
    const wei = station.create("member", { name: "韦志华" });
    for (let index = 0; index < 3; index += 1) station.create("session", { ...aSession, memberIds: [wei] });
    expect(report(station).session).toMatchObject({ attendances: 3, heads: 1 });
    expect(rows(station, "session.heads").numerator).toEqual([wei]);
  });

  test("解决问题数：有问题清单的看清单，没有的看填写的数字", () => {
    const station = makeDatabase();
    const listed = station.create("session", { ...aSession, statedProblemsSolved: 9 });
    const solved = station.create("problem", { sessionId: listed, text: "路灯", state: "solved" });
    station.create("problem", { sessionId: listed, text: "水渠", state: "doing" });
    const hopeless = station.create("problem", { sessionId: listed, text: "搬迁", state: "unsolvable" });
    const stated = station.create("session", { ...aSession, statedProblemsSolved: 4 });
    expect(report(station).session).toMatchObject({ problemsSolved: 5, problemsOpen: 1 });
    const behind = rows(station, "session.problemsSolved");
    expect(behind.numerator.toSorted()).toEqual([solved, stated].toSorted());
    expect(behind.leftOut).toEqual([{ id: hopeless, reason: said("无法解决") }]);
  });

  test("按平台、形式、村、月分，没有填写的归入空白项", () => {
    const station = makeDatabase();
    station.create("session", { ...aSession, platform: "studio", form: "small", village: "青石村" });
    station.create("session", { ...aSession, startAt: "2026-12-31T20:00", platform: "studio" });
    const { session } = report(station);
    expect(session.byPlatform).toEqual({ studio: 2 });
    expect(session.byForm).toEqual({ small: 1, "": 1 });
    expect(session.byVillage).toEqual({ 青石村: 1, "": 1 });
    expect(session.byMonth).toEqual([0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1]);
    expect(rows(station, "session.byForm.").numerator).toHaveLength(1);
    expect(rows(station, "session.byMonth.11").numerator).toHaveLength(1);
  });
});

describe("热线", () => {
  const close = (station: TestStation, call: string, at: string | null) =>
    station.create("event", { recordId: call, type: "closed", at });

  test("办结率与按时办结率：逾期的不算按时，没有期限的另列", () => {
    const station = makeDatabase();
    const inTime = station.create("hotline", { ...aCall, dueOn: "2026-03-25" });
    const late = station.create("hotline", { ...aCall, dueOn: "2026-03-25" });
    const undated = station.create("hotline", { ...aCall });
    const open = station.create("hotline", { ...aCall, dueOn: "2026-03-25" });
    close(station, inTime, "2026-03-25T17:00");
    close(station, late, "2026-03-26");
    close(station, undated, "2026-03-20");
    const { hotline } = report(station);
    expect(hotline.closing).toEqual({ numerator: 3, denominator: 4, leftOut: 0 });
    expect(hotline.closedInTime).toEqual({ numerator: 1, denominator: 2, leftOut: 2 });
    expect(rows(station, "hotline.closedInTime").leftOut).toEqual([
      { id: open, reason: said("没有办结") },
      { id: undated, reason: said("没有办结期限") },
    ]);
  });

  test("延期以后按延期的日期算按时", () => {
    const station = makeDatabase();
    const call = station.create("hotline", { ...aCall, dueOn: "2026-03-25" });
    station.create("event", { recordId: call, type: "extended", dueOn: "2026-04-10", text: "等配件" });
    close(station, call, "2026-04-09");
    expect(report(station).hotline.closedInTime).toMatchObject({ numerator: 1, denominator: 1 });
  });

  test("作废的办结不算办结，重办以后也不算", () => {
    const station = makeDatabase();
    const mistaken = station.create("hotline", aCall);
    const closed = close(station, mistaken, "2026-03-19");
    station.create("event", { recordId: mistaken, type: "voided", voidsId: closed, text: "点错" });
    const again = station.create("hotline", aCall);
    close(station, again, "2026-03-19");
    station.create("event", { recordId: again, type: "reopened" });
    expect(report(station).hotline.closed).toBe(0);
  });

  test("满意率：一件只看最后一次回访，未接通的另列", () => {
    const station = makeDatabase();
    const callback = (call: string, set: object) =>
      station.create("event", { recordId: call, type: "callback", ...set });
    const changedMind = station.create("hotline", aCall);
    callback(changedMind, { reached: true, grade: "dissatisfied" });
    callback(changedMind, { reached: true, grade: "fair" });
    const angry = station.create("hotline", aCall);
    callback(angry, { reached: true, grade: "veryDissatisfied" });
    const silent = station.create("hotline", aCall);
    callback(silent, { reached: false });
    const ungraded = station.create("hotline", aCall);
    callback(ungraded, { reached: true });
    const untouched = station.create("hotline", aCall);
    expect(report(station).hotline.satisfaction).toEqual({ numerator: 1, denominator: 2, leftOut: 3, notReached: 1 });
    expect(rows(station, "hotline.satisfaction")).toMatchObject({
      numerator: [changedMind],
      denominator: [changedMind, angry],
      leftOut: [
        { id: silent, reason: said("未接通") },
        { id: ungraded, reason: said("接通未评价") },
        { id: untouched, reason: said("没有回访") },
      ],
    });
  });

  test("满意率的口径是设置：区县可以不把“基本满意”算作满意，口径文字随之改变", () => {
    const station = makeDatabase();
    const call = station.create("hotline", aCall);
    station.create("event", { recordId: call, type: "callback", reached: true, grade: "fair" });
    const strict = { ...defaultSettings, satisfiedGrades: ["verySatisfied" as const, "satisfied" as const] };
    const { hotline, rules } = report(station, strict);
    expect(hotline.satisfaction).toMatchObject({ numerator: 0, denominator: 1 });
    expect(rules.find(({ figure }) => figure === "hotline.satisfaction")?.rule.zh).toContain("（非常满意＋满意）");
  });

  test("年份看来电时间：除夕夜来电、次年办结的，算来电那年", () => {
    const station = makeDatabase();
    const call = station.create("hotline", { ...aCall, calledAt: "2025-12-31T23:50", dueOn: "2026-01-05" });
    close(station, call, "2026-01-04");
    expect(report(station).hotline.calls).toBe(0);
    expect(yearReport(station.db, { year: 2025, station: null }, defaultSettings, june2026).hotline).toMatchObject({
      calls: 1,
      closed: 1,
    });
  });
});

describe("社情民意", () => {
  test("编报、采用、转报、批示分开计，同一条可以都有，各只计一次", () => {
    const station = makeDatabase();
    const id = station.create("opinion", anOpinion);
    const event = (type: string, set: object = {}) => station.create("event", { recordId: id, type, ...set });
    event("submitted");
    event("submitted");
    event("adopted", { level: "city" });
    event("adopted", { level: "national" });
    event("passedOn", { passedTo: "nationalCommittee" });
    event("passedOn", { passedTo: "cityDepartment" });
    event("instructed", { leader: "张副市长" });
    event("instructed", { leader: "李副市长" });
    expect(report(station).opinion).toMatchObject({
      collected: 1,
      compiled: 1,
      adopted: { county: 0, city: 1, province: 0, national: 1 },
      passedOn: { national: 1, city: 1, cityCommittee: 0 },
      instructed: 1,
    });
  });

  test("作废的报送不算编报；没有注明层级的采用另列", () => {
    const station = makeDatabase();
    const id = station.create("opinion", anOpinion);
    const submitted = station.create("event", { recordId: id, type: "submitted" });
    station.create("event", { recordId: id, type: "voided", voidsId: submitted });
    station.create("event", { recordId: id, type: "adopted" });
    expect(report(station).opinion).toMatchObject({ collected: 1, compiled: 0, adopted: { county: 0, city: 0 } });
    expect(rows(station, "opinion.adopted.city").leftOut).toEqual([{ id, reason: said("采用没有注明层级") }]);
  });
});

describe("缺报", () => {
  test("没有记录的月份算缺报，直到报了零报告；当月以后的月份不算", () => {
    const station = makeDatabase();
    station.create("hotline", aCall);
    station.create("zeroReport", { month: "2026-02" });
    expect(report(station).missingMonths).toEqual({
      session: [1, 3, 4, 5, 6],
      opinion: [1, 3, 4, 5, 6],
      hotline: [1, 4, 5, 6],
    });
  });

  test("往年十二个月都要有，明年还谈不上缺报", () => {
    const station = makeDatabase();
    const missing = (year: number) =>
      yearReport(station.db, { year, station: null }, defaultSettings, june2026).missingMonths;
    expect(missing(2025).session).toHaveLength(12);
    expect(missing(2027).session).toEqual([]);
  });
});

describe("区县", () => {
  test("可以看全部联络站，也可以只看一个站", () => {
    const station = makeDatabase();
    const elsewhere = "f".repeat(32);
    for (let index = 0; index < 3; index += 1) station.create("session", aSession);
    const other = station.create("session", { ...aSession, statedAttendance: 8 });
    station.db.run(`UPDATE "session" SET "station" = ? WHERE "id" = ?`, [elsewhere, other]);
    const of = (only: string | null) =>
      yearReport(station.db, { year: 2026, station: only }, defaultSettings, june2026);
    expect(of(null).session.sessions).toBe(4);
    expect(of(elsewhere)).toMatchObject({ station: elsewhere, session: { sessions: 1, attendances: 8 } });
    expect(
      figureRows(station.db, "session.sessions", { year: 2026, station: elsewhere }, defaultSettings).numerator,
    ).toEqual([other]);
  });
});

test("每个数字都有口径；不存在的统计项被拒绝", () => {
  const station = makeDatabase();
  const { rules } = report(station);
  expect(rules.length).toBeGreaterThan(25);
  expect(rules.filter(({ rule, zh }) => rule.zh.length < 8 || zh === "")).toEqual([]);
  expect(() => rows(station, "session.nothing")).toThrow("没有这个统计项");
  expect(() => rows(station, "session.sessions.1")).toThrow("没有这个统计项");
});
