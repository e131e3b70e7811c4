/** What a list shows of its records: fields, derived state, due date and its colour, delivery. Read-only. */
import type { Checked, ListedRecord, RecordPage } from "../api.ts";
import { rowToRecord, tableOf } from "../columns.ts";
import type { ReadableDb, SqlParam } from "../connection.ts";
import { kinds, type ListedKind } from "../schema/kinds.ts";
import { deliverySql } from "./delivery.ts";
import { pageOf, stateTables } from "./page.ts";

/** Today as `YYYY-MM-DD` and the last day that counts as 即将到期, for the warning colours. */
export interface DueLimits {
  readonly today: string;
  readonly soon: string;
}

export function listRecords(db: ReadableDb, input: Checked<"record.list">, limits: DueLimits): RecordPage {
  const { total, rids } = pageOf(db, input, limits.soon);
  const places = new Map(rids.map((rid, place) => [rid, place]));
  const rows = db
    .all<Record<string, unknown>>(
      `SELECT ${selectOf(input.kind)} FROM ${tableOf(input.kind)} t ${joinOf(input.kind)}
       WHERE t."rid" IN (SELECT "value" FROM json_each(?))`,
      [JSON.stringify(rids)],
    )
    .toSorted((a, b) => (places.get(Number(a["rid"])) ?? 0) - (places.get(Number(b["rid"])) ?? 0));
  return { total, records: rows.map((row) => listed(input.kind, row, limits)) };
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
  const state = stateTables[kind] === undefined ? `NULL AS "_state"` : `s."state" AS "_state"`;
  const due =
    kind === "hotline" ? `s."dueOn" AS "_dueOn", s."isClosed" AS "_isClosed"` : `NULL AS "_dueOn", 0 AS "_isClosed"`;
  return `t.*, ${state}, ${due}, ${deliverySql(`t."touched"`)} AS "_delivery"`;
}

function joinOf(kind: ListedKind): string {
  const table = stateTables[kind];
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

export const firstLine = (value: string): string => (value.split("\n", 1)[0] ?? "").slice(0, 120);
