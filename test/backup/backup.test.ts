import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test, vi } from "vitest";
import { readPlace } from "../../db/backup/manifest.ts";
import { openOnDemand } from "../../electron/host/on-demand.ts";
import { backupFolder, databaseFile } from "../../db/database/open.ts";
import { openService, type Service } from "../../db/service.ts";
import { codeOf } from "../helpers/exchange.ts";
import { aCall, makeFolder, makeStation, open } from "../helpers/folder.ts";

const record = async (service: Service, content: string): Promise<string> =>
  (await service.call("record.save", { kind: "hotline", fields: { ...aCall, content } })).record.id;

const newest = async (service: Service): Promise<string> =>
  (await service.call("backup.list", { place: "here" })).backups[0]?.file ?? "";

const contents = async (service: Service): Promise<string[]> =>
  (await service.call("record.list", { kind: "hotline", sort: "updated" })).records.map(({ title }) => title);

async function attach(service: Service, dir: string, recordId: string): Promise<void> {
  const file = join(dir, "..", `照片-${recordId.slice(-6)}.txt`);
  writeFileSync(file, `现场照片 ${recordId}`);
  await service.call("attachment.add", { recordId, file, role: "photo" });
  rmSync(file);
}

describe("备份", () => {
  test("备份一份：读回核对、写明条数，附件一并保存；没有改动就不重复备份", async () => {
    const dir = join(makeFolder(), "数据");
    const station = await makeStation(dir);
    expect((await station.call("backup.status", {})).here, "a station of today").toMatchObject({
      warning: null,
      lastAt: null,
    });
    await attach(station, dir, await record(station, "路灯不亮"));
    const status = await station.call("backup.now", {});
    expect(status.here).toMatchObject({ isCurrent: true, warning: null, failure: null, count: 1 });
    const { backups } = await station.call("backup.list", { place: "here" });
    expect(backups).toMatchObject([
      { reason: "manual", isWhole: true, since: 0, counts: { hotline: 1, attachment: 1 } },
    ]);
    expect(statSync(backups[0]?.file ?? "").size).toBe(backups[0]?.bytes);
    const [stored] = readPlace(backupFolder(dir)).backups;
    expect(stored?.blobs).toHaveLength(1);
    const [name] = stored?.blobs ?? [];
    expect(existsSync(join(backupFolder(dir), "blobs", name?.slice(0, 2) ?? "", name ?? ""))).toBe(true);
    await record(station, "又一件");
    expect((await station.call("backup.list", { place: "here" })).backups).toMatchObject([{ since: 1 }]);
    expect((await station.call("backup.status", {})).here.isCurrent).toBe(false);
  });

  test("打开后自动备份，改动之后到点再备份；没有改动不再写", async () => {
    const dir = join(makeFolder(), "数据");
    await (await makeStation(dir)).close();
    const station = open(dir, { backups: { firstAfter: 10, every: 60 } });
    await vi.waitFor(async () =>
      expect((await station.call("backup.list", { place: "here" })).backups).toHaveLength(1),
    );
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect((await station.call("backup.list", { place: "here" })).backups).toMatchObject([{ reason: "start" }]);
    await record(station, "新来电");
    await vi.waitFor(async () =>
      expect((await station.call("backup.list", { place: "here" })).backups).toMatchObject([
        { reason: "hourly" },
        { reason: "start" },
      ]),
    );
  });

  test("备份进行中照常打字：草稿在备份结束之前就已保存", async () => {
    const dir = join(makeFolder(), "数据");
    const station = await makeStation(dir);
    for (let index = 0; index < 40; index += 1) await record(station, "占地方的内容".repeat(3_000));
    const order: string[] = [];
    const backup = station.call("backup.now", {}).then(() => order.push("备份"));
    const draft = station
      .call("draft.put", { key: "new", kind: "hotline", recordId: null, content: { content: "正在写" } })
      .then(() => order.push("草稿"));
    await Promise.all([backup, draft]);
    expect(order).toEqual(["草稿", "备份"]);
  });

  test("第二个位置：U盘在时写一份；拔掉时提示上次成功的时间，本机备份照常", async () => {
    const dir = join(makeFolder(), "数据");
    const stick = join(makeFolder(), "U盘");
    mkdirSync(stick);
    let now = Date.UTC(2026, 2, 18, 2);
    const station = await makeStation(dir, { clock: () => now });
    const { backup: plan } = await station.call("preference.get", {});
    await station.call("preference.set", { values: { backup: { ...plan, second: stick } } });
    await attach(station, dir, await record(station, "一"));
    const written = await station.call("backup.now", {});
    expect(written.second).toMatchObject({ count: 1, isCurrent: true, warning: null });
    const [folder] = readdirSync(stick);
    expect(folder).toMatch(/^连心桥备份-桐岭镇联络站-/);
    expect(readPlace(join(stick, folder ?? "")).backups[0]?.blobs).toHaveLength(1);
    renameSync(stick, `${stick}-拔掉`);
    await record(station, "二");
    expect(await codeOf(station.call("backup.now", {}))).toBe("backupPlaceMissing");
    expect((await station.call("backup.status", {})).here).toMatchObject({ count: 2, isCurrent: true });
    now += 8 * 24 * 3_600_000;
    const { second } = await station.call("backup.status", {});
    expect(second).toMatchObject({ warning: "old", lastAt: Date.UTC(2026, 2, 18, 2) });
  });

  test("备份写到一半被杀：残留的半份不算备份，下一次照常", async () => {
    const dir = join(makeFolder(), "数据");
    const station = await makeStation(dir);
    await station.call("backup.now", {});
    writeFileSync(join(backupFolder(dir), "000002-20260318-100000-hourly.lxqbackup.part"), "半份");
    writeFileSync(join(backupFolder(dir), "000002-20260318-100000-hourly.lxqbackup.json"), "{}");
    expect((await station.call("backup.list", { place: "here" })).backups).toHaveLength(1);
    await station.call("backup.now", {});
    expect(readdirSync(backupFolder(dir)).filter((name) => name.includes("100000"))).toEqual([]);
  });
});

