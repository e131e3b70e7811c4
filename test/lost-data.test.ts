/** The data file deleted, replaced or emptied: never acknowledged into nothing, never taken for a first run. */
import { copyFileSync, existsSync, readdirSync, renameSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { backupFolder, databaseFile, openDatabase } from "../db/database/open.ts";
import { openService, type Service } from "../db/service.ts";
import { openOnDemand } from "../electron/host/on-demand.ts";
import { runCli } from "../scripts/cli/run.ts";
import { codeOf } from "./helpers/exchange.ts";
import { aCall, makeFolder, makeStation, open } from "./helpers/folder.ts";

const record = (service: Service, content: string) =>
  service.call("record.save", { kind: "hotline", fields: { ...aCall, content } });

const total = async (service: Service): Promise<number> =>
  (await service.call("record.list", { kind: "hotline" })).total;

/** A folder with two calls, a backup of the first one, and the program closed. */
async function closedStation(): Promise<string> {
  const dir = join(makeFolder(), "数据");
  const station = await makeStation(dir);
  await record(station, "备份过的");
  await station.call("backup.now", {});
  await record(station, "备份之后的");
  await station.close();
  return dir;
}

// Elsewhere a file that is open cannot be deleted.
describe.skipIf(process.platform !== "linux")("程序开着时数据文件没了", () => {
  const losses: Readonly<Record<string, (dir: string) => void>> = {
    删除: (dir) => rmSync(databaseFile(dir)),
    换成别的文件: (dir) => {
      copyFileSync(databaseFile(dir), join(dir, "另一份"));
      renameSync(join(dir, "另一份"), databaseFile(dir));
    },
    连同日志删除: (dir) => {
      for (const end of ["", "-wal"]) rmSync(`${databaseFile(dir)}${end}`, { force: true });
    },
    只删日志: (dir) => rmSync(`${databaseFile(dir)}-wal`),
    整个文件夹删除: (dir) => rmSync(dir, { recursive: true }),
  };

  for (const [name, lose] of Object.entries(losses))
    test(`${name}：下一次保存就说出来，不当作保存了；打开着的全部内容另存成备份，恢复后一条不少`, async () => {
      const dir = await closedStation();
      const station = open(dir);
      await record(station, "删除之前");
      lose(dir);
      expect(await codeOf(record(station, "删除之后"))).toBe("databaseGone");
      for (let count = 0; count < 3; count += 1) {
        expect(await codeOf(record(station, "再试"))).toBe("databaseGone");
        expect(await codeOf(station.call("app.status", {}))).toBe("databaseGone");
      }
      const { backups } = await station.call("backup.list", { place: "here" });
      expect(backups[0]).toMatchObject({ reason: "rescued", counts: { hotline: 4 }, isWhole: true });
      await station.close();
      const again = openService({ dir, rescue: true });
      await again.call("backup.restore", { file: backups[0]?.file ?? "" });
      expect(await total(again)).toBe(4);
      expect((await again.call("check.run", {})).ok).toBe(true);
      await again.close();
    });

  test("草稿和设置也一样，不只是记录；不关程序也能恢复并接着记", async () => {
    for (const write of [
      (service: Service) =>
        service.call("draft.put", { key: "new", kind: "hotline", recordId: null, content: { content: "写到一半" } }),
      (service: Service) => service.call("app.signIn", { operator: "王芳" }),
      (service: Service) => service.call("backup.now", {}),
    ]) {
      const dir = await closedStation();
      const station = open(dir);
      rmSync(databaseFile(dir));
      expect(await codeOf(write(station))).toBe("databaseGone");
      const file = (await station.call("backup.list", { place: "here" })).backups[0]?.file ?? "";
      await station.call("backup.restore", { file });
      await record(station, "接着记");
      expect(await total(station)).toBe(3);
    }
  });

  test("被截成空文件：不当作保存了，原来的备份还在", async () => {
    const dir = await closedStation();
    const station = open(dir);
    truncateSync(databaseFile(dir), 0);
    expect(["databaseGone", "databaseCorrupt"]).toContain(await codeOf(record(station, "之后")));
    await station.close();
    expect(await codeOf(Promise.resolve().then(() => openService({ dir }).close()))).not.toBe("none");
    const { backups } = await open(dir, { rescue: true }).call("backup.list", { place: "here" });
    expect(backups.some(({ reason, isWhole }) => reason === "manual" && isWhole)).toBe(true);
  });

  test("没丢的时候不误报：备份、清理日志、恢复、搬家之后照样保存", async () => {
    const dir = await closedStation();
    const station = open(dir);
    for (let count = 0; count < 60; count += 1) await record(station, "水".repeat(5_000));
    await station.call("backup.now", {});
    const { undo } = await station.call("backup.restore", {
      file: (await station.call("backup.list", { place: "here" })).backups.at(-1)?.file ?? "",
    });
    await record(station, "恢复之后");
    await station.call("backup.restore", { file: undo ?? "" });
    await record(station, "撤销之后");
    await station.call("folder.move", { folder: join(dir, "..", "新处") });
    await record(station, "搬家之后");
    expect(await total(station)).toBe(64);
  });
});

describe("打开时数据文件不在", () => {
  const losses: Readonly<Record<string, (dir: string) => void>> = {
    不见了: (dir) => rmSync(databaseFile(dir)),
    "不见了，断电留下的日志还在": (dir) => {
      rmSync(databaseFile(dir));
      writeFileSync(`${databaseFile(dir)}-wal`, Buffer.alloc(70_072, 7));
    },
    是空文件: (dir) => writeFileSync(databaseFile(dir), ""),
    "是空文件，备份清单也读不了": (dir) => {
      writeFileSync(databaseFile(dir), "");
      for (const name of readdirSync(backupFolder(dir)).filter((one) => one.endsWith(".json")))
        writeFileSync(join(backupFolder(dir), name), "{");
    },
    旧版本当作新文件夹建过的空库: (dir) => {
      rmSync(databaseFile(dir));
      openDatabase(dir, { create: true }).close();
    },
  };
  for (const [name, lose] of Object.entries(losses))
    test(`数据文件${name}：不当作第一次使用，说出有几份备份，可以恢复`, async () => {
      const dir = await closedStation();
      lose(dir);
      const service = openOnDemand(() => openService({ dir }), {
        openRescue: () => openService({ dir, rescue: true }),
      });
      await expect(service.callUntyped("app.status", {})).rejects.toMatchObject({
        code: "databaseLost",
        message: expect.stringContaining("1 份备份") as unknown,
      });
      expect(await codeOf(service.callUntyped("app.setup", { role: "station", name: "又一个" }))).toBe("databaseLost");
      const backup = readdirSync(backupFolder(dir)).find((one) => one.endsWith(".lxqbackup"));
      await service.callUntyped("backup.restore", { file: join(backupFolder(dir), backup ?? "") });
      expect(await service.callUntyped("record.list", { kind: "hotline" })).toMatchObject({ total: 1 });
      await service.close();
    });

  test("只剩密钥、附件也算用过；空的文件夹、没建成的初始化才是第一次使用", async () => {
    const dir = await closedStation();
    rmSync(databaseFile(dir));
    rmSync(backupFolder(dir), { recursive: true });
    expect(await codeOf(Promise.resolve().then(() => openService({ dir }).close()))).toBe("databaseLost");
    for (const name of readdirSync(dir).filter((one) => one.startsWith("keys"))) rmSync(join(dir, name));
    writeFileSync(databaseFile(dir), "");
    expect((await open(dir).call("app.status", {})).role).toBeNull();
    expect((await open(join(dir, "没有的")).call("app.status", {})).role).toBeNull();
  });

  test("命令行：说出有备份和怎样恢复，照着做就恢复了", async () => {
    const dir = await closedStation();
    rmSync(databaseFile(dir));
    const cli = async (...args: string[]) => {
      const seen = { out: "", error: "" };
      const code = await runCli([...args, "--json"], {
        folder: process.cwd(),
        out: (text) => void (seen.out += text),
        error: (text) => void (seen.error += text),
        input: () => Promise.resolve(""),
      });
      return { code, ...seen };
    };
    for (const args of [
      ["station", "init", dir, "--name", "又一个"],
      ["record", "list", dir, "--kind", "hotline"],
      ["check", dir],
    ]) {
      const { code, error } = await cli(...args);
      expect(code).toBe(1);
      expect(error).toMatch(/"code":1021.*1 份备份.*backup restore DIR FILE/);
    }
    expect(existsSync(databaseFile(dir))).toBe(false);
    const list = JSON.parse((await cli("backup", "list", dir)).out) as { backups: { file: string }[] };
    const file = list.backups[0]?.file ?? "";
    expect((await cli("backup", "restore", dir, file)).code).toBe(0);
    expect((await cli("record", "list", dir, "--kind", "hotline")).out).toContain("备份过的");
  });
});
