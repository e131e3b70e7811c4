/**
 * Where entries wait between reading and importing: a SQLite file of its own in the work folder, attached to the connection.
 * It needs no durability, keeps memory constant, and lets one statement move the entries into the journal. With a key, it
 * is encrypted like the database (an attached file takes the main file's key).
 */
import { join } from "node:path";
import { storedColumns, type Entry, type EntryHeader } from "../journal/entry.ts";
import type { ReadableDb, WritableDb } from "../sqlite/connection.ts";
import type { Excess } from "../journal/payload-bounds.ts";

export interface StagedEntry {
  readonly header: EntryHeader;
  readonly entry: Entry;
  readonly excess: Excess | null;
}

/** The table where staged entries wait. */
export const stagingTable = `CREATE TABLE staging.entry (
  "seq" INTEGER PRIMARY KEY,
  "tx" TEXT NOT NULL,
  "kind" TEXT NOT NULL,
  "record" TEXT NOT NULL,
  "op" TEXT NOT NULL,
  "header" BLOB NOT NULL,
  "salt" BLOB,
  "payload" BLOB,
  "inner" BLOB NOT NULL,
  "hash" BLOB NOT NULL,
  "excess" TEXT
) STRICT`;

/** Runs `work` with an empty table `staging.entry`. Only one at a time a connection (`exclusively`). */
export async function withStaging<T>(db: WritableDb, work: string, action: () => Promise<T>): Promise<T> {
  if (db.value<number>(`SELECT 1 FROM pragma_database_list WHERE "name" = 'staging'`) === 1) detach(db);
  db.run("ATTACH DATABASE ? AS staging", [join(work, "staging.db")]);
  try {
    db.exec("PRAGMA staging.journal_mode = MEMORY; PRAGMA staging.synchronous = OFF");
    db.exec(stagingTable);
    return await action();
  } finally {
    try {
      detach(db);
    } catch {
      // What was done is done; the next import detaches it first.
    }
  }
}

const detach = (db: WritableDb): void => db.exec("DETACH DATABASE staging");

export function stageEntries(db: WritableDb, entries: readonly StagedEntry[]): void {
  db.transaction(() => {
    for (const { header, entry, excess } of entries) {
      db.run(`INSERT INTO staging.entry VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`, [
        ...storedColumns(header, entry),
        excess,
      ]);
    }
  });
}

/** The first staged entry whose hash is not the one that the journal has for it: a second history. */
export function firstForked(db: ReadableDb, replica: string): number | null {
  return (
    db.value<number>(
      `SELECT min(s."seq") FROM staging.entry s JOIN "journal" j ON j."replica" = ? AND j."seq" = s."seq"
       WHERE j."hash" <> s."hash"`,
      [replica],
    ) ?? null
  );
}

/** The last staged entry that the journal has alike; 0 when there is none. */
export function lastAlike(db: ReadableDb, replica: string): number {
  return (
    db.value<number | null>(
      `SELECT max(s."seq") FROM staging.entry s JOIN "journal" j ON j."replica" = ? AND j."seq" = s."seq"
       WHERE j."hash" = s."hash"`,
      [replica],
    ) ?? 0
  );
}
