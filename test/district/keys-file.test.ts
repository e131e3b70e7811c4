/** 密钥文件: the same office again on another PC, under a passphrase, and never twice. */
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type * as AgeEncryption from "age-encryption";
import { describe, expect, test, vi } from "vitest";
import { checkDatabase } from "../../db/journal/check.ts";
import { readIdentity } from "../../db/office/identity.ts";
import { answer, codeOf, openPc, record, send, World, type Pc } from "../helpers/exchange.ts";
import { backup, confirmAll, isAlike, restore, titles } from "../helpers/restore.ts";

/** The real cost of a try is there against guessing (the e2e scenario pays it); here it would be half a minute. */
vi.mock("age-encryption", async (importOriginal) => {
  const original = await importOriginal<typeof AgeEncryption>();
  class Encrypter extends original.Encrypter {
    override setPassphrase(text: string): void {
      super.setPassphrase(text);
      this.setScryptWorkFactor(10);
    }
  }
  return { ...original, Encrypter };
});

const name = "桐岭镇联络站";
const passphrase = "三月桃花 水库 1958";

async function keysFile(world: World, pc: Pc): Promise<string> {
  const file = join(world.folder("密钥"), "..", `${readIdentity(pc.db).role}.lxqkeys`);
  await pc.call("keys.export", { file, passphrase });
  return file;
}

/** An empty folder on another PC, as at the first run. */
const emptyPc = (world: World): Pc => world.keep(openPc(world.folder("新电脑"), { create: true }));

