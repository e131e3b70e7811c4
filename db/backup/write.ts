/** Makes one backup in a place: copied while the program goes on, read back, named last; then old ones are let go. */
import { mkdirSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { hashFile } from "../attachments/store.ts";
import { flushFile, removeIfPossible, renamePatiently, syncFolder, writeFileSafely } from "../files/durable-files.ts";
import { toAppError } from "../schema/app-error.ts";
import type { Task } from "../tasks/task.ts";
import { openReadable, type Connection } from "../database/open.ts";
import { closeFolder, privateFile, privateFolder } from "../files/access.ts";
import type { BackupReason } from "../schema/backup.ts";
import { blobsIn, bringBlob, removeOtherBlobs } from "./blob-copies.ts";
import { fingerprintOf } from "./fingerprint.ts";
import { readInside, requireWhole } from "./inside.ts";
import { backupName, manifestFile, readPlace, type Manifest, type StoredBackup } from "./manifest.ts";
import { backupsToKeep, type RotationPolicy } from "./rotation.ts";
import { progressSteps } from "../schema/progress-steps.ts";

export interface WriteBackupOptions {
  /** The data folder. */
  readonly dir: string;
  readonly place: string;
  readonly reason: BackupReason;
  readonly now: number;
  readonly program: string;
  readonly key: string | undefined;
  readonly policy: RotationPolicy;
  readonly task: Task;
}

/**
 * @throws AppError diskFull, databaseReadOnly, diskFailed, backupDamaged, cancelled. What was there is as before, and the data
 * is never touched.
 */
export async function writeBackup(db: Connection, options: WriteBackupOptions): Promise<StoredBackup> {
  const { place, reason, now, task } = options;
  try {
    mkdirSync(place, { recursive: true, mode: privateFolder });
    // A place of before, or one that was brought from another PC.
    closeFolder(place);
    const seq = readPlace(place).highestSeq + 1;
    await removeUnfinished(place);
    const file = join(place, backupName(seq, now, reason));
    const temporary = `${file}.part`;
    // Before the copy: what is written during it is in the copy, and at worst is backed up once more.
    const fingerprint = fingerprintOf(db);
    try {
      await db.backupTo(temporary, (done, total) => {
        task.throwIfCancelled();
        task.progress({ step: progressSteps.backingUp, done, total });
      });
      const manifest = await verified(temporary, fingerprint, seq, options);
      await flushFile(temporary);
      task.throwIfCancelled();
      writeFileSafely(manifestFile(file), Buffer.from(JSON.stringify(manifest), "utf8"), { mode: privateFile });
      await renamePatiently(temporary, file);
      syncFolder(place);
      await rotate(options);
      return { ...manifest, file };
    } catch (error) {
      await removeIfPossible(temporary);
      throw error;
    }
  } catch (error) {
    throw toAppError(error, { path: place, file: place });
  }
}

/** Opens the copy as a restore would, and brings its attachments. */
async function verified(
  temporary: string,
  fingerprint: string,
  seq: number,
  { dir, place, reason, now, program, key, task }: WriteBackupOptions,
): Promise<Manifest> {
  const copy = openReadable(temporary, key);
  try {
    await requireWhole(copy, temporary);
    const { identity, ...inside } = readInside(copy, temporary);
    const blobs = blobsIn(dir);
    for (const [index, sha256] of blobs.entries()) {
      task.throwIfCancelled();
      task.progress({ step: progressSteps.backingUpFiles, done: index, total: blobs.length });
      await bringBlob(dir, place, sha256, { link: place === join(dir, "backups") });
    }
    return {
      format: 1,
      seq,
      at: now,
      reason,
      bytes: statSync(temporary).size,
      sha256: await hashFile(temporary),
      program,
      role: identity.role,
      name: identity.name,
      station: identity.stationId,
      replica: identity.replicaId,
      fingerprint,
      blobs,
      ...inside,
    };
  } finally {
    copy.close();
  }
}

/** What a killed program left: a copy without its final name, a manifest without its copy. */
async function removeUnfinished(place: string): Promise<void> {
  const names = new Set(readdirSync(place));
  for (const name of names) {
    const isPart = /\.lxqbackup(\.json)?\.part$/.test(name);
    const isLonely = name.endsWith(".lxqbackup.json") && !names.has(name.slice(0, -".json".length));
    if (isPart || isLonely) await removeIfPossible(join(place, name));
  }
}

/** Data folders of which a restore is under way, with how many. */
const restoring = new Map<string, number>();

/**
 * Runs a restore into `dir`, during which no backup of that data is let go: neither the one that was chosen, wherever it lies,
 * nor the attachments that it names. The next backup after it rotates as usual.
 */
export async function withoutRotation<T>(dir: string, work: () => Promise<T>): Promise<T> {
  restoring.set(dir, (restoring.get(dir) ?? 0) + 1);
  try {
    return await work();
  } finally {
    const left = (restoring.get(dir) ?? 1) - 1;
    if (left === 0) restoring.delete(dir);
    else restoring.set(dir, left);
  }
}

/** Removes what the policy lets go, and then the attachments that only those backups named. */
async function rotate({ dir, place, policy }: Pick<WriteBackupOptions, "dir" | "place" | "policy">): Promise<void> {
  // A restore that began after this backup did is asked again before each file.
  const isHeld = () => restoring.has(dir);
  if (isHeld()) return;
  const { backups, unknown } = readPlace(place);
  const kept = new Set(
    backupsToKeep(
      backups.map((backup) => ({ ...backup, pinned: !["start", "hourly"].includes(backup.reason) })),
      policy,
    ).map(({ file }) => file),
  );
  const gone = backups.filter(({ file }) => !kept.has(file));
  for (const { file } of gone) {
    if (isHeld()) return;
    // One that another program holds goes with the next backup; the one just written is whole.
    await removeIfPossible(file);
    await removeIfPossible(manifestFile(file));
  }
  if (gone.length === 0 || unknown.length > 0 || isHeld()) return;
  const named = new Set(backups.filter(({ file }) => kept.has(file)).flatMap(({ blobs }) => blobs));
  await removeOtherBlobs(place, named);
}
