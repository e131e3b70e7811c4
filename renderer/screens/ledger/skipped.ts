/** Skipped rows, put in the order and the words that a clerk reads. Pure. */
import type { LedgerSkipped } from "../../../db/api/operations.ts";

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

export type SkippedPart = "errors" | "known" | "others";

/** Reasons of rows that are records and were not imported all the same. */
const partOf: Readonly<Record<string, SkippedPart>> = { error: "errors", known: "known" };

/** Skipped rows under their headings: those to correct first, those that are no records (and whole sheets) last. */
export function skippedParts(
  skipped: readonly LedgerSkipped[],
): readonly { readonly part: SkippedPart; readonly rows: number; readonly skipped: readonly LedgerSkipped[] }[] {
  return (["errors", "known", "others"] as const).flatMap((part) => {
    const items = skipped.filter(({ reason }) => (partOf[reason] ?? "others") === part);
    const rows = groupSkipped(items).reduce((sum, group) => sum + group.rows, 0);
    return items.length === 0 ? [] : [{ part, rows, skipped: items }];
  });
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
