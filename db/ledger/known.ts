/** Which rows of a ledger are records here already: surely, by their fingerprint, or likely, by date and title. */
import { tableOf } from "../columns.ts";
import type { ReadableDb } from "../connection.ts";
import { kinds, type ListedKind } from "../schema/kinds.ts";
import type { PlannedRow } from "./plan.ts";

/** Fingerprints that are here. */
export function knownKeys(db: ReadableDb, kind: ListedKind, keys: readonly string[]): ReadonlySet<string> {
  const rows = db.all<{ importKey: string }>(
    `SELECT "importKey" FROM ${tableOf(kind)} WHERE "importKey" IN (SELECT "value" FROM json_each(?))`,
    [JSON.stringify(keys)],
  );
  return new Set(rows.map(({ importKey }) => importKey));
}

/** Records typed in by hand, or imported from another copy, with the same day and the same title; by row, their ids. */
export function likelyRecords(
  db: ReadableDb,
  kind: ListedKind,
  rows: readonly PlannedRow[],
): ReadonlyMap<PlannedRow, string> {
  const { titleField, dateField } = kinds[kind];
  if (dateField === null || rows.length === 0) return new Map();
  const days = [...new Set(rows.map(({ fields }) => String(fields[dateField]).slice(0, 10)))].toSorted();
  const records = db.all<{ id: string; day: string; title: string }>(
    `SELECT "id", substr("${dateField}", 1, 10) AS "day", "${titleField}" AS "title" FROM ${tableOf(kind)}
     WHERE "${dateField}" >= ? AND "${dateField}" < ?`,
    [days[0] ?? "", `${days.at(-1) ?? ""}~`],
  );
  if (records.length === 0) return new Map();
  const keyOf = (day: string, title: string): string => `${day.slice(0, 10)} ${title}`;
  const known = new Map(records.map(({ id, day, title }) => [keyOf(day, title), id]));
  return new Map(
    rows.flatMap((row) => {
      const id = known.get(keyOf(String(row.fields[dateField]), String(row.fields[titleField])));
      return id === undefined ? [] : [[row, id] as const];
    }),
  );
}
