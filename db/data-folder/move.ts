/**
 * Moves the data to another folder: everything is copied and compared while the program goes on, the database last and at one
 * stroke; then one small file makes the new folder the one that counts. The old copy stays until the user says otherwise.
 */
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readdirSync, rmSync, statSync } from "node:fs";
import { copyFile, mkdir, readdir, rm } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { hashFile } from "../attachments/store.ts";
import { flushFile } from "../files/durable-files.ts";
import { journalEnd, requireWhole } from "../backup/inside.ts";
import { AppError, toAppError } from "../schema/app-error.ts";
import type { Task } from "../tasks/task.ts";
import { backupFolder, databaseFile, openReadable, type Connection } from "../database/open.ts";
import { closeFile, privateFolder } from "../files/access.ts";
import { incomingName, leftIn } from "./moved.ts";
import { progressSteps } from "../schema/progress-steps.ts";

/** What goes along with the database. Scratch files and uploads stay. */
const parts = ["blobs", "held", "backups", "exports"] as const;

interface MoveOptions {
  readonly from: string;
  readonly to: string;
  readonly task: Task;
}

/** Files of a folder that a move takes along, by their path in it. */
async function filesToMove(dir: string): Promise<string[]> {
  const keys = readdirSync(dir).filter((name) => /^keys(-[0-9a-f]{32})?\.json$/.test(name));
  const inside = await Promise.all(
    parts.map(async (part) => {
      const root = join(dir, part);
      if (!existsSync(root)) return [];
      const entries = await readdir(root, { recursive: true, withFileTypes: true });
      return entries
        .filter((entry) => entry.isFile())
        .map((entry) => relative(dir, join(entry.parentPath, entry.name)));
    }),
  );
  return [...keys, ...inside.flat()];
}

/**
 * Copies everything but the database, each file read back. Can be cancelled; a later try continues where this one stopped.
 * @throws AppError diskFull, moveVerifyFailed, cancelled
 */
export async function copyBeside({ from, to, task }: MoveOptions): Promise<void> {
  try {
    for (const folder of [to, backupFolder(to), join(to, "blobs"), join(to, "held")])
      mkdirSync(folder, { recursive: true, mode: privateFolder });
    const files = await filesToMove(from);
    for (const [index, name] of files.entries()) {
      task.throwIfCancelled();
      task.progress({ step: progressSteps.copyingFiles, done: index, total: files.length });
      await copyVerified(join(from, name), join(to, name));
    }
  } catch (error) {
    throw toAppError(error, { path: to, file: to });
  }
}

async function copyVerified(source: string, target: string): Promise<void> {
  const hash = await hashFile(source).catch(() => null);
  // Rotated away meanwhile.
  if (hash === null) return;
  if (existsSync(target) && (await hashFile(target)) === hash) return;
  await mkdir(dirname(target), { recursive: true, mode: privateFolder });
  await copyFile(source, target);
  closeFile(target);
  await flushFile(target);
  if ((await hashFile(target)) !== hash) throw new AppError("moveVerifyFailed", { file: target });
}

/** Rows changed since the connection was opened: whether a copy still is one. */
export const changesOf = (db: Connection): number => db.value<number>("SELECT total_changes()") ?? 0;

/**
 * Copies the database and reads the copy back.
 * @returns `changesOf` at the time of the copy
 * @throws AppError diskFull, moveVerifyFailed
 */
export async function copyDatabase(db: Connection, to: string, key: string | undefined): Promise<number> {
  const changes = copyAll(db, to);
  const copy = openReadable(databaseFile(to), key);
  try {
    await requireWhole(copy, databaseFile(to));
    if (journalEnd(copy).positionHash !== journalEnd(db).positionHash)
      throw new AppError("moveVerifyFailed", { file: databaseFile(to) });
  } finally {
    copy.close();
  }
  return changes;
}

/** The same without a pause, once everything else has stopped. @throws AppError diskFull, moveVerifyFailed */
export function copyAgain(db: Connection, to: string, key: string | undefined): void {
  copyAll(db, to);
  const copy = openReadable(databaseFile(to), key);
  try {
    if (copy.value<string>("PRAGMA quick_check(1)") !== "ok")
      throw new AppError("moveVerifyFailed", { file: databaseFile(to) });
  } finally {
    copy.close();
  }
}

function copyAll(db: Connection, to: string): number {
  const file = databaseFile(to);
  // Of an earlier try as well: a journal left beside another database would be applied to it.
  for (const end of ["", "-journal", "-wal", "-shm"]) rmSync(`${file}${end}`, { force: true });
  const changes = changesOf(db);
  db.copyTo(file);
  const handle = openSync(file, "r+");
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  return changes;
}

/** Takes back what a move that failed has made in its target. */
export async function clearTarget(to: string): Promise<void> {
  await forgetFolder(to);
  if (readdirSync(to).length === 0) await rm(to, { recursive: true });
}

/**
 * Removes the old copy, except for the mark that leads to the new folder. What cannot be removed stays, and the rest goes all the
 * same, so that it can be asked for again.
 * @throws AppError folderNotForgotten naming what is left
 */
export async function forgetFolder(dir: string): Promise<void> {
  const left: string[] = [];
  let failure: unknown = null;
  // The mark of an unfinished copy goes last: a folder that is cleared half is still known for one.
  for (const name of leftIn(dir).toSorted((a, b) => Number(a === incomingName) - Number(b === incomingName))) {
    if (name === incomingName && left.length > 0) break;
    try {
      await rm(join(dir, name), { recursive: true, force: true });
    } catch (error) {
      left.push(name);
      failure = error;
    }
  }
  if (left.length > 0)
    throw new AppError("folderNotForgotten", { folder: dir, detail: left.join("、") }, { cause: failure });
}

/** Bytes below a folder; 0 when it is not there. */
export function bytesUnder(folder: string): number {
  if (!existsSync(folder)) return 0;
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce(
      (sum, entry) => sum + (statSync(join(entry.parentPath, entry.name), { throwIfNoEntry: false })?.size ?? 0),
      0,
    );
}
