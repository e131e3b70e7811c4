import { execFileSync, spawnSync } from "node:child_process";
import {
  chmodSync,
  closeSync,
  cpSync,
  mkdirSync,
  openSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { databaseFile, openDatabase } from "../db/database/open.ts";
import { openService } from "../db/service.ts";
import { aCall, makeFolder, makeStation, open } from "./helpers/folder.ts";

/** The number of the error that `work` throws. */
function errorOf(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return error instanceof Error && "code" in error ? error.code : error;
  }
  return "no error";
}

const filesOf = (dir: string) =>
  Object.fromEntries(
    readdirSync(dir)
      .filter((name) => name.endsWith(".db"))
      .map((name) => [name, readFileSync(join(dir, name)).toString("base64")]),
  );

describe("打开数据目录", () => {
  test("路径里有中文和空格，照样能建能开", async () => {
    const dir = join(makeFolder(), "我的 数据（2026）");
    const station = await makeStation(dir);
    await station.call("record.save", { kind: "hotline", fields: aCall });
    await station.close();
    const again = openService({ dir });
    expect((await again.call("record.list", { kind: "hotline" })).total).toBe(1);
    await again.close();
  });

  test("断电（进程被杀）后重新打开，已保存的记录和没存的草稿都在", async () => {
    const dir = makeFolder();
    const script = `
      const { openService } = await import(${JSON.stringify(new URL("../db/service.ts", import.meta.url).href)});
      const service = openService({ dir: ${JSON.stringify(dir)} });
      await service.call("app.setup", { role: "station", name: "站" });
      await service.call("record.save", { kind: "hotline", fields: ${JSON.stringify(aCall)} });
      await service.call("draft.put", { key: "hotline:new", kind: "hotline", recordId: null, content: { fields: { content: "写到一半" } } });
      process.kill(process.pid, "SIGKILL");`;
    expect(() => execFileSync(process.execPath, ["--input-type=module", "-e", script], { stdio: "pipe" })).toThrow(
      /SIGKILL|Command failed/,
    );
    const service = open(dir);
    const drafts = await service.call("draft.list", {});
    expect((await service.call("record.list", { kind: "hotline" })).total).toBe(1);
    expect(drafts[0]?.title).toBe("写到一半");
  });

  test("同一个目录不能被两个程序同时打开", async () => {
    const dir = makeFolder();
    await makeStation(dir);
    expect(errorOf(() => openDatabase(dir))).toBe("databaseInUse");
  });

  test("更新版本的程序建立的数据：报出版本号，不动文件", async () => {
    const dir = makeFolder();
    const station = await makeStation(dir);
    await station.close();
    const db = openDatabase(dir);
    db.exec("PRAGMA user_version = 9990");
    db.close();
    const before = filesOf(dir);
    expect(errorOf(() => openDatabase(dir))).toBe("databaseNewer");
    expect(filesOf(dir)).toEqual(before);
  });

  test("损坏的数据文件：说明损坏，不动文件", async () => {
    const dir = makeFolder();
    const station = await makeStation(dir);
    for (let n = 0; n < 50; n += 1) await station.call("record.save", { kind: "hotline", fields: aCall });
    await station.close();
    const file = openSync(databaseFile(dir), "r+");
    for (let page = 1; page < 8; page += 1) writeSync(file, Buffer.alloc(4_096, 0x5a), 0, 4_096, page * 4_096);
    closeSync(file);
    const before = filesOf(dir);
    expect(errorOf(() => openDatabase(dir))).toBe("databaseCorrupt");
    expect(filesOf(dir)).toEqual(before);
  });

  test("不是数据库的文件：说明打不开，不动文件", () => {
    const dir = makeFolder();
    writeFileSync(databaseFile(dir), "这是一封信，不是数据库。".repeat(200));
    expect(errorOf(() => openDatabase(dir))).toBe("databaseWrongKey");
  });

  describe("数据目录里放错了东西", () => {
    const closed = async () => {
      const dir = makeFolder();
      const station = await makeStation(dir);
      await station.call("record.save", { kind: "hotline", fields: aCall });
      await station.call("backup.now", {});
      await station.close();
      return dir;
    };
    const listing = (dir: string) => new Set(readdirSync(dir, { recursive: true, encoding: "utf8" }));

    test("数据文件的位置上是文件夹（解压时多了一层）：说出是文件夹，不说“不能写入”；改名、放回数据文件后照常打开", async () => {
      const dir = await closed();
      const aside = `${databaseFile(dir)}-aside`;
      renameSync(databaseFile(dir), aside);
      mkdirSync(databaseFile(dir));
      renameSync(aside, join(databaseFile(dir), "lianxinqiao.db"));
      const before = listing(dir);
      expect(errorOf(() => openService({ dir }))).toBe("databaseIsFolder");
      expect(errorOf(() => openDatabase(dir, { create: true }))).toBe("databaseIsFolder");
      const rescue = openService({ dir, rescue: true });
      const { backups } = await rescue.call("backup.list", { place: "here" });
      await expect(rescue.call("backup.restore", { file: backups[0]?.file ?? "" })).rejects.toMatchObject({
        code: "databaseIsFolder",
        message: expect.stringContaining(databaseFile(dir)) as unknown,
      });
      await rescue.close();
      expect(listing(dir)).toEqual(before);
      renameSync(databaseFile(dir), join(dir, "多出的一层"));
      renameSync(join(dir, "多出的一层", "lianxinqiao.db"), databaseFile(dir));
      const again = open(dir);
      expect((await again.call("record.list", { kind: "hotline" })).total).toBe(1);
    });

    for (const name of ["backups", "blobs", "held", "tmp", "exports"])
      test(`${name} 的位置上是文件：打开时就说出来，什么也不改；移走以后照常打开、备份`, async () => {
        const dir = await closed();
        rmSync(join(dir, name), { recursive: true, force: true });
        writeFileSync(join(dir, name), "不是文件夹");
        const before = listing(dir);
        const bytes = filesOf(dir);
        expect(errorOf(() => openService({ dir }))).toBe("folderIsFile");
        expect(listing(dir)).toEqual(before);
        expect(filesOf(dir)).toEqual(bytes);
        renameSync(join(dir, name), join(dir, "移走的.txt"));
        const again = open(dir);
        expect((await again.call("backup.now", {})).here.lastAt).not.toBeNull();
        expect((await again.call("check.run", {})).ok).toBe(true);
      });

    test("backups 是断开的链接，或者要新建的目录里有同名文件：也说出来，不是程序出错", async () => {
      const dir = await closed();
      rmSync(join(dir, "backups"), { recursive: true });
      symlinkSync(join(dir, "没有这个"), join(dir, "backups"));
      expect(errorOf(() => openService({ dir }))).toBe("folderIsFile");
      const fresh = makeFolder();
      writeFileSync(join(fresh, "blobs"), "");
      expect(errorOf(() => openDatabase(fresh, { create: true }))).toBe("folderIsFile");
      expect(readdirSync(fresh)).toEqual(["blobs"]);
    });

    test("搬家的新文件夹里有同名的文件：说出来，数据还在原处", async () => {
      const dir = await closed();
      const to = makeFolder();
      writeFileSync(join(to, "incoming.json"), JSON.stringify({ from: dir, at: 1 }));
      writeFileSync(join(to, "backups"), "");
      const station = open(dir);
      await expect(station.call("folder.move", { folder: to })).rejects.toMatchObject({ code: "folderIsFile" });
      expect((await station.call("record.list", { kind: "hotline" })).total).toBe(1);
    });
  });

  test("加密的数据：没有密钥或密钥不对都打不开，密钥对了内容完整", async () => {
    const dir = makeFolder();
    const station = await makeStation(dir, { key: "县政协'2026" });
    await station.call("record.save", { kind: "hotline", fields: aCall });
    const copy = join(dir, "copy.db");
    await station.call("backup.create", { file: copy });
    await station.close();
    expect(readFileSync(copy).includes("韦志华")).toBe(false);
    expect(errorOf(() => openDatabase(dir))).toBe("databaseWrongKey");
    expect(errorOf(() => openDatabase(dir, { key: "不对" }))).toBe("databaseWrongKey");
    const again = openService({ dir, key: "县政协'2026" });
    expect((await again.call("record.list", { kind: "hotline", search: "韦志华" })).total).toBe(1);
    expect((await again.call("check.run", {})).ok).toBe(true);
    await again.close();
  });

  test.skipIf(process.getuid?.() === 0)("只读目录：说明不能写入", () => {
    const dir = makeFolder();
    chmodSync(dir, 0o555);
    expect(errorOf(() => openDatabase(join(dir, "data"), { create: true }))).toBe("databaseReadOnly");
    chmodSync(dir, 0o755);
  });

  // A real small and a real read-only file system; only root can mount one.
  describe.skipIf(!canMount())("真实的小磁盘", () => {
    test("磁盘写满：这一步没有保存，原有数据完好，清理后继续", async () => {
      const disk = makeFolder();
      execFileSync("mount", ["-t", "tmpfs", "-o", "size=3m", "tmpfs", disk]);
      try {
        const station = await makeStation(join(disk, "data"));
        await station.call("record.save", { kind: "hotline", fields: aCall });
        const filler = join(disk, "filler");
        fillUp(filler);
        const long = { ...aCall, content: "水".repeat(19_000) };
        await expect(station.call("record.save", { kind: "hotline", fields: long })).rejects.toMatchObject({
          code: "diskFull",
        });
        expect((await station.call("record.list", { kind: "hotline" })).total).toBe(1);
        execFileSync("rm", [filler]);
        await station.call("record.save", { kind: "hotline", fields: aCall });
        expect((await station.call("record.list", { kind: "hotline" })).total).toBe(2);
        await station.close();
      } finally {
        execFileSync("umount", ["-l", disk]);
      }
    });

    // An old office disk formatted small has blocks of 1 KB; there a mapped page may have no room behind it.
    for (const ending of ["正常关闭", "断电"])
      test.skipIf(!canLoop())(
        `1 KB 块的盘写满到最后一个字节（${ending}之后）：打得开，看得到记录，保存时说磁盘已满，清理后继续`,
        () => {
          const base = makeFolder();
          const [image, disk] = [join(base, "盘"), join(base, "挂载")];
          mkdirSync(disk);
          writeFileSync(image, Buffer.alloc(12 * 1024 * 1024));
          execFileSync("mkfs.ext4", ["-q", "-b", "1024", "-m", "0", "-F", image]);
          execFileSync("mount", ["-o", "loop", image, disk]);
          try {
            const dir = join(disk, "data");
            runApart(
              dir,
              `await service.call("app.setup", { role: "station", name: "站" });
             for (let count = 0; count < 30; count += 1) await save("水".repeat(500));
             ${ending === "断电" ? 'process.kill(process.pid, "SIGKILL");' : ""}`,
            );
            fillUp(join(disk, "filler"));
            const said = runApart(
              dir,
              `console.log((await service.call("record.list", { kind: "hotline" })).total);
             for (let count = 0; count < 4; count += 1) await save("水".repeat(9_000)).catch((error) => console.log(error.code));
             console.log((await service.call("record.list", { kind: "hotline" })).total);`,
            );
            expect(said.split("\n").slice(0, 6)).toEqual(["30", "diskFull", "diskFull", "diskFull", "diskFull", "30"]);
            execFileSync("rm", [join(disk, "filler")]);
            const after = runApart(
              dir,
              `await save("清理之后"); console.log((await service.call("record.list", { kind: "hotline" })).total, (await service.call("check.run", {})).ok);`,
            );
            expect(after).toBe("31 true\n");
          } finally {
            execFileSync("umount", ["-l", disk]);
          }
        },
      );

    test("盘上连一个新文件都放不下：打不开时说磁盘已满，不说磁盘坏了", async () => {
      const disk = makeFolder();
      execFileSync("mount", ["-t", "tmpfs", "-o", "size=8m,nr_inodes=20", "tmpfs", disk]);
      try {
        await (await makeStation(join(disk, "data"))).close();
        for (let count = 0; ; count += 1) {
          try {
            writeFileSync(join(disk, `占位-${count}`), "");
          } catch {
            break;
          }
        }
        expect(errorOf(() => openDatabase(join(disk, "data")))).toBe("diskFull");
      } finally {
        execFileSync("umount", ["-l", disk]);
      }
    });

    test("只读的盘（光盘、写保护U盘）：说明不能写入，不动文件", async () => {
      const source = makeFolder();
      const station = await makeStation(source);
      await station.close();
      const disk = makeFolder();
      execFileSync("mount", ["-t", "tmpfs", "tmpfs", disk]);
      try {
        mkdirSync(join(disk, "data"));
        cpSync(source, join(disk, "data"), { recursive: true });
        execFileSync("mount", ["-o", "remount,ro", disk]);
        expect(errorOf(() => openDatabase(join(disk, "data")))).toBe("databaseReadOnly");
        expect(errorOf(() => openDatabase(join(disk, "other"), { create: true }))).toBe("databaseReadOnly");
      } finally {
        execFileSync("umount", ["-l", disk]);
      }
    });
  });
});

