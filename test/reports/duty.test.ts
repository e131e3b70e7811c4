import { describe, expect, test } from "vitest";
import type { DutyKey } from "../../db/api/operations.ts";
import { dutyReport } from "../../db/reports/duty/report.ts";
import { dutyRows } from "../../db/reports/duty/rows.ts";
import { defaultSettings } from "../../db/schema/settings.ts";
import { makeDatabase, type TestStation } from "../helpers/database.ts";

const period = { year: 2026, station: null };
const report = ({ db }: TestStation, settings = defaultSettings) => dutyReport(db, period, settings);
const rowOf = (station: TestStation, id: string) => {
  const row = report(station).rows.find((one) => one.id === id);
  if (row === undefined) throw new Error("not in the table");
  return row;
};
const behind = ({ db }: TestStation, member: string, figure?: DutyKey) =>
  dutyRows(db, { year: 2026, member, ...(figure === undefined ? {} : { figure }) }, defaultSettings).records;

const member = (station: TestStation, name: string, more: object = {}) =>
  station.create("member", { name, active: true, ...more });
const aSession = { title: "小院议事", startAt: "2026-03-05T09:00" };
const anOpinion = { title: "农网电压", collectedOn: "2026-03-20", reporterKind: "member" };
const aCall = { line: "resident", calledAt: "2026-03-18T09:10", content: "饮水不稳" };

