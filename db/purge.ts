/**
 * What an erasure leaves outside the record tables, and must not: drafts, attachment files, deleted words in the segments of
 * the full text, old pages in the write-ahead log. Done after the erasure is committed; a mark that is committed with it
 * makes the next start finish what a power cut interrupted.
 */
import { rmSync } from "node:fs";
import { blobFile } from "./blobs.ts";
import type { ReadableDb, WritableDb } from "./connection.ts";
import { openedRoot } from "./opened.ts";
import { listedKinds } from "./schema/kinds.ts";
import { textTable } from "./search.ts";
import { contentsOfDrafts } from "./sweep.ts";

const mark = "purge";

/** Call in the transaction that writes or applies an erasure. */
export function notePurge(db: WritableDb): void {
  db.run(`INSERT OR IGNORE INTO "local" VALUES (?, 'pending')`, [mark]);
}

/**
 * Does what is due, if anything is. Rewrites the whole full text, about a second for some ten thousand records.
 * @returns false when another program holds a file: the mark stays, and the next start tries again
 */
export function purgeErased(db: WritableDb, dir: string): boolean {
  if (db.value<string>(`SELECT "value" FROM "local" WHERE "key" = ?`, [mark]) === undefined) return true;
  const ofErased = `"record" IN (SELECT "record" FROM "journal" WHERE "op" = 'erase')`;
  const unsaved = contentsOfDrafts(db, ofErased);
  db.run(`DELETE FROM "draft" WHERE ${ofErased}`);
  for (const kind of listedKinds) db.run(`INSERT INTO ${textTable(kind)} (${textTable(kind)}) VALUES ('optimize')`);
  const wanted = contentsOfDrafts(db);
  const contents = [...erasedBlobs(db), ...[...unsaved].filter((sha256) => !isSaved(db, sha256))];
  const files = contents.filter((sha256) => !wanted.has(sha256)).map((sha256) => blobFile(dir, sha256));
  // Every one is tried, although another program holds one of them.
  const isDone = [...files, openedRoot(dir)].map(removeFile).every(Boolean);
  if (isDone) db.run(`DELETE FROM "local" WHERE "key" = ?`, [mark]);
  // secure_delete reaches the old pages only once the log is written back.
  db.exec("PRAGMA wal_checkpoint(TRUNCATE)");
  return isDone;
}

/** Contents of erased attachments that no other attachment has, not even one whose deletion can be undone. */
function erasedBlobs(db: ReadableDb): string[] {
  const contents = (op: "create" | "erase") =>
    `SELECT CAST("payload" AS TEXT) ->> '$.set.sha256' AS "sha256" FROM "journal"
     WHERE "kind" = 'attachment' AND "op" = '${op}' AND "payload" IS NOT NULL`;
  // The creation of an erased attachment has no payload any more, so what is left names contents still wanted.
  return db.all<{ sha256: string }>(`${contents("erase")} EXCEPT ${contents("create")}`).map(({ sha256 }) => sha256);
}

/** Whether an attachment has this content, or one that can be brought back. */
const isSaved = (db: ReadableDb, sha256: string): boolean =>
  db.value<number>(
    `SELECT EXISTS (SELECT 1 FROM "journal" WHERE "kind" = 'attachment' AND "op" = 'create' AND "payload" IS NOT NULL
                    AND CAST("payload" AS TEXT) ->> '$.set.sha256' = ?)`,
    [sha256],
  ) === 1;

/** @returns whether the file, or the folder with all in it, is gone */
function removeFile(path: string): boolean {
  try {
    rmSync(path, { recursive: true, force: true });
    return true;
  } catch {
    return false; // held by another program; `purgeErased` says so to its caller
  }
}
