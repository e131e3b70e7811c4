/** 协商活动: 场次, 人次, 人数, 解决问题数, by the year in which a session began. */
import { words } from "../../schema/words.ts";
import { count, group, months, type YearDefinitions } from "../common/figure.ts";
import { inPeriod, monthIndex, type Source } from "../common/figure-sources.ts";
import { attendanceSql, solvedStatesSql, solvingSql } from "./attendance.ts";

const sessionsInPeriod = inPeriod("s", "startAt");

/** Sessions for which a condition on `s` holds. */
export const sessionsWhere = (condition: string): Source => ({ sql: `"session" s WHERE ${condition}`, id: `s."id"` });

const sessions: Source = sessionsWhere(sessionsInPeriod);

/** One row a member and session. */
const attendingMembers: Source = {
  sql: `"session" s, json_each(s."memberIds") m WHERE ${sessionsInPeriod}`,
  id: "m.value",
};

/** The problems of sessions for which a condition on `s` holds, and the numbers of those that only state one. */
export const problemsWhere = (condition: string): Source => ({
  sql: `(${solvingSql(condition)}
  ) p WHERE TRUE`,
  id: `p."id"`,
});

const problems: Source = problemsWhere(sessionsInPeriod);

const attendance = attendanceSql("s");

export const sessionFigures: YearDefinitions["session"] = {
  sessions: count({
    zh: "场次",
    en: "Sessions",
    rule: words("当年开始的协商活动，一条记录计一场。", "Sessions that began in the year, one for each record."),
    source: sessions,
  }),
  attendances: count({
    zh: "人次",
    en: "Attendances",
    rule: words(
      "各场参加人数之和：填了“总人次”的以总人次为准；否则为委员（选定人数与填写人数取大者）、列席人员、群众、部门、其他人数相加。",
      "The people of all sessions: the stated attendance where there is one; else members (the larger of those chosen and the number), guests, residents, departments and others together.",
    ),
    source: sessions,
    amount: attendance,
    leftOut: [{ where: `${attendance} = 0`, reason: words("没有登记参加人数", "No attendance entered") }],
  }),
  heads: count({
    zh: "委员人数",
    en: "Members",
    rule: words(
      "从名册选定的参加委员，同一人全年只计一次；只填人数、没有选定姓名的不计。",
      "Members chosen from the roster, each once a year; mere numbers without names are not counted.",
    ),
    source: attendingMembers,
    isDistinct: true,
  }),
  problemsSolved: count({
    zh: "解决问题数",
    en: "Problems solved",
    rule: words(
      "当年活动的问题清单中状态为“已解决”的条数；没有问题清单的活动，以填写的解决问题数为准。",
      "Problems of the year's sessions whose state is “Solved”; where a session lists none, the stated number.",
    ),
    source: problems,
    where: solvedStatesSql("p"),
    amount: `p."amount"`,
    leftOut: [{ where: `p."state" = 'unsolvable'`, reason: words("无法解决", "Cannot be solved") }],
  }),
  problemsOpen: count({
    zh: "未解决问题数",
    en: "Problems open",
    rule: words(
      "当年活动的问题清单中状态为“待办”或“推进中”的条数；“无法解决”的不计。",
      "Problems of the year's sessions whose state is “To do” or “In progress”; “Cannot be solved” is not counted.",
    ),
    source: problems,
    where: `p."state" IN ('todo', 'doing')`,
    leftOut: [{ where: `p."state" = 'unsolvable'`, reason: words("无法解决", "Cannot be solved") }],
  }),
  byPlatform: group({
    zh: "按活动平台",
    en: "By platform",
    rule: words(
      "场次按活动平台分；没有填写的归入空白项。",
      "Sessions by platform; those without one stand under the blank entry.",
    ),
    source: sessions,
    key: `coalesce(s."platform", '')`,
  }),
  byForm: group({
    zh: "按协商形式",
    en: "By form",
    rule: words(
      "场次按协商形式分；没有填写的归入空白项。",
      "Sessions by form; those without one stand under the blank entry.",
    ),
    source: sessions,
    key: `coalesce(s."form", '')`,
  }),
  byVillage: group({
    zh: "按村(社区)",
    en: "By village",
    rule: words(
      "场次按填写的村(社区)名称分；没有填写的归入空白项。",
      "Sessions by the village's name as entered; those without one stand under the blank entry.",
    ),
    source: sessions,
    key: `coalesce(s."village", '')`,
  }),
  byMonth: months({
    zh: "逐月场次",
    en: "By month",
    rule: words("场次按开始时间所在月份分。", "Sessions by the month in which they began."),
    source: sessions,
    key: monthIndex(`s."startAt"`),
  }),
};
