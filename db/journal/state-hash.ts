/** The record tables as comparable text: for the state hash, and to compare a rebuild with what is there. */
import { createHash } from "node:crypto";
import { tableOf } from "../sqlite/columns.ts";
import type { ReadableDb, SqlParam } from "../sqlite/connection.ts";
import { columnsOf, kindNames, type Kind } from "../schema/kinds.ts";

/** Tables that a rebuild from the journal must reproduce beside the record tables. */
export const derivedTables = ["tombstone", "conflict", "refused", "hotlineState", "opinionState"] as const;

const recordColumns = (kind: Kind): string =>
  ["id", "station", "createdAt", "updatedAt", "extra", ...columnsOf(kind).map(({ name }) => name)]
    .map((name) => `"${name}"`)
    .join(", ");

/**
 * SHA-256 of each record table and derived table. Row order, row ids, and the positions at which a row was last touched are left
 * aside: they say when something came, not what is there.
 */
export function tableHashes(db: ReadableDb): Map<string, string> {
  const hashes = new Map<string, string>();
  for (const kind of kindNames) {
    hashes.set(kind, hashRows(db, `SELECT ${recordColumns(kind)} FROM ${tableOf(kind)} ORDER BY "id"`));
  }
  hashes.set("tombstone", hashRows(db, `SELECT "record", "kind", "root" FROM "tombstone" ORDER BY "record"`));
  hashes.set("refused", hashRows(db, `SELECT * FROM "refused" ORDER BY "position"`));
  hashes.set("hotlineState", hashRows(db, `SELECT * FROM "hotlineState" ORDER BY "record"`));
  hashes.set("opinionState", hashRows(db, `SELECT * FROM "opinionState" ORDER BY "record"`));
  // Whether a person has decided on a conflict is no part of the journal.
  const conflicts = `SELECT "record", "kind", "field", "shown", "aside" FROM "conflict" ORDER BY "record", "field", "aside"`;
  hashes.set("conflict", hashRows(db, conflicts));
  return hashes;
}

function hashRows(db: ReadableDb, sql: string, params: readonly SqlParam[] = []): string {
  const hash = createHash("sha256");
  for (const row of db.iterate<Record<string, unknown>>(sql, params))
    hash.update(`${JSON.stringify(Object.values(row))}\n`);
  return hash.digest("hex");
}

/** One hash over all record tables of a station (or all): two sides compare it after an exchange to notice drift. */
export function stateHash(db: ReadableDb, station: string | null): string {
  const hash = createHash("sha256");
  for (const kind of kindNames) {
    const columns = ["id", ...columnsOf(kind).map(({ name }) => name)].map((name) => `"${name}"`).join(", ");
    const where = station === null ? "" : `WHERE "station" = ?`;
    const sql = `SELECT ${columns} FROM ${tableOf(kind)} ${where} ORDER BY "id"`;
    hash.update(`${kind} ${hashRows(db, sql, station === null ? [] : [station])}\n`);
  }
  return hash.digest("hex");
}
