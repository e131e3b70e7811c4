/** One record with everything that hangs on it, and its history. Read-only. */
import type { DeliveryState, FullRecord } from "../api/operations.ts";
import { kindOf, resolvedRecord } from "../journal/apply.ts";
import { rowToRecord, tableOf, textOf } from "../sqlite/columns.ts";
import type { ReadableDb } from "../sqlite/connection.ts";
import { AppError } from "../schema/app-error.ts";
import { inOrder } from "../journal/event-order.ts";
import { kinds, type Kind, type Stored } from "../schema/kinds.ts";
import { conflictsIn } from "./conflicts.ts";
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
  const problems = rowKindsOf(kind).includes("problem") ? children(db, "problem", id) : [];
  const measures = rowKindsOf(kind).includes("measure") ? children(db, "measure", id) : [];
  const attachments = children(db, "attachment", id);
  const voided = new Set(events.map((event) => event.voidsId));
  return {
    kind,
    record: rowToRecord(kind, row) as unknown as Stored<Kind>,
    title: firstLine(textOf(row[kinds[kind].titleField])),
    ...stateOf(db, kind, id),
    delivery: (row["_delivery"] as DeliveryState | null) ?? "saved",
    problems,
    measures,
    attachments,
    events: events.map((event) => ({ ...event, isVoided: voided.has(event.id) })),
    conflicts: conflictsIn(db, {
      records: [id, ...[...problems, ...measures, ...attachments].map((child) => child.id)],
    }),
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

/** The values that a deleted record had; for undoing the deletion. Without those that were erased. */
export function lastValues(db: ReadableDb, kind: Kind, id: string): Record<string, unknown> {
  const { fields } = resolvedRecord(db, kind, id, { asIfAlive: true });
  return Object.fromEntries([...(fields ?? [])].map(([field, entry]) => [field, entry.payload?.set?.[field] ?? null]));
}
