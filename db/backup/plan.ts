/** Where backups go and how many stay, by this PC's preferences; and what became of the last ones. */
import { join } from "node:path";
import { z } from "zod";
import type { BackupStatus } from "../api/operations.ts";
import type { ReadableDb, WritableDb } from "../sqlite/connection.ts";
import { findIdentity } from "../office/identity.ts";
import { readPreferences } from "../office/settings.ts";
import { backupFolder } from "../database/open.ts";
import { fingerprintOf } from "./fingerprint.ts";
import { readPlace, type PlaceContents } from "./manifest.ts";
import type { RotationPolicy } from "./rotation.ts";

const bytesPerPlace = 10 * 1024 ** 3;
const pinned = 5;

const hourMs = 3_600_000;
/** A backup in the data folder is due within the hour; a stick may be at home for some days. */
const tooOld = { here: 26 * hourMs, second: 7 * 24 * hourMs };

export function policyOf(db: ReadableDb): RotationPolicy {
  const { hourly, daily, monthly } = readPreferences(db).backup;
  return { hourly, daily, monthly, pinned, bytes: bytesPerPlace };
}

/** The folder of the second copy, named after the office so that one stick can serve several; null when none is chosen. */
export function secondPlace(db: ReadableDb): string | null {
  const { second } = readPreferences(db).backup;
  const identity = findIdentity(db);
  if (second === null || identity === null) return null;
  return join(
    second,
    `连心桥备份-${identity.name.replaceAll(/[\\/:*?"<>|\s]/gu, "_")}-${identity.stationId.slice(0, 6)}`,
  );
}

const failureSchema = z.object({ at: z.int(), number: z.int(), message: z.string() }).nullable();
const stateSchema = z.object({
  here: z.object({ failure: failureSchema, checkedAt: z.int().nullable() }),
  second: z.object({ failure: failureSchema, checkedAt: z.int().nullable() }),
});
type State = z.infer<typeof stateSchema>;
export type PlaceName = keyof State;

const nothing: State = { here: { failure: null, checkedAt: null }, second: { failure: null, checkedAt: null } };

function readState(db: ReadableDb): State {
  const value = db.value<string>(`SELECT "value" FROM "local" WHERE "key" = 'backupState'`);
  const parsed = value === undefined ? null : stateSchema.safeParse(JSON.parse(value));
  return parsed?.success === true ? parsed.data : nothing;
}

/** Notes how the last attempt ended; `checkedAt` is when the place was last known to hold everything. */
export function noteAttempt(db: WritableDb, place: PlaceName, state: State[PlaceName]): void {
  const value = JSON.stringify({ ...readState(db), [place]: state });
  db.run(`INSERT INTO "local" VALUES ('backupState', ?) ON CONFLICT DO UPDATE SET "value" = excluded."value"`, [value]);
}

export function backupStatus(db: ReadableDb, dir: string, now: number): BackupStatus {
  const state = readState(db);
  const here = readPlace(backupFolder(dir));
  const secondFolder = secondPlace(db);
  const second = secondFolder === null ? null : readPlace(secondFolder);
  const current = fingerprintOf(db);
  const begun = db.value<number>(`SELECT min("createdAt") FROM "replica"`) ?? now;
  return {
    plan: readPreferences(db).backup,
    here: placeStatus(backupFolder(dir), here, "here", { state, current, now, begun }),
    second:
      second === null || secondFolder === null
        ? null
        : placeStatus(secondFolder, second, "second", { state, current, now, begun }),
  };
}

function placeStatus(
  folder: string,
  { backups }: PlaceContents,
  place: PlaceName,
  { state, current, now, begun }: { state: State; current: string; now: number; begun: number },
): BackupStatus["here"] {
  const newest = backups[0];
  const lastAt = latest(newest?.at ?? null, state[place].checkedAt);
  const isCurrent = newest?.fingerprint === current;
  // A station of today has no backup yet; that is no fault.
  const isOld = !isCurrent && now - (lastAt ?? begun) > tooOld[place];
  const { failure } = state[place];
  return {
    folder,
    lastAt,
    isCurrent,
    count: backups.length,
    bytes: backups.reduce((sum, { bytes }) => sum + bytes, 0),
    failure,
    warning: failure !== null ? "failed" : isOld ? "old" : null,
  };
}

const latest = (a: number | null, b: number | null): number | null =>
  a === null ? b : b === null ? a : Math.max(a, b);
