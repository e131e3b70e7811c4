/** Whatever backup the list shows can be restored, although the copy made before a restore is one backup more. */
import { cpSync, existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { backUp } from "../../db/backup/run.ts";
import { withoutRotation } from "../../db/backup/write.ts";
import { openDatabase } from "../../db/database/open.ts";
import type { BackupReason } from "../../db/schema/backup.ts";
import type { Service } from "../../db/service.ts";
import { codeOf, quietTask } from "../helpers/exchange.ts";
import { aCall, makeFolder, makeStation, open } from "../helpers/folder.ts";

const minute = 60_000;
const start = Date.UTC(2026, 2, 18, 2);

/** The tightest plan, so that every slot of the rotation is full: one hour, one day, one month, five by hand, the newest three. */
const tight = { everyMinutes: 60, hourly: 1, daily: 1, monthly: 1, second: null };

interface Office {
  readonly dir: string;
  readonly clock: { now: number };
}

/** A station with a backup for each reason, each with one call more than the one before. */
async function stationWith(
  reasons: readonly BackupReason[],
  gap: number,
  second: string | null = null,
): Promise<Office> {
  const dir = join(makeFolder(), "数据");
  const clock = { now: start };
  const station = await makeStation(dir, { clock: () => clock.now });
  await station.call("preference.set", { values: { backup: { ...tight, second } } });
  await station.close();
  for (const [index, reason] of reasons.entries()) {
    clock.now += gap;
    const service = open(dir, { clock: () => clock.now });
    await service.call("record.save", { kind: "hotline", fields: { ...aCall, content: `第${index + 1}件` } });
    await service.close();
    const db = openDatabase(dir);
    await backUp(db, { dir, reason, now: () => clock.now, program: "", key: undefined, task: quietTask, always: true });
    db.close();
  }
  return { dir, clock };
}

const listed = async (service: Service, place: "here" | "second" = "here") =>
  (await service.call("backup.list", { place })).backups;

const calls = async (service: Service): Promise<number> =>
  (await service.call("record.list", { kind: "hotline" })).total;

/** Restores each listed backup in a copy of the folder of its own, and takes it back again. */
async function restoreEach({ dir, clock }: Office): Promise<number> {
  const first = open(dir, { clock: () => clock.now });
  const count = (await listed(first)).length;
  await first.close();
  for (let slot = 0; slot < count; slot += 1) {
    const copy = join(makeFolder(), "数据");
    cpSync(dir, copy, { recursive: true });
    const service = open(copy, { clock: () => (clock.now += minute) });
    const before = await calls(service);
    const chosen = (await listed(service))[slot];
    const { undo } = await service.call("backup.restore", { file: chosen?.file ?? "" });
    expect(await calls(service), `slot ${slot}`).toBe(chosen?.counts["hotline"]);
    expect(existsSync(chosen?.file ?? ""), `slot ${slot} is still there`).toBe(true);
    await service.call("backup.restore", { file: undo ?? "" });
    expect(await calls(service), `slot ${slot} taken back`).toBe(before);
    expect((await service.call("check.run", {})).ok).toBe(true);
    await service.close();
  }
  return count;
}

const times = <T>(count: number, value: T): T[] => Array.from({ length: count }, () => value);

describe("恢复列表里的任何一份备份", () => {
  test("一小时里手动备份了六次：最旧的一份和每一份都能恢复，也能撤销", async () => {
    expect(await restoreEach(await stationWith(times(6, "manual"), minute))).toBe(5);
  });

  test("自动备份占满每一档（最新三份、小时、天、月）时，每一份都能恢复，也能撤销", async () => {
    expect(await restoreEach(await stationWith([...times(4, "hourly" as const), "start"], 10 * minute))).toBe(3);
    expect(await restoreEach(await stationWith(times(4, "hourly"), 26 * 60 * minute))).toBeGreaterThanOrEqual(3);
  });

  test("自动的和手动的混在一起，每一份都能恢复，也能撤销", async () => {
    const reasons = [
      "hourly",
      "manual",
      "start",
      "manual",
      "beforeMove",
      "manual",
      "hourly",
      "beforeRestore",
      "manual",
    ];
    expect(await restoreEach(await stationWith(reasons as BackupReason[], 20 * minute))).toBeGreaterThan(5);
  });

  test("U盘上最旧的一份也能恢复：恢复前的备份同样写到U盘，却不挤掉它", async () => {
    const stick = join(makeFolder(), "U盘");
    mkdirSync(stick);
    const { dir, clock } = await stationWith(times(5, "manual"), minute, stick);
    const service = open(dir, { clock: () => clock.now });
    const oldest = (await listed(service, "second")).at(-1);
    await service.call("backup.restore", { file: oldest?.file ?? "" });
    expect(await calls(service)).toBe(1);
  });

  test("恢复中途取消或失败：选中的备份还在，数据不变，再来一次就成", async () => {
    const { dir, clock } = await stationWith(times(5, "manual"), minute);
    const service = open(dir, { clock: () => clock.now });
    const { file } = (await listed(service)).at(-1) ?? { file: "" };
    let cancelled = 0;
    for (let step = 0; ; step += 1) {
      const abort = new AbortController();
      let seen = 0;
      const onProgress = () => {
        if ((seen += 1) > step) abort.abort();
      };
      const code = await codeOf(service.call("backup.restore", { file }, { signal: abort.signal, onProgress }));
      expect(existsSync(file)).toBe(true);
      if (code === "none") break;
      expect(code).toBe("cancelled");
      cancelled += 1;
      expect(await calls(service)).toBe(5);
    }
    expect(cancelled).toBeGreaterThan(2);
    await service.call("backup.restore", { file });
    expect(await calls(service)).toBe(1);
  });

  test("恢复结束之前，别的备份也不删掉什么；结束之后照常轮换", async () => {
    const { dir, clock } = await stationWith(times(5, "manual"), minute);
    const service = open(dir, { clock: () => (clock.now += minute) });
    const oldest = (await listed(service)).at(-1)?.file ?? "";
    await withoutRotation(dir, async () => {
      for (let count = 0; count < 3; count += 1) await service.call("backup.now", {});
      expect(existsSync(oldest)).toBe(true);
    });
    await service.call("backup.now", {});
    expect(existsSync(oldest)).toBe(false);
    expect(await listed(service)).toHaveLength(5);
  });
});
