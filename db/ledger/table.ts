/** Records as a 台账: the columns of the form, then the state and the handling in words. */
import { fromSql, tableOf, textOf } from "../columns.ts";
import type { ReadableDb } from "../connection.ts";
import { eventTypes } from "../schema/event.ts";
import type { FieldMeta } from "../schema/field.ts";
import { columnsOf, kinds, type MainKind } from "../schema/kinds.ts";
import type { OutputCell, OutputTable } from "./write.ts";

/** @param year null for all years */
export function ledgerTable(db: ReadableDb, kind: MainKind, year: number | null): OutputTable {
  const columns = columnsOf(kind).filter(
    ({ meta }) => meta.internal !== true && !["id", "ids", "terms"].includes(meta.type),
  );
  const date = kinds[kind].dateField ?? "id";
  const where = year === null ? "" : `WHERE "${date}" >= ? AND "${date}" < ?`;
  const rows = db.all<Record<string, unknown>>(
    `SELECT * FROM ${tableOf(kind)} ${where} ORDER BY "${date}", "rid"`,
    year === null ? [] : [`${year}-`, `${year + 1}-`],
  );
  return {
    title: `${kinds[kind].zh}台账${year === null ? "" : `（${year}年）`}`,
    columns: [
      { header: "序号", width: 6 },
      ...columns.map(({ meta }) => ({ header: meta.zh, width: meta.type === "multiline" ? 40 : 14 })),
      { header: "办理过程", width: 40 },
    ],
    rows: rows.map((row, index) => [
      index + 1,
      ...columns.map(({ name, meta }) => cellOf(meta, fromSql(meta, row[name]))),
      handlingOf(db, String(row["id"])),
    ]),
  };
}

function cellOf(meta: FieldMeta, value: unknown): OutputCell {
  if (value === null || value === undefined) return null;
  if (Array.isArray(value)) return value.map((item) => labelOf(meta, String(item))).join("、");
  if (typeof value === "boolean") return value ? "是" : "否";
  if (typeof value === "number") return value;
  return labelOf(meta, textOf(value)).replace("T", meta.type === "moment" ? " " : "T");
}

const labelOf = (meta: FieldMeta, value: string): string => meta.options?.[value]?.zh ?? value;

/** The effective events in one cell, a line each. */
function handlingOf(db: ReadableDb, record: string): string | null {
  const events = db.all<{ type: keyof typeof eventTypes; at: string | null; text: string | null; unit: string | null }>(
    `SELECT "type", "at", "text", "unit" FROM "event" WHERE "recordId" = ? AND "type" <> 'voided'
       AND "id" NOT IN (SELECT "voidsId" FROM "event" WHERE "recordId" = ? AND "voidsId" IS NOT NULL) ORDER BY "id"`,
    [record, record],
  );
  if (events.length === 0) return null;
  return events
    .map(({ type, at, text, unit }) =>
      [at?.replace("T", " "), eventTypes[type].zh, unit, text].filter(Boolean).join(" "),
    )
    .join("\n");
}
