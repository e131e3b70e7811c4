/** The year report's figures, and how each is written. Pure. */
import type { YearReport } from "../../../db/api/operations.ts";
import type { Ratio } from "../../../db/schema/figures.ts";
import { mainWindows } from "../../kinds/register.ts";

export type FigureValue = number | Ratio;

function isRatio(value: unknown): value is Ratio {
  return typeof value === "object" && value !== null && "numerator" in value && "denominator" in value;
}

function valueAt(report: YearReport, path: string): unknown {
  let value: unknown = report;
  for (const step of path.split(".")) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, step)) return null;
    value = (value as Readonly<Record<string, unknown>>)[step];
  }
  return value;
}

/** The figure at a path such as `hotline.satisfaction`; null when the report has no such figure. */
export function figureAt(report: YearReport, path: string): FigureValue | null {
  const value = valueAt(report, path);
  return typeof value === "number" || isRatio(value) ? value : null;
}

/** The parts of a group such as `session.byForm`, by their keys. */
export function countsAt(report: YearReport, path: string): Readonly<Record<string, number>> {
  const value = valueAt(report, path);
  return typeof value !== "object" || value === null
    ? {}
    : Object.fromEntries(
        Object.entries(value).filter((entry): entry is [string, number] => typeof entry[1] === "number"),
      );
}

/**
 * A ratio as a percentage with at most one decimal. Rounding never makes 100% of something incomplete, nor 0% of
 * something: a clerk reads 100% as "every one".
 */
export function percent({ numerator, denominator }: Pick<Ratio, "numerator" | "denominator">): string {
  if (denominator === 0) return "—";
  if (numerator === denominator) return "100%";
  const rounded = Math.round((numerator / denominator) * 1_000) / 10;
  const bounded = numerator === 0 ? 0 : Math.min(99.9, Math.max(0.1, rounded));
  return `${String(bounded)}%`;
}

/** 未接通 of a ratio that counts only those who were reached. */
export const notReachedIn = (value: FigureValue | null): number | null =>
  value !== null && typeof value !== "number" && "notReached" in value && typeof value.notReached === "number"
    ? value.notReached
    : null;

export const isEmptyYear = (report: YearReport): boolean =>
  Object.values(mainWindows).every(({ figures }) => figureAt(report, figures.total) === 0);

/** Shares of a breakdown, largest first; names in Chinese order where equal, so that the table does not jump. */
export function breakdown(
  counts: Readonly<Record<string, number>>,
): readonly { readonly key: string; readonly count: number }[] {
  return Object.entries(counts)
    .map(([key, count]) => ({ key, count }))
    .toSorted((a, b) => b.count - a.count || a.key.localeCompare(b.key, "zh-CN"));
}
