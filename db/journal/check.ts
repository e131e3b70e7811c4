/** Checks a data folder: the file, its references, every hash chain, and that the tables are what the journal says. */
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { AttachmentCheck, CheckReport } from "../api/operations.ts";
import { tableOf } from "../sqlite/columns.ts";
import type { ReadableDb } from "../sqlite/connection.ts";
import { stateHash, tableHashes } from "./state-hash.ts";
import { chainHash, innerHash, zeroHash } from "./entry.ts";
import { databaseFile, openDatabase, type Connection } from "../database/open.ts";
import { rebuild } from "./rebuild.ts";
import { kindNames } from "../schema/kinds.ts";

/**
 * @param key the key of the database, if it has one: the copy that is rebuilt is encrypted alike
 * @param attachments what `checkBlobs` found; without it the files beside the database are not looked at
 */
export function checkDatabase(db: Connection, key?: string, attachments: AttachmentCheck = notLookedAt): CheckReport {
  const integrity = db.value<string>("PRAGMA integrity_check(1)") ?? "";
  const foreignKeys = db.all("PRAGMA foreign_key_check").length;
  const chains = db
    .all<{ id: string }>(`SELECT "id" FROM "replica" ORDER BY "createdAt", "id"`)
    .map(({ id }) => verifyChain(db, id));
  const rebuildDiffers = differingTables(db, key);
  const inside = {
    integrity,
    foreignKeys,
    chains,
    rebuildDiffers,
    counts: Object.fromEntries(
      kindNames.map((kind) => [kind, db.value<number>(`SELECT count(*) FROM ${tableOf(kind)}`) ?? 0]),
    ),
    stateHash: stateHash(db, null),
  };
  const isDataWhole = isWhole(inside);
  const areFilesHere = attachments.missing.length === 0 && attachments.changed.length === 0;
  return { ok: isDataWhole && areFilesHere, isDataWhole, ...inside, attachments };
}

const notLookedAt: AttachmentCheck = { checked: 0, missing: [], changed: [], waiting: 0 };

/** Walks one chain from its first entry: sequence numbers without gaps, inner and outer hashes, and the stored head. */
export function verifyChain(db: ReadableDb, replica: string): CheckReport["chains"][number] {
  const rows = db.iterate<{
    seq: number;
    header: Buffer;
    salt: Buffer | null;
    payload: Buffer | null;
    inner: Buffer;
    hash: Buffer;
  }>(`SELECT "seq", "header", "salt", "payload", "inner", "hash" FROM "journal" WHERE "replica" = ? ORDER BY "seq"`, [
    replica,
  ]);
  let previous: Buffer = zeroHash;
  let entries = 0;
  for (const row of rows) {
    const { salt, payload } = row;
    const innerHolds = salt === null || payload === null || innerHash(salt, payload).equals(row.inner);
    const isNext = row.seq === entries + 1;
    if (!isNext || !innerHolds || !chainHash(previous, row.header, row.inner).equals(row.hash)) {
      return { replica, entries, brokenAt: row.seq };
    }
    previous = row.hash;
    entries += 1;
  }
  const head = db.get<{ headSeq: number; headHash: Buffer }>(
    `SELECT "headSeq", "headHash" FROM "replica" WHERE "id" = ?`,
    [replica],
  );
  const headHolds = head !== undefined && head.headSeq === entries && previous.equals(head.headHash);
  return { replica, entries, brokenAt: headHolds ? null : entries + 1 };
}

/** Rebuilds a copy, so that a check never writes to the data it checks. */
function differingTables(db: Connection, key: string | undefined): string[] {
  const root = join(db.dir, "tmp", "check");
  mkdirSync(root, { recursive: true, mode: 0o700 });
  const dir = mkdtempSync(join(root, "c"));
  try {
    db.copyTo(databaseFile(dir));
    const copy = openDatabase(dir, key === undefined ? {} : { key });
    try {
      rebuild(copy);
      const rebuilt = tableHashes(copy);
      return [...tableHashes(db)].filter(([table, hash]) => rebuilt.get(table) !== hash).map(([table]) => table);
    } finally {
      copy.close();
    }
  } finally {
    removeNow(dir);
  }
}

/** A copy that a virus scanner holds says nothing of the data; it goes at the next start (`sweep.ts`). */
function removeNow(dir: string): void {
  try {
    rmSync(dir, { recursive: true, force: true });
  } catch {
    // As above.
  }
}

/** Whether database, chains and tables are as they should be; attachments are files beside it. */
const isWhole = (report: Omit<CheckReport, "ok" | "isDataWhole" | "attachments">): boolean =>
  report.integrity === "ok" &&
  report.foreignKeys === 0 &&
  report.chains.every((chain) => chain.brokenAt === null) &&
  report.rebuildDiffers.length === 0;
