/** What an opinion counts for in a member's duty record. */
import { levels } from "../../schema/event.ts";
import { words } from "../../schema/words.ts";
import { byName, type DutyFigure, type DutySource } from "../common/duty.ts";
import { inPeriod } from "../common/figure-sources.ts";
import type { Sql } from "../common/figure.ts";

const reporting: DutySource = {
  kind: "opinion",
  // A name that stands twice in one opinion counts once.
  sql: `"opinion" o JOIN json_each(o."reporters") r LEFT JOIN "opinionState" t ON t."record" = o."id"
        WHERE ${inPeriod("o", "collectedOn")} AND coalesce(o."reporterKind", '') <> 'resident'
          AND NOT EXISTS (SELECT 1 FROM json_each(o."reporters") e WHERE e."value" = r."value" AND e."key" < r."key")`,
  alias: "o",
  person: `r."value"`,
  names: "name",
  date: `o."collectedOn"`,
  title: `o."title"`,
  expectsMember: true,
};

const adoptedAt = (level: string): Sql => `instr(coalesce(t."adopted", ''), '"${level}"') > 0`;

export const opinionDuty: readonly DutyFigure[] = [
  {
    key: "reported",
    zh: "反映社情民意",
    en: "Opinions reported",
    rule: words(
      `收集日期在当年、反映人中有该委员的条数，一条有几位反映人时每人计一条；反映人身份是“群众”的不计；${byName.zh}。`,
      `Opinions collected in the year that name the member as a reporter, one for each reporter; those reported by residents are not counted; ${byName.en}.`,
    ),
    source: reporting,
    where: "TRUE",
  },
  {
    key: "adopted",
    zh: "采用",
    en: "Adopted",
    rule: words(
      "反映的社情民意中有采用记录的条数，不分层级，一条只计一次；作废的采用不算。",
      "Opinions reported that were adopted at any level, each once; void adoptions do not count.",
    ),
    source: reporting,
    where: `coalesce(t."adopted", '[]') <> '[]'`,
  },
  ...(
    [
      ["adoptedCounty", "county", "区县采用", "Adopted by county"],
      ["adoptedCity", "city", "市采用", "Adopted by city"],
      ["adoptedProvince", "province", "省采用", "Adopted by province"],
      ["adoptedNational", "national", "全国采用", "Adopted nationally"],
    ] as const
  ).map(([key, level, zh, en]): DutyFigure => ({
    key,
    zh,
    en,
    rule: words(
      `反映的社情民意中有${zh}记录的条数；同一条被几级采用时各级都计；没有注明层级的只计入“采用”。`,
      `Opinions reported that were adopted (${levels[level].en}); one adopted at several levels counts at each; one without a level counts under “Adopted” alone.`,
    ),
    source: reporting,
    where: adoptedAt(level),
  })),
  {
    key: "passedOn",
    zh: "转报",
    en: "Passed on",
    rule: words(
      "反映的社情民意中有转报记录的条数，不分去向，一条只计一次。",
      "Opinions reported that were passed on, to whomever, each once.",
    ),
    source: reporting,
    where: `coalesce(t."passedTo", '[]') <> '[]'`,
  },
  {
    key: "instructed",
    zh: "批示",
    en: "Instructed",
    rule: words(
      "反映的社情民意中有领导批示的条数，一条有几次批示也只计一次。",
      "Opinions reported with a leader's instruction, each once.",
    ),
    source: reporting,
    where: `coalesce(t."instructions", 0) > 0`,
  },
];
