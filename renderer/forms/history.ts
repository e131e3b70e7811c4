/** 历史版本: what each save changed, field by field and row by row, and what the form held after it. Pure. */
import type { HistoryEntry } from "../../db/api/operations.ts";
import { columnsOf, type Kind, type ListedKind } from "../../db/schema/kinds.ts";
import {
  attachmentFieldNames,
  fieldsOf,
  isSame,
  rowLists,
  type ChildRow,
  type FieldValues,
  type FormValues,
  type RowList,
} from "../values/form-values.ts";

export interface FieldChange {
  readonly field: string;
  readonly before: unknown;
  readonly after: unknown;
}

export type ChildKind = "problem" | "measure" | "attachment" | "event";

/** What happened to a child row. */
export interface RowChange {
  readonly kind: ChildKind;
  readonly record: string;
  readonly type: "added" | "changed" | "removed";
  /** The row's values, as they are after the change or were before it was removed; null when they were erased. */
  readonly fields: Readonly<FieldValues> | null;
  readonly changes: readonly FieldChange[];
}

export interface Difference {
  readonly changes: readonly FieldChange[];
  readonly rows: readonly RowChange[];
  /** Rows only stand in another order. */
  readonly isReordered: boolean;
}

/** One save: the journal entries of one transaction. */
export interface HistoryStep {
  readonly key: string;
  readonly at: number;
  readonly operator: string | null;
  readonly side: HistoryEntry["side"];
  readonly pc: HistoryEntry["pc"];
  readonly op: HistoryEntry["op"];
  /** null when the values were erased */
  readonly difference: Difference | null;
  /** What the form would hold after this step; null when that was erased, or the record is deleted. */
  readonly values: FormValues | null;
}

/** A record or child row as it stood at some time. */
interface State {
  readonly kind: Kind;
  readonly isAlive: boolean;
  /** null while unknown, because it was erased */
  readonly fields: Readonly<FieldValues> | null;
}

const listOf: Readonly<Partial<Record<Kind, RowList>>> = {
  problem: "problems",
  measure: "measures",
  attachment: "attachments",
};

/** @param entries of the record and its child rows, in any order. @returns newest first */
export function historySteps(kind: ListedKind, record: string, entries: readonly HistoryEntry[]): HistoryStep[] {
  const states = new Map<string, State>();
  let before: FormValues | null = { fields: fieldsOf(kind, {}), problems: [], measures: [], attachments: [] };
  const steps = transactions(entries).map((group): HistoryStep => {
    for (const entry of group) states.set(entry.record, stateAfter(states.get(entry.record), entry));
    const own = group.findLast((entry) => entry.record === record);
    const [first] = group;
    const isErased = group.some(({ set }) => set === null) || own?.op === "erase";
    const values = valuesAt(kind, record, states);
    const difference = isErased || before === null ? null : withEvents(between(kind, before, values ?? before), group);
    before = values ?? (own?.op === "delete" ? before : null);
    return {
      key: first.tx,
      at: first.at,
      operator: first.operator,
      side: first.side,
      pc: first.pc,
      op: own?.op ?? "update",
      difference,
      values,
    };
  });
  return steps.toReversed();
}

/** Entries of one save, oldest first. */
function transactions(entries: readonly HistoryEntry[]): (readonly [HistoryEntry, ...HistoryEntry[]])[] {
  const groups: [HistoryEntry, ...HistoryEntry[]][] = [];
  for (const entry of entries.toSorted((a, b) => a.position - b.position)) {
    const last = groups.at(-1);
    if (last !== undefined && last[0].tx === entry.tx) last.push(entry);
    else groups.push([entry]);
  }
  return groups;
}

function stateAfter(state: State | undefined, { kind, op, set }: HistoryEntry): State {
  const known = state?.fields ?? null;
  switch (op) {
    case "create":
    case "erase":
      return { kind, isAlive: op === "create" || (state?.isAlive ?? true), fields: set };
    case "update":
      return {
        kind,
        isAlive: state?.isAlive ?? true,
        fields: set === null || known === null ? null : { ...known, ...set },
      };
    case "delete":
      return { kind, isAlive: false, fields: known };
  }
}

