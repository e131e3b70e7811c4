/** Months of a year: how many records, and whether silence there means "missing" (缺报) or "nothing happened" (零报告). */
import type { YearReport } from "../../../db/api/operations.ts";
import { mainKinds, type MainKind } from "../../../db/schema/kinds.ts";

export type MonthState = "records" | "zeroReport" | "missing" | "future";

export interface MonthCell {
  /** 1–12 */
  readonly month: number;
  readonly count: number;
  readonly state: MonthState;
}

/** The last month of `year` that has begun by `now` (0: none), by the PC's clock. */
export function monthsBegun(year: number, now: Date): number {
  if (year < now.getFullYear()) return 12;
  return year > now.getFullYear() ? 0 : now.getMonth() + 1;
}

/**
 * Twelve months of one kind. A month without records that the report does not call missing, although it has begun, was
 * said to be empty by a 零报告.
 */
export function monthCells(report: YearReport, kind: MainKind, now: Date): readonly MonthCell[] {
  const begun = monthsBegun(report.year, now);
  const missing = new Set(report.missingMonths[kind]);
  return Array.from({ length: 12 }, (_, position) => {
    const month = position + 1;
    const count = report[kind].byMonth[position] ?? 0;
    return { month, count, state: stateOf(count, missing.has(month), month <= begun) };
  });
}

function stateOf(count: number, isMissing: boolean, hasBegun: boolean): MonthState {
  if (count > 0) return "records";
  if (isMissing) return "missing";
  return hasBegun ? "zeroReport" : "future";
}

/** Months in which at least one kind is missing, with the kinds. */
export function missingByMonth(report: YearReport): ReadonlyMap<number, readonly MainKind[]> {
  const months = new Map<number, MainKind[]>();
  for (const kind of mainKinds) {
    for (const month of report.missingMonths[kind]) months.set(month, [...(months.get(month) ?? []), kind]);
  }
  return new Map([...months].toSorted(([a], [b]) => a - b));
}

/** `2023-05`, as a 零报告 names its month. */
export function monthCode(year: number, month: number): string {
  return `${String(year)}-${String(month).padStart(2, "0")}`;
}
