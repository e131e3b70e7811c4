/**
 * Which records a page of a list shows, and how many there are in all. Only indexes are read until the page is known: the
 * rows with their long texts are fetched for the page alone (`list.ts`).
 */
import type { Checked } from "../api.ts";
import { tableOf } from "../columns.ts";
import type { ReadableDb, SqlParam } from "../connection.ts";
import { kinds, type ListedKind } from "../schema/kinds.ts";
import { matchQuery, textTable } from "../search.ts";

export interface Page {
  readonly total: number;
  /** In the order of the list. */
  readonly rids: readonly number[];
}

type ListInput = Checked<"record.list">;

/** Kinds whose state is kept beside the record. */
export const stateTables: Readonly<Partial<Record<ListedKind, string>>> = {
  hotline: "hotlineState",
  opinion: "opinionState",
};

/**
 * Up to this many matches (of a search, of a state) are looked up one by one and sorted; more are met soon enough by
 * walking the records in the list's order. At 100,000 records either way stays within some milliseconds.
 */
const few = 3_000;

/**
 * Titles are compared by the pinyin of their beginning: of a call's content that is all that a reader sees anyway, and
 * pinyin of whole texts took 17 s for 33,000 calls.
 */
const comparedCharacters = 8;

/** @param soon the last day, `YYYY-MM-DD`, that counts as 即将到期 */
export function pageOf(db: ReadableDb, input: ListInput, soon: string): Page {
  const filters = filtersOf(input, soon);
  const search = input.search?.trim() ?? "";
  if (search === "") return unsearched(db, input, filters);
  const match = matchQuery(search);
  return match === null ? { total: 0, rids: [] } : searched(db, input, filters, match);
}

interface Filter {
  readonly sql: string;
  readonly params: readonly SqlParam[];
}

function filtersOf(input: ListInput, soon: string): Filter[] {
  const filters: Filter[] = [];
  const add = (sql: string, ...params: SqlParam[]) => filters.push({ sql, params });
  const { dateField } = kinds[input.kind];
  if (input.year !== undefined && dateField !== null) {
    add(`t."${dateField}" >= ? AND t."${dateField}" < ?`, `${input.year}-`, `${input.year + 1}-`);
  }
  if (input.state !== undefined && stateTables[input.kind] !== undefined) add(`s."state" = ?`, input.state);
  if (input.station !== undefined) add(`t."station" = ?`, input.station);
  if (input.due === true && input.kind === "hotline") {
    add(`t."id" IN (SELECT "record" FROM "hotlineState" WHERE "isClosed" = 0 AND "dueOn" <= ?)`, soon);
  }
  if (input.ids !== undefined) add(`t."id" IN (SELECT "value" FROM json_each(?))`, JSON.stringify(input.ids));
  return filters;
}

function unsearched(db: ReadableDb, input: ListInput, filters: readonly Filter[]): Page {
  const stateTable = stateTables[input.kind];
  if (input.state === undefined || stateTable === undefined) return select(db, input, filters);
  const inState = db.value<number>(`SELECT count(*) FROM "${stateTable}" WHERE "state" = ?`, [input.state]) ?? 0;
  const join = inState <= few ? "JOIN" : "CROSS JOIN";
  return select(db, input, filters, { join, total: filters.length === 1 ? inState : null });
}

function searched(db: ReadableDb, input: ListInput, filters: readonly Filter[], match: string): Page {
  const table = textTable(input.kind);
  const matches = db.value<number>(`SELECT count(*) FROM ${table} WHERE ${table} MATCH ?`, [match]) ?? 0;
  if (matches === 0) return { total: 0, rids: [] };
  // The plus keeps SQLite from looking every match up by its rowid, which costs ten times as much for a broad word.
  const rid = matches <= few ? `t."rid"` : `+t."rid"`;
  const hit: Filter = { sql: `${rid} IN (SELECT "rowid" FROM ${table} WHERE ${table} MATCH ?)`, params: [match] };
  return select(db, input, [...filters, hit], { join: "CROSS JOIN", total: filters.length === 0 ? matches : null });
}

interface Hints {
  /** CROSS makes SQLite walk the records and look up their states, never the other way round. */
  readonly join: "JOIN" | "CROSS JOIN";
  /** Where it is known already. */
  readonly total: number | null;
}

const noHints: Hints = { join: "JOIN", total: null };

function select(db: ReadableDb, input: ListInput, filters: readonly Filter[], hints: Hints = noHints): Page {
  const stateTable = input.state === undefined ? undefined : stateTables[input.kind];
  const join = stateTable === undefined ? "" : `${hints.join} "${stateTable}" s ON s."record" = t."id"`;
  const where = filters.length === 0 ? "" : `WHERE ${filters.map(({ sql }) => sql).join(" AND ")}`;
  const from = `FROM ${tableOf(input.kind)} t ${join} ${where}`;
  const params = filters.flatMap((filter) => filter.params);
  const total = hints.total ?? db.value<number>(`SELECT count(*) ${from}`, params) ?? 0;
  if (total <= input.offset) return { total, rids: [] };
  const rows = db.all<{ rid: number }>(`SELECT t."rid" ${from} ORDER BY ${orderOf(input)} LIMIT ? OFFSET ?`, [
    ...params,
    input.limit,
    input.offset,
  ]);
  return { total, rids: rows.map(({ rid }) => rid) };
}

function orderOf(input: ListInput): string {
  const { dateField, titleField } = kinds[input.kind];
  const sort = input.sort ?? (dateField === null ? "name" : "date");
  if (sort === "updated") return `t."updatedAt" DESC, t."rid" DESC`;
  if (sort === "name" || dateField === null) {
    return `pinyinKey(substr(t."${titleField}", 1, ${comparedCharacters})), t."rid"`;
  }
  return `t."${dateField}" DESC, t."rid" DESC`;
}
