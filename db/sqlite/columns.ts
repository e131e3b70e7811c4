/** How a field's value is kept in a SQLite column, derived from the schema. */
import { blankValue, columnsOf, type Kind } from "../schema/kinds.ts";
import type { FieldMeta } from "../schema/field.ts";

export type SqlValue = string | number | null;

/** The STRICT column type of a field. Lists are JSON text; flags are 0 or 1. */
export function columnType(meta: FieldMeta): "TEXT" | "INTEGER" | "REAL" {
  switch (meta.type) {
    case "integer":
    case "flag":
      return "INTEGER";
    case "number":
      return "REAL";
    default:
      return "TEXT";
  }
}

const isList = (meta: FieldMeta) => ["choices", "names", "ids", "terms"].includes(meta.type);

/** A field's value as its column holds it. */
export function toSql(meta: FieldMeta, value: unknown): SqlValue {
  if (meta.type === "flag") return value === true ? 1 : 0;
  if (isList(meta)) return JSON.stringify(value ?? []);
  if (value === null || value === undefined) return null;
  return typeof value === "number" ? value : textOf(value);
}

/** A column's value as the schema describes it. */
export function fromSql(meta: FieldMeta, value: unknown): unknown {
  if (meta.type === "flag") return value === 1;
  if (isList(meta)) return typeof value === "string" ? (JSON.parse(value) as unknown) : blankValue(meta);
  return value;
}

/** A cell as text: what is no text or number (never the case for a checked field) shows as its JSON. */
export function textOf(value: unknown): string {
  if (typeof value === "string") return value;
  return value === null || value === undefined ? "" : JSON.stringify(value);
}

/** The table that holds a kind's rows has the kind's name. */
export const tableOf = (kind: Kind): string => `"${kind}"`;

export const columnList = (kind: Kind): string =>
  columnsOf(kind)
    .map(({ name }) => `"${name}"`)
    .join(", ");

/** A row of a record table as a record: columns decoded, unknown fields of a newer program left in `extra`. */
export function rowToRecord(kind: Kind, row: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const record: Record<string, unknown> = {
    id: row["id"],
    station: row["station"],
    createdAt: row["createdAt"],
    updatedAt: row["updatedAt"],
  };
  for (const { name, meta } of columnsOf(kind)) record[name] = fromSql(meta, row[name]);
  return record;
}
