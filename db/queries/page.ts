/**
 * Which records a page of a list shows, and how many there are in all. Only indexes are read until the page is known: the
 * rows with their long texts are fetched for the page alone (`list.ts`).
 */
import type { Checked } from "../api/operations.ts";
import { tableOf } from "../sqlite/columns.ts";
import type { ReadableDb } from "../sqlite/connection.ts";
import { kinds } from "../schema/kinds.ts";
import type { ListQueryInput, Order } from "../schema/list-query.ts";
import { matchQuery, textTable } from "../journal/full-text.ts";
import { conditionSql } from "./conditions.ts";
import { plain, type DueLimits, type Sql } from "./list-sql.ts";
import { orderedRids } from "./ordered.ts";
import { derivedStateOf, stateTableOf } from "../kinds/register.ts";

export interface Page {
  readonly total: number;
  /** In the order of the list. */
  readonly rids: readonly number[];
}

type ListInput = ListQueryInput & Pick<Checked<"record.list">, "offset" | "limit">;

/**
 * Up to this many matches (of a search, of a state) are looked up one by one and sorted; more are met soon enough by
 * walking the records in the list's order. At 100,000 records either way stays within some milliseconds.
 */
const few = 3_000;

/** @throws AppError filterUnknown, sortUnknown */
export function pageOf(db: ReadableDb, input: ListInput, limits: DueLimits): Page {
  const search = input.search?.trim() ?? "";
  const match = search === "" ? undefined : matchQuery(search);
  if (match === null) return { total: 0, rids: [] };
  const order = orderOf(input);
  if (!isIndexed(input, order)) {
    const rids = orderedRids(db, input, { filters: allFilters(input, limits), order, limits });
    return { total: rids.length, rids: [...rids.subarray(input.offset, input.offset + input.limit)] };
  }
  const filters = filtersOf(input, limits.soon);
  return match === undefined ? unsearched(db, input, filters) : searched(db, input, filters, match);
}

/** A query's filters without its order, for totals over the same records: a condition on the records of `t` (and `s`). */
export function allFilters(input: ListQueryInput, limits: DueLimits): Sql[] {
  const filters = filtersOf(input, limits.soon);
  const search = input.search?.trim() ?? "";
  if (search !== "") {
    const match = matchQuery(search);
    const table = textTable(input.kind);
    filters.push(
      match === null
        ? plain("FALSE")
        : plain(`+t."rid" IN (SELECT "rowid" FROM ${table} WHERE ${table} MATCH ?)`, match),
    );
  }
  return [...filters, ...(input.where ?? []).map((condition) => conditionSql(input.kind, condition, limits))];
}

/** What the list is sorted by. Registers go by name, what has a date by date, newest first. */
function orderOf(input: ListQueryInput): readonly Order[] {
  if (input.order !== undefined && input.order.length > 0) return input.order;
  const { dateField, titleField } = kinds[input.kind];
  const sort = input.sort ?? (dateField === null ? "name" : "date");
  if (sort === "updated") return [{ field: "updatedAt", descending: true }];
  if (sort === "name" || dateField === null) return [{ field: titleField, descending: false }];
  return [{ field: dateField, descending: true }];
}

/** Served by an index as it stands, page by page; everything else is ordered once and kept. */
function isIndexed(input: ListQueryInput, [first, second]: readonly Order[]): boolean {
  if (first === undefined || second !== undefined || !first.descending || (input.where ?? []).length > 0) return false;
  return first.field === kinds[input.kind].dateField || first.field === "updatedAt";
}

function filtersOf(input: ListQueryInput, soon: string): Sql[] {
  const filters: Sql[] = [];
  const { dateField } = kinds[input.kind];
  if (input.year !== undefined && dateField !== null) {
    filters.push(plain(`t."${dateField}" >= ? AND t."${dateField}" < ?`, `${input.year}-`, `${input.year + 1}-`));
  }
  if (input.state !== undefined && stateTableOf(input.kind) !== undefined) {
    filters.push(plain(`s."state" = ?`, input.state));
  }
  if (input.station !== undefined) filters.push(plain(`t."station" = ?`, input.station));
  const derived = derivedStateOf(input.kind);
  if (input.due === true && derived?.hasDue === true) {
    filters.push(
      plain(`t."id" IN (SELECT "record" FROM "${derived.table}" WHERE "isClosed" = 0 AND "dueOn" <= ?)`, soon),
    );
  }
  if (input.ids !== undefined) {
    filters.push(plain(`t."id" IN (SELECT "value" FROM json_each(?))`, JSON.stringify(input.ids)));
  }
  return filters;
}

function unsearched(db: ReadableDb, input: ListInput, filters: readonly Sql[]): Page {
  const stateTable = stateTableOf(input.kind);
  if (input.state === undefined || stateTable === undefined) return select(db, input, filters);
  const inState = db.value<number>(`SELECT count(*) FROM "${stateTable}" WHERE "state" = ?`, [input.state]) ?? 0;
  const join = inState <= few ? "JOIN" : "CROSS JOIN";
  return select(db, input, filters, { join, total: filters.length === 1 ? inState : null });
}

function searched(db: ReadableDb, input: ListInput, filters: readonly Sql[], match: string): Page {
  const table = textTable(input.kind);
  const matches = db.value<number>(`SELECT count(*) FROM ${table} WHERE ${table} MATCH ?`, [match]) ?? 0;
  if (matches === 0) return { total: 0, rids: [] };
  // The plus keeps SQLite from looking every match up by its rowid, which costs ten times as much for a broad word.
  const rid = matches <= few ? `t."rid"` : `+t."rid"`;
  const hit = plain(`${rid} IN (SELECT "rowid" FROM ${table} WHERE ${table} MATCH ?)`, match);
  return select(db, input, [...filters, hit], { join: "CROSS JOIN", total: filters.length === 0 ? matches : null });
}

interface Hints {
  /** CROSS makes SQLite walk the records and look up their states, never the other way round. */
  readonly join: "JOIN" | "CROSS JOIN";
  /** Where it is known already. */
  readonly total: number | null;
}

const noHints: Hints = { join: "JOIN", total: null };

function select(db: ReadableDb, input: ListInput, filters: readonly Sql[], hints: Hints = noHints): Page {
  const stateTable = input.state === undefined ? undefined : stateTableOf(input.kind);
  const join = stateTable === undefined ? "" : `${hints.join} "${stateTable}" s ON s."record" = t."id"`;
  const where = filters.length === 0 ? "" : `WHERE ${filters.map(({ sql }) => sql).join(" AND ")}`;
  const from = `FROM ${tableOf(input.kind)} t ${join} ${where}`;
  const params = filters.flatMap((filter) => filter.params);
  const total = hints.total ?? db.value<number>(`SELECT count(*) ${from}`, params) ?? 0;
  if (total <= input.offset) return { total, rids: [] };
  const [{ field } = { field: "updatedAt" }] = orderOf(input);
  const rows = db.all<{ rid: number }>(
    `SELECT t."rid" ${from} ORDER BY t."${field}" DESC, t."rid" DESC LIMIT ? OFFSET ?`,
    [...params, input.limit, input.offset],
  );
  return { total, rids: rows.map(({ rid }) => rid) };
}
