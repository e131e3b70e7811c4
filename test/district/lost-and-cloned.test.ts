import { enrol } from "../../scripts/common/enrol.ts";
import { existsSync, readdirSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Output } from "../../db/api/operations.ts";
import { AppError } from "../../db/schema/app-error.ts";
import { readIdentity } from "../../db/office/identity.ts";
import { openService } from "../../db/service.ts";
import { everythingIn } from "../helpers/craft.ts";
import { answer, codeOf, record, send, World, type Pc } from "../helpers/exchange.ts";
import { confirmAll, copyOf, titles } from "../helpers/restore.ts";

const exported = async (world: World, pc: Pc): Promise<string> =>
  (await pc.call("bundle.export", { folder: world.stick })).files[0] ?? "";

describe("U盘和电脑会出的事", () => {
  test("U盘丢了，下一次导出自动补上", async () => {
    const world = World.make();
    const district = await world.district();
    const station = await world.enrolled(district);
    await record(station, "第一件");
    rmSync(await exported(world, station));
    const second = await record(station, "第二件");
    const [result] = await send(world, station, district);
    expect(result).toMatchObject({ outcome: "imported", entries: 2 });
    await answer(world, district, station);
    expect((await station.call("record.get", { id: second })).delivery).toBe("imported");
    expect(await codeOf(station.call("bundle.export", { folder: world.stick }))).toBe("bundleNothing");
  });

  test("记录依次显示：已保存、已导出、已导入", async () => {
    const world = World.make();
    const district = await world.district();
    const station = await world.enrolled(district);
    const id = await record(station);
    const delivery = async () => (await station.call("record.get", { id })).delivery;
    expect(await delivery()).toBe("saved");
    const file = await exported(world, station);
    expect(await delivery()).toBe("exported");
    await district.call("bundle.import", { files: [file] });
    await answer(world, district, station);
    expect(await delivery()).toBe("imported");
  });

  test("后面的数据包先到：先保留，补上前面的就自动导入", async () => {
    const world = World.make();
    const district = await world.district();
    const station = await world.enrolled(district);
    await record(station, "第一件");
    const first = await exported(world, station);
    await acknowledgeLocally(station);
    await record(station, "第二件");
    const second = await exported(world, station);
    const early = await district.call("bundle.import", { files: [second] });
    expect(early.results).toMatchObject([{ outcome: "held", code: 4007, entries: 0 }]);
    expect(early.results[0]?.message).toContain("第 2–2 条");
    expect((await district.call("bundle.import", { files: [second] })).results).toMatchObject([{ outcome: "held" }]);
    const receipt = await district.call("receipt.export", { station: "桐岭镇联络站", folder: world.stick });
    expect(receipt.files).toHaveLength(1);
    const healed = await district.call("bundle.import", { files: [first] });
    expect(healed.results).toMatchObject([
      { outcome: "imported", entries: 1 },
      { outcome: "imported", entries: 1 },
    ]);
    expect((await district.call("record.list", { kind: "hotline" })).total).toBe(2);
    expect(readdirSync(join(district.dir, "held"))).toEqual([]);
  });

  test("几个数据包一次选中，先后次序无所谓；试运行什么都不改", async () => {
    const world = World.make();
    const district = await world.district();
    const station = await world.enrolled(district);
    const files: string[] = [];
    for (const content of ["一", "二", "三"]) {
      await record(station, content);
      files.push(await exported(world, station));
      await acknowledgeLocally(station);
    }
    const before = everythingIn(district);
    const dry = await district.call("bundle.import", { files: files.toReversed(), dryRun: true });
    expect(dry.results).toMatchObject([1, 1, 1].map((entries) => ({ outcome: "imported", entries })));
    expect(everythingIn(district)).toEqual(before);
    const { results } = await district.call("bundle.import", { files: files.toReversed() });
    expect(results.map(({ file }) => file)).toEqual(files.toReversed());
    expect(results).toMatchObject([1, 1, 1].map((entries) => ({ outcome: "imported", entries })));
  });

  test("重新导出的数据包与收到的有重叠：只导入新的部分", async () => {
    const world = World.make();
    const district = await world.district();
    const station = await world.enrolled(district);
    await record(station, "第一件");
    await district.call("bundle.import", { files: [await exported(world, station)] });
    await record(station, "第二件");
    const [result] = await send(world, station, district);
    expect(result).toMatchObject({ outcome: "imported", entries: 1 });
  });

  test("克隆的电脑：两份历史都保留", async () => {
    const world = World.make();
    const district = await world.district();
    const station = await world.enrolled(district);
    const clone = copyOf(world, station);
    await record(station, "原机登记的");
    await record(clone, "克隆机登记的");
    expect(await send(world, station, district)).toMatchObject([{ outcome: "imported" }]);
    const before = await district.call("record.list", { kind: "hotline" });
    const [forked] = await send(world, clone, district);
    expect(forked).toMatchObject({ outcome: "fork", code: 4008, entries: 0 });
    expect(readdirSync(join(district.dir, "held"))).toHaveLength(1);
    expect(await district.call("record.list", { kind: "hotline" })).toEqual(before);
    await record(station, "原机继续");
    expect(await send(world, station, district)).toMatchObject([{ outcome: "imported" }]);
    expect(await codeOf(answer(world, district, clone))).toBe("receiptRolledBack");
  });

  test("克隆的电脑查清之后：它作为新电脑补送了那些记录，暂存就清掉；没补送之前一直列着，列的就是那一个文件", async () => {
    const world = World.make();
    const district = await world.district();
    const station = await world.enrolled(district);
    const clone = copyOf(world, station);
    await record(station, "原机登记的");
    await record(clone, "克隆机登记的");
    await send(world, station, district);
    const forked = (await clone.call("bundle.export", { folder: world.stick })).files[0] ?? "";
    await district.call("bundle.import", { files: [forked] });
    const heldNow = async () => (await district.call("district.stations", {})).stations[0]?.heldFiles;
    expect(await heldNow()).toMatchObject([{ file: forked, code: 4008 }]);
    const { files } = await district.call("return.export", { station: "桐岭镇联络站", folder: world.stick });
    await clone.call("receipt.import", { file: files[0] ?? "" });
    expect(await send(world, clone, district)).toMatchObject([{ outcome: "held", code: 4016 }]);
    expect((await heldNow())?.map(({ code }) => code).toSorted()).toEqual([4008, 4016]);
    expect((await heldNow())?.map(({ file }) => file)).toContain(forked);
    await confirmAll(district);
    expect(await titles(district)).toEqual(["克隆机登记的", "原机登记的"].toSorted());
    expect(await heldNow()).toEqual([]);
    expect(readdirSync(join(district.dir, "held"))).toEqual([]);
  });

  test("停用一台电脑，它暂存的数据包也不再列着", async () => {
    const world = World.make();
    const district = await world.district();
    const stranger = await world.joined(district, "大坪镇联络站");
    await record(stranger, "没确认就停用");
    await send(world, stranger, district);
    const [station] = (await district.call("district.stations", {})).stations;
    expect(station).toMatchObject({ held: 1 });
    const after = await district.call("district.retire", { replica: station?.replicas[0]?.replica ?? "" });
    expect(after.stations[0]).toMatchObject({ held: 0, heldFiles: [] });
    expect(readdirSync(join(district.dir, "held"))).toEqual([]);
  });

  test("停用克隆过的电脑：另一份历史的数据包还列着，重新打开后也还在", async () => {
    const world = World.make();
    const district = await world.district();
    const station = await world.enrolled(district);
    const clone = copyOf(world, station);
    await record(station, "原机登记的");
    await record(clone, "克隆机登记的");
    await send(world, station, district);
    const { files } = await clone.call("bundle.export", { folder: world.stick });
    await district.call("bundle.import", { files: [...files] });
    const heldOf = ({ stations }: Output<"district.stations">) =>
      stations[0]?.heldFiles.map(({ file, code }) => ({ file, code }));
    await district.call("district.retire", { replica: readIdentity(station.db).replicaId });
    const fork = [{ file: files[0], code: 4008 }];
    expect(heldOf(await district.call("district.stations", {}))).toEqual(fork);
    // As after a night: what lies there unlisted is removed when the program is started.
    const [name = ""] = readdirSync(join(district.dir, "held"));
    utimesSync(join(district.dir, "held", name), new Date(0), new Date(0));
    district.close();
    const again = openService({ dir: district.dir });
    expect(heldOf(await again.call("district.stations", {}))).toEqual(fork);
    await again.close();
    expect(readdirSync(join(district.dir, "held"))).toEqual([name]);
  });

  test("联络站恢复了旧备份：回执会指出来，什么都不改", async () => {
    const world = World.make();
    const district = await world.district();
    const station = await world.enrolled(district);
    await record(station, "备份之前");
    await send(world, station, district);
    await answer(world, district, station);
    const restored = copyOf(world, station);
    await record(station, "备份之后");
    await send(world, station, district);
    const before = everythingIn(restored);
    expect(await codeOf(answer(world, district, restored))).toBe("receiptRolledBack");
    expect(everythingIn(restored)).toEqual(before);
    await record(restored, "恢复之后另写的");
    expect(await send(world, restored, district)).toMatchObject([{ outcome: "fork" }]);
  });

  test("区县恢复了旧备份：联络站发现反馈对不上，不会把两份混在一起", async () => {
    const world = World.make();
    const district = await world.district();
    const station = await world.enrolled(district);
    const id = await record(station);
    await send(world, station, district);
    const restored = copyOf(world, district);
    await district.call("event.add", { recordId: id, fields: { type: "replied", text: "原来的答复" } });
    await answer(world, district, station);
    await restored.call("event.add", { recordId: id, fields: { type: "replied", text: "恢复后的答复" } });
    const before = everythingIn(station);
    expect(await codeOf(answer(world, restored, station))).toBe("receiptFork");
    expect(everythingIn(station)).toEqual(before);
  });

  test("回执丢了反馈：下一次数据包说明缺哪里，新的回执补上", async () => {
    const world = World.make();
    const district = await world.district();
    const station = await world.enrolled(district);
    const id = await record(station);
    await send(world, station, district);
    await district.call("event.add", { recordId: id, fields: { type: "replied", text: "一" } });
    // The PC goes back to a backup that has all of its own entries, but not the feedback it has acknowledged since.
    await record(station, "再记一件");
    const old = copyOf(world, station);
    await answer(world, district, station);
    await send(world, station, district);
    await district.call("event.add", { recordId: id, fields: { type: "replied", text: "二" } });
    expect(await codeOf(answer(world, district, old))).toBe("receiptGap");
    expect((await old.call("record.get", { id })).events).toEqual([]);
    expect(await send(world, old, district)).toMatchObject([{ outcome: "duplicate" }]);
    expect(await answer(world, district, old)).toMatchObject({ entries: 2, drift: false });
    expect((await old.call("record.get", { id })).events).toHaveLength(2);
  });

  test("重复的、旧的回执没有影响，确认过的不会倒退", async () => {
    const world = World.make();
    const district = await world.district();
    const station = await world.enrolled(district);
    await record(station, "一");
    await send(world, station, district);
    const [old] = (await district.call("receipt.export", { station: "桐岭镇联络站", folder: world.stick })).files;
    await record(station, "二");
    await send(world, station, district);
    const newest = await answer(world, district, station);
    const again = await station.call("receipt.import", { file: old ?? "" });
    expect(again).toMatchObject({ acknowledged: newest.acknowledged, entries: 0 });
    expect(await codeOf(station.call("bundle.export", { folder: world.stick }))).toBe("bundleNothing");
  });

  test("写不进U盘、中途取消：什么都不留下", async () => {
    const world = World.make();
    const district = await world.district();
    const station = await world.enrolled(district);
    await record(station);
    const before = everythingIn(station);
    const noFolder = join(world.stick, "通知.txt");
    writeFileSync(noFolder, "一个文件，不是文件夹");
    const names = readdirSync(world.stick);
    expect(await codeOf(station.call("bundle.export", { folder: join(noFolder, "x") }))).toBe("fileUnwritable");
    let asked = 0;
    const impatient = {
      progress: () => {},
      throwIfCancelled: () => {
        if ((asked += 1) >= 1) throw new AppError("cancelled");
      },
    };
    expect(await codeOf(station.call("bundle.export", { folder: world.stick }, impatient))).toBe("cancelled");
    expect(everythingIn(station)).toEqual(before);
    expect(readdirSync(world.stick)).toEqual(names);
    expect(
      existsSync(join(station.dir, "tmp", "exchange")) ? readdirSync(join(station.dir, "tmp", "exchange")) : [],
    ).toEqual([]);
  });

  test("带密钥的数据目录一样能交换，暂存文件也是加密的", async () => {
    const world = World.make();
    const district = await world.district();
    const station = await world.pc("本机", "口令");
    await enrol(district, station, { name: "桐岭镇联络站", stick: world.stick });
    await record(station);
    await send(world, station, district);
    expect(await answer(world, district, station)).toMatchObject({ drift: false });
  });
});

/** As if every receipt had come: the next export starts after this one. */
async function acknowledgeLocally(pc: Pc): Promise<void> {
  pc.db.run(`UPDATE "replica" SET "importedSeq" = "headSeq" WHERE "id" = ?`, [readIdentity(pc.db).replicaId]);
}
