/** What a form holds, and how it relates to the saved record. Pure. */
import type { FullRecord, Input } from "../../db/api/operations.ts";
import { blankValue, columnsOf, type Kind, type ListedKind, type Stored } from "../../db/schema/kinds.ts";

export type FieldValues = Record<string, unknown>;

/** A child row; `id` is null until it is saved. */
export interface ChildRow {
  id: string | null;
  /** Names the row as long as the form is open: its id once saved, made up before. */
  key: string;
  fields: FieldValues;
}

/** The lists of child rows in a form. */
export type RowList = "problems" | "measures" | "attachments";
export const rowLists: readonly RowList[] = ["problems", "measures", "attachments"];

export interface FormValues {
  fields: FieldValues;
  problems: ChildRow[];
  measures: ChildRow[];
  /** 附件: rows whose bytes are in the store already; `fields` are those of {@link attachmentFieldNames}. */
  attachments: ChildRow[];
}

/** A record's stored fields without what the program keeps beside them. */
export function fieldsOf(kind: Kind, record: object): FieldValues {
  const values = record as Readonly<FieldValues>;
  return Object.fromEntries(
    columnsOf(kind)
      .filter(({ meta }) => meta.internal !== true)
      .map(({ name, meta }) => [name, values[name] ?? blankValue(meta)]),
  );
}

/** What an attachment's row carries in a form: the file's content cannot be entered, so it is not among the usual fields. */
export const attachmentFieldNames = ["role", "name", "mime", "size", "sha256"] as const;

function attachmentRow(row: Stored<"attachment">): ChildRow {
  return { id: row.id, key: row.id, fields: Object.fromEntries(attachmentFieldNames.map((name) => [name, row[name]])) };
}

/** The form of a saved record. */
export function valuesOf(kind: ListedKind, full: FullRecord): FormValues {
  return {
    fields: fieldsOf(kind, full.record),
    problems: full.problems.map((row) => ({ id: row.id, key: row.id, fields: fieldsOf("problem", row) })),
    measures: full.measures.map((row) => ({ id: row.id, key: row.id, fields: fieldsOf("measure", row) })),
    attachments: full.attachments.map(attachmentRow),
  };
}

/** An empty form with what is known beforehand. */
export function startValues(kind: ListedKind, known: Readonly<FieldValues>): FormValues {
  return { fields: fieldsOf(kind, known), problems: [], measures: [], attachments: [] };
}

/** A row that was not saved yet. */
export const newRow = (fields: FieldValues): ChildRow => ({ id: null, key: crypto.randomUUID(), fields });

export const blankRow = (kind: "problem" | "measure"): ChildRow =>
  newRow(fieldsOf(kind, kind === "problem" ? { state: "todo" } : {}));

/** Nothing was typed into this new row; a state chosen beforehand does not count. */
export function isBlankRow(row: ChildRow): boolean {
  return row.id === null && Object.entries(row.fields).every(([name, value]) => name === "state" || isEmpty(value));
}

export const isEmpty = (value: unknown): boolean =>
  value === null ||
  value === undefined ||
  value === false ||
  (typeof value === "string" && value.trim() === "") ||
  (Array.isArray(value) && value.length === 0);

/** Equal as stored: "" and null are the same emptiness. */
export function isSame(a: unknown, b: unknown): boolean {
  if (a === b || (isEmpty(a) && isEmpty(b))) return true;
  if (typeof a !== "object" || typeof b !== "object") return false;
  return JSON.stringify(a) === JSON.stringify(b);
}

/** Names of the fields whose values differ. */
export function changedNames(base: Readonly<FieldValues>, current: Readonly<FieldValues>): string[] {
  return Object.keys(current).filter((name) => !isSame(base[name], current[name]));
}

/** Whether two lists of child rows differ; blank new rows do not count. */
export function rowsDiffer(base: readonly ChildRow[], current: readonly ChildRow[]): boolean {
  const kept = current.filter((row) => !isBlankRow(row));
  if (kept.length !== base.length) return true;
  return kept.some((row, index) => {
    const before = base[index];
    return before === undefined || before.id !== row.id || changedNames(before.fields, row.fields).length > 0;
  });
}

export function hasChanges(base: FormValues, current: FormValues): boolean {
  return (
    changedNames(base.fields, current.fields).length > 0 ||
    rowsDiffer(base.problems, current.problems) ||
    rowsDiffer(base.measures, current.measures) ||
    rowsDiffer(base.attachments, current.attachments)
  );
}

/**
 * The record changed while its form was open (an import, another form): fields that the user has not touched take the
 * new values, the touched ones stay.
 */
export function rebase(oldBase: FormValues, newBase: FormValues, current: FormValues): FormValues {
  const touched = new Set(changedNames(oldBase.fields, current.fields));
  return {
    fields: Object.fromEntries(
      Object.keys(newBase.fields).map((name) => [
        name,
        touched.has(name) ? current.fields[name] : newBase.fields[name],
      ]),
    ),
    problems: rowsDiffer(oldBase.problems, current.problems) ? current.problems : newBase.problems,
    measures: rowsDiffer(oldBase.measures, current.measures) ? current.measures : newBase.measures,
    attachments: rowsDiffer(oldBase.attachments, current.attachments) ? current.attachments : newBase.attachments,
  };
}

/** What `record.save` gets: all that was entered for a new record, only what was changed for a saved one. */
export function saveInput(
  kind: ListedKind,
  recordId: string | null,
  draftKey: string,
  base: FormValues,
  current: FormValues,
): Input<"record.save"> {
  const names = recordId === null ? Object.keys(current.fields) : changedNames(base.fields, current.fields);
  const send = (rows: readonly ChildRow[]) => rows.map(({ id, fields }) => ({ id, fields: json(fields) }));
  return {
    kind,
    ...(recordId === null ? {} : { id: recordId }),
    fields: json(Object.fromEntries(names.map((name) => [name, current.fields[name]]))),
    ...(kind === "session" && rowsDiffer(base.problems, current.problems) ? { problems: send(current.problems) } : {}),
    ...(kind === "session" && rowsDiffer(base.measures, current.measures) ? { measures: send(current.measures) } : {}),
    ...(rowsDiffer(base.attachments, current.attachments) ? { attachments: send(current.attachments) } : {}),
    draftKey,
  };
}

type Json = Input<"record.save">["fields"];

/** Form values are JSON by construction; `undefined` becomes null. */
const json = (fields: Readonly<FieldValues>): Json =>
  Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, value ?? null])) as Json;
