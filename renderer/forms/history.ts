/** 历史版本: what each step changed, field by field. Pure. */
import type { HistoryEntry } from "../../db/api.ts";
import { columnsOf, type Kind } from "../../db/schema/kinds.ts";
import { isSame } from "./values.ts";

export interface FieldChange {
  readonly field: string;
  readonly before: unknown;
  readonly after: unknown;
}

export interface HistoryStep {
  readonly entry: HistoryEntry;
  /** null when the values were erased */
  readonly changes: readonly FieldChange[] | null;
}

/** Folds the journal's entries (in any order) into steps, newest first; internal fields are left out. */
export function historySteps(kind: Kind, entries: readonly HistoryEntry[]): HistoryStep[] {
  // In the form's order; a journal entry sorts its fields by name.
  const shown = columnsOf(kind)
    .filter(({ meta }) => meta.internal !== true)
    .map(({ name }) => name);
  let values: Readonly<Record<string, unknown>> = {};
  const steps = entries
    .toSorted((a, b) => a.position - b.position)
    .map((entry): HistoryStep => {
      const { set } = entry;
      if (set === null) return { entry, changes: null };
      const before = values;
      values = { ...values, ...set };
      const changes = shown
        .filter((field) => field in set && !isSame(before[field], set[field]))
        .map((field) => ({ field, before: before[field] ?? null, after: set[field] ?? null }));
      return { entry, changes };
    });
  return steps.toReversed();
}