describe("委员履职档案", () => {
  test("参加、牵头、主持、反映、采用、转报、批示、受理、办结，各按口径计，点开就是背后的记录", () => {
    const station = makeDatabase();
    const wei = member(station, "韦志华");
    const qin = member(station, "覃秀英");
    const first = station.create("session", { ...aSession, memberIds: [wei, qin], convener: "韦志华", host: "覃秀英" });
    const second = station.create("session", { ...aSession, startAt: "2026-04-01", memberIds: [wei] });
    station.create("session", { ...aSession, startAt: "2025-12-31", memberIds: [wei] });
    const opinion = station.create("opinion", { ...anOpinion, reporters: ["韦志华", "覃秀英", "韦志华"] });
    for (const level of ["county", "city"])
      station.create("event", { recordId: opinion, type: "adopted", level, at: "2026-04-02" });
    station.create("event", { recordId: opinion, type: "passedOn", passedTo: "cityCommittee" });
    station.create("event", { recordId: opinion, type: "instructed", leader: "张副市长" });
    station.create("event", { recordId: opinion, type: "instructed", leader: "李副市长" });
    const call = station.create("hotline", { ...aCall, takenBy: "韦志华" });
    station.create("hotline", { ...aCall, takenBy: "韦志华" });
    station.create("event", { recordId: call, type: "closed", at: "2026-03-19" });

    expect(rowOf(station, wei).values).toEqual({
      attended: 2,
      convened: 1,
      hosted: 0,
      reported: 1,
      adopted: 1,
      adoptedCounty: 1,
      adoptedCity: 1,
      adoptedProvince: 0,
      adoptedNational: 0,
      passedOn: 1,
      instructed: 1,
      callsTaken: 2,
      callsClosed: 1,
    });
    expect(rowOf(station, qin).values).toMatchObject({
      attended: 1,
      convened: 0,
      hosted: 1,
      reported: 1,
      callsTaken: 0,
    });
    expect(behind(station, wei, "attended").map(({ id }) => id)).toEqual([second, first]);
    expect(behind(station, wei, "callsClosed").map(({ id }) => id)).toEqual([call]);
    const whole = behind(station, wei);
    expect(whole).toHaveLength(5);
    expect(whole.find(({ id }) => id === first)?.figures).toEqual(["attended", "convened"]);
  });

  test("每个数字都等于点开的行数", () => {
    const station = makeDatabase();
    const members = ["韦志华", "覃秀英", "黄海燕"].map((name) => member(station, name));
    for (let index = 0; index < 9; index += 1) {
      station.create("session", { ...aSession, memberIds: members.slice(0, index % 4), convener: "黄海燕" });
      station.create("opinion", { ...anOpinion, reporters: index % 2 === 0 ? ["覃秀英"] : ["韦志华", "黄海燕"] });
      station.create("hotline", { ...aCall, takenBy: index % 3 === 0 ? "韦志华" : "外聘话务员" });
    }
    const { rows } = report(station);
    expect(rows).toHaveLength(3);
    for (const { id, values } of rows)
      for (const [figure, value] of Object.entries(values))
        expect(behind(station, id, figure).length, `${id} ${figure}`).toBe(value);
  });

  test("同名的不能区分、名册里没有的、已从名册删除的，都列出来，不悄悄丢掉；话务员不是委员，不列", () => {
    const station = makeDatabase();
    const [one, other] = [member(station, "李明"), member(station, "李明")];
    const gone = member(station, "已删除");
    const shared = station.create("opinion", { ...anOpinion, reporters: ["李明", "王五"] });
    station.create("session", { ...aSession, memberIds: [gone] });
    station.create("hotline", { ...aCall, takenBy: "外聘话务员" });
    station.write([{ op: "delete", kind: "member", id: gone }]);
    expect(rowOf(station, one).values.reported).toBe(0);
    expect(rowOf(station, other).values.reported).toBe(0);
    const { unresolved } = report(station);
    expect(unresolved.map(({ name, reason, count }) => [name, reason, count])).toEqual(
      expect.arrayContaining([
        ["李明", "several", 1],
        ["王五", "unknown", 1],
        [null, "removed", 1],
      ]),
    );
    expect(unresolved).toHaveLength(3);
    const person = { text: "李明", station: station.author.identity.stationId };
    const found = dutyRows(station.db, { year: 2026, figure: "reported", person }, defaultSettings);
    expect(found.records.map(({ id }) => id)).toEqual([shared]);
  });

  test("群众反映的同名者不计给委员", () => {
    const station = makeDatabase();
    const wei = member(station, "韦志华");
    station.create("opinion", { ...anOpinion, reporterKind: "resident", reporters: ["韦志华"] });
    expect(rowOf(station, wei).values.reported).toBe(0);
  });

  test("0 和缺分得开：本年没有这类记录也没有零报告是缺，报了零就是 0", () => {
    const station = makeDatabase();
    const wei = member(station, "韦志华");
    station.create("session", aSession);
    expect(rowOf(station, wei).values).toMatchObject({ attended: 0, reported: null, adopted: null, callsTaken: null });
    station.create("zeroReport", { month: "2026-02" });
    expect(rowOf(station, wei).values).toMatchObject({ attended: 0, reported: 0, callsTaken: 0 });
  });

  test("当年以前已离任又没有履职的不列，说明人数；当年离任的还在表里", () => {
    const station = makeDatabase();
    member(station, "早已离任", { active: false, leftOn: "2024-06-30" });
    const retired = member(station, "早已离任又来", { active: false, leftOn: "2024-06-30" });
    const leaving = member(station, "当年离任", { active: false, leftOn: "2026-02-28" });
    member(station, "不在任", { active: false });
    station.create("session", { ...aSession, memberIds: [retired] });
    const { rows, former } = report(station);
    expect(rows.map(({ id }) => id).toSorted()).toEqual([leaving, retired].toSorted());
    expect(former).toBe(2);
  });

  test("界别看当年的届次：换届前后不同", () => {
    const station = makeDatabase();
    const wei = member(station, "韦志华", {
      term: "十六届",
      sector: "农业和农村界",
      otherTerms: [{ term: "十五届", role: "cppccCounty", sector: "经济界" }],
    });
    const settings = {
      ...defaultSettings,
      terms: [
        { term: "十六届", from: "2026-09-01" },
        { term: "十五届", from: "2021-09-01" },
      ],
    };
    const sectorIn = (year: number) =>
      dutyReport(station.db, { year, station: null }, settings).rows.find(({ id }) => id === wei)?.sector;
    expect([2025, 2026].map(sectorIn)).toEqual(["经济界", "农业和农村界"]);
    expect(rowOf(station, wei).sector).toBe("农业和农村界");
  });

  test("参加人数多于选定姓名的活动另列", () => {
    const station = makeDatabase();
    const wei = member(station, "韦志华");
    const vague = station.create("session", { ...aSession, memberIds: [wei], memberCount: 3 });
    station.create("session", { ...aSession, memberIds: [wei], memberCount: 1 });
    expect(report(station).unnamed).toEqual([vague]);
  });
});