describe("密钥文件", { timeout: 60_000 }, () => {
  test("密钥文件写好了，只是记不下日期：不说成失败，文件是好的；写不进去时原来那份还在", async () => {
    const world = World.make();
    const district = await world.district();
    const file = await keysFile(world, district);
    const former = readFileSync(file);
    district.db.exec(`CREATE TRIGGER "full" BEFORE INSERT ON "local" WHEN new."key" = 'keysExported'
      BEGIN SELECT raise(ABORT, 'full'); END`);
    await district.call("keys.export", { file, passphrase });
    const written = readFileSync(file);
    expect(written.equals(former)).toBe(false);
    await emptyPc(world).call("keys.import", { file, passphrase, operator: "陆志强" });
    const folder = world.folder("密钥夹.lxqkeys");
    mkdirSync(folder);
    expect(await codeOf(district.call("keys.export", { file: folder, passphrase }))).toBe("fileNotForOutput");
    expect(readdirSync(folder)).toEqual([]);
    expect(readFileSync(file).equals(written)).toBe(true);
  });

  test("区县的电脑没了、备份也没了：凭密钥文件重新开始，各站送过的和收到过的都回来", async () => {
    const world = World.make();
    const district = await world.district();
    const station = await world.enrolled(district);
    const id = await record(station, "一");
    await send(world, station, district);
    await district.call("event.add", { recordId: id, fields: { type: "replied", text: "区县的答复" } });
    await district.call("settings.set", { values: { opinionLimit: 1_234 } });
    await answer(world, district, station);
    const file = await keysFile(world, district);
    expect(await district.call("keys.status", {})).toMatchObject({ isHere: true, exportedAt: expect.any(Number) });
    district.close();

    const fresh = emptyPc(world);
    const status = await fresh.call("keys.import", { file, passphrase, operator: "陆志强" });
    expect(status).toMatchObject({ role: "district", name: "武宣县政协", operator: { name: "陆志强" } });
    expect(await answer(world, fresh, station)).toMatchObject({ isRestored: true });
    await send(world, station, fresh);
    await answer(world, fresh, station);
    expect(await titles(fresh)).toEqual(["一"]);
    expect((await fresh.call("record.get", { id })).events.map(({ text }) => text)).toEqual(["区县的答复"]);
    expect(isAlike(station, fresh)).toBe(true);
    expect(await fresh.call("settings.get", {})).toMatchObject({ opinionLimit: 1_234 });
    expect(await station.call("settings.get", {})).toMatchObject({ opinionLimit: 1_234 });
    for (const pc of [station, fresh]) expect(checkDatabase(pc.db)).toMatchObject({ ok: true });
  });

  test("区县在新电脑上恢复备份：先缺密钥，导入密钥文件后照常收发", async () => {
    const world = World.make();
    const district = await world.district();
    const station = await world.enrolled(district);
    await record(station, "备份里有");
    await send(world, station, district);
    const keys = await keysFile(world, district);
    const file = await backup(district);
    await record(station, "备份之后送的");
    await send(world, station, district);
    await answer(world, district, station);

    const { pc: restored } = await restore(world, emptyPc(world), file, true);
    expect(await restored.call("keys.status", {})).toMatchObject({ isHere: false });
    expect(await codeOf(answer(world, restored, station))).toBe("keysMissing");
    await restored.call("keys.import", { file: keys, passphrase });
    expect(await restored.call("keys.status", {})).toMatchObject({ isHere: true });
    expect(await codeOf(restored.call("keys.import", { file: keys, passphrase }))).toBe("keysPresent");
    await answer(world, restored, station);
    await send(world, station, restored);
    await answer(world, restored, station);
    expect(await titles(restored)).toEqual(["备份里有", "备份之后送的"].toSorted());
    expect(isAlike(station, restored)).toBe(true);
  });

  test("新旧两台区县电脑都开着：联络站只跟新的走，旧的那台会被告知", async () => {
    const world = World.make();
    const old = await world.district();
    const station = await world.enrolled(old);
    const id = await record(station, "一");
    await send(world, station, old);
    await answer(world, old, station);
    const fresh = emptyPc(world);
    await fresh.call("keys.import", { file: await keysFile(world, old), passphrase });
    await answer(world, fresh, station);
    await send(world, station, fresh);
    await old.call("event.add", { recordId: id, fields: { type: "replied", text: "旧电脑写的" } });
    expect(await codeOf(answer(world, old, station))).toBe("receiptOutdated");
    await record(station, "二");
    expect(await send(world, station, old)).toMatchObject([{ outcome: "imported", code: 4024 }]);
    expect(await codeOf(answer(world, old, station))).toBe("receiptOutdated");
    await answer(world, fresh, station);
    await send(world, station, fresh);
    expect(await answer(world, fresh, station)).toMatchObject({ drift: false });
    expect((await station.call("record.get", { id })).events).toEqual([]);
  });

  test("联络站换电脑：密钥文件免去邀请，校验码照样核对，记录由区县交还；旧电脑停用后送的不收", async () => {
    const world = World.make();
    const district = await world.district();
    const station = await world.enrolled(district);
    await record(station, "旧电脑记的");
    await send(world, station, district);
    await answer(world, district, station);
    const file = await keysFile(world, station);
    const oldReplica = readIdentity(station.db).replicaId;

    const fresh = emptyPc(world);
    const status = await fresh.call("keys.import", { file, passphrase, operator: "李敏" });
    expect(status).toMatchObject({ role: "station", name, station: { enrolment: "compared" } });
    expect(readIdentity(fresh.db).replicaId).not.toBe(oldReplica);
    expect(status.station?.checkCode).toMatch(/^\d{20}$/);
    expect(await send(world, fresh, district)).toMatchObject([{ outcome: "held", code: 4016 }]);
    await confirmAll(district);
    await answer(world, district, fresh);
    const { files } = await district.call("return.export", { station: name, folder: world.stick });
    for (const part of files) await fresh.call("receipt.import", { file: part });
    expect(await titles(fresh)).toEqual(["旧电脑记的"]);
    await district.call("district.retire", { replica: oldReplica });
    await record(station, "停用之后");
    expect(await send(world, station, district)).toMatchObject([{ outcome: "refused", code: 4012 }]);
    expect(await answer(world, district, fresh)).toMatchObject({ drift: false });
  });

  test("区县恢复过备份之后才导出的联络站密钥文件：新电脑直接跟新的反馈走", async () => {
    const world = World.make();
    const district = await world.district();
    const station = await world.enrolled(district);
    const saved = await backup(district);
    await answer(world, district, station);
    const { pc: restored } = await restore(world, district, saved);
    await answer(world, restored, station);
    const fresh = emptyPc(world);
    await fresh.call("keys.import", { file: await keysFile(world, station), passphrase });
    await send(world, fresh, restored);
    await confirmAll(restored);
    expect(await answer(world, restored, fresh)).toMatchObject({ isRestored: false });
  });

  test("口令不对、文件不对、别的单位的：说明原因，什么都不改；全角和首尾空格不算错", async () => {
    const world = World.make();
    const district = await world.district();
    const other = await world.district("象州县政协");
    const file = await keysFile(world, district);
    const fresh = emptyPc(world);
    expect(await codeOf(fresh.call("keys.import", { file, passphrase: "不是这个口令吧你看看" }))).toBe(
      "keysWrongPassphrase",
    );
    const broken = join(world.stick, "坏了.lxqkeys");
    writeFileSync(broken, "随便一个文件");
    expect(await codeOf(fresh.call("keys.import", { file: broken, passphrase }))).toBe("keysFileInvalid");
    writeFileSync(broken, readFileSync(file).subarray(0, 300));
    expect(await codeOf(fresh.call("keys.import", { file: broken, passphrase }))).toBe("keysWrongPassphrase");
    expect((await fresh.call("app.status", {})).role).toBeNull();
    rmSync(join(other.dir, "keys.json"));
    expect(await codeOf(other.call("keys.import", { file, passphrase }))).toBe("keysOtherOffice");
    expect(await codeOf(district.call("keys.export", { file, passphrase: "太短" }))).toBe("inputInvalid");
    await fresh.call("keys.import", { file, passphrase: ` ${passphrase.replace("1958", "１９５８")} ` });
    expect((await fresh.call("app.status", {})).name).toBe("武宣县政协");
  });

  test("密钥文件里没有明文：名称、密钥都读不出来；联络站的不带任何私钥", async () => {
    const world = World.make();
    const district = await world.district();
    const station = await world.enrolled(district);
    const bytes = readFileSync(await keysFile(world, district));
    expect(bytes.includes("AGE-SECRET-KEY")).toBe(false);
    expect(bytes.includes("武宣")).toBe(false);
    expect(bytes.subarray(0, 21).toString()).toBe("age-encryption.org/v1");
    // Without the station's own folder its file is good for a new PC only.
    const file = await keysFile(world, station);
    const copy = world.folder("没有密钥的副本");
    station.db.exec("PRAGMA wal_checkpoint(TRUNCATE)");
    cpSync(station.dir, copy, { recursive: true });
    rmSync(join(copy, "keys.json"));
    const lost = world.open(copy);
    const before = readIdentity(lost.db).replicaId;
    await lost.call("keys.import", { file, passphrase });
    expect(readIdentity(lost.db).replicaId).not.toBe(before);
    expect(await lost.call("app.status", {})).toMatchObject({ station: { enrolment: "compared" } });
  });
});
