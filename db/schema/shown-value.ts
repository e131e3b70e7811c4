/** What a list's cell stands for: the same on the screen and in an exported file. */
import type { ListedRecord } from "../api-types.ts";
import type { ListField } from "./list-fields.ts";

const carried: ReadonlySet<string> = new Set([
  "state",
  "dueOn",
  "warning",
  "delivery",
  "station",
  "updatedAt",
  "createdAt",
] satisfies (keyof ListedRecord)[]);

/** The field that speaks for an empty one: a company's call is known by the company. */
const standIns: Readonly<Record<string, string>> = { caller: "enterprise" };

/** A field's value in a listed record, wherever it is carried. */
function listedValue(record: ListedRecord, { name, isDerived }: ListField): unknown {
  if (isDerived !== true) return record.fields[name];
  return carried.has(name) ? record[name as keyof ListedRecord] : record.more?.[name];
}

const isBlank = (value: unknown): boolean => value === null || value === undefined || value === "";

/** Flags that mostly hold: here it is the few “否” that are looked for, and a file must tell them from cells left empty. */
const mostlySet: ReadonlySet<string> = new Set(["active"]);

/**
 * The value that a cell shows, as a code, an id or a number; null for an empty cell. A flag that does not hold is null: in a
 * column of many “否” the few “是” are what is looked for.
 */
export function shownValue(record: ListedRecord, field: ListField): unknown {
  const own = listedValue(record, field);
  const standIn = standIns[field.name];
  const value = isBlank(own) && standIn !== undefined ? record.fields[standIn] : own;
  const isUsual = field.type === "flag" && value !== true && !mostlySet.has(field.name);
  return isBlank(value) || isUsual ? null : value;
}
