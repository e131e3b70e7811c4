/** 热线: calls by the year in which they came in; what became of them follows from their effective events. */
import { grades } from "../../schema/event.ts";
import type { Settings } from "../../schema/settings.ts";
import { words, type Words } from "../../schema/words.ts";
import { count, months, ratio, type YearDefinitions } from "../common/figure.ts";
import { inPeriod, monthIndex, type Source } from "../common/figure-sources.ts";

/** Calls for which a condition on `h` holds; `t` is what became of them. */
export const callsWhere = (condition: string): Source => ({
  sql: `"hotline" h LEFT JOIN "hotlineState" t ON t."record" = h."id" WHERE ${condition}`,
  id: `h."id"`,
});

const calls: Source = callsWhere(inPeriod("h", "calledAt"));

/** Calls without what became of them: served by the index by date alone. */
const callDates: Source = { sql: `"hotline" h WHERE ${inPeriod("h", "calledAt")}`, id: `h."id"` };

const isClosed = `coalesce(t."isClosed", 0) = 1`;
const canJudgeTime = `${isClosed} AND t."dueOn" IS NOT NULL AND t."closedAt" IS NOT NULL`;
const noHandling = [{ where: `h."handling" IS NULL`, reason: words("没有填写办理方式", "Handling not filled in") }];

const satisfiedNames = ({ satisfiedGrades }: Settings): Words => {
  const chosen = satisfiedGrades.map((grade) => grades[grade]);
  return chosen.length === 0
    ? words("（未设置）", "not set")
    : words(chosen.map(({ zh }) => zh).join("＋"), chosen.map(({ en }) => en).join(" + "));
};

export const hotlineFigures: YearDefinitions["hotline"] = {
  calls: count({
    zh: "来电数",
    en: "Calls",
    rule: words(
      "来电时间在当年的热线，一条记录计一件；重复来电、同诉求各计一件。",
      "Calls of the year, one for each record; repeated calls and the same demand count each time.",
    ),
    source: calls,
  }),
  enterprise: count({
    zh: "企业热线",
    en: "Enterprise line",
    rule: words("当年来电中热线类别为“企业热线”的件数。", "Calls of the year on the enterprise line."),
    source: calls,
    where: `h."line" = 'enterprise'`,
  }),
  residents: count({
    zh: "群众热线",
    en: "Residents' line",
    rule: words("当年来电中热线类别为“群众热线”的件数。", "Calls of the year on the residents' line."),
    source: calls,
    where: `h."line" = 'resident'`,
  }),
  immediate: count({
    zh: "即时办理",
    en: "Handled at once",
    rule: words(
      "当年来电中办理方式为“即时办理”的件数；没有填写办理方式的不计。",
      "Calls of the year that were handled at once; those without a handling are not counted.",
    ),
    source: calls,
    where: `h."handling" = 'immediate'`,
    leftOut: noHandling,
  }),
  assigned: count({
    zh: "转办",
    en: "Assigned",
    rule: words(
      "当年来电中办理方式为“转办”的件数；没有填写办理方式的不计。",
      "Calls of the year that were assigned to a unit; those without a handling are not counted.",
    ),
    source: calls,
    where: `h."handling" = 'assigned'`,
    leftOut: noHandling,
  }),
  closed: count({
    zh: "办结数",
    en: "Closed",
    rule: words(
      "当年来电中已经办结、没有再重办的件数，不论哪一年办结；作废的办结不算。",
      "Calls of the year that are closed and not reopened, in whatever year they were closed; void closings do not count.",
    ),
    source: calls,
    where: isClosed,
  }),
  closing: ratio({
    zh: "办结率",
    en: "Closing rate",
    rule: words(
      "办结数 ÷ 当年来电数；当年来电都算应办，包括还没有到期的。",
      "Closed calls ÷ calls of the year; every call of the year is to be closed, those not yet due too.",
    ),
    source: calls,
    numerator: isClosed,
    denominator: "TRUE",
  }),
  closedInTime: ratio({
    zh: "按时办结率",
    en: "Closed in time",
    rule: words(
      "办结日期不晚于办结期限（有延期的按延期后）的件数 ÷ 办结数；没有期限或没有办结日期的无法判断，不计入并另列。",
      "Calls closed by their due date (the extended one, if any) ÷ closed calls; without a due date or a closing date nothing can be said, so these are left out and listed.",
    ),
    source: calls,
    numerator: `${canJudgeTime} AND substr(t."closedAt", 1, 10) <= t."dueOn"`,
    denominator: canJudgeTime,
    leftOut: [
      { where: `NOT (${isClosed})`, reason: words("没有办结", "Not closed") },
      { where: `${isClosed} AND t."dueOn" IS NULL`, reason: words("没有办结期限", "No due date") },
      {
        where: `${isClosed} AND t."dueOn" IS NOT NULL AND t."closedAt" IS NULL`,
        reason: words("没有办结日期", "No closing date"),
      },
    ],
  }),
  satisfaction: ratio({
    zh: "满意率",
    en: "Satisfaction",
    rule: (settings) => {
      const satisfied = satisfiedNames(settings);
      return words(
        `（${satisfied.zh}）÷ 已接通并评价的回访；一件只看最后一次有效回访；未接通、接通未评价、没有回访的不计入并另列。`,
        `(${satisfied.en}) ÷ call-backs that were reached and graded; the last valid call-back of a call counts; not reached, not graded and not called back are left out and listed.`,
      );
    },
    source: calls,
    numerator: `t."grade" IN (SELECT value FROM json_each(:satisfied))`,
    denominator: `t."grade" IS NOT NULL`,
    leftOut: [
      { where: `t."callback" = 'notReached'`, reason: words("未接通", "Not reached") },
      { where: `t."callback" = 'reached' AND t."grade" IS NULL`, reason: words("接通未评价", "Reached, no grade") },
      { where: `t."callback" IS NULL`, reason: words("没有回访", "No call-back") },
    ],
    also: { notReached: `t."callback" = 'notReached'` },
  }),
  byMonth: months({
    zh: "逐月来电",
    en: "By month",
    rule: words("来电数按来电时间所在月份分。", "Calls by the month in which they came in."),
    source: callDates,
    key: monthIndex(`h."calledAt"`),
  }),
};
