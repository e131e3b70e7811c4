/**
 * The whole order of a filtered and sorted list, kept as row numbers until something is written: turning pages then costs
 * nothing, and the order is the same on every page.
 */
import { createHash } from "node:crypto";
import { tableOf } from "../sqlite/columns.ts";
import type { ReadableDb } from "../sqlite/connection.ts";
import { AppError } from "../schema/app-error.ts";
import { listField } from "../schema/list-fields.ts";
import type { ListedKind } from "../schema/kinds.ts";
import type { ListQueryInput, Order } from "../schema/list-query.ts";
import { needsState, plain, sortKeySql, valueSql, type DueLimits, type Sql } from "./list-sql.ts";
import { stateTableOf } from "../kinds/register.ts";

interface Kept {
  readonly version: string;
  readonly rids: Int32Array;
}

/** Orders in use at a time: each kind's list, the one before, the rows behind a figure. 100,000 rows are 0.4 MB. */
const keptOrders = 8;
const kept = new WeakMap<ReadableDb, Map<string, Kept>>();

interface Plan {
  readonly filters: readonly Sql[];
  readonly order: readonly Order[];
  readonly limits: DueLimits;
}

/** @throws AppError sortUnknown */
export function orderedRids(db: ReadableDb, query: ListQueryInput, { filters, order, limits }: Plan): Int32Array {
  const orders = ordersOf(db);
  // Every write of this connection counts, and no other program has the file open.
  const version = `${db.value<number>("SELECT total_changes()")} ${limits.today} ${limits.soon}`;
  const key = keyOf(query, order);
  const known = orders.get(key);
  orders.delete(key);
  const rids =
    known?.version === version ? known.rids : readOrder(db, query.kind, filters, keysOf(query.kind, order, limits));
  orders.set(key, { version, rids });
  for (const oldest of [...orders.keys()].slice(0, Math.max(0, orders.size - keptOrders))) orders.delete(oldest);
  return rids;
}

function ordersOf(db: ReadableDb): Map<string, Kept> {
  const known = kept.get(db);
  if (known !== undefined) return known;
  const orders = new Map<string, Kept>();
  kept.set(db, orders);
  return orders;
}

function keyOf(
  { kind, search, year, state, station, due, ids, where }: ListQueryInput,
  order: readonly Order[],
): string {
  const text = JSON.stringify([kind, search?.trim() ?? "", year, state, station, due, ids, where, order]);
  return createHash("sha1").update(text).digest("base64");
}

/** ORDER BY terms: empty cells last whichever way, then the key; what is equal stays newest first. */
function keysOf(kind: ListedKind, order: readonly Order[], limits: DueLimits): Sql[] {
  const terms = order.flatMap(({ field: name, descending }) => {
    const field = listField(kind, name);
    if (field === undefined) throw new AppError("sortUnknown", { field: name });
    const value = valueSql(kind, field, limits);
    const key = sortKeySql(field, value);
    return [plain(`${key.sql} ${descending ? "DESC" : "ASC"} NULLS LAST`, ...key.params)];
  });
  return [...terms, plain(`t."rid" ${order[0]?.descending === false ? "ASC" : "DESC"}`)];
}

function readOrder(db: ReadableDb, kind: ListedKind, filters: readonly Sql[], keys: readonly Sql[]): Int32Array {
  const parts = [...filters, ...keys];
  // One text instead of 100,000 rows: a third of the time.
  const list = db.value<string | null>(
    `SELECT group_concat("rid") FROM (
       SELECT t."rid" AS "rid" FROM ${fromSql(kind, parts)} ${whereSql(filters)}
       ORDER BY ${keys.map(({ sql }) => sql).join(", ")})`,
    parts.flatMap(({ params }) => params),
  );
  return list === null || list === undefined ? new Int32Array() : Int32Array.from(list.split(","), Number);
}

/** The records, with their derived state where a part of the statement reads it. */
export function fromSql(kind: ListedKind, parts: readonly Sql[]): string {
  const stateTable = parts.some(needsState) ? stateTableOf(kind) : undefined;
  return `${tableOf(kind)} t ${stateTable === undefined ? "" : `LEFT JOIN "${stateTable}" s ON s."record" = t."id"`}`;
}

export const whereSql = (filters: readonly Sql[]): string =>
  filters.length === 0 ? "" : `WHERE ${filters.map(({ sql }) => sql).join(" AND ")}`;
