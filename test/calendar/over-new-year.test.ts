/** 跨年的办结期限：明年的节假日安排还没有时登记的热线，不能永远没有期限。 */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { open, makeFolder, makeStation } from "../helpers/folder.ts";
import { answer, record, send, World } from "../helpers/exchange.ts";
import { dueDate, provisionalDue } from "../../db/kinds/hotline/due.ts";
import { makeCalendar } from "../../db/calendar/calendar.ts";
import { defaultSettings } from "../../db/schema/settings.ts";
import type { Service } from "../../db/service.ts";

const holidays = { "2027": { off: ["2027-01-01", "2027-01-02", "2027-01-03"], work: ["2027-01-09"] } };
const complaint = { line: "resident", calledAt: "2026-12-20T09:00", content: "路灯不亮", demandType: "complaint" };
const at = (day: string) => () => new Date(`${day}T08:00:00`).getTime();

const save = async (station: Service, fields: object = {}) =>
  (await station.call("record.save", { kind: "hotline", fields: { ...complaint, ...fields } })).record.id;
const dueOf = async (station: Service, id: string) => (await station.call("record.get", { id })).dueOn;
const entries = async (station: Service, id: string) => (await station.call("record.history", { id })).length;
const due = (calledAt: string, known: typeof holidays) =>
  dueDate({ calledAt, demandType: "complaint", urgent: false }, { ...defaultSettings, holidays: known }).dueOn;

describe("12月20日的投诉，期限落在还没有节假日安排的明年", () => {
  test("登记时列在今日，日期标为暂定；过了暂定日子说明已过；导入安排后有了期限，超期会提醒", async () => {
    const dir = makeFolder();
    const december = await makeStation(dir, { clock: at("2026-12-21") });
    const id = await save(december);
    const today = await december.call("today.get", {});
    expect(await dueOf(december, id)).toBeNull();
    expect(today).toMatchObject({ undatedTotal: 1, dueTotal: 0 });
    expect(today.undated).toMatchObject([{ record: { id }, unknownYear: "2027", isOverdue: false }]);
    await december.close();

    const february = open(dir, { clock: at("2027-02-20") });
    expect((await february.call("today.get", {})).undated).toMatchObject([{ isOverdue: true }]);
    const before = await entries(february, id);
    await february.call("settings.set", { values: { holidays } });
    expect(await dueOf(february, id)).toBe(due(complaint.calledAt, holidays));
    expect(await february.call("today.get", {})).toMatchObject({ undated: [], undatedTotal: 0, overdueTotal: 1 });
    expect(await entries(february, id), "没有改动记录").toBe(before);
    const listed = await february.call("record.list", { kind: "hotline", due: true });
    expect(listed.records).toMatchObject([{ id, warning: "overdue" }]);
    expect(await february.call("check.run", {})).toMatchObject({ ok: true, rebuildDiffers: [] });
  });

  test("撤回安排，又回到暂定；手写的期限和延期不受影响", async () => {
    const station = await makeStation(makeFolder(), { clock: at("2026-12-21") });
    const counted = await save(station);
    const written = await save(station, { dueOn: "2027-01-31" });
    const extended = await save(station);
    await station.call("event.add", {
      recordId: extended,
      fields: { type: "extended", at: "2026-12-22", dueOn: "2027-03-01" },
    });
    const all = async () => Promise.all([counted, written, extended].map((id) => dueOf(station, id)));
    expect(await all()).toEqual([null, "2027-01-31", "2027-03-01"]);
    await station.call("settings.set", { values: { holidays } });
    expect(await all()).toEqual([due(complaint.calledAt, holidays), "2027-01-31", "2027-03-01"]);
    await station.call("settings.reset", { keys: ["holidays"] });
    expect(await all()).toEqual([null, "2027-01-31", "2027-03-01"]);
    expect((await station.call("today.get", {})).undatedTotal, "延期的有了期限").toBe(1);
  });

  test("办结了再导入安排，按时办结率把它算进去，点开的就是这一件", async () => {
    const station = await makeStation(makeFolder(), { clock: at("2026-12-21") });
    const id = await save(station);
    await station.call("event.add", { recordId: id, fields: { type: "closed", at: "2026-12-25" } });
    const figure = async () => (await station.call("report.year", { year: 2026 })).hotline.closedInTime;
    expect(await figure()).toMatchObject({ numerator: 0, denominator: 0 });
    expect((await station.call("today.get", {})).undatedTotal, "办结了就不用催").toBe(0);
    await station.call("settings.set", { values: { holidays } });
    expect(await figure()).toMatchObject({ numerator: 1, denominator: 1 });
  });

  test("区县定的节假日随回执送到，联络站的期限自动算出", async () => {
    const world = World.make();
    const district = await world.district();
    const station = await world.enrolled(district);
    const year = 2066;
    const id = await record(station);
    await station.call("record.save", {
      kind: "hotline",
      id,
      fields: { calledAt: `${year}-03-01`, demandType: "complaint", dueOn: null },
    });
    expect((await station.call("record.get", { id })).dueOn).toBeNull();
    await send(world, station, district);
    await district.call("settings.set", { values: { holidays: { [String(year)]: { off: [], work: [] } } } });
    await answer(world, district, station);
    const both = await Promise.all([station, district].map(async (pc) => (await pc.call("record.get", { id })).dueOn));
    expect(both[0]).toMatch(new RegExp(`^${year}-03-`));
    expect(both[1]).toBe(both[0]);
  });

  test("从前的台账没有期限，接进来也不忽然超期", async () => {
    const station = await makeStation(makeFolder(), { clock: at("2026-12-21") });
    const old = await save(station, { calledAt: "2018-12-20T09:00" });
    expect((await station.call("today.get", {})).undatedTotal).toBe(0);
    await station.call("settings.set", { values: { holidays: { "2018": { off: [], work: [] }, ...holidays } } });
    expect(await dueOf(station, old)).toBeNull();
  });
});

