/** Forged entries that an earlier version of the program took into its data: everything still reads them. */
import { rmSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { blobFile } from "../../db/attachments/store.ts";
import type { EntryPayload } from "../../db/journal/entry.ts";
import { rebuild } from "../../db/journal/rebuild.ts";
import { notePurge, purgeErased } from "../../db/journal/erase.ts";
import { sweepBlobs } from "../../db/attachments/unused.ts";
import { aCall } from "../helpers/folder.ts";
import { clock, record, World } from "../helpers/exchange.ts";
import { forgeEntry, headOf } from "../helpers/forge.ts";

const call = { ...aCall, confidential: false, urgent: false };
const deep = (depth: number) => JSON.parse(`${"[".repeat(depth)}${"]".repeat(depth)}`) as [];
const prototype = JSON.parse(`{"__proto__":{"a":1},"constructor":1}`) as Record<string, number>;

const forged: [string, EntryPayload][] = [
  ["嵌套两千层的字段", { set: { ...call, later: deep(1_400) } }],
  ["名叫 __proto__ 的字段", { set: { ...call, ...prototype } }],
];

describe("早先收下的怪条目", () => {
  test.each(forged)("%s：检查、打开、历史版本、重建都照常", async (_, payload) => {
    const world = World.make();
    const pc = await world.district();
    const id = forgeEntry(pc, { op: "create" }, payload);
    const update = { kind: "hotline", op: "update", record: id, after: headOf(pc) } as const;
    forgeEntry(pc, update, { set: { content: "改过", later: deep(1_200) } });
    // As an import took it before there were bounds.
    rebuild(pc.db);
    expect(await pc.call("record.get", { id })).toMatchObject({ record: { content: "改过" } });
    expect(await pc.call("record.history", { id })).toHaveLength(2);
    expect(await pc.call("check.run", {})).toMatchObject({ ok: true, isDataWhole: true });
    const other = await record(pc);
    await pc.call("record.erase", { id: other });
  });

  test("没有内容的注销：同样照常，以后的注销做得完，清理也照常", async () => {
    const world = World.make();
    const pc = await world.district();
    const parent = await record(pc);
    const set = { recordId: parent, name: "a.jpg", sha256: "a".repeat(64), size: 1, mime: "image/jpeg" };
    const file = forgeEntry(pc, { kind: "attachment", op: "create" }, { set });
    for (const payload of [
      {},
      { set: { later: deep(1_400) } },
      { set: { name: "a.jpg", sha256: 5 } },
    ] as EntryPayload[])
      forgeEntry(pc, { kind: "attachment", op: "erase", record: file }, payload);
    const id = forgeEntry(pc, { op: "create" }, { set: call });
    forgeEntry(pc, { kind: "hotline", op: "erase", record: id, after: headOf(pc) }, {});
    rebuild(pc.db);
    notePurge(pc.db);
    expect(purgeErased(pc.db, pc.dir)).toBe(true);
    expect(sweepBlobs(pc.db, pc.dir, clock())).toBe(0);
    for (const one of [id, file]) expect(await pc.call("record.history", { id: one })).toBeDefined();
    expect(await pc.call("check.run", {})).toMatchObject({ isDataWhole: true, rebuildDiffers: [] });
  });
});

test("只有附件读不出来：检查说数据完好，不叫人恢复备份", async () => {
  const world = World.make();
  const pc = await world.district();
  const parent = await record(pc);
  const sha256 = "b".repeat(64);
  forgeEntry(
    pc,
    { kind: "attachment" },
    { set: { recordId: parent, name: "会议.jpg", sha256, size: 1, mime: "image/jpeg", position: 1 } },
  );
  rebuild(pc.db);
  rmSync(blobFile(pc.dir, sha256), { force: true });
  const report = await pc.call("check.run", {});
  expect(report).toMatchObject({ ok: false, isDataWhole: true, attachments: { missing: ["会议.jpg"] } });
});
