/** Which rows of a ledger are records here already: surely, by their fingerprint, or likely, by date and title. */
import { tableOf } from "../sqlite/columns.ts";
import type { ReadableDb } from "../sqlite/connection.ts";
import { kinds, type ListedKind } from "../schema/kinds.ts";
import type { Pace } from "../tasks/task.ts";
import type { PlannedRow } from "./plan.ts";
import { progressSteps } from "../schema/progress-steps.ts";

/** Keys or records that one statement looks at: some 5 ms. */
const PAGE = 2_000;
const STEP = progressSteps.comparing;

/** Fingerprints that are here. @throws AppError cancelled */
export async function knownKeys(
  db: ReadableDb,
  kind: ListedKind,
  keys: readonly string[],
  pace: Pace,
): Promise<ReadonlySet<string>> {
  const known = new Set<string>();
  for (let from = 0; from < keys.length; from += PAGE) {
    const rows = db.all<{ importKey: string }>(
      `SELECT "importKey" FROM ${tableOf(kind)} WHERE "importKey" IN (SELECT "value" FROM json_each(?))`,
      [JSON.stringify(keys.slice(from, from + PAGE))],
    );
    for (const { importKey } of rows) known.add(importKey);
    await pace.pause(STEP);
  }
  return known;
}

/**
 * Records typed in by hand, or imported from another copy, with the same day and the same title; by row, their ids.
 * @throws AppError cancelled
 */
export async function likelyRecords(
  db: ReadableDb,
  kind: ListedKind,
  rows: readonly PlannedRow[],
  pace: Pace,
): Promise<ReadonlyMap<PlannedRow, string>> {
  const { titleField, dateField } = kinds[kind];
  const likely = new Map<PlannedRow, string>();
  if (dateField === null || rows.length === 0) return likely;
  const days = await pace.map(STEP, rows, ({ fields }) => String(fields[dateField]).slice(0, 10));
  const first = days.reduce((a, b) => (b < a ? b : a));
  const last = days.reduce((a, b) => (b > a ? b : a));
  const known = new Map<string, string>();
  // By date and row, as the index of the lists has them: a page costs the same wherever it stands.
  for (let after = { day: first, rid: 0 }; ;) {
    const page = db.all<{ rid: number; id: string; day: string; title: string }>(
      `SELECT "rid", "id", "${dateField}" AS "day", "${titleField}" AS "title" FROM ${tableOf(kind)}
       WHERE ("${dateField}", "rid") > (?, ?) AND "${dateField}" < ? ORDER BY "${dateField}", "rid" LIMIT ?`,
      [after.day, after.rid, `${last}~`, PAGE],
    );
    for (const { id, day, title } of page) known.set(keyOf(day, title), id);
    await pace.pause(STEP);
    const next = page.at(-1);
    if (next === undefined) break;
    after = next;
  }
  if (known.size === 0) return likely;
  await pace.each(STEP, rows, (row) => {
    const id = known.get(keyOf(String(row.fields[dateField]), String(row.fields[titleField])));
    if (id !== undefined) likely.set(row, id);
  });
  return likely;
}

const keyOf = (day: string, title: string): string => `${day.slice(0, 10)} ${title}`;
