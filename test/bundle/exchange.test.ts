import { describe, expect, test } from "vitest";
import { stateHash } from "../../db/journal/state-hash.ts";
import { answer, record, send, World } from "../helpers/exchange.ts";

describe("从联络站到区县，再回来", () => {
  test("加入、电话核对、导出、导入、回执：两边的数据一样；核对之前一条记录也不出去", async () => {
    const world = World.make();
    const district = await world.district();
    const station = await world.pc();
    const before = await record(station, "加入之前就登记的");
    const invitation = await world.invitation(district, "桐岭镇联络站");
    const joined = await station.call("station.join", { file: invitation, rename: true });
    expect(joined).toMatchObject({ district: "武宣县政协", station: "桐岭镇联络站" });
    expect(joined.checkCode).toMatch(/^\d{20}$/);

    const [waiting] = await send(world, station, district);
    expect(waiting).toMatchObject({ outcome: "held", code: 4010 });
    expect(waiting?.message).not.toMatch(/\d{4}-?\d{4}/);
    const [known] = (await district.call("district.stations", {})).stations;
    expect(known).toMatchObject({
      name: "桐岭镇联络站",
      held: 1,
      replicas: [{ state: "waiting", join: { failures: 0, firstUse: null } }],
    });

    const confirmed = await district.call("district.confirm", {
      replica: known?.replicas[0]?.replica ?? "",
      code: joined.checkCode,
    });
    expect(confirmed.results).toMatchObject([{ outcome: "imported", entries: 0 }]);
    expect(confirmed.stations[0]).toMatchObject({ held: 0, records: { hotline: 0 } });
    expect((await station.call("app.status", {})).station).toMatchObject({ enrolment: "waiting" });
    await station.call("station.answer", { code: confirmed.answer });
    expect((await station.call("app.status", {})).station).toMatchObject({ enrolment: "compared", checkCode: null });
    expect(await send(world, station, district)).toMatchObject([{ outcome: "imported", entries: 2, setAside: 0 }]);
    expect((await district.call("district.stations", {})).stations[0]).toMatchObject({ records: { hotline: 1 } });
    const arrived = await district.call("record.get", { id: before });
    expect(arrived.record).toMatchObject({ content: "加入之前就登记的", station: known?.station });
    expect((await district.call("record.list", { kind: "hotline", search: "加入之前" })).total).toBe(1);

    await district.call("event.add", { recordId: before, fields: { type: "replied", text: "已转水利局" } });
    const receipt = await answer(world, district, station);
    expect(receipt).toMatchObject({ grade: "imported", acknowledged: 2, entries: 1, refused: [], drift: false });
    const status = await station.call("app.status", {});
    expect(status.station).toMatchObject({ enrolment: "active", unsent: 0 });
    const full = await station.call("record.get", { id: before });
    expect(full.delivery).toBe("imported");
    expect(full.events).toMatchObject([{ type: "replied", text: "已转水利局" }]);
    const { stationId } = (await station.call("check.run", {})) && { stationId: known?.station ?? "" };
    expect(stateHash(station.db, stationId)).toBe(stateHash(district.db, stationId));
    for (const pc of [station, district]) expect(await pc.call("check.run", {})).toMatchObject({ ok: true });
  });
});
