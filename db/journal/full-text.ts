/**
 * Full text over every text field of a listed record, its child rows included: one contentless FTS5 table a kind, whose
 * tokens are made in `tokens.ts`. Names add their pinyin initials.
 */
import { setImmediate } from "node:timers/promises";
import { tableOf } from "../sqlite/columns.ts";
import type { ReadableDb, WritableDb } from "../sqlite/connection.ts";
import type { Task } from "../tasks/task.ts";
import { initialsOf } from "../text/pinyin.ts";
import type { FieldMeta } from "../schema/field.ts";
import { columnsOf, isListedKind, type Kind, kinds, listedKinds, type ListedKind } from "../schema/kinds.ts";
import { progressSteps } from "../schema/progress-steps.ts";
import { TokenWriter } from "../text/tokens.ts";
import { rowKindsOf } from "../kinds/register.ts";

export { matchQuery } from "../text/tokens.ts";

export const textTable = (kind: ListedKind): string => `"${kind}Text"`;

/** Records whose text is written in one go: bounds the memory. */
const pageSize = 1_000;

/** Of text at a time, however few records that is. */
const pageBytes = 8 * 1024 * 1024;

type Row = Readonly<Record<string, unknown>>;

const isSearched = (meta: FieldMeta): boolean =>
  meta.internal !== true && (meta.type === "text" || meta.type === "multiline" || meta.type === "names");

const searchedColumns = (kind: Kind) => columnsOf(kind).filter(({ meta }) => isSearched(meta));

const selectText = (kind: Kind, ...ids: string[]): string =>
  `SELECT ${[...ids, ...searchedColumns(kind).map(({ name }) => name)].map((name) => `"${name}"`).join(", ")} FROM ${tableOf(kind)}`;

function addRow(writer: TokenWriter, kind: Kind, row: Row): void {
  for (const { name, meta } of searchedColumns(kind)) {
    const value = row[name];
    if (typeof value !== "string") continue;
    const texts = meta.type === "names" ? (JSON.parse(value) as string[]) : [value];
    for (const text of texts) {
      writer.add(text);
      if (meta.pinyin === true) writer.add(initialsOf(text));
    }
  }
}

/** Rewrites the index of the given records; ids that are no longer there lose their text. */
export function indexRecords(db: WritableDb, records: ReadonlyMap<string, Kind>): void {
  const writer = new TokenWriter();
  for (const [id, kind] of records) {
    if (isListedKind(kind)) indexRecord(db, writer, kind, id);
  }
}

function indexRecord(db: WritableDb, writer: TokenWriter, kind: ListedKind, id: string): void {
  const row = db.get<Row>(`${selectText(kind, "rid")} WHERE "id" = ?`, [id]);
  if (row === undefined) return; // its rowid went with the row: `removeText` runs before
  addRow(writer, kind, row);
  for (const child of rowKindsOf(kind)) {
    const parent = kinds[child].parent ?? "";
    for (const childRow of db.all<Row>(`${selectText(child, "id")} WHERE "${parent}" = ?`, [id])) {
      addRow(writer, child, childRow);
    }
  }
  db.run(`INSERT OR REPLACE INTO ${textTable(kind)} ("rowid", "body") VALUES (?, ?)`, [
    Number(row["rid"]),
    writer.take(),
  ]);
}

/** Takes a row's text out of the index; call before the row is deleted. */
export function removeText(db: WritableDb, kind: Kind, id: string): void {
  if (!isListedKind(kind)) return;
  db.run(`DELETE FROM ${textTable(kind)} WHERE "rowid" = (SELECT "rid" FROM ${tableOf(kind)} WHERE "id" = ?)`, [id]);
}

export interface IndexedPage {
  readonly indexed: number;
  /** Where the next page begins; null when nothing is missing any more. */
  readonly after: number | null;
}

/**
 * Indexes the next records after `after` (a rowid; 0 to begin) that have no text yet, several times faster than one by
 * one: child rows come with one statement a kind. A record that had text and changed must lose it first (`removeText`).
 */
