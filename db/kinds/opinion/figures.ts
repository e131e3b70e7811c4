/**
 * 社情民意: by the year of collection. 采用, 转报, 批示 and 办理 are counted apart, because several may hold of one opinion;
 * each counts an opinion once, however many effective events of that sort it has.
 */
import { levels, passTargets } from "../../schema/event.ts";
import { words } from "../../schema/words.ts";
import { count, months, type CountFigure, type YearDefinitions } from "../common/figure.ts";
import { inPeriod, monthIndex, type Source } from "../common/figure-sources.ts";

/** Opinions for which a condition on `o` holds; `t` is what became of them. */
export const opinionsWhere = (condition: string): Source => ({
  sql: `"opinion" o LEFT JOIN "opinionState" t ON t."record" = o."id" WHERE ${condition}`,
  id: `o."id"`,
});

const opinions: Source = opinionsWhere(inPeriod("o", "collectedOn"));

const opinionDates: Source = { sql: `"opinion" o WHERE ${inPeriod("o", "collectedOn")}`, id: `o."id"` };

/** `adopted` and `passedTo` of the state are JSON lists of codes; "" stands for an event that names none. */
const lists = (column: string, code: string): string => `instr(coalesce(t."${column}", ''), '"${code}"') > 0`;

const adopted = (level: keyof typeof levels): CountFigure =>
  count({
    zh: `${levels[level].zh}级采用`,
    en: `Adopted: ${levels[level].en}`,
    rule: words(
      `当年收集、有${levels[level].zh}级采用记录的条数，一条只计一次；没有注明层级的采用不计。`,
      `Opinions collected in the year and adopted (${levels[level].en}), each once; adoptions without a level are not counted.`,
    ),
    source: opinions,
    where: lists("adopted", level),
    leftOut: [{ where: lists("adopted", ""), reason: words("采用没有注明层级", "Adopted without a level") }],
  });

/** Not in the year report, which tells the levels apart; shown below the list. */
export const adoptedAtAll: CountFigure = count({
  zh: "采用",
  en: "Adopted",
  rule: words(
    "有采用记录的条数，不分层级，一条只计一次；作废的采用不算。",
    "Opinions that were adopted at any level, each once; void adoptions do not count.",
  ),
  source: opinions,
  where: `coalesce(t."adopted", '[]') <> '[]'`,
});

const passedOn = (target: keyof typeof passTargets): CountFigure =>
  count({
    zh: `转报${passTargets[target].zh}`,
    en: `Passed on: ${passTargets[target].en}`,
    rule: words(
      `当年收集、转报${passTargets[target].zh}的条数，一条只计一次；没有注明去向的转报不计。`,
      `Opinions collected in the year and passed on (${passTargets[target].en}), each once; those passed on to nobody in particular are not counted.`,
    ),
    source: opinions,
    where: lists("passedTo", target),
    leftOut: [{ where: lists("passedTo", ""), reason: words("转报没有注明去向", "Passed on without saying to whom") }],
  });

export const opinionFigures: YearDefinitions["opinion"] = {
  collected: count({
    zh: "收集",
    en: "Collected",
    rule: words("收集日期在当年的社情民意，一条记录计一条。", "Opinions collected in the year, one for each record."),
    source: opinions,
  }),
  compiled: count({
    zh: "编报",
    en: "Compiled",
    rule: words(
      "当年收集、至少报送过一次的条数，不论哪一年报送；作废的报送不算。",
      "Opinions collected in the year and submitted at least once, in whatever year; void submissions do not count.",
    ),
    source: opinions,
    where: `t."isSubmitted" = 1`,
  }),
  adopted: {
    county: adopted("county"),
    city: adopted("city"),
    province: adopted("province"),
    national: adopted("national"),
  },
  passedOn: {
    national: passedOn("nationalCommittee"),
    city: passedOn("cityDepartment"),
    cityCommittee: passedOn("cityCommittee"),
  },
  instructed: count({
    zh: "领导批示",
    en: "Instructed",
    rule: words(
      "当年收集、有领导批示的条数，一条有几次批示也只计一次；作废的不算。",
      "Opinions collected in the year with a leader's instruction, each once; void ones do not count.",
    ),
    source: opinions,
    where: `t."instructions" > 0`,
  }),
  replied: count({
    zh: "办理反馈",
    en: "Replied",
    rule: words(
      "当年收集、有办理反馈的条数，一条只计一次；作废的不算。",
      "Opinions collected in the year with a reply, each once; void ones do not count.",
    ),
    source: opinions,
    where: `t."replies" > 0`,
  }),
  byMonth: months({
    zh: "逐月收集",
    en: "By month",
    rule: words("收集数按收集日期所在月份分。", "Opinions by the month in which they were collected."),
    source: opinionDates,
    key: monthIndex(`o."collectedOn"`),
  }),
};
