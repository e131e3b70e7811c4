/** The pages of a list: filter, search, order, total. Read-only. */
import type { Checked, ListedRecord, RecordPage } from "../api.ts";
import { rowToRecord, tableOf } from "../columns.ts";
import type { ReadableDb, SqlParam } from "../connection.ts";
import { kinds, type ListedKind } from "../schema/kinds.ts";
import { matchQuery, textTable } from "../search.ts";
import { deliverySql } from "./delivery.ts";

/** Today as `YYYY-MM-DD` and the last day that counts as 即将到期, for the warning colours. */
export interface DueLimits {
  readonly today: string;
  readonly soon: string;
}

interface Clauses {
  readonly where: string[];
  readonly params: SqlParam[];
}

const stateTable: Readonly<Partial<Record<ListedKind, string>>> = { hotline: "hotlineState", opinion: "opinionState" };

export function listRecords(db: ReadableDb, input: Checked<"record.list">, limits: DueLimits): RecordPage {
  const clauses = clausesOf(input);
  if (clauses === null) return { total: 0, records: [] };
  const where = clauses.where.length === 0 ? "" : `WHERE ${clauses.where.join(" AND ")}`;
  const join = joinOf(input.kind);
  const total = db.value<number>(`SELECT count(*) FROM ${tableOf(input.kind)} t ${join} ${where}`, clauses.params) ?? 0;
  const rows = db.all<Record<string, unknown>>(
    `SELECT ${selectOf(input.kind)} FROM ${tableOf(input.kind)} t ${join} ${where}
     ORDER BY ${orderOf(input)} LIMIT ? OFFSET ?`,
    [...clauses.params, input.limit, input.offset],
  );
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
  const state = stateTable[kind] === undefined ? `NULL AS "_state"` : `s."state" AS "_state"`;
  const due = kind === "hotline" ? `s."dueOn" AS "_dueOn", s."isClosed" AS "_isClosed"` : `NULL AS "_dueOn", 0 AS "_isClosed"`;
  return `t.*, ${state}, ${due}, ${deliverySql(`t."touched"`)} AS "_delivery"`;
}

function joinOf(kind: ListedKind): string {
  const table = stateTable[kind];
  return table === undefined ? "" : `LEFT JOIN "${table}" s ON s."record" = t."id"`;
}

/** null when a search was typed that cannot match anything. */
function clausesOf(input: Checked<"record.list">): Clauses | null {
  const where: string[] = [];
  const params: SqlParam[] = [];
  const add = (clause: string, ...values: SqlParam[]) => {
    where.push(clause);
    params.push(...values);
  };
  const search = input.search?.trim() ?? "";
  if (search !== "") {
    const match = matchQuery(search);
    if (match === null) return null;
    const table = textTable(input.kind);
    add(`t."rid" IN (SELECT "rowid" FROM ${table} WHERE ${table} MATCH ?)`, match);
  }
  const dateField = kinds[input.kind].dateField;
  if (input.year !== undefined && dateField !== null) {
    add(`t."${dateField}" >= ? AND t."${dateField}" < ?`, `${input.year}-`, `${input.year + 1}-`);
  }
  if (input.state !== undefined && stateTable[input.kind] !== undefined) add(`s."state" = ?`, input.state);
  if (input.station !== undefined) add(`t."station" = ?`, input.station);
  if (input.ids !== undefined) add(`t."id" IN (SELECT "value" FROM json_each(?))`, JSON.stringify(input.ids));
  return { where, params };
}

function orderOf(input: Checked<"record.list">): string {
  const { dateField, titleField } = kinds[input.kind];
  const sort = input.sort ?? (dateField === null ? "name" : "date");
  if (sort === "updated") return `t."updatedAt" DESC, t."rid" DESC`;
  if (sort === "name" || dateField === null) return `pinyinKey(t."${titleField}"), t."rid"`;
  return `t."${dateField}" DESC, t."rid" DESC`;
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