export function indexPage(db: WritableDb, kind: ListedKind, after: number, limit: number = pageSize): IndexedPage {
  return db.transaction(() => {
    const missing = missingAfter(db, kind, after, limit);
    indexRows(db, kind, JSON.stringify(missing.map(({ rid }) => rid)));
    return { indexed: missing.length, after: missing.at(-1)?.rid ?? null };
  });
}

/** As many records as `limit` says, fewer where their texts are long. */
function missingAfter(db: ReadableDb, kind: ListedKind, after: number, limit: number): { rid: number }[] {
  const bytes = searchedColumns(kind).map(({ name }) => `coalesce(octet_length("${name}"), 0)`);
  const rows = db.all<{ rid: number; bytes: number }>(
    `SELECT "rid", ${["0", ...bytes].join(" + ")} AS "bytes" FROM ${tableOf(kind)}
     WHERE "rid" > ? AND "rid" NOT IN (SELECT "id" FROM "${kind}Text_docsize") ORDER BY "rid" LIMIT ?`,
    [after, limit],
  );
  let sum = 0;
  const beyond = rows.findIndex(({ bytes: size }) => (sum += size) > pageBytes);
  return beyond === -1 ? rows : rows.slice(0, Math.max(1, beyond));
}

/** Indexes what a bulk import left for later. @returns the number of records indexed */
export function indexMissing(db: WritableDb, kind: ListedKind): number {
  return db.transaction(() => {
    let total = 0;
    for (let after: number | null = 0; after !== null;) {
      const page: IndexedPage = indexPage(db, kind, after);
      total += page.indexed;
      after = page.after;
    }
    return total;
  });
}

/** @param rids a JSON list of rowids */
function indexRows(db: WritableDb, kind: ListedKind, rids: string): void {
  const writer = new TokenWriter();
  const children = rowKindsOf(kind).map((child) => ({ child, rows: childrenOf(db, kind, child, rids) }));
  const rows = db.all<Row>(
    `${selectText(kind, "rid", "id")} WHERE "rid" IN (SELECT "value" FROM json_each(?)) ORDER BY "rid"`,
    [rids],
  );
  for (const row of rows) {
    addRow(writer, kind, row);
    for (const { child, rows: childRows } of children) {
      for (const childRow of childRows.get(String(row["id"])) ?? []) addRow(writer, child, childRow);
    }
    db.run(`INSERT INTO ${textTable(kind)} ("rowid", "body") VALUES (?, ?)`, [Number(row["rid"]), writer.take()]);
  }
}

/** Child rows by the id of the record they belong to. */
function childrenOf(db: ReadableDb, kind: ListedKind, child: Kind, rids: string): Map<string, Row[]> {
  const parent = kinds[child].parent ?? "";
  const rows = db.all<Row>(
    `${selectText(child, parent)} WHERE "${parent}" IN
       (SELECT "id" FROM ${tableOf(kind)} WHERE "rid" IN (SELECT "value" FROM json_each(?)))`,
    [rids],
  );
  const byParent = new Map<string, Row[]>();
  for (const row of rows) {
    const id = String(row[parent]);
    const siblings = byParent.get(id);
    if (siblings === undefined) byParent.set(id, [row]);
    else siblings.push(row);
  }
  return byParent;
}

/** Larger pages are faster (full text is merged at every commit), smaller ones let other operations in sooner: about 0.3 s. */
const pendingPage = 2_000;

/**
 * Writes the full text that a large import left for afterwards. An interrupted run loses nothing: what has no text yet is found
 * again. In short transactions, so that other operations run in between.
 * @returns the number of records indexed
 */
export async function indexPending(db: WritableDb, task: Pick<Task, "progress">): Promise<number> {
  let indexed = 0;
  for (const kind of listedKinds) {
    let after = 0;
    for (;;) {
      const page = indexPage(db, kind, after, pendingPage);
      if (page.after === null) break;
      after = page.after;
      indexed += page.indexed;
      task.progress({ step: progressSteps.indexing, done: indexed, total: null });
      await setImmediate();
    }
  }
  return indexed;
}
