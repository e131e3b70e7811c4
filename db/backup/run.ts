/** One round of backups: into the data folder, and into the second place when it is there. */
import { existsSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { oneExchangeAtATime } from "../tasks/lock.ts";
import { AppError, toAppError } from "../schema/app-error.ts";
import type { Task } from "../tasks/task.ts";
import { findIdentity } from "../office/identity.ts";
import { backupFolder, type Connection } from "../database/open.ts";
import type { BackupReason } from "../schema/backup.ts";
import { fingerprintOf } from "./fingerprint.ts";
import { readPlace, type StoredBackup } from "./manifest.ts";
import { noteAttempt, policyOf, secondPlace, type PlaceName } from "./plan.ts";
import { writeBackup } from "./write.ts";

export interface RoundOptions {
  readonly dir: string;
  readonly reason: BackupReason;
  readonly now: () => number;
  readonly program: string;
  readonly key: string | undefined;
  readonly task: Task;
  /** Also when nothing has changed since the last one. */
  readonly always: boolean;
}

/**
 * What fails in one place is noted for the screen and does not keep the other from being written.
 * @returns the backup in the data folder, or null when nothing had changed
 * @throws AppError the data folder's failure, or else the second place's
 */
export async function backUp(db: Connection, options: RoundOptions): Promise<StoredBackup | null> {
  if (findIdentity(db) === null) return null;
  return oneExchangeAtATime(db, async () => {
    const here = await attempt(db, "here", backupFolder(options.dir), options);
    const folder = secondPlace(db);
    const second = folder === null ? null : await attempt(db, "second", folder, options);
    if (here.error !== null) throw here.error;
    // A stick that is not plugged in is no failure of an automatic backup: its last date is shown instead.
    const isMissing = second?.error?.code === "backupPlaceMissing";
    if (second !== null && second.error !== null && (options.always || !isMissing)) throw second.error;
    return here.backup;
  });
}

async function attempt(
  db: Connection,
  place: PlaceName,
  folder: string,
  options: RoundOptions,
): Promise<{ backup: StoredBackup | null; error: AppError | null }> {
  try {
    if (place === "second") requirePluggedIn(folder);
    const newest = readPlace(folder).backups[0];
    const isNeeded = options.always || newest?.fingerprint !== fingerprintOf(db) || !existsSync(newest.file);
    const backup = isNeeded
      ? await writeBackup(db, { ...options, place: folder, now: options.now(), policy: policyOf(db) })
      : null;
    noteSuccess(db, place, { backup, now: options.now() });
    return { backup, error: null };
  } catch (error) {
    const known = toAppError(error, { path: folder, file: folder });
    if (known.code === "cancelled") throw known;
    if (known.code !== "backupPlaceMissing") {
      const failure = { at: options.now(), number: known.number, message: known.message };
      noteAttempt(db, place, { failure, checkedAt: readPlace(folder).backups[0]?.at ?? null });
    }
    return { backup: null, error: known };
  }
}

/** A backup that stands is not called a failure because its date could not be noted: its file says when it was made. */
function noteSuccess(
  db: Connection,
  place: PlaceName,
  { backup, now }: { readonly backup: StoredBackup | null; readonly now: number },
): void {
  try {
    noteAttempt(db, place, { failure: null, checkedAt: now });
  } catch (error) {
    const known = toAppError(error, { file: backup?.file ?? "" });
    if (backup === null || known.code === "databaseGone") throw known;
    console.error(known.message);
  }
}

/** The folder that was chosen, in which the program makes its own. */
function requirePluggedIn(folder: string): void {
  if (statSync(dirname(folder), { throwIfNoEntry: false })?.isDirectory() !== true)
    throw new AppError("backupPlaceMissing", { folder: dirname(folder) });
}
