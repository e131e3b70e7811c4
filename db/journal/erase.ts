/**
 * What an erasure leaves outside the record tables, and must not: drafts, attachment files, deleted words in the segments of
 * the full text, old pages in the write-ahead log. Done after the erasure is committed; a mark that is committed with it
 * makes the next start finish what a power cut interrupted.
 */
import { rmSync } from "node:fs";
import { blobFile } from "../attachments/store.ts";
import type { ReadableDb, WritableDb } from "../sqlite/connection.ts";
import { contentNamedIn, type Op } from "./entry.ts";
import { toAppError } from "../schema/app-error.ts";
import { voidReasonsSql } from "./record-entries.ts";
import { openedRoot } from "../attachments/open-copies.ts";
import { listedKinds } from "../schema/kinds.ts";
import { textTable } from "./full-text.ts";
import { contentsOfDrafts } from "../attachments/unused.ts";

const mark = "purge";

/** Call in the transaction that writes or applies an erasure. */
export function notePurge(db: WritableDb): void {
  db.run(`INSERT OR IGNORE INTO "local" VALUES (?, 'pending')`, [mark]);
}

/** Whether an erasure has not been followed to its end; it is tried again at every start and every import. */
export const isPurgePending = (db: ReadableDb): boolean =>
  db.value<string>(`SELECT "value" FROM "local" WHERE "key" = ?`, [mark]) !== undefined;

/**
 * Does what is due, if anything is. Rewrites the whole full text, about a second for some ten thousand records. Each step is
 * tried whatever became of the others: an erasure is committed, and one record never keeps the next from being followed up.
 * @returns false when something is left (another program holds a file): the mark stays, and the next start tries again
 */
export function purgeErased(db: WritableDb, dir: string): boolean {
  if (!isPurgePending(db)) return true;
  const ofErased = `"record" IN (SELECT "record" FROM "journal" WHERE "op" = 'erase')`;
  const isDone = [
    () => dropFiles(db, dir, ofErased),
    () => db.run(`DELETE FROM "draft" WHERE ${ofErased}`),
    ...listedKinds.map(
      (kind) => () => db.run(`INSERT INTO ${textTable(kind)} (${textTable(kind)}) VALUES ('optimize')`),
    ),
    () => removeFile(openedRoot(dir)),
  ]
    .map(isTried)
    .every(Boolean);
  if (isDone) isTried(() => db.run(`DELETE FROM "local" WHERE "key" = ?`, [mark]));
  // secure_delete reaches the old pages only once the log is written back.
  return isTried(() => db.exec("PRAGMA wal_checkpoint(TRUNCATE)")) && isDone;
}

/** @returns whether it was done; the caller says what is left */
function isTried(step: () => unknown): boolean {
  try {
    return step() !== false;
  } catch (error) {
    console.error(toAppError(error).message);
    return false;
  }
}

/** Contents of erased attachments and of drafts of erased records, where nothing else names them. */
function dropFiles(db: ReadableDb, dir: string, ofErased: string): boolean {
  const { erased, saved } = contentsInJournal(db);
  // The draft of a new record names none.
  const wanted = contentsOfDrafts(db, `NOT coalesce(${ofErased}, 0)`);
  const unwanted = [...erased, ...contentsOfDrafts(db, ofErased)].filter(
    (sha256) => !saved.has(sha256) && !wanted.has(sha256),
  );
  // Every one is tried, although another program holds one of them.
  return unwanted.map((sha256) => removeFile(blobFile(dir, sha256))).every(Boolean);
}

/**
 * Contents that erasures of attachments name, and those that an attachment still has, even one whose deletion can be undone.
 * Entries that were set aside count for nothing: they may name anything, or nothing.
 */
function contentsInJournal(db: ReadableDb): { erased: ReadonlySet<string>; saved: ReadonlySet<string> } {
  const erased = new Set<string>();
  const saved = new Set<string>();
  // The creation of an erased attachment has no payload any more, so what is left names contents still wanted.
  const rows = db.iterate<{ op: Op; payload: Buffer; isRefused: 0 | 1 }>(
    `SELECT "op", "payload", EXISTS (SELECT 1 FROM "refused" r WHERE r."position" = j."position"
        AND r."reason" IN ${voidReasonsSql}) AS "isRefused"
     FROM "journal" j WHERE "kind" = 'attachment' AND "payload" IS NOT NULL`,
  );
  for (const { op, payload, isRefused } of rows) {
    const sha256 = contentNamedIn(payload);
    if (sha256 === null) continue;
    if (op !== "erase") saved.add(sha256);
    else if (isRefused === 0) erased.add(sha256);
  }
  return { erased, saved };
}

/** @returns whether the file, or the folder with all in it, is gone */
function removeFile(path: string): boolean {
  try {
    rmSync(path, { recursive: true, force: true });
    return true;
  } catch {
    return false; // held by another program; `purgeErased` says so to its caller
  }
}
