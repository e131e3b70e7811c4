/** What a list's cell stands for: the same on the screen and in an exported file. */
import type { ListField } from "./kind-definition.ts";

/** What a list knows beside a record's own fields, by the columns' names. */
interface Carried {
  readonly state: string | null;
  readonly dueOn: string | null;
  readonly warning: string | null;
  readonly delivery: string;
  readonly station: string;
  readonly updatedAt: number;
  readonly createdAt: number;
}

/** As much of a listed record (`ListedRecord`) as its cells need. */
interface ShownRecord extends Carried {
  readonly fields: Readonly<Record<string, unknown>>;
  readonly more?: Readonly<Record<string, unknown>> | undefined;
}

const carried: ReadonlySet<string> = new Set([
  "state",
  "dueOn",
  "warning",
  "delivery",
  "station",
  "updatedAt",
  "createdAt",
] satisfies (keyof Carried)[]);

const isCarried = (name: string): name is keyof Carried => carried.has(name);

/** The field that speaks for an empty one: a company's call is known by the company. */
const standIns: Readonly<Record<string, string>> = { caller: "enterprise" };

/** A field's value in a listed record, wherever it is carried. */
function listedValue(record: ShownRecord, { name, isDerived }: ListField): unknown {
  if (isDerived !== true) return record.fields[name];
  return isCarried(name) ? record[name] : record.more?.[name];
}

const isBlank = (value: unknown): boolean => value === null || value === undefined || value === "";

/** Flags that mostly hold: here it is the few “否” that are looked for, and a file must tell them from cells left empty. */
const mostlySet: ReadonlySet<string> = new Set(["active"]);

/**
 * The value that a cell shows, as a code, an id or a number; null for an empty cell. A flag that does not hold is null: in a
 * column of many “否” the few “是” are what is looked for.
 */
export function shownValue(record: ShownRecord, field: ListField): unknown {
  const own = listedValue(record, field);
  const standIn = standIns[field.name];
  const value = isBlank(own) && standIn !== undefined ? record.fields[standIn] : own;
  const isUsual = field.type === "flag" && value !== true && !mostlySet.has(field.name);
  return isBlank(value) || isUsual ? null : value;
}
