import { execFileSync } from "node:child_process";
import { chmodSync, lstatSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { databaseFile } from "../../db/database/open.ts";
import { accessOf, closeToOthers } from "../../db/files/access.ts";
import { aCall, makeFolder, makeStation, open } from "../helpers/folder.ts";

const isPosix = process.platform !== "win32";
const isRoot = process.getuid?.() === 0;

const modeOf = (path: string): string => (lstatSync(path).mode & 0o777).toString(8);

/** Everything below a folder that group or others may do anything with, with its mode. */
const openBelow = (dir: string): string[] =>
  ["", ...readdirSync(dir, { recursive: true, encoding: "utf8" })].flatMap((name) => {
    const status = lstatSync(join(dir, name));
    return status.isSymbolicLink() || (status.mode & 0o077) === 0 ? [] : [`${name} ${modeOf(join(dir, name))}`];
  });

/** What another account of this PC sees: names in the folder and the first bytes of its database. */
function asSomebodyElse(command: string): boolean {
  try {
    execFileSync("su", ["nobody", "-s", "/bin/sh", "-c", command], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

/** A folder below which nothing but its own rights keeps others out. */
function makePublicFolder(): string {
  const base = makeFolder();
  chmodSync(base, 0o755);
  return base;
}

function openToAll(dir: string): void {
  chmodSync(dir, 0o777);
  for (const name of readdirSync(dir, { recursive: true, encoding: "utf8" })) {
    const path = join(dir, name);
    chmodSync(path, lstatSync(path).isDirectory() ? 0o755 : 0o644);
  }
}

async function makeUsedStation(dir: string): Promise<void> {
  const station = await makeStation(dir);
  const source = join(makeFolder(), "现场.txt");
  writeFileSync(source, "照片");
  const { record } = await station.call("record.save", { kind: "hotline", fields: aCall });
  await station.call("attachment.add", { recordId: record.id, file: source, role: "other" });
  await station.call("backup.now", {});
  await station.close();
}

describe.runIf(isPosix)("本机其他账户读不到数据", () => {
  test.each([
    ["755", 0o755, 0o022],
    ["777", 0o777, 0],
  ])("管理员先建好的文件夹（%s）里开始记录：全部收紧，一边记一边仍是收紧的", async (_, mode, mask) => {
    const dir = join(makePublicFolder(), "数据");
    mkdirSync(dir);
    chmodSync(dir, mode);
    // What new files get where nothing else is said.
    const before = process.umask(mask);
    onTestFinished(() => void process.umask(before));
    const station = await makeStation(dir);
    await station.call("record.save", { kind: "hotline", fields: aCall });
    await station.call("backup.now", {});
    expect(openBelow(dir)).toEqual([]);
    expect(modeOf(dir)).toBe("700");
    expect(modeOf(databaseFile(dir))).toBe("600");
    expect(modeOf(`${databaseFile(dir)}-wal`)).toBe("600");
    expect(await station.call("folder.access", {})).toBeNull();
  });

  test("用了很久的文件夹（755，文件 644）：打开一次就收紧到最里层，记录照常", async () => {
    const dir = join(makePublicFolder(), "数据");
    await makeUsedStation(dir);
    writeFileSync(join(dir, "keys.json.part"), "");
    openToAll(dir);
    expect(openBelow(dir).length).toBeGreaterThan(8);
    const station = open(dir);
    expect(openBelow(dir)).toEqual([]);
    expect((await station.call("record.list", { kind: "hotline" })).total).toBe(1);
  });

  test("第二个备份位置是公共文件夹：写进去的备份只有自己能读，公共文件夹不动", async () => {
    const station = await makeStation();
    const shared = makePublicFolder();
    const plan = { everyMinutes: 60, hourly: 2, daily: 2, monthly: 2, second: shared };
    await station.call("preference.set", { values: { backup: plan } });
    await station.call("backup.now", {});
    const [place = ""] = readdirSync(shared);
    expect(openBelow(join(shared, place))).toEqual([]);
    openToAll(join(shared, place));
    await station.call("record.save", { kind: "hotline", fields: aCall });
    await station.call("backup.now", {});
    expect(openBelow(join(shared, place))).toEqual([]);
    expect(modeOf(shared)).toBe("755");
  });

  test("文件夹里还有别人的文件：只收紧自己的，别人的文件和文件夹本身不动；别人能换掉文件就说出来", async () => {
    const dir = makePublicFolder();
    await makeUsedStation(dir);
    openToAll(dir);
    mkdirSync(join(dir, "照片"));
    writeFileSync(join(dir, "照片", "合影.jpg"), "");
    for (const name of [dir, join(dir, "照片")]) chmodSync(name, 0o755);
    chmodSync(join(dir, "照片", "合影.jpg"), 0o644);
    const first = open(dir);
    expect(openBelow(dir)).toEqual([" 755", "照片 755", "照片/合影.jpg 644"]);
    expect(await first.call("folder.access", {})).toBeNull();
    await first.close();
    chmodSync(dir, 0o777);
    expect(await open(dir).call("folder.access", {})).toMatchObject({ open: null, replaceable: { reason: "shared" } });
    expect(modeOf(dir)).toBe("777");
  });

  test("链接不跟过去改：别处的文件不动，别人能读就说出来", async () => {
    const dir = makePublicFolder();
    await makeUsedStation(dir);
    const elsewhere = join(makePublicFolder(), "别处");
    mkdirSync(elsewhere);
    chmodSync(elsewhere, 0o755);
    symlinkSync(elsewhere, join(dir, "exports"));
    const station = open(dir);
    expect(modeOf(elsewhere)).toBe("755");
    expect(await station.call("folder.access", {})).toMatchObject({
      open: { names: ["exports"], reason: "link" },
      replaceable: null,
    });
  });

  test("上一级文件夹已经挡住别人：不报", async () => {
    const base = makeFolder();
    const dir = join(base, "数据");
    mkdirSync(join(dir, "backups"), { recursive: true });
    for (const name of [base, dir, join(dir, "backups")]) chmodSync(name, 0o755);
    expect(accessOf(dir)).toMatchObject({ open: { names: ["backups"] } });
    chmodSync(base, 0o700);
    expect(accessOf(dir)).toBeNull();
  });

  test.runIf(isRoot)("文件属于另一个账户，改不了权限：说是谁的、什么能读，不出错", async () => {
    const dir = join(makePublicFolder(), "数据");
    await makeUsedStation(dir);
    openToAll(dir);
    const nobody = 65_534;
    process.seteuid?.(nobody);
    try {
      closeToOthers(dir);
      expect(accessOf(dir)).toMatchObject({
        open: { names: expect.arrayContaining(["backups", "keys.json", "lianxinqiao.db"]) as unknown, reason: "owner" },
        replaceable: { reason: "owner", owner: 0 },
      });
    } finally {
      process.seteuid?.(0);
    }
  });

  test.runIf(isRoot)("换一个账户真的去读：收紧之前读得到，打开之后读不到", async () => {
    const dir = join(makePublicFolder(), "数据");
    await makeUsedStation(dir);
    openToAll(dir);
    const file = databaseFile(dir);
    expect(asSomebodyElse(`head -c 16 '${file}'`)).toBe(true);
    const station = open(dir);
    await station.call("record.save", { kind: "hotline", fields: aCall });
    for (const name of [file, `${file}-wal`, join(dir, "keys.json"), join(dir, "backups")])
      expect([name, asSomebodyElse(`ls -d '${dir}' && (head -c 1 '${name}' || ls '${name}')`)]).toEqual([name, false]);
    expect(asSomebodyElse(`ls '${dirname(dir)}'`)).toBe(true);
  });
});
