import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { blobFile, hasBlob } from "../../db/attachments/store.ts";
import { folderOutbox } from "../../db/bundle/folder.ts";
import { exportBundle } from "../../db/exchange/station/export.ts";
import { entryFormat } from "../../db/journal/entry.ts";
import { uuidv7 } from "../../db/schema/ids.ts";
import { readIdentity } from "../../db/office/identity.ts";
import { fileWith, keysOf, putTogether, contentOf, takeApart } from "../helpers/craft.ts";
import { answer, clock, codeOf, quietTask, record, send, World } from "../helpers/exchange.ts";
import { forgeEntry } from "../helpers/forge.ts";

describe("数据包和回执里有什么", () => {
  test("附件随数据包走；U盘上缺的，回执会要，下次补上", async () => {
    const world = World.make();
    const district = await world.district();
    const station = await world.enrolled(district);
    const id = await record(station);
    const photo = fileWith(world.root, "现场.jpg", randomBytes(3_000_000));
    const { attachments } = await station.call("attachment.add", { recordId: id, file: photo, role: "photo" });
    const sha256 = attachments[0]?.sha256 ?? "";
    const kept = readFileSync(blobFile(station.dir, sha256));
    rmSync(blobFile(station.dir, sha256));
    expect(await send(world, station, district)).toMatchObject([{ outcome: "imported", entries: 2 }]);
    expect(hasBlob(district.dir, sha256)).toBe(false);
    expect(await codeOf(district.call("attachment.open", { sha256, name: "现场.jpg" }))).toBe("attachmentLost");
    await answer(world, district, station);
    writeFileSync(blobFile(station.dir, sha256), kept);
    expect(await send(world, station, district)).toMatchObject([{ outcome: "imported", entries: 0 }]);
    expect(readFileSync(blobFile(district.dir, sha256)).equals(kept)).toBe(true);
    await answer(world, district, station);
    expect(await codeOf(station.call("bundle.export", { folder: world.stick }))).toBe("bundleNothing");
  });

  test("问题清单调过的次序随数据包到区县", async () => {
    const world = World.make();
    const district = await world.district();
    const station = await world.enrolled(district);
    const problems = ["绿地", "电梯", "管线"].map((text) => ({ id: null, fields: { text, state: "todo" } }));
    const fields = { title: "老旧小区", startAt: "2026-03-02" };
    const made = await station.call("record.save", { kind: "session", fields, problems });
    await send(world, station, district);
    const { id } = made.record;
    const texts = async () => (await district.call("record.get", { id })).problems.map(({ text }) => text);
    expect(await texts()).toEqual(["绿地", "电梯", "管线"]);
    const [one, two, three] = made.problems.map((row) => ({
      id: row.id,
      fields: { text: row.text, state: row.state },
    }));
    if (one === undefined || two === undefined || three === undefined) throw new Error("three problems were saved");
    await station.call("record.save", { kind: "session", id, fields: {}, problems: [three, one, two] });
    await send(world, station, district);
    expect(await texts()).toEqual(["管线", "绿地", "电梯"]);
  });

  test("大的导出分成几个文件，每个单独能用，次序无所谓", async () => {
    const world = World.make();
    const district = await world.district();
    const station = await world.enrolled(district);
    const split = 3 * 1024 * 1024;
    for (let index = 0; index < 6; index += 1) {
      const id = await record(station, `第 ${index} 件`);
      await station.call("attachment.add", {
        recordId: id,
        file: fileWith(world.root, `照片${index}.jpg`, randomBytes(900_000)),
        role: "photo",
      });
    }
    const { files, entries } = await exportBundle(station.db, {
      dir: station.dir,
      outbox: folderOutbox(world.stick),
      now: clock(),
      task: quietTask,
      split,
    });
    expect(entries).toBe(12);
    expect(files.length).toBeGreaterThan(1);
    for (const file of files) expect(statSync(file).size).toBeLessThanOrEqual(split);
    const { results } = await district.call("bundle.import", { files: files.toReversed() });
    expect(results.every(({ outcome }) => outcome === "imported")).toBe(true);
    expect(results.reduce((sum, { entries: count }) => sum + count, 0)).toBe(12);
    const named = district.db.all<{ sha256: string }>(`SELECT "sha256" FROM "attachment"`);
    expect(named).toHaveLength(6);
    expect(named.every(({ sha256 }) => hasBlob(district.dir, sha256))).toBe(true);
  });

  test("一条有问题的不挡其余：放在一边，回执里说明", async () => {
    const world = World.make();
    const district = await world.district();
    const station = await world.enrolled(district);
    await record(station, "好的一");
    const bad = forgeEntry(station, {}, { set: { line: "不存在的热线", calledAt: "2026-01-01", content: "x" } });
    forgeEntry(station, { kind: "event" }, { set: { recordId: uuidv7(), type: "replied", reached: false } });
    await record(station, "好的二");
    expect(await send(world, station, district)).toMatchObject([
      { outcome: "imported", entries: 4, setAside: 2, code: null },
    ]);
    expect((await district.call("record.list", { kind: "hotline" })).total).toBe(2);
    const receipt = await answer(world, district, station);
    expect(receipt.refused).toMatchObject([{ reason: "parentMissing" }, { record: bad, reason: "invalid" }]);
  });

  test("别的站的记录，一条也改不动", async () => {
    const world = World.make();
    const district = await world.district();
    const victim = await world.enrolled(district, "甲站");
    const thief = await world.enrolled(district, "乙站");
    const id = await record(victim, "甲站的记录");
    await send(world, victim, district);
    const after = `${readIdentity(victim.db).replicaId}:2`;
    forgeEntry(thief, { op: "update", record: id, after }, { set: { content: "改掉" } });
    forgeEntry(thief, { op: "delete", record: id, after }, {});
    forgeEntry(
      thief,
      { op: "erase", record: id, after },
      { set: { line: "resident", calledAt: "2026-01-01", content: "抹掉" } },
    );
    forgeEntry(thief, { kind: "event", op: "create" }, { set: { recordId: id, type: "closed", reached: false } });
    expect(await send(world, thief, district)).toMatchObject([{ outcome: "imported", entries: 4, setAside: 4 }]);
    const full = await district.call("record.get", { id });
    expect(full).toMatchObject({ record: { content: "甲站的记录" }, events: [], state: "received" });
    expect((await district.call("record.history", { id })).map(({ op }) => op)).toEqual(["create"]);
    await victim.call("record.save", { kind: "hotline", id, fields: { content: "甲站自己改" } });
    expect(await send(world, victim, district)).toMatchObject([{ setAside: 0 }]);
    expect((await district.call("record.get", { id })).record).toMatchObject({ content: "甲站自己改" });
    expect(await district.call("check.run", {})).toMatchObject({ ok: true });
  });

  test("新版本程序的记录种类：整个数据包保留，说明要升级；后面的等着", async () => {
    const world = World.make();
    const district = await world.district();
    const station = await world.enrolled(district);
    await record(station, "看得懂的");
    forgeEntry(station, { kind: "hearing" }, { set: { title: "听证会" } });
    expect(await send(world, station, district)).toMatchObject([{ outcome: "held", code: 4006, entries: 0 }]);
    expect((await district.call("record.list", { kind: "hotline" })).total).toBe(0);
    expect(readdirSync(join(district.dir, "held"))).toHaveLength(1);
  });

  test("新版本的文件格式、条目格式：保留，不丢，不动数据", async () => {
    const world = World.make();
    const district = await world.district();
    const station = await world.enrolled(district);
    await record(station);
    const { files } = await station.call("bundle.export", { folder: world.stick });
    const parts = await takeApart(files[0] ?? "", district);
    const newer = await putTogether(parts, keysOf(station), {
      header: { format: 3, novelty: true },
      content: contentOf(parts),
    });
    const { results } = await district.call("bundle.import", { files: [fileWith(world.root, "newer.lxq", newer)] });
    expect(results).toMatchObject([{ outcome: "held", code: 4006 }]);
    forgeEntry(station, { format: entryFormat + 1 }, { set: {} });
    expect(await send(world, station, district)).toMatchObject([{ outcome: "held", code: 4006 }]);
    expect((await district.call("record.list", { kind: "hotline" })).total).toBe(0);
  });

  test("新版本程序的字段原样保留，再改也不丢", async () => {
    const world = World.make();
    const district = await world.district();
    const station = await world.enrolled(district);
    const set = {
      line: "resident",
      calledAt: "2026-01-01",
      content: "x",
      confidential: false,
      urgent: false,
      mood: "着急",
    };
    const id = forgeEntry(station, {}, { set });
    await send(world, station, district);
    await district.call("record.save", { kind: "hotline", id, fields: { unit: "水利局" } });
    expect(district.db.value(`SELECT "extra" FROM "hotline" WHERE "id" = ?`, [id])).toBe(`{"mood":"着急"}`);
  });

  test("区县的设置随回执到联络站，旧回执不会把旧设置带回来", async () => {
    const world = World.make();
    const district = await world.district();
    const station = await world.enrolled(district);
    await district.call("settings.set", { values: { opinionLimit: 1_200 } });
    const [old] = (await district.call("receipt.export", { station: "桐岭镇联络站", folder: world.stick })).files;
    await district.call("settings.set", { values: { opinionLimit: 900 } });
    await answer(world, district, station);
    expect(await station.call("settings.get", {})).toMatchObject({ opinionLimit: 900 });
    await station.call("receipt.import", { file: old ?? "" });
    expect(await station.call("settings.get", {})).toMatchObject({ opinionLimit: 900 });
  });

  test("两边同时改同一项：区县的显示，两个都留，两边看到的一样", async () => {
    const world = World.make();
    const district = await world.district();
    const station = await world.enrolled(district);
    const id = await record(station);
    await send(world, station, district);
    await answer(world, district, station);
    await station.call("record.save", { kind: "hotline", id, fields: { unit: "自来水公司" } });
    await district.call("record.save", { kind: "hotline", id, fields: { unit: "水利局" } });
    await send(world, station, district);
    expect(await answer(world, district, station)).toMatchObject({ drift: false });
    for (const pc of [station, district]) {
      const { record: shown, conflicts } = await pc.call("record.get", { id });
      expect(shown).toMatchObject({ unit: "水利局" });
      expect(conflicts).toMatchObject([{ field: "unit", values: [{ value: "水利局" }, { value: "自来水公司" }] }]);
    }
  });

  test("联络站抹除后，区县那边连日志里都没有这个人；之前写的修改也带不回来", async () => {
    const world = World.make();
    const district = await world.district();
    const station = await world.enrolled(district);
    const id = await record(station, "韦志华本人反映");
    await send(world, station, district);
    await answer(world, district, station);
    await station.call("record.save", { kind: "hotline", id, fields: { caller: "韦志华", note: "韦志华的女儿" } });
    await district.call("record.erase", { id });
    await station.call("record.save", { kind: "hotline", id, fields: { note: "韦志华再次来电" } });
    await send(world, station, district);
    expect(await answer(world, district, station)).toMatchObject({ drift: false });
    for (const pc of [station, district]) {
      const left = pc.db.value<number>(`SELECT count(*) FROM "journal" WHERE CAST("payload" AS TEXT) LIKE '%韦志华%'`);
      expect(left).toBe(0);
      expect((await pc.call("record.list", { kind: "hotline", search: "韦志华" })).total).toBe(0);
      expect(await pc.call("check.run", {})).toMatchObject({ ok: true });
    }
  });

  test("删除的记录恢复后，区县期间的办理也还在", async () => {
    const world = World.make();
    const district = await world.district();
    const station = await world.enrolled(district);
    const id = await record(station);
    await station.call("event.add", { recordId: id, fields: { type: "assigned", unit: "水利局" } });
    await send(world, station, district);
    await answer(world, district, station);
    await station.call("record.delete", { id });
    await district.call("event.add", { recordId: id, fields: { type: "replied", text: "已修好" } });
    await answer(world, district, station);
    await station.call("record.restore", { id });
    await send(world, station, district);
    expect(await answer(world, district, station)).toMatchObject({ drift: false, entries: 0 });
    for (const pc of [station, district]) {
      expect((await pc.call("record.get", { id })).events.map(({ type }) => type).toSorted()).toEqual([
        "assigned",
        "replied",
      ]);
      expect(await pc.call("check.run", {})).toMatchObject({ ok: true });
    }
  });

  test("往来清单", async () => {
    const world = World.make();
    const district = await world.district();
    const station = await world.enrolled(district);
    const [newest] = await station.call("transfer.list", { limit: 1 });
    expect(newest).toMatchObject({ direction: "in", type: "receipt", outcome: "imported", station: "桐岭镇联络站" });
    const all = await district.call("transfer.list", { limit: 10 });
    expect(all.map(({ direction, type, outcome }) => `${direction} ${type} ${outcome}`)).toEqual([
      "out receipt exported",
      "in bundle imported",
      // The join file: held until the call, and then done with.
      "in bundle imported",
      "in bundle held",
    ]);
  });
});
