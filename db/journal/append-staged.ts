/**
 * Moves staged entries into the journal and applies them. Runs inside the caller's transaction, without a single await:
 * either everything of the file is there afterwards, or nothing.
 */
import { applyJournal } from "./apply.ts";
import { tableOf } from "../sqlite/columns.ts";
import type { WritableDb } from "../sqlite/connection.ts";
import { notePurge } from "./erase.ts";
import { derivedStateOf } from "../kinds/register.ts";
import { listedKinds, mainKinds, type Kind, type ListedKind } from "../schema/kinds.ts";
import { changedRecords } from "./changed-records.ts";
import { indexRecords, textTable } from "./full-text.ts";
import { refreshStates } from "./derived-state.ts";
import type { Chain } from "./chains.ts";

export interface Applied {
  readonly entries: number;
  /** Records that they say something new of. */
  readonly records: number;
  /** Entries that made no sense here and are listed in the table `refused`. */
  readonly setAside: number;
  /** Whether the full text of some records was left to `indexPending`. */
  readonly isIndexPending: boolean;
}

export const nothingApplied: Applied = { entries: 0, records: 0, setAside: 0, isIndexPending: false };

const pageSize = 1_000;

/** Records whose text is indexed within the transaction; above it, text is left to `indexPending`. */
const indexAtOnce = 2_000;

/** Applies the staged entries above the chain's head, and moves the head to the last one. */
export function applyStaged(db: WritableDb, chain: Pick<Chain, "id" | "station" | "side" | "headSeq">): Applied {
  const first = (db.value<number>(`SELECT max("position") FROM "journal"`) ?? 0) + 1;
  const entries = db.run(
    `INSERT INTO "journal" ("position", "replica", "seq", "tx", "kind", "record", "op", "header", "salt", "payload", "inner", "hash")
     SELECT ? + "seq" - ?, ?, "seq", "tx", "kind", "record", "op", "header", "salt", "payload", "inner", "hash"
     FROM staging.entry WHERE "seq" > ? ORDER BY "seq"`,
    [first, chain.headSeq + 1, chain.id, chain.headSeq],
  );
  if (db.value<number>(`SELECT 1 FROM staging.entry WHERE "op" = 'erase' LIMIT 1`) === 1) notePurge(db);
  if (entries === 0) return nothingApplied;
  refuseUnreadable(db, first, chain);
  applyJournal(db, first);
  const setAside = db.value<number>(`SELECT count(*) FROM "refused" WHERE "position" >= ?`, [first]) ?? 0;
  db.run(
    `UPDATE "replica" SET ("headSeq", "headHash") = (SELECT "seq", "hash" FROM "journal" WHERE "position" = ?) WHERE "id" = ?`,
    [first + entries - 1, chain.id],
  );
  refreshTouched(db, first);
  const records = changedRecords(db, `"journal" j WHERE j."position" >= ?`, [first]);
  return { entries, records, setAside, isIndexPending: indexTouched(db, first, entries) };
}

/** Entries whose payload was not kept (`payload-bounds.ts`) have a place in the chain and no effect. */
function refuseUnreadable(db: WritableDb, first: number, chain: Pick<Chain, "id" | "headSeq">): void {
  db.run(
    `INSERT INTO "refused" ("position", "replica", "seq", "record", "reason", "detail")
     SELECT ? + "seq" - ?, ?, "seq", "record", 'unreadable', "excess" FROM staging.entry
     WHERE "seq" > ? AND "excess" IS NOT NULL`,
    [first, chain.headSeq + 1, chain.id, chain.headSeq],
  );
}

/** Whoever was touched by an entry carries its position, child rows' records included. */
function* touchedRecords(db: WritableDb, kind: ListedKind, first: number): Generator<ReadonlyMap<string, Kind>> {
  let after = 0;
  for (;;) {
    const page = db.all<{ rid: number; id: string }>(
      `SELECT "rid", "id" FROM ${tableOf(kind)} WHERE "rid" > ? AND "touched" >= ? ORDER BY "rid" LIMIT ${pageSize}`,
      [after, first],
    );
    const last = page.at(-1);
    if (last === undefined) return;
    yield new Map(page.map(({ id }): [string, Kind] => [id, kind]));
    after = last.rid;
  }
}

function refreshTouched(db: WritableDb, first: number): void {
  for (const kind of mainKinds.filter((each) => derivedStateOf(each) !== null)) {
    for (const records of touchedRecords(db, kind, first)) refreshStates(db, records);
  }
}

/** @returns whether text was left for later: then the old text is taken out, so that nothing outdated is found */
function indexTouched(db: WritableDb, first: number, entries: number): boolean {
  for (const kind of listedKinds) {
    if (entries <= indexAtOnce) {
      for (const records of touchedRecords(db, kind, first)) indexRecords(db, records);
    } else {
      const changed = `SELECT "rid" FROM ${tableOf(kind)} WHERE "touched" >= ?`;
      const indexed = `SELECT "id" FROM "${kind}Text_docsize"`;
      db.run(`DELETE FROM ${textTable(kind)} WHERE "rowid" IN (${changed}) AND "rowid" IN (${indexed})`, [first]);
    }
  }
  return entries > indexAtOnce;
}
