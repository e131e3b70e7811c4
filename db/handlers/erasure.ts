/** A citizen's request to be forgotten: which values go, and what stays so that the year's figures still add up. */
import { rowToRecord, tableOf } from "../sqlite/columns.ts";
import type { ReadableDb } from "../sqlite/connection.ts";
import type { Change } from "../journal/write.ts";
import { children } from "../queries/record.ts";
import { blankValue, columnsOf, type Kind } from "../schema/kinds.ts";

/** Stands where a required text identified a person. */
export const erasedText = "（已按申请删除）";

/**
 * Erases the record, the texts of its events, and its attachments. What identifies nobody (date, line, village, results)
 * is what the record goes on with.
 */
export function erasureOf(db: ReadableDb, kind: Kind, id: string): Change[] {
  return [
    ...erased(db, kind, id),
    ...children(db, "event", id).flatMap((event) => erased(db, "event", event.id)),
    ...children(db, "attachment", id).flatMap((file): Change[] => [
      ...erased(db, "attachment", file.id),
      { op: "delete", kind: "attachment", id: file.id },
    ]),
  ];
}

function erased(db: ReadableDb, kind: Kind, id: string): Change[] {
  const row = db.get<Record<string, unknown>>(`SELECT * FROM ${tableOf(kind)} WHERE "id" = ?`, [id]);
  if (row === undefined) return [];
  const record = rowToRecord(kind, row);
  const kept = columnsOf(kind).map(({ name, meta }) => {
    if (meta.personal !== true) return [name, record[name]];
    return [name, meta.required === true ? erasedText : blankValue(meta)];
  });
  return [{ op: "erase", kind, id, set: Object.fromEntries(kept) as Record<string, unknown> }];
}
