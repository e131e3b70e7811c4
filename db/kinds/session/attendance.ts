/**
 * 委员人数, 人次 and 解决问题数 of one session: the one rule behind the year's figures, the lists and their totals, the papers, the
 * ledgers in and out, and the form's warnings. Each stands here twice, as SQL for many sessions and as TypeScript for the one that
 * is at hand; `test/kinds/attendance.test.ts` holds them equal over random sessions. Knows neither database nor Node: forms use it.
 */

/** A session's people; text and numbers that are not there are null. */
export interface Attended {
  readonly memberIds: readonly string[];
  /** 委员人数 where it was entered as a number. */
  readonly memberCount: number | null;
  /** 列席人员, by name. */
  readonly guests: readonly string[];
  readonly residentCount: number | null;
  readonly departmentCount: number | null;
  readonly otherCount: number | null;
  /** 总人次 where only a total is known. */
  readonly statedAttendance: number | null;
}

/** 委员人数: those chosen from the roster, or their number where it is larger. */
export const memberCountOf = ({ memberIds, memberCount }: Pick<Attended, "memberIds" | "memberCount">): number =>
  Math.max(memberIds.length, memberCount ?? 0);

/** `memberCountOf` in SQL. @param s the alias of `session` */
export const memberCountSql = (s: string): string =>
  `max(json_array_length(${s}."memberIds"), coalesce(${s}."memberCount", 0))`;

/** The people whose kinds are known: members, guests, residents, departments, others. */
export const listedAttendance = (session: Omit<Attended, "statedAttendance">): number =>
  memberCountOf(session) +
  session.guests.length +
  (session.residentCount ?? 0) +
  (session.departmentCount ?? 0) +
  (session.otherCount ?? 0);

/** 人次: a stated total wins over the sum of its parts; 0 when nobody was entered. */
export const attendanceOf = (session: Attended): number => session.statedAttendance ?? listedAttendance(session);

/** `attendanceOf` for a cell that stays blank when nobody was entered. */
export const attendanceOrBlank = (session: Attended): number | null =>
  session.statedAttendance ?? (listedAttendance(session) || null);

/** `attendanceOf` in SQL. @param s the alias of `session` */
export const attendanceSql = (s: string): string =>
  `coalesce(${s}."statedAttendance", ${memberCountSql(s)} + json_array_length(${s}."guests")
  + coalesce(${s}."residentCount", 0) + coalesce(${s}."departmentCount", 0) + coalesce(${s}."otherCount", 0))`;

/** The state of a row of `solvingSql` that stands for a number without a list. */
const STATED = "stated";

/** A condition on a row of `solvingSql`: it counts as solved. @param p its alias */
export const solvedStatesSql = (p: string): string => `${p}."state" IN ('solved', '${STATED}')`;

/**
 * 解决问题数: the solved ones of 问题清单; where a session lists none, the number that it states.
 * @param problems the session's list
 */
export const solvedOf = (
  problems: readonly { readonly state: string }[],
  { statedProblemsSolved }: { readonly statedProblemsSolved: number | null },
): number =>
  problems.length > 0 ? problems.filter(({ state }) => state === "solved").length : (statedProblemsSolved ?? 0);

/** `solvedOf` in SQL. @param s the alias of `session` */
export const solvedSql = (s: string): string => `(CASE
  WHEN EXISTS (SELECT 1 FROM "problem" c WHERE c."sessionId" = ${s}."id")
  THEN (SELECT COUNT(*) FROM "problem" c WHERE c."sessionId" = ${s}."id" AND c."state" = 'solved')
  ELSE coalesce(${s}."statedProblemsSolved", 0) END)`;

/**
 * The same as rows, of which figures count some: `id`, `state`, `amount`. One a problem; and one a session that only states how
 * many were solved, with the session's id.
 * @param condition on `s`, the session
 */
export const solvingSql = (condition: string): string => `
    SELECT p."id" AS "id", p."state" AS "state", 1 AS "amount"
    FROM "session" s CROSS JOIN "problem" p ON p."sessionId" = s."id" WHERE (${condition})
    UNION ALL
    SELECT s."id", '${STATED}', s."statedProblemsSolved"
    FROM "session" s WHERE (${condition}) AND s."statedProblemsSolved" > 0
      AND NOT EXISTS (SELECT 1 FROM "problem" p WHERE p."sessionId" = s."id")`;