describe("恢复", () => {
  test("先看备份里有什么、恢复后会少什么，再恢复；恢复可以撤销", async () => {
    const dir = join(makeFolder(), "数据");
    const station = await makeStation(dir);
    const kept = await record(station, "备份之前");
    await attach(station, dir, kept);
    await station.call("backup.now", {});
    const file = await newest(station);
    await record(station, "备份之后");
    await station.call("record.save", { kind: "hotline", id: kept, fields: { ...aCall, content: "备份之后改过" } });
    const look = await station.call("backup.look", { file });
    expect(look.kinds.find(({ kind }) => kind === "hotline")).toEqual({
      kind: "hotline",
      backup: 1,
      now: 2,
      changed: 1,
      onlyNow: 1,
      onlyBackup: 0,
    });
    const { records } = await station.call("backup.records", { file, kind: "hotline" });
    expect(records.map(({ title, difference }) => [title, difference])).toEqual([
      ["备份之后", "onlyNow"],
      ["备份之前", "changed"],
    ]);
    expect((await contents(station)).length).toBe(2);
    const restored = await station.call("backup.restore", { file });
    expect(restored).toMatchObject({ renewed: false, status: { name: "桐岭镇联络站" } });
    expect(await contents(station)).toEqual(["备份之前"]);
    expect((await station.call("check.run", {})).ok).toBe(true);
    expect(await newest(station)).toBe(restored.undo);
    await station.call("backup.restore", { file: restored.undo ?? "" });
    expect((await contents(station)).toSorted()).toEqual(["备份之后", "备份之后改过"]);
    expect((await station.call("check.run", {})).ok).toBe(true);
    await record(station, "接着记");
    await station.close();
    expect((await contents(open(dir))).length).toBe(3);
  });

  test("恢复时附件也回来", async () => {
    const dir = join(makeFolder(), "数据");
    const station = await makeStation(dir);
    await attach(station, dir, await record(station, "有照片"));
    await station.call("backup.now", {});
    const file = await newest(station);
    rmSync(join(dir, "blobs"), { recursive: true });
    await station.call("backup.restore", { file });
    const stored = readPlace(backupFolder(dir)).backups.at(-1);
    const [sha256] = stored?.blobs ?? [];
    expect(await station.call("attachment.verify", { sha256: [sha256 ?? ""] })).toMatchObject([{ state: "ok" }]);
  });

  test("备份文件坏了一个字节：不恢复，现有数据不动", async () => {
    const dir = join(makeFolder(), "数据");
    const station = await makeStation(dir);
    await record(station, "一");
    await station.call("backup.now", {});
    const file = await newest(station);
    const bytes = readFileSync(file);
    bytes[bytes.length - 10] = (bytes[bytes.length - 10] ?? 0) ^ 0xff;
    writeFileSync(file, bytes);
    await record(station, "二");
    expect(await codeOf(station.call("backup.restore", { file }))).toBe("backupDamaged");
    expect((await contents(station)).length).toBe(2);
  });

  test("别的单位的备份：不恢复", async () => {
    const other = await makeStation();
    await other.call("app.signIn", { operator: "王" });
    const elsewhere = join(makeFolder(), "别站");
    const service = open(elsewhere);
    await service.call("app.setup", { role: "station", name: "大坪镇联络站", operator: "张" });
    await service.call("backup.now", {});
    expect(await codeOf(other.call("backup.restore", { file: await newest(service) }))).toBe("backupOtherOffice");
  });

  test("数据文件损坏打不开：仍能查看备份并恢复，坏文件另存一边", async () => {
    const dir = join(makeFolder(), "数据");
    const station = await makeStation(dir);
    await record(station, "备份过的");
    await station.call("backup.now", {});
    await station.close();
    writeFileSync(databaseFile(dir), "坏了".repeat(3_000));
    const service = openOnDemand(() => openService({ dir }), { openRescue: () => openService({ dir, rescue: true }) });
    expect(await codeOf(service.callUntyped("app.status", {}))).toMatch(/databaseWrongKey|databaseCorrupt/);
    const { backups } = (await service.callUntyped("backup.list", { place: "here" })) as {
      backups: { file: string; since: number | null }[];
    };
    expect(backups).toMatchObject([{ since: null }]);
    await service.callUntyped("backup.restore", { file: backups[0]?.file });
    expect(await service.callUntyped("record.list", { kind: "hotline" })).toMatchObject({ total: 1 });
    expect(readdirSync(dir).filter((name) => name.startsWith("damaged-"))).toHaveLength(1);
    await service.close();
  });

  test("恢复之后，已应群众要求删除的个人信息不会回来", async () => {
    const dir = join(makeFolder(), "数据");
    const station = await makeStation(dir);
    const id = await record(station, "韦志华反映的事");
    await station.call("backup.now", {});
    const file = await newest(station);
    await station.call("record.erase", { id });
    await station.call("backup.restore", { file });
    const { record: restored } = await station.call("record.get", { id });
    expect(JSON.stringify(restored)).not.toContain("韦志华");
    expect((await station.call("check.run", {})).ok).toBe(true);
  });
});
