/** One record with everything that hangs on it, and its history. Read-only. */
import type { DeliveryState, FullRecord } from "../api/operations.ts";
import { kindOf, resolvedRecord } from "../journal/apply.ts";
import { rowToRecord, tableOf, textOf } from "../sqlite/columns.ts";
import type { ReadableDb } from "../sqlite/connection.ts";
import { storedPayload, type EntryPayload } from "../journal/entry.ts";
import { AppError } from "../schema/app-error.ts";
import { inOrder } from "../journal/event-order.ts";
import { kinds, type Kind, type Stored } from "../schema/kinds.ts";
import { deliverySql } from "./delivery.ts";
import { firstLine } from "./list.ts";
import { rowKindsOf, derivedStateOf } from "../kinds/register.ts";

/** @throws AppError recordMissing */
export function fullRecord(db: ReadableDb, id: string): FullRecord {
  const kind = kindOf(db, id);
  if (kind === null) throw new AppError("recordMissing", { id });
  const row = db.get<Record<string, unknown>>(
    `SELECT t.*, ${deliverySql(`t."touched"`)} AS "_delivery" FROM ${tableOf(kind)} t WHERE "id" = ?`,
    [id],
  );
  if (row === undefined) throw new AppError("recordMissing", { id });
  const events = children(db, "event", id);
  const voided = new Set(events.map((event) => event.voidsId));
  return {
    kind,
    record: rowToRecord(kind, row) as unknown as Stored<Kind>,
    title: firstLine(textOf(row[kinds[kind].titleField])),
    ...stateOf(db, kind, id),
    delivery: (row["_delivery"] as DeliveryState | null) ?? "saved",
    problems: rowKindsOf(kind).includes("problem") ? children(db, "problem", id) : [],
    measures: rowKindsOf(kind).includes("measure") ? children(db, "measure", id) : [],
    attachments: children(db, "attachment", id),
    events: events.map((event) => ({ ...event, isVoided: voided.has(event.id) })),
    conflicts: conflictsOf(db, id),
  };
}

/** The rows of a child kind that belong to a record, in their order. */
export function children<K extends "problem" | "measure" | "event" | "attachment">(
  db: ReadableDb,
  kind: K,
  parent: string,
): Stored<K>[] {
  const order = kind === "event" ? "" : ` ORDER BY "position", "id"`;
  const rows = db
    .all<Record<string, unknown>>(`SELECT * FROM ${tableOf(kind)} WHERE "${kinds[kind].parent ?? ""}" = ?${order}`, [
      parent,
    ])
    .map((row) => rowToRecord(kind, row) as unknown as Stored<K>);
  return kind === "event" ? inOrder(db, parent, rows) : rows;
}

function stateOf(db: ReadableDb, kind: Kind, id: string): Pick<FullRecord, "state" | "dueOn"> {
  const derived = derivedStateOf(kind);
  if (derived !== null) {
    const row = db.get<{ state: string; dueOn: string | null }>(
      `SELECT "state", ${derived.hasDue ? `"dueOn"` : `NULL AS "dueOn"`} FROM "${derived.table}" WHERE "record" = ?`,
      [id],
    );
    return { state: row?.state ?? null, dueOn: row?.dueOn ?? null };
  }
  return { state: null, dueOn: null };
}

function conflictsOf(db: ReadableDb, id: string): FullRecord["conflicts"] {
  const rows = db.all<{ field: string; shown: number; aside: number }>(
    `SELECT "field", "shown", "aside" FROM "conflict" WHERE "record" = ? AND "resolvedAt" IS NULL ORDER BY "aside"`,
    [id],
  );
  return rows.map(({ field, shown, aside }) => ({
    field,
    shown: payloadAt(db, shown)?.set?.[field] ?? null,
    aside: payloadAt(db, aside)?.set?.[field] ?? null,
    asidePosition: aside,
  }));
}

/** The payload of the journal entry at a position; null when it was erased. */
export function payloadAt(db: ReadableDb, position: number): EntryPayload | null {
  const bytes = db.value<Buffer | null>(`SELECT "payload" FROM "journal" WHERE "position" = ?`, [position]);
  return bytes === null || bytes === undefined ? null : storedPayload(bytes);
}

/** The values that a deleted record had; for undoing the deletion. Without those that were erased. */
export function lastValues(db: ReadableDb, kind: Kind, id: string): Record<string, unknown> {
  const { fields } = resolvedRecord(db, kind, id, { asIfAlive: true });
  return Object.fromEntries([...(fields ?? [])].map(([field, entry]) => [field, entry.payload?.set?.[field] ?? null]));
}
