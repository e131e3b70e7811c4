/** What a list shows of its records: fields, derived state, due date and its colour, delivery. Read-only. */
import type { Checked, ListedRecord, RecordPage } from "../api/operations.ts";
import { rowToRecord, tableOf } from "../sqlite/columns.ts";
import type { ReadableDb, SqlParam } from "../sqlite/connection.ts";
import { kinds, type ListedKind } from "../schema/kinds.ts";
import { listField } from "../schema/list-fields.ts";
import type { ListField } from "../schema/kind-definition.ts";
import type { ListQueryInput } from "../schema/list-query.ts";
import { deliverySql } from "./delivery.ts";
import { isList, linkSql, plain, valueSql, type DueLimits, type Sql } from "./list-sql.ts";
import { pageOf } from "./page.ts";
import { derivedStateOf, stateTableOf } from "../kinds/register.ts";
import { cutText } from "../schema/plain-text.ts";

export type { DueLimits } from "./list-sql.ts";

/** @throws AppError filterUnknown, sortUnknown */
export function listRecords(db: ReadableDb, input: Checked<"record.list">, limits: DueLimits): RecordPage {
  const { total, rids } = pageOf(db, input, limits);
  return { total, records: recordsByRid(db, input.kind, rids, limits, input.columns) };
}

/** Listed records in the order of their row numbers, with the derived columns that are asked for. */
export function recordsByRid(
  db: ReadableDb,
  kind: ListedKind,
  rids: readonly number[],
  limits: DueLimits,
  columns: readonly string[] = [],
): ListedRecord[] {
  const places = new Map(rids.map((rid, place) => [rid, place]));
  const more = moreOf(kind, columns, limits);
  const extra = more.map(({ value, field }) => `, ${value.sql} AS "_more_${field.name}"`).join("");
  return db
    .all<Record<string, unknown>>(
      `SELECT ${selectOf(kind)}${extra} FROM ${tableOf(kind)} t ${joinOf(kind)}
       WHERE t."rid" IN (SELECT "value" FROM json_each(?))`,
      [...more.flatMap(({ value }) => value.params), JSON.stringify(rids)],
    )
    .toSorted((a, b) => (places.get(Number(a["rid"])) ?? 0) - (places.get(Number(b["rid"])) ?? 0))
    .map((row) => ({
      ...listed(kind, row, limits),
      ...(more.length === 0
        ? {}
        : {
            more: Object.fromEntries(more.map(({ field }) => [field.name, decoded(field, row[`_more_${field.name}`])])),
          }),
    }));
}

/** The ids of a stretch of the list, in its order. */
export function listedIds(
  db: ReadableDb,
  input: ListQueryInput & { readonly offset: number; readonly limit: number },
  limits: DueLimits,
): string[] {
  const { rids } = pageOf(db, input, limits);
  const rows = db.all<{ rid: number; id: string }>(
    `SELECT "rid", "id" FROM ${tableOf(input.kind)} WHERE "rid" IN (SELECT "value" FROM json_each(?))`,
    [JSON.stringify(rids)],
  );
  const ids = new Map(rows.map(({ rid, id }) => [rid, id]));
  return rids.flatMap((rid) => ids.get(rid) ?? []);
}

interface MoreColumn {
  readonly field: ListField;
  readonly value: Sql;
}

/** Derived values that a listed record does not carry anyway, and the names of the records that it is linked with. */
function moreOf(kind: ListedKind, columns: readonly string[], limits: DueLimits): MoreColumn[] {
  return [...new Set(columns)].flatMap((name) => {
    const field = listField(kind, name);
    if (field?.type === "id") return [{ field, value: linkSql(field) }];
    if (field?.isDerived !== true || carried.has(name)) return [];
    const { sql, params } = valueSql(kind, field, limits);
    return [{ field, value: plain(`(${sql})`, ...params) }];
  });
}

const carried = new Set(["state", "dueOn", "warning", "delivery", "station", "updatedAt", "createdAt"]);

function decoded(field: ListField, value: unknown): unknown {
  if (isList(field)) return typeof value === "string" ? (JSON.parse(value) as unknown) : [];
  return field.type === "flag" ? value === 1 : value;
}

/** Records of one kind by a condition of the caller's (for 今日 and for the rows behind a figure). */
export function recordsWhere(
  db: ReadableDb,
  kind: ListedKind,
  tail: string,
  params: readonly SqlParam[],
  limits: DueLimits,
): ListedRecord[] {
  return db
    .all<Record<string, unknown>>(`SELECT ${selectOf(kind)} FROM ${tableOf(kind)} t ${joinOf(kind)} ${tail}`, params)
    .map((row) => listed(kind, row, limits));
}

function selectOf(kind: ListedKind): string {
  const derived = derivedStateOf(kind);
  const state = derived === null ? `NULL AS "_state"` : `s."state" AS "_state"`;
  const due =
    derived?.hasDue === true
      ? `s."dueOn" AS "_dueOn", s."isClosed" AS "_isClosed"`
      : `NULL AS "_dueOn", 0 AS "_isClosed"`;
  return `t.*, ${state}, ${due}, ${deliverySql(`t."touched"`)} AS "_delivery"`;
}

function joinOf(kind: ListedKind): string {
  const table = stateTableOf(kind);
  return table === undefined ? "" : `LEFT JOIN "${table}" s ON s."record" = t."id"`;
}

function listed(kind: ListedKind, row: Readonly<Record<string, unknown>>, limits: DueLimits): ListedRecord {
  const { id, station, createdAt, updatedAt, ...fields } = rowToRecord(kind, row);
  const { dateField, titleField } = kinds[kind];
  const dueOn = text(row["_dueOn"]);
  return {
    id: String(id),
    kind,
    station: String(station),
    fields,
    title: firstLine(text(fields[titleField]) ?? ""),
    date: dateField === null ? null : text(fields[dateField]),
    state: text(row["_state"]),
    dueOn,
    warning: dueOn === null || row["_isClosed"] === 1 ? null : warningOf(dueOn, limits),
    delivery: row["_delivery"] as ListedRecord["delivery"],
    createdAt: Number(createdAt),
    updatedAt: Number(updatedAt),
  };
}

/** Blue, yellow, red: in time, due within the set days, overdue. */
function warningOf(dueOn: string, { today, soon }: DueLimits): ListedRecord["warning"] {
  if (dueOn < today) return "overdue";
  return dueOn <= soon ? "dueSoon" : "onTime";
}

const text = (value: unknown): string | null => (typeof value === "string" ? value : null);

export const firstLine = (value: string): string => cutText(value.split("\n", 1)[0] ?? "", 120);
