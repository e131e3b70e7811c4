/**
 * Where figures take their rows from. Parameters of every source: `:from` and `:to` (the year and the next, as text: an ISO
 * date compares with them as it stands), `:station` (null for all), `:satisfied` (JSON list of grades).
 */
import type { SqlParams } from "../connection.ts";
import type { Settings } from "../schema/settings.ts";

export interface Source {
  /** FROM and WHERE, one row an item that may count. */
  readonly sql: string;
  /** The column that names the item. */
  readonly id: string;
}

const inPeriod = (alias: string, date: string): string =>
  `${alias}."${date}" >= :from AND ${alias}."${date}" < :to AND (:station IS NULL OR ${alias}."station" = :station)`;

const sessionsInPeriod = inPeriod("s", "startAt");

/** Sessions for which a condition on `s` holds. */
export const sessionsWhere = (condition: string): Source => ({ sql: `"session" s WHERE ${condition}`, id: `s."id"` });

export const sessions: Source = sessionsWhere(sessionsInPeriod);

/** One row a member and session. */
export const attendingMembers: Source = {
  sql: `"session" s, json_each(s."memberIds") m WHERE ${sessionsInPeriod}`,
  id: "m.value",
};

/** One row a problem of those sessions; and one a session that only states how many were solved. */
export const problemsWhere = (condition: string): Source => ({
  sql: `(
    SELECT p."id" AS "id", p."state" AS "state", 1 AS "amount"
    FROM "session" s CROSS JOIN "problem" p ON p."sessionId" = s."id" WHERE (${condition})
    UNION ALL
    SELECT s."id", 'stated', s."statedProblemsSolved"
    FROM "session" s WHERE (${condition}) AND s."statedProblemsSolved" > 0
      AND NOT EXISTS (SELECT 1 FROM "problem" p WHERE p."sessionId" = s."id")
  ) p WHERE TRUE`,
  id: `p."id"`,
});

export const problems: Source = problemsWhere(sessionsInPeriod);

/** Calls for which a condition on `h` holds; `t` is what became of them. */
export const callsWhere = (condition: string): Source => ({
  sql: `"hotline" h LEFT JOIN "hotlineState" t ON t."record" = h."id" WHERE ${condition}`,
  id: `h."id"`,
});

export const calls: Source = callsWhere(inPeriod("h", "calledAt"));

/** Calls without what became of them: served by the index by date alone. */
export const callDates: Source = { sql: `"hotline" h WHERE ${inPeriod("h", "calledAt")}`, id: `h."id"` };

/** Opinions for which a condition on `o` holds; `t` is what became of them. */
export const opinionsWhere = (condition: string): Source => ({
  sql: `"opinion" o LEFT JOIN "opinionState" t ON t."record" = o."id" WHERE ${condition}`,
  id: `o."id"`,
});

export const opinions: Source = opinionsWhere(inPeriod("o", "collectedOn"));

export const opinionDates: Source = { sql: `"opinion" o WHERE ${inPeriod("o", "collectedOn")}`, id: `o."id"` };

export interface Period {
  readonly year: number;
  /** null for all stations together. */
  readonly station: string | null;
}

export const paramsOf = ({ year, station }: Period, settings: Settings): SqlParams => ({
  from: String(year).padStart(4, "0"),
  to: String(year + 1).padStart(4, "0"),
  station,
  satisfied: JSON.stringify(settings.satisfiedGrades),
});

/** The month of an ISO date as an index from 0. */
export const monthIndex = (column: string): string => `CAST(substr(${column}, 6, 2) AS INTEGER) - 1`;
