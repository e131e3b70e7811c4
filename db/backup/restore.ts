/**
 * Puts a backup in the place of the data. Everything is prepared beside it; the one step that changes anything is the rename
 * of the finished database, so a power cut leaves the old data or the restored, never something between.
 */
import { copyFileSync, existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { copyFile, mkdtemp } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { hashFile } from "../attachments/store.ts";
import { readChain } from "../journal/chains.ts";
import { removeIfPossible, syncFolder } from "../files/durable-files.ts";
import type { ReadableDb, WritableDb } from "../sqlite/connection.ts";
import { continuationOf, renewReplica } from "../exchange/restored/new-chain.ts";
import { keepCompared } from "../exchange/compare.ts";
import { keepMembers } from "../exchange/known-replicas.ts";
import { leftChains, saveLeftChains } from "../exchange/restored/left-chains.ts";
import { issuedVersion, renewFeeds } from "../exchange/new-feeds.ts";
import { AppError } from "../schema/app-error.ts";
import type { Task } from "../tasks/task.ts";
import { writeRecords, type Change } from "../journal/write.ts";
import { findIdentity, readIdentity } from "../office/identity.ts";
import { backupFolder, databaseFile, openDatabase, openReadable } from "../database/open.ts";
import { closeFile, privateFolder } from "../files/access.ts";
import { requireLayout } from "../files/own-files.ts";
import { notePurge } from "../journal/erase.ts";
import { homeOf, resolvedRecord } from "../journal/record-entries.ts";
import type { Kind } from "../schema/kinds.ts";
import { blobsIn, bringBlob } from "./blob-copies.ts";
import { requireWhole } from "./inside.ts";
import { readManifest } from "./manifest.ts";
import { progressSteps } from "../schema/progress-steps.ts";

export interface RestoreOptions {
  readonly dir: string;
  readonly file: string;
  readonly now: number;
  readonly key: string | undefined;
  readonly task: Task;
}

export interface Prepared {
  /** The folder with the finished database; `dispose` removes what is left of it. */
  readonly folder: string;
  readonly database: string;
  /** A station's PC goes on as a new replica, which the district must confirm; a district begins new feeds. */
  readonly renewed: boolean;
  readonly checkCode: string | null;
}

const workRoot = (dir: string): string => join(dir, "tmp", "restore");

/**
 * Copies, checks and brings up to date a backup, without touching the data.
 * @param current the data that will be replaced; null when it cannot be read
 * @throws AppError backupDamaged, backupOtherOffice, databaseNewer, databaseWrongKey, databaseIsFolder, folderIsFile, diskFull
 */
export async function prepareRestore(current: ReadableDb | null, options: RestoreOptions): Promise<Prepared> {
  const { dir, file, key, task } = options;
  requireLayout(dir);
  await removeIfPossible(workRoot(dir));
  // On a new PC the data folder is not there yet.
  for (const name of ["backups", "blobs", "held"]) mkdirSync(join(dir, name), { recursive: true, mode: privateFolder });
  mkdirSync(workRoot(dir), { recursive: true, mode: privateFolder });
  const folder = await mkdtemp(join(workRoot(dir), "r"));
  try {
    task.progress({ step: progressSteps.checkingBackup, done: 0, total: null });
    await requireAsWritten(file, key);
    const database = databaseFile(folder);
    await copyFile(file, database);
    closeFile(database);
    mkdirSync(backupFolder(folder), { mode: privateFolder });
    task.throwIfCancelled();
    task.progress({ step: progressSteps.preparingRestore, done: 0, total: null });
    const result = adapt(folder, current, options);
    // Closing says nothing when it cannot write the log back, and the rename takes the database alone.
    if (existsSync(`${database}-wal`)) throw new AppError("diskFailed", { detail: basename(`${database}-wal`) });
    await bringAttachments(dir, file, task);
    task.throwIfCancelled();
    return { folder, database, ...result };
  } catch (error) {
    await removeIfPossible(folder);
    throw error;
  }
}

/** The bytes are those that were written, and they make a whole database. */
async function requireAsWritten(file: string, key: string | undefined): Promise<void> {
  const manifest = readManifest(file);
  if (!existsSync(file)) throw new AppError("fileUnreadable", { file });
  if (manifest !== null && (await hashFile(file)) !== manifest.sha256)
    throw new AppError("backupDamaged", { file, detail: "sha256" });
  const opened = openReadable(file, key);
  try {
    await requireWhole(opened, file);
    if (findIdentity(opened) === null) throw new AppError("backupDamaged", { file, detail: "identity" });
  } finally {
    opened.close();
  }
}

/** Brings the copy to this program's format, decides how its chain goes on, and forgets again what was erased since. */
function adapt(folder: string, current: ReadableDb | null, { dir, file, key, now }: RestoreOptions) {
  const db = openDatabase(folder, key === undefined ? {} : { key });
  try {
    const own = current === null ? null : findIdentity(current);
    const identity = readIdentity(db);
    if (own !== null && !isSameOffice(own, identity))
      throw new AppError("backupOtherOffice", { name: identity.name, file });
    const continuation = continuationOf(db, current, dir);
    let checkCode: string | null = null;
    if (identity.role === "district" && current !== null) keepMembers(db, current);
    if (own !== null) keepCompared(db, own);
    if (continuation.kind === "renew") {
      if (identity.role === "district") renewFeeds(db, current === null ? null : issuedVersion(current), now);
      else checkCode = renewReplica(db, dir, now);
    } else {
      db.run(`UPDATE "replica" SET "importedSeq" = max("importedSeq", ?) WHERE "id" = ?`, [
        continuation.acknowledged,
        identity.replicaId,
      ]);
    }
    if (current !== null && own !== null) {
      noteLeft(db, current, own.replicaId);
      eraseAgain(db, current, now);
    }
    return { renewed: continuation.kind === "renew", checkCode };
  } finally {
    db.close();
  }
}

/** A station that has joined since has another id; then its name and chain tell. */
function isSameOffice(
  own: { role: string; stationId: string; name: string; replicaId: string },
  backup: { role: string; stationId: string; name: string; replicaId: string },
): boolean {
  const isSame = own.stationId === backup.stationId || own.replicaId === backup.replicaId || own.name === backup.name;
  return own.role === backup.role && isSame;
}

function noteLeft(db: WritableDb, current: ReadableDb, replica: string): void {
  const { headSeq, headHash } = readChain(current, replica);
  saveLeftChains(db, { ...leftChains(current), [replica]: { seq: headSeq, hash: headHash.toString("hex") } });
}

interface Erasure {
  readonly kind: Kind;
  readonly record: string;
}

/**
 * A person's data that was erased after the backup must not come back with it, nor be brought back from a deleted record. The
 * erasure is the one that was written before, under another number: it goes no further, so that what was written with
 * knowledge of it stays (`resolve.ts`).
 */
function eraseAgain(db: WritableDb, current: ReadableDb, now: number): void {
  const erased = current.all<Erasure>(
    `SELECT "kind", "record", min("position") AS "position" FROM "journal" WHERE "op" = 'erase' GROUP BY "record" ORDER BY "position"`,
  );
  const changes = erased.flatMap(({ kind, record }): Change[] => {
    const { erasure } = resolvedRecord(current, kind, record);
    const known = resolvedRecord(db, kind, record);
    const isHere = homeOf(db, record) !== null;
    if (erasure === null || !isHere || (known.erasure?.count ?? 0) >= erasure.count) return [];
    const set = erasure.entry.payload?.set;
    if (set === undefined) return []; // a later erasure is still on its way
    const erase: Change = { op: "erase", kind, id: record, set, count: erasure.count };
    const isFile = kind === "attachment" && known.isAlive;
    return isFile ? [erase, { op: "delete", kind, id: record }] : [erase];
  });
  if (changes.length === 0) return;
  db.transaction(() => {
    writeRecords(db, { identity: readIdentity(db), now }, changes);
    notePurge(db);
  });
}

/** Attachments that the backup has and the data folder has lost. They are added, never replaced. */
async function bringAttachments(dir: string, file: string, task: Task): Promise<void> {
  const place = dirname(file);
  const wanted = readManifest(file)?.blobs ?? blobsIn(place);
  for (const [index, sha256] of wanted.entries()) {
    task.throwIfCancelled();
    task.progress({ step: progressSteps.restoringFiles, done: index, total: wanted.length });
    await bringBlob(place, dir, sha256, { link: place === backupFolder(dir) });
  }
}

/**
 * The moment of the change. The data's connection must be closed; a file that could not be opened is kept aside under a name
 * that says so.
 * @throws Error when the operating system refuses; the old data is then in its place
 */
export function swapIn(dir: string, prepared: Prepared, now: number, isDamaged: boolean): void {
  const file = databaseFile(dir);
  if (isDamaged) setAside(dir, file, now);
  // The closed connection has written its log back; a log left beside another database would be applied to it.
  if (existsSync(`${file}-wal`)) throw new AppError("workUnderWay");
  renameSync(prepared.database, file);
  syncFolder(dir);
}

/** Copied, not moved: until the restored database is in its place, the folder must not look like a fresh one. */
function setAside(dir: string, file: string, now: number): void {
  const parts = ["", "-wal"].filter((end) => existsSync(`${file}${end}`));
  for (const end of parts) {
    const kept = join(dir, `damaged-${now}-${basename(file)}${end}`);
    copyFileSync(`${file}${end}`, kept);
    closeFile(kept);
  }
  rmSync(`${file}-wal`, { force: true });
}

/** What another program holds goes at the next start (`sweep.ts`): the restore is done, or has said why not. */
export function dispose(prepared: Prepared): void {
  try {
    rmSync(prepared.folder, { recursive: true, force: true });
  } catch {
    // As above.
  }
}
