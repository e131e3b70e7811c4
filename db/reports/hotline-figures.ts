/** 热线: calls by the year in which they came in; what became of them follows from their effective events. */
import { grades } from "../schema/event.ts";
import type { Settings } from "../schema/settings.ts";
import { count, months, ratio, type YearDefinitions } from "./figure.ts";
import { callDates, calls, monthIndex } from "./sources.ts";

const isClosed = `coalesce(t."isClosed", 0) = 1`;
const canJudgeTime = `${isClosed} AND t."dueOn" IS NOT NULL AND t."closedAt" IS NOT NULL`;
const noHandling = [{ where: `h."handling" IS NULL`, reason: "没有填写办理方式" }];

const satisfiedNames = (settings: Settings): string =>
  settings.satisfiedGrades.map((grade) => grades[grade].zh).join("＋") || "（未设置）";

export const hotlineFigures: YearDefinitions["hotline"] = {
  calls: count({
    zh: "来电数",
    en: "Calls",
    rule: "来电时间在当年的热线，一条记录计一件；重复来电、同诉求各计一件。",
    source: calls,
  }),
  enterprise: count({
    zh: "企业热线",
    en: "Enterprise line",
    rule: "当年来电中热线类别为“企业热线”的件数。",
    source: calls,
    where: `h."line" = 'enterprise'`,
  }),
  residents: count({
    zh: "群众热线",
    en: "Residents' line",
    rule: "当年来电中热线类别为“群众热线”的件数。",
    source: calls,
    where: `h."line" = 'resident'`,
  }),
  immediate: count({
    zh: "即时办理",
    en: "Handled at once",
    rule: "当年来电中办理方式为“即时办理”的件数；没有填写办理方式的不计。",
    source: calls,
    where: `h."handling" = 'immediate'`,
    leftOut: noHandling,
  }),
  assigned: count({
    zh: "转办",
    en: "Assigned",
    rule: "当年来电中办理方式为“转办”的件数；没有填写办理方式的不计。",
    source: calls,
    where: `h."handling" = 'assigned'`,
    leftOut: noHandling,
  }),
  closed: count({
    zh: "办结数",
    en: "Closed",
    rule: "当年来电中已经办结、没有再重办的件数，不论哪一年办结；作废的办结不算。",
    source: calls,
    where: isClosed,
  }),
  closing: ratio({
    zh: "办结率",
    en: "Closing rate",
    rule: "办结数 ÷ 当年来电数；当年来电都算应办，包括还没有到期的。",
    source: calls,
    numerator: isClosed,
    denominator: "TRUE",
  }),
  closedInTime: ratio({
    zh: "按时办结率",
    en: "Closed in time",
    rule: "办结日期不晚于办结期限（有延期的按延期后）的件数 ÷ 办结数；没有期限或没有办结日期的无法判断，不计入并另列。",
    source: calls,
    numerator: `${canJudgeTime} AND substr(t."closedAt", 1, 10) <= t."dueOn"`,
    denominator: canJudgeTime,
    leftOut: [
      { where: `NOT (${isClosed})`, reason: "没有办结" },
      { where: `${isClosed} AND t."dueOn" IS NULL`, reason: "没有办结期限" },
      { where: `${isClosed} AND t."dueOn" IS NOT NULL AND t."closedAt" IS NULL`, reason: "没有办结日期" },
    ],
  }),
  satisfaction: ratio({
    zh: "满意率",
    en: "Satisfaction",
    rule: (settings) =>
      `（${satisfiedNames(settings)}）÷ 已接通并评价的回访；一件只看最后一次有效回访；未接通、接通未评价、没有回访的不计入并另列。`,
    source: calls,
    numerator: `t."grade" IN (SELECT value FROM json_each(:satisfied))`,
    denominator: `t."grade" IS NOT NULL`,
    leftOut: [
      { where: `t."callback" = 'notReached'`, reason: "未接通" },
      { where: `t."callback" = 'reached' AND t."grade" IS NULL`, reason: "接通未评价" },
      { where: `t."callback" IS NULL`, reason: "没有回访" },
    ],
    also: { notReached: `t."callback" = 'notReached'` },
  }),
  byMonth: months({
    zh: "逐月来电",
    en: "By month",
    rule: "来电数按来电时间所在月份分。",
    source: callDates,
    key: monthIndex(`h."calledAt"`),
  }),
};
