import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { answer, record as recordAt, send, World } from "./helpers/exchange.ts";
import { aCall, makeFolder, makeStation, open } from "./helpers/folder.ts";

const aSession = {
  kind: "session",
  fields: { title: "老旧小区加装电梯", startAt: "2026-03-02T09:00", form: "small", memberCount: 3, residentCount: 12 },
  problems: [{ id: null, fields: { text: "费用怎么分摊", state: "todo" } }],
} as const;

describe("最近删除", () => {
  test("各类记录都在里面，写着谁删的；恢复后编号、问题和办理过程都在", async () => {
    const station = await makeStation();
    const session = await station.call("record.save", { ...aSession, problems: [...aSession.problems] });
    const call = await station.call("record.save", { kind: "hotline", fields: aCall });
    const member = await station.call("record.save", { kind: "member", fields: { name: "覃小妹" } });
    const callId = call.record.id;
    const before = await station.call("event.add", {
      recordId: callId,
      fields: { type: "assigned", at: "2026-03-20", unit: "县住建局" },
    });
    const paper = join(makeFolder(), "签到表.txt");
    writeFileSync(paper, "到会十二人");
    await station.call("attachment.add", { recordId: callId, file: paper, role: "signIn" });
    for (const { record } of [session, call, member]) await station.call("record.delete", { id: record.id });
    const list = await station.call("record.deleted", {});
    expect(list.map(({ kind, stays }) => [kind, stays])).toEqual([
      ["member", null],
      ["hotline", null],
      ["session", null],
    ]);
    expect(list.map(({ title }) => title)).toEqual(["覃小妹", before.title, "老旧小区加装电梯"]);
    expect(list[1]?.number).toBe("2026-0001");
    expect(new Set(list.map(({ by }) => by))).not.toContain(null);

    const back = await station.call("record.restore", { id: callId });
    expect(back.record).toMatchObject({ number: "2026-0001" });
    expect(back.events.map(({ type }) => type)).toEqual(["assigned"]);
    expect(back.attachments).toMatchObject([{ name: "签到表.txt", role: "signIn" }]);
    const sha256 = [String(back.attachments[0]?.sha256)];
    expect(await station.call("attachment.verify", { sha256 })).toMatchObject([{ state: "ok" }]);
    const again = await station.call("record.restore", { id: session.record.id });
    expect(again.problems.map(({ text }) => text)).toEqual(["费用怎么分摊"]);
    expect((await station.call("record.deleted", {})).map(({ kind }) => kind)).toEqual(["member"]);
  });

  test("个人信息已永久删除的：照样列在里面、能恢复，恢复的只是统计用的部分", async () => {
    const station = await makeStation();
    const { record } = await station.call("record.save", { kind: "hotline", fields: aCall });
    await station.call("record.erase", { id: record.id });
    await station.call("record.delete", { id: record.id });
    const [gone] = await station.call("record.deleted", {});
    expect(gone).toMatchObject({ id: record.id, stays: null, title: "" });
    const back = await station.call("record.restore", { id: record.id });
    expect(back.record).toMatchObject({ caller: null, phone: null, line: "resident" });
    expect(JSON.stringify(back)).not.toContain(aCall.caller);
    expect(await station.call("record.deleted", {})).toEqual([]);
  });

  test("重启以后一次恢复几条：恢复的在一个事务里，不在删除之列的说明，抹除过的不带回个人信息", async () => {
    const dir = makeFolder();
    const station = await makeStation(dir);
    const ids: string[] = [];
    for (const content of ["路灯不亮", "水管漏水", "道路积水"]) {
      const { record } = await station.call("record.save", { kind: "hotline", fields: { ...aCall, content } });
      ids.push(record.id);
    }
    const [lamp = "", pipe = "", road = ""] = ids;
    await station.call("event.add", { recordId: lamp, fields: { type: "closed", at: "2026-03-20" } });
    expect(await station.call("records.actedOn", { ids })).toEqual({ total: 1 });
    await station.call("record.erase", { id: road });
    const { tx } = await station.call("records.batch", { ids, action: { type: "delete" } });
    await station.close();

    const again = open(dir);
    expect((await again.call("record.deleted", {})).map(({ isErased }) => isErased)).toEqual([true, false, false]);
    await again.call("record.restore", { id: pipe });
    const back = await again.call("records.batch", { ids, action: { type: "restore" } });
    expect(back.done).toBe(2);
    expect(back.leftOut.map(({ id, reason }) => [id, reason])).toEqual([[pipe, "notDeleted"]]);
    expect(JSON.stringify(await again.call("record.get", { id: road }))).not.toContain(aCall.caller);
    expect((await again.call("record.get", { id: lamp })).events.map(({ type }) => type)).toEqual(["closed"]);
    expect(await again.call("records.undo", { tx: tx ?? "" })).toEqual({ undone: 0, leftOut: [] });
  });

  test("联络站删除的，区县的“最近删除”里写明由对方删除，区县恢复不了；联络站恢复后两边都有", async () => {
    const world = World.make();
    const district = await world.district();
    const station = await world.enrolled(district);
    const id = await recordAt(station);
    await send(world, station, district);
    await station.call("record.delete", { id });
    await send(world, station, district);
    expect(await district.call("record.deleted", {})).toMatchObject([{ id, side: "station", stays: "otherSide" }]);
    expect((await district.call("records.batch", { ids: [id], action: { type: "restore" } })).leftOut).toMatchObject([
      { id, reason: "otherSide" },
    ]);
    await expect(district.call("record.restore", { id })).rejects.toMatchObject({ code: "staysDeleted" });
    await station.call("records.batch", { ids: [id], action: { type: "restore" } });
    await send(world, station, district);
    await answer(world, district, station);
    expect((await district.call("record.list", { kind: "hotline" })).total).toBe(1);
    expect(await district.call("record.deleted", {})).toEqual([]);
  });
});
