/** The year report's figures: which there are, in the order of the screen, and how each is written. Pure. */
import type { Ratio, YearReport } from "../../../db/api/operations.ts";
import type { MainKind } from "../../../db/schema/kinds.ts";

export type FigureValue = number | Ratio;

/** Main figures by kind, in the order in which the districts' own reports print them. Paths are those of `YearFigures`. */
export const mainFigures = {
  session: [
    "session.sessions",
    "session.attendances",
    "session.heads",
    "session.problemsSolved",
    "session.problemsOpen",
  ],
  hotline: [
    "hotline.calls",
    "hotline.enterprise",
    "hotline.residents",
    "hotline.immediate",
    "hotline.assigned",
    "hotline.closed",
  ],
  opinion: ["opinion.collected", "opinion.compiled", "opinion.instructed", "opinion.replied"],
} as const satisfies Readonly<Record<MainKind, readonly string[]>>;

export const ratioFigures = ["hotline.closing", "hotline.closedInTime", "hotline.satisfaction"] as const;

export const adoptionFigures = [
  "opinion.adopted.county",
  "opinion.adopted.city",
  "opinion.adopted.province",
  "opinion.adopted.national",
] as const;

export const passedOnFigures = [
  "opinion.passedOn.national",
  "opinion.passedOn.city",
  "opinion.passedOn.cityCommittee",
] as const;

function isRatio(value: unknown): value is Ratio {
  return typeof value === "object" && value !== null && "numerator" in value && "denominator" in value;
}

/** The figure at a path such as `hotline.satisfaction`; null when the report has no such figure. */
export function figureAt(report: YearReport, path: string): FigureValue | null {
  let value: unknown = report;
  for (const step of path.split(".")) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, step)) return null;
    value = (value as Readonly<Record<string, unknown>>)[step];
  }
  return typeof value === "number" || isRatio(value) ? value : null;
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

export const kindTotals: Readonly<Record<MainKind, (report: YearReport) => number>> = {
  session: (report) => report.session.sessions,
  hotline: (report) => report.hotline.calls,
  opinion: (report) => report.opinion.collected,
};

export function isEmptyYear(report: YearReport): boolean {
  return Object.values(kindTotals).every((total) => total(report) === 0);
}

/** Shares of a breakdown, largest first; names in Chinese order where equal, so that the table does not jump. */
export function breakdown(
  counts: Readonly<Record<string, number>>,
): readonly { readonly key: string; readonly count: number }[] {
  return Object.entries(counts)
    .map(([key, count]) => ({ key, count }))
    .toSorted((a, b) => b.count - a.count || a.key.localeCompare(b.key, "zh-CN"));
}
