/**
 * Calls whose due date nobody wrote because a year's holidays were missing when they were saved: over New Year, when the next
 * year's notice is not published or not imported yet. The journal keeps them without a date; the date follows from the rule
 * and the holidays that hold here, whenever those come, and is kept with the call's state. So setting, importing or
 * receiving holidays changes no record, and a date that somebody wrote or extended is never counted again.
 */
import type { Settings } from "../../schema/settings.ts";
import { likelyYears } from "../../schema/typed-dates.ts";
import { dueDate } from "./due.ts";

/**
 * A call that was recorded as it came in. An old ledger that was taken over without due dates stays without: its calls
 * were never held to one here, and would all be overdue.
 */
const recordedWithin = 93 * 86_400_000;

/** SQL: whether the call `alias` should have a due date, and nobody wrote one. */
const wantsDue = (alias: string): string =>
  `coalesce(${alias}."dueOn", '') = '' AND (coalesce(${alias}."demandType", '') <> '' OR ${alias}."urgent" = 1)`;

/**
 * SQL: whether the time of the call `alias` is so far from when it was recorded that its year is rather a slip, for which no holidays
 * will ever come (`farYearOf`). What an old ledger says is believed.
 */
export const isFarOff = (alias: string): string => `(${wantsDue(alias)} AND ${alias}."importKey" IS NULL
    AND CAST(substr(${alias}."calledAt", 1, 4) AS INTEGER)
        - CAST(strftime('%Y', ${alias}."createdAt" / 1000, 'unixepoch', 'localtime') AS INTEGER)
        NOT BETWEEN ${-likelyYears.back} AND ${likelyYears.ahead})`;

/** SQL: whether the date of the call `alias` is to be counted. */
export const missesDue = (alias: string): string =>
  `(${wantsDue(alias)}
    AND ${alias}."createdAt" < (julianday(substr(${alias}."calledAt", 1, 10)) - 2440587.5) * 86400000 + ${recordedWithin})`;

/** The columns of a call that its due date follows from. */
export interface CallFacts {
  readonly calledAt: string;
  readonly demandType: string | null;
  readonly urgent: number;
}

/** @returns null while the holidays are still missing */
export const dueOf = (call: CallFacts, settings: Pick<Settings, "dueRules" | "holidays">): string | null =>
  dueDate(inputOf(call), settings).dueOn;

const inputOf = ({ calledAt, demandType, urgent }: CallFacts) => ({
  calledAt,
  demandType: demandType === "" ? null : demandType,
  urgent: urgent === 1,
});
