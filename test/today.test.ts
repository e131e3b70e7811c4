import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { awaitingReview, undelivered } from "../db/schema/waiting.ts";
import { aCall, makeFolder, makeStation } from "./helpers/folder.ts";
import { answer, record, send, World, type Pc } from "./helpers/exchange.ts";

const opinion = (station: Pc, title: string) =>
  station.call("record.save", {
    kind: "opinion",
    fields: { title, collectedOn: "2026-03-01", reporters: ["韦志华"] },
    events: [{ type: "submitted", at: "2026-03-02" }],
  });

describe("今日", () => {
  test("退回修改的一直提醒，重新报送以后才不再列；区县那边报来未审阅的在列，有了结论就不列", async () => {
    const world = World.make();
    const district = await world.district();
    const station = await world.enrolled(district);
    const { record: sent } = await opinion(station, "关于路灯的建议");
    await opinion(station, "关于水渠的建议");
    await send(world, station, district);
    const waiting = await district.call("today.get", {});
    expect([waiting.reviewTotal, waiting.returnedTotal]).toEqual([2, 0]);
    await district.call("event.add", {
      recordId: sent.id,
      fields: { type: "returned", at: "2026-03-05", text: "补数据" },
    });
    const reviewed = await district.call("today.get", {});
    expect(reviewed.review.map(({ title }) => title)).toEqual(["关于水渠的建议"]);
    const listed = await district.call("record.list", { kind: "opinion", where: [...awaitingReview] });
    expect(listed.total).toBe(reviewed.reviewTotal);

    await answer(world, district, station);
    const returned = async () => (await station.call("today.get", {})).returned.map(({ id }) => id);
    expect(await returned()).toEqual([sent.id]);
    await station.call("record.seen", { id: sent.id });
    expect(await returned()).toEqual([sent.id]);
    await station.call("event.add", { recordId: sent.id, fields: { type: "submitted", at: "2026-03-08" } });
    expect(await returned()).toEqual([]);
  });

  test("没有送到的条数与点开的列表一致：导出了还没有回执的也算", async () => {
    const world = World.make();
    const district = await world.district();
    const station = await world.enrolled(district);
    await record(station);
    await opinion(station, "关于路灯的建议");
    const unsent = async () => (await station.call("today.get", {})).unsent;
    const listed = async (kind: "hotline" | "opinion") =>
      (await station.call("record.list", { kind, where: [...undelivered] })).total;
    expect(await unsent()).toEqual({ session: 0, opinion: 1, hotline: 1 });
    expect([await listed("opinion"), await listed("hotline")]).toEqual([1, 1]);
    await send(world, station, district);
    expect([await listed("opinion"), (await unsent()).opinion]).toEqual([1, 1]);
    await answer(world, district, station);
    expect(await unsent()).toEqual({ session: 0, opinion: 0, hotline: 0 });
    expect([await listed("opinion"), await listed("hotline")]).toEqual([0, 0]);
  });

  test("来电时间的年份写错了（太远，算不出期限）：列在还没有期限的热线里，不叫人去导入那一年的节假日；改对、办结就不列", async () => {
    const clock = () => new Date("2026-11-26T08:00:00").getTime();
    const station = await makeStation(undefined, { clock });
    const save = async (calledAt: string, fields: object = {}) => {
      const call = { ...aCall, demandType: "complaint", calledAt, ...fields };
      return (await station.call("record.save", { kind: "hotline", fields: call })).record.id;
    };
    const far = [
      await save("9999-12-20T09:00"),
      await save("2062-11-26"),
      await save("0050-11-26"),
      await save("2006-11-26"),
    ];
    await save("2026-11-25");
    await save("2006-11-26", { demandType: null });
    await save("2006-11-26", { dueOn: "2026-12-01" });
    const farOff = async () => {
      const today = await station.call("today.get", {});
      expect(today.farOffIds).toEqual(today.farOff.map(({ id }) => id));
      expect(today.undated).toEqual([]);
      return new Set(today.farOff.map(({ id }) => id));
    };
    expect(await farOff()).toEqual(new Set(far));
    const [wrong = "", closed = "", ...rest] = far;
    await station.call("record.save", { kind: "hotline", id: wrong, fields: { calledAt: "2026-11-25T09:00" } });
    await station.call("event.add", { recordId: closed, fields: { type: "closed", at: "2026-11-26" } });
    expect(await farOff()).toEqual(new Set(rest));
  });

  test("接收来的旧台账照它写的年份，不当成写错", async () => {
    const station = await makeStation();
    const file = join(makeFolder(), "热线台账.csv");
    writeFileSync(file, "来电时间,来电人,诉求类型,反映事项\n2006-11-26,韦志华,投诉,路灯不亮\n");
    expect(await station.call("ledger.import", { file })).toMatchObject({ imported: 1 });
    expect(await station.call("today.get", {})).toMatchObject({ farOffIds: [], undatedTotal: 0, dueTotal: 0 });
  });

  test("刚开始用：什么都没有，也不出错", async () => {
    const today = await (await makeStation()).call("today.get", {});
    expect(today).toMatchObject({ drafts: [], dueTotal: 0, returnedTotal: 0, reviewTotal: 0, feedback: [] });
  });
});
