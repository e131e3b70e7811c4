import { describe, expect, test } from "vitest";
import { fullRecord } from "../../db/queries/record.ts";
import { rebuild } from "../../db/journal/rebuild.ts";
import { Desk, inFormat1 } from "../helpers/desks.ts";

const call = { line: "resident", calledAt: "2026-03-18", content: "饮水不稳", unit: null };
const stateOf = (desk: Desk, id: string) =>
  desk.db.get<Record<string, unknown>>(`SELECT * FROM "hotlineState" WHERE "record" = ?`, [id]);

function event(desk: Desk, recordId: string, set: Readonly<Record<string, unknown>>): void {
  desk.write({ op: "create", kind: "event", id: desk.id(), set: { recordId, reached: false, ...set } });
}

describe("电脑时钟退回到 2015 年（主板电池没电）", () => {
  test("后来登记的改派、办结、回访照样是最后的；时钟再调准，也不变；两边一样，重建一样", () => {
    const station = new Desk("甲");
    const district = new Desk("区县");
    const id = station.id();
    station.write({ op: "create", kind: "hotline", id, set: call });
    event(station, id, { type: "assigned", unit: "县城管局", at: "2026-03-18" });
    event(station, id, { type: "callback", at: "2026-03-19" });
    station.now = Date.UTC(2015, 0, 1);
    event(station, id, { type: "refused", unit: "县城管局" });
    event(station, id, { type: "assigned", unit: "县住建局", at: "2026-03-20" });
    event(station, id, { type: "closed", at: "2026-03-21" });
    event(station, id, { type: "callback", at: "2026-03-22", reached: true, grade: "satisfied" });
    const expected = { unit: "县住建局", callback: "reached", grade: "satisfied", closedAt: "2026-03-21" };
    expect(stateOf(station, id)).toMatchObject(expected);
    district.take(station.range("甲"));
    expect(stateOf(district, id)).toMatchObject(expected);
    // The district knows all of that; its clock has always been right.
    event(district, id, { type: "reopened" });
    event(district, id, { type: "assigned", unit: "县水利局", at: "2026-03-25" });
    station.take(district.range("区县"));
    event(station, id, { type: "closed", at: "2026-03-30" });
    district.take(station.range("甲"));
    for (const desk of [station, district]) {
      expect(stateOf(desk, id)).toMatchObject({ ...expected, unit: "县水利局", closedAt: "2026-03-30" });
      const before = desk.state();
      rebuild(desk.db);
      expect(desk.state()).toEqual(before);
      desk.close();
    }
  });

  test("办理过程按登记的先后列出，不按时钟；旧版本程序写的也是", () => {
    const station = new Desk("甲");
    const id = station.id();
    station.write({ op: "create", kind: "hotline", id, set: call });
    event(station, id, { type: "assigned", unit: "县城管局" });
    station.now = Date.UTC(2015, 0, 1);
    event(station, id, { type: "accepted" });
    event(station, id, { type: "closed" });
    const district = new Desk("区县");
    district.take(inFormat1(station.range("甲")));
    for (const desk of [station, district]) {
      expect(fullRecord(desk.db, id).events.map(({ type }) => type)).toEqual(["assigned", "accepted", "closed"]);
      desk.close();
    }
  });

  test("两边互不知道的：两边看到的先后一样，区县的算在后面", () => {
    const [station, district] = [new Desk("甲"), new Desk("区县")];
    const id = station.id();
    station.write({ op: "create", kind: "hotline", id, set: call });
    district.take(station.range("甲"));
    district.now = Date.UTC(2015, 0, 1);
    event(district, id, { type: "assigned", unit: "县水利局" });
    event(station, id, { type: "assigned", unit: "县城管局" });
    district.take(station.range("甲"));
    station.take(district.range("区县"));
    for (const desk of [station, district]) {
      expect(stateOf(desk, id)).toMatchObject({ unit: "县水利局" });
      desk.close();
    }
  });
});
