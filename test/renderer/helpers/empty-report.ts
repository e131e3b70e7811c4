/** A year in which nothing was recorded; tests fill in what they are about. */
import { byMainKind } from "../../../db/schema/kinds.ts";
import type { YearReport } from "../../../db/api/operations.ts";

export const noRatio = { numerator: 0, denominator: 0, leftOut: 0 };

/** Twelve counts from the months (1–12) that have one. */
export const months = (counts: Readonly<Record<number, number>>): number[] =>
  Array.from({ length: 12 }, (_, at) => counts[at + 1] ?? 0);

export const emptyReport: YearReport = {
  year: 2023,
  station: null,
  session: {
    sessions: 0,
    attendances: 0,
    heads: 0,
    problemsSolved: 0,
    problemsOpen: 0,
    byPlatform: {},
    byForm: {},
    byVillage: {},
    byMonth: months({}),
  },
  hotline: {
    calls: 0,
    enterprise: 0,
    residents: 0,
    immediate: 0,
    assigned: 0,
    closed: 0,
    closing: noRatio,
    closedInTime: noRatio,
    satisfaction: { ...noRatio, notReached: 0 },
    byMonth: months({}),
  },
  opinion: {
    collected: 0,
    compiled: 0,
    adopted: { county: 0, city: 0, province: 0, national: 0 },
    passedOn: { national: 0, city: 0, cityCommittee: 0 },
    instructed: 0,
    replied: 0,
    byMonth: months({}),
  },
  rules: [],
  missingMonths: byMainKind(() => []),
};
