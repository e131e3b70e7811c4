/** The preview's problems and skipped rows, put in the order and the words that a clerk reads. Pure. */
import type { LedgerPreview, LedgerProblem, LedgerSkipped } from "../../../db/api.ts";
import { columnLetter } from "./mapping.ts";

/** `errors` keep a row or a value out; `warnings` are imported as they are and should be looked at. */
export interface ProblemCounts {
  readonly errors: number;
  readonly warnings: number;
}

export function countProblems(problems: readonly LedgerProblem[]): ProblemCounts {
  const errors = problems.filter(({ severity }) => severity === "error").length;
  return { errors, warnings: problems.length - errors };
}

/** Errors before warnings, then down the sheet as one would scroll through it. */
export function sortProblems(problems: readonly LedgerProblem[]): readonly LedgerProblem[] {
  const rank = { error: 0, warning: 1 };
  return problems.toSorted((a, b) => rank[a.severity] - rank[b.severity] || a.row - b.row);
}

/** Where a problem sits, as Excel and WPS call it: "C12", or only the row. */
export function cellName(problem: LedgerProblem): string {
  return `${problem.column ?? ""}${String(problem.row)}`;
}

/** The worst problem of a cell, by row and column letter, for the marks in the sample grid. */
export function problemsByCell(problems: readonly LedgerProblem[]): ReadonlyMap<string, LedgerProblem> {
  const cells = new Map<string, LedgerProblem>();
  for (const problem of sortProblems(problems)) {
    const key = cellName(problem);
    if (!cells.has(key)) cells.set(key, problem);
  }
  return cells;
}

export function problemAt(
  cells: ReadonlyMap<string, LedgerProblem>,
  row: number,
  index: number,
): LedgerProblem | undefined {
  return cells.get(`${columnLetter(index)}${String(row)}`);
}

/** Skipped rows by reason: totals, empty rows, remarks; each with its ranges and how many rows they are. */
export interface SkippedGroup {
  readonly reason: string;
  readonly rows: number;
  readonly ranges: readonly string[];
  /** What stood in the first rows, so that a totals row can be recognised. */
  readonly texts: readonly string[];
}

const TEXTS = 3;

export function groupSkipped(skipped: readonly LedgerSkipped[]): readonly SkippedGroup[] {
  const groups = new Map<string, LedgerSkipped[]>();
  for (const item of skipped.filter(({ row }) => row > 0))
    groups.set(item.reason, [...(groups.get(item.reason) ?? []), item]);
  return [...groups].map(([reason, items]) => ({
    reason,
    rows: items.reduce((sum, { row, toRow }) => sum + toRow - row + 1, 0),
    ranges: collapse(items),
    texts: items.flatMap(({ text }) => (text.trim() === "" ? [] : [text.trim()])).slice(0, TEXTS),
  }));
}

/** Whole sheets that are left out; the handler reports them as row 0 with the sheet's name as text. */
export function ignoredSheets(
  skipped: readonly LedgerSkipped[],
): readonly { readonly sheet: string; readonly reason: string }[] {
  return skipped.filter(({ row }) => row === 0).map(({ text, reason }) => ({ sheet: text, reason }));
}

/** Neighbouring rows as one range: 12, 13, 14 → "12–14". */
function collapse(items: readonly LedgerSkipped[]): readonly string[] {
  const sorted = items.toSorted((a, b) => a.row - b.row);
  const ranges: { from: number; to: number }[] = [];
  for (const { row, toRow } of sorted) {
    const last = ranges.at(-1);
    if (last !== undefined && row <= last.to + 1) last.to = Math.max(last.to, toRow);
    else ranges.push({ from: row, to: toRow });
  }
  return ranges.map(({ from, to }) => (from === to ? String(from) : `${String(from)}–${String(to)}`));
}

/** Rows that the import would write. `rows` of a preview counts what was read as records, known ones included. */
export function importable(preview: Pick<LedgerPreview, "rows" | "known">): number {
  return Math.max(0, preview.rows - preview.known);
}
