/** What the clerk changed in the proposed column mapping. Pure, so that it can be tested without a window. */
import type { LedgerColumn } from "../../../db/api/operations.ts";

/** Column index → target, as `ledger.preview` takes it; only the columns that were changed by hand. */
export type Overrides = Readonly<Record<string, string | null>>;

/** The target that several columns may share: running numbers, which are not imported. */
const SHARED_TARGET = "sequence";

/**
 * Gives a column another target. A target belongs to one column, so the column that had it before goes to the note:
 * importing two columns into one field would silently lose one of them.
 */
export function assign(
  columns: readonly LedgerColumn[],
  overrides: Overrides,
  index: number,
  target: string | null,
): Overrides {
  const rivals =
    target === null || target === SHARED_TARGET
      ? []
      : columns.filter((column) => column.index !== index && column.target === target);
  return {
    ...overrides,
    ...Object.fromEntries(rivals.map((column) => [String(column.index), null])),
    [String(index)]: target,
  };
}

/** Columns whose target is taken from them by this choice, to say so beside the table. */
export function displaced(
  columns: readonly LedgerColumn[],
  index: number,
  target: string | null,
): readonly LedgerColumn[] {
  if (target === null || target === SHARED_TARGET) return [];
  return columns.filter((column) => column.index !== index && column.target === target);
}

/** The letters that Excel and WPS show above a column: 0 → A, 26 → AA. */
export function columnLetter(index: number): string {
  let letters = "";
  for (let rest = index + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  }
  return letters;
}
