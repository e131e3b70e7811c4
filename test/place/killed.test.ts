/** kill -9 at any moment of a move or a restore leaves one good state: the old one, or the new one. */
import { spawnSync } from "node:child_process";
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { checkDatabase } from "../../db/journal/check.ts";
import { openDatabase } from "../../db/database/open.ts";
import { openService } from "../../db/service.ts";
import { aCall, makeFolder, makeStation } from "../helpers/folder.ts";

/** Runs an operation in a process of its own that kills itself after so many milliseconds. @returns whether it ended first */
function killedAfter(milliseconds: number, dir: string, call: string): boolean {
  const script = `
    const { openService } = await import(${JSON.stringify(new URL("../../db/service.ts", import.meta.url).href)});
    const service = openService({ dir: ${JSON.stringify(dir)} });
    await service.call("app.status", {});
    const { Worker } = await import("node:worker_threads");
    // From a thread that is up already, so that synchronous steps are hit too, at the moment that was meant.
    const killer = new Worker(
      "require('node:worker_threads').parentPort.once('message', (after) => setTimeout(() => process.kill(process.pid, 'SIGKILL'), after))",
      { eval: true },
    );
    await new Promise((resolve) => killer.once("online", resolve));
    killer.postMessage(${milliseconds});
    await ${call};
    await service.close();
    process.exit(0);`;
  return spawnSync(process.execPath, ["--input-type=module", "-e", script], { stdio: "pipe" }).status === 0;
}

async function stationWithPhoto(dir: string): Promise<void> {
  const station = await makeStation(dir);
  const { record } = await station.call("record.save", { kind: "hotline", fields: { ...aCall, content: "备份之前" } });
  const file = join(dir, "..", "照片.txt");
  writeFileSync(file, "照片".repeat(50_000));
  await station.call("attachment.add", { recordId: record.id, file, role: "photo" });
  await station.call("backup.now", {});
  await station.call("record.save", { kind: "hotline", fields: { ...aCall, content: "备份之后" } });
  await station.close();
}

async function titlesIn(dir: string): Promise<string[]> {
  const service = openService({ dir });
  const { records } = await service.call("record.list", { kind: "hotline" });
  const { dir: folder } = await service.call("app.status", {});
  await service.close();
  const db = openDatabase(folder);
  expect(checkDatabase(db).ok).toBe(true);
  db.close();
  return records.map(({ title }) => title).toSorted();
}

const moments = [1, 10, 30, 80, 200, 500];

describe("断电", () => {
  test("搬家途中断电：要么还在旧处，要么已在新处，之后能再搬", { timeout: 120_000 }, async () => {
    const base = makeFolder();
    let dir = join(base, "0");
    await stationWithPhoto(dir);
    let ended = 0;
    for (const [index, moment] of moments.entries()) {
      const to = join(base, String(index + 1));
      if (killedAfter(moment, dir, `service.call("folder.move", { folder: ${JSON.stringify(to)} })`)) ended += 1;
      expect(await titlesIn(dir), `${moment} ms`).toEqual(["备份之前", "备份之后"].toSorted());
      const service = openService({ dir });
      const { dir: now } = await service.call("app.status", {});
      expect([dir, to]).toContain(now);
      if (now === dir && existsSync(to)) {
        expect(
          (await service.call("folder.inspect", { folder: to })).existing,
          "an unfinished copy is no data",
        ).toBeNull();
      }
      await service.close();
      dir = now;
    }
    expect(ended, "the first moments must hit").toBeLessThan(moments.length);
  });

  test("恢复途中断电：要么是原来的数据，要么是恢复好的", { timeout: 120_000 }, async () => {
    const dir = join(makeFolder(), "数据");
    await stationWithPhoto(dir);
    const before = openService({ dir });
    const file = (await before.call("backup.list", { place: "here" })).backups[0]?.file;
    await before.close();
    let ended = 0;
    for (const moment of moments) {
      if (killedAfter(moment, dir, `service.call("backup.restore", { file: ${JSON.stringify(file)} })`)) ended += 1;
      const titles = await titlesIn(dir);
      expect([["备份之前"], ["备份之前", "备份之后"].toSorted()], `${moment} ms`).toContainEqual(titles);
    }
    expect(ended, "the first moments must hit").toBeLessThan(moments.length);
  });
});
