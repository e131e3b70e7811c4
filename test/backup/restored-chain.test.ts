/** A restored PC and the district: no sequence number that left the PC is used twice, and nothing is lost or mixed. */
import { describe, expect, test } from "vitest";
import { checkDatabase } from "../../db/journal/check.ts";
import { readIdentity } from "../../db/office/identity.ts";
import { answer, record, send, World } from "../helpers/exchange.ts";
import { backup, confirmAll, restore, titles } from "../helpers/restore.ts";

const at = "2026-03-18";

describe("恢复备份与区县", () => {
  test("备份之后没有导出过：编号接着用，不必重新确认", async () => {
    const world = World.make();
    const district = await world.district();
    const station = await world.enrolled(district);
    await record(station, "一");
    await send(world, station, district);
    const file = await backup(station);
    await answer(world, district, station);
    await record(station, "没导出过");
    const { pc: restored, renewed } = await restore(world, station, file);
    expect(renewed).toBe(false);
    await record(restored, "恢复后另记");
    expect(await send(world, restored, district)).toMatchObject([{ outcome: "imported", entries: 1 }]);
    expect(await answer(world, district, restored)).toMatchObject({ drift: false });
    expect(await titles(district)).toEqual(["一", "恢复后另记"]);
  });

  test("备份之后导出过：成为新的电脑，等区县确认；没送达的记录换个编号再送，一条不重不漏", async () => {
    const world = World.make();
    const district = await world.district();
    const station = await world.enrolled(district);
    await record(station, "早已送达");
    await send(world, station, district);
    await answer(world, district, station);
    const unsent = await record(station, "备份时还没送");
    await station.call("record.save", {
      kind: "hotline",
      id: unsent,
      fields: { line: "resident", calledAt: `${at}T10:00`, content: "备份时改过" },
    });
    const file = await backup(station);
    await record(station, "备份之后导出的");
    await send(world, station, district);
    const old = readIdentity(station.db).replicaId;
    const { pc: restored, renewed } = await restore(world, station, file);
    expect(renewed).toBe(true);
    expect(readIdentity(restored.db).replicaId).not.toBe(old);
    expect(await restored.call("app.status", {})).toMatchObject({ station: { enrolment: "compared" } });
    expect(checkDatabase(restored.db)).toMatchObject({ ok: true });
    await record(restored, "恢复之后记的");
    expect(await send(world, restored, district)).toMatchObject([{ outcome: "held", code: 4016 }]);
    await confirmAll(district);
    expect(await titles(district)).toEqual(["备份之后导出的", "备份时改过", "恢复之后记的", "早已送达"].toSorted());
    await answer(world, district, restored);
    expect(await restored.call("app.status", {})).toMatchObject({ station: { enrolment: "active", unsent: 0 } });
    expect(checkDatabase(district.db)).toMatchObject({ ok: true });
    expect(checkDatabase(restored.db)).toMatchObject({ ok: true });
    await district.call("event.add", { recordId: unsent, fields: { type: "supervised", at: `${at}T11:00` } });
    await answer(world, district, restored);
    expect((await restored.call("record.get", { id: unsent })).events).toHaveLength(1);
  });

  test("换了电脑（密钥和现有数据都没有）：从备份恢复，成为新的电脑", async () => {
    const world = World.make();
    const district = await world.district();
    const station = await world.enrolled(district);
    await record(station, "一");
    const file = await backup(station);
    const fresh = await world.pc("新电脑");
    const { pc: restored, renewed } = await restore(world, fresh, file, true);
    expect(renewed).toBe(true);
    await record(restored, "新电脑上记的");
    await send(world, restored, district);
    await confirmAll(district);
    expect(await titles(district)).toEqual(["一", "新电脑上记的"]);
  });

  test("撤销恢复：回到原来的编号，之前导出的照旧有效", async () => {
    const world = World.make();
    const district = await world.district();
    const station = await world.enrolled(district);
    const file = await backup(station);
    await record(station, "导出过的");
    await send(world, station, district);
    const own = readIdentity(station.db).replicaId;
    const undo = await backup(station);
    const first = await restore(world, station, file);
    expect(first.renewed).toBe(true);
    const second = await restore(world, first.pc, undo);
    expect(second.renewed).toBe(false);
    expect(readIdentity(second.pc.db).replicaId).toBe(own);
    await answer(world, district, second.pc);
    await record(second.pc, "接着记");
    expect(await send(world, second.pc, district)).toMatchObject([{ outcome: "imported", entries: 1 }]);
  });
});