function valuesAt(kind: ListedKind, record: string, states: ReadonlyMap<string, State>): FormValues | null {
  const own = states.get(record);
  if (own === undefined || !own.isAlive || own.fields === null) return null;
  const values: FormValues = { fields: fieldsOf(kind, own.fields), problems: [], measures: [], attachments: [] };
  const rows = [...states].filter(([, state]) => state.isAlive && state.fields !== null);
  for (const [id, { kind: childKind, fields }] of rows.toSorted(byPosition)) {
    const list = listOf[childKind];
    if (list !== undefined && fields !== null) values[list].push(rowOf(id, childKind, fields));
  }
  return values;
}

function rowOf(id: string, kind: Kind, fields: Readonly<FieldValues>): ChildRow {
  if (kind !== "attachment") return { id, key: id, fields: fieldsOf(kind, fields) };
  return { id, key: id, fields: Object.fromEntries(attachmentFieldNames.map((name) => [name, fields[name] ?? null])) };
}

function byPosition([a, { fields: first }]: [string, State], [b, { fields: second }]: [string, State]): number {
  const [one, two] = [Number(first?.["position"] ?? 0), Number(second?.["position"] ?? 0)];
  return one - two || (a < b ? -1 : 1);
}

const kindOfList: Readonly<Record<RowList, ChildKind>> = {
  problems: "problem",
  measures: "measure",
  attachments: "attachment",
};

/** What leads from one state of a form to another. */
export function between(kind: ListedKind, before: FormValues, after: FormValues): Difference {
  const rows = rowLists.flatMap((list) => rowChanges(kindOfList[list], before[list], after[list]));
  return {
    changes: fieldChanges(kind, before.fields, after.fields),
    rows,
    isReordered: rowLists.some((list) => isReordered(before[list], after[list])),
  };
}

export const isNothing = ({ changes, rows, isReordered: moved }: Difference): boolean =>
  changes.length === 0 && rows.length === 0 && !moved;

/** In the form's order; internal fields are left out. */
function fieldChanges(kind: Kind, before: Readonly<FieldValues>, after: Readonly<FieldValues>): FieldChange[] {
  return columnsOf(kind)
    .filter(({ name, meta }) => meta.internal !== true && !isSame(before[name], after[name]))
    .map(({ name }) => ({ field: name, before: before[name] ?? null, after: after[name] ?? null }));
}

function rowChanges(kind: ChildKind, before: readonly ChildRow[], after: readonly ChildRow[]): RowChange[] {
  const old = new Map(before.map((row) => [row.key, row.fields]));
  const kept = new Set(after.map((row) => row.key));
  const change = (type: RowChange["type"], { key, fields }: ChildRow, from: Readonly<FieldValues>): RowChange => ({
    kind,
    record: key,
    type,
    fields,
    changes: type === "removed" ? [] : fieldChanges(kind, from, fields),
  });
  return [
    ...after
      .map((row) => change(old.has(row.key) ? "changed" : "added", row, old.get(row.key) ?? {}))
      .filter(({ type, changes }) => type === "added" || changes.length > 0),
    ...before.filter((row) => !kept.has(row.key)).map((row) => change("removed", row, {})),
  ];
}

function isReordered(before: readonly ChildRow[], after: readonly ChildRow[]): boolean {
  const common = (rows: readonly ChildRow[], others: readonly ChildRow[]) =>
    rows
      .map(({ key }) => key)
      .filter((key) => others.some((other) => other.key === key))
      .join();
  return common(before, after) !== common(after, before);
}

/** Events are no part of the form: they are only ever added. */
function withEvents(difference: Difference, group: readonly HistoryEntry[]): Difference {
  const events = group
    .filter(({ kind, op }) => kind === "event" && op === "create")
    .map(({ record, set }): RowChange => ({
      kind: "event",
      record,
      type: "added",
      fields: set,
      changes: set === null ? [] : fieldChanges("event", {}, set),
    }));
  return { ...difference, rows: [...difference.rows, ...events] };
}