function canMount(): boolean {
  if (process.getuid?.() !== 0 || process.platform !== "linux") return false;
  try {
    const probe = "/tmp/lianxinqiao-mount-probe";
    mkdirSync(probe, { recursive: true });
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=1m", "tmpfs", probe], { stdio: "ignore" });
    execFileSync("umount", [probe], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

/** A file as a disk of its own kind. */
const canLoop = (): boolean =>
  ["mkfs.ext4 -V", "losetup -f"].every((command) => spawnSync("sh", ["-c", command], { stdio: "ignore" }).status === 0);

/** Runs `script` with a service of its own in a process of its own. @returns what it printed */
function runApart(dir: string, script: string): string {
  const whole = `
    const { openService } = await import(${JSON.stringify(new URL("../db/service.ts", import.meta.url).href)});
    const service = openService({ dir: ${JSON.stringify(dir)} });
    const save = (content) => service.call("record.save", { kind: "hotline", fields: { ...${JSON.stringify(aCall)}, content } });
    ${script}
    await service.close();
    process.exit(0);`;
  const { stdout, signal } = spawnSync(process.execPath, ["--input-type=module", "-e", whole], { encoding: "utf8" });
  expect(signal === "SIGKILL" || signal === null, `ended by ${signal ?? ""}`).toBe(true);
  return stdout;
}

/** Writes until the disk has no room. */
function fillUp(file: string): void {
  const handle = openSync(file, "w");
  try {
    for (;;) writeSync(handle, Buffer.alloc(1_024));
  } catch {
    closeSync(handle);
  }
}