test("暂定日期：那一年的安排全在周末时，与导入后算出的一样；其他时候只有暂定没有正式期限", () => {
  const day = fc.date({ min: new Date("2026-11-01"), max: new Date("2027-11-30"), noInvalidDate: true });
  fc.assert(
    fc.property(day, (date) => {
      const calledAt = date.toISOString().slice(0, 10);
      const input = { calledAt, demandType: "complaint", urgent: false };
      const provisional = provisionalDue(input, defaultSettings);
      const none = { "2027": { off: [], work: [] } };
      expect(provisional).toBe(dueDate(input, { ...defaultSettings, holidays: none }).dueOn);
      expect(makeCalendar(none)(provisional ?? "")?.isWorking).toBe(true);
    }),
  );
});

describe("年份写得太远的来电", () => {
  test.for(["9999-12-18", "9999-12-31T23:59"])(
    "%s：照样登记，今日、列表、统计和改期限规则都有回答",
    async (calledAt) => {
      const station = await makeStation(makeFolder(), { clock: at("2026-12-21") });
      const id = await save(station, { calledAt });
      expect(await dueOf(station, id)).toBeNull();
      expect(await station.call("today.get", {})).toMatchObject({ dueTotal: 0 });
      expect((await station.call("record.list", { kind: "hotline" })).total).toBe(1);
      const { dueRules } = await station.call("settings.get", {});
      await station.call("settings.set", {
        values: { holidays, dueRules: { ...dueRules, complaint: { days: 40, unit: "calendar" } } },
      });
      expect(await dueOf(station, id)).toBeNull();
      expect(await station.call("today.get", {})).toMatchObject({ dueTotal: 0 });
      expect(await station.call("hotline.due", { calledAt, demandType: "complaint", urgent: false })).toMatchObject({
        dueOn: null,
        unknownYear: null,
      });
    },
  );
});
