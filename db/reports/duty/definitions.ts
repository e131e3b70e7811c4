/**
 * 委员履职档案: what is counted for a member in a year. One definition gives the number, the rows behind it and its rule
 * (口径), so that they cannot drift apart.
 */
import type { DutyKey } from "../../api/operations.ts";
import { levels } from "../../schema/event.ts";
import type { MainKind } from "../../schema/kinds.ts";
import { words, type Words } from "../../schema/words.ts";
import type { Sql } from "../../kinds/common/figure.ts";

/** Where a person is named in a record. Parameters: `:from`, `:to` (years as text) and `:station` (null for all). */
export interface DutySource {
  readonly kind: MainKind;
  /** FROM and WHERE; one row a record and person. */
  readonly sql: string;
  /** The record's alias. */
  readonly alias: string;
  /** The person: the id of a member, or a name as it was written. */
  readonly person: Sql;
  readonly names: "id" | "name";
  readonly date: Sql;
  readonly title: Sql;
  /** Only members belong here: a name that is not in the roster is listed. Clerks take calls and officials chair meetings too. */
  readonly expectsMember: boolean;
}

export interface DutyFigure {
  readonly key: DutyKey;
  readonly zh: string;
  readonly en: string;
  readonly rule: Words;
  readonly source: DutySource;
  /** Over the source's row. */
  readonly where: Sql;
}

const inYear = (alias: string, date: string): string =>
  `${alias}."${date}" >= :from AND ${alias}."${date}" < :to AND (:station IS NULL OR ${alias}."station" = :station)`;

const session = { kind: "session", alias: "s", date: `s."startAt"`, title: `s."title"` } as const;

const attending: DutySource = {
  ...session,
  sql: `"session" s, json_each(s."memberIds") m WHERE ${inYear("s", "startAt")}`,
  person: `m."value"`,
  names: "id",
  expectsMember: true,
};

const convening: DutySource = {
  ...session,
  sql: `"session" s WHERE ${inYear("s", "startAt")} AND s."convener" IS NOT NULL`,
  person: `s."convener"`,
  names: "name",
  expectsMember: true,
};

const hosting: DutySource = {
  ...convening,
  sql: `"session" s WHERE ${inYear("s", "startAt")} AND s."host" IS NOT NULL`,
  person: `s."host"`,
  expectsMember: false,
};

const reporting: DutySource = {
  kind: "opinion",
  // A name that stands twice in one opinion counts once.
  sql: `"opinion" o JOIN json_each(o."reporters") r LEFT JOIN "opinionState" t ON t."record" = o."id"
        WHERE ${inYear("o", "collectedOn")} AND coalesce(o."reporterKind", '') <> 'resident'
          AND NOT EXISTS (SELECT 1 FROM json_each(o."reporters") e WHERE e."value" = r."value" AND e."key" < r."key")`,
  alias: "o",
  person: `r."value"`,
  names: "name",
  date: `o."collectedOn"`,
  title: `o."title"`,
  expectsMember: true,
};

const taking: DutySource = {
  kind: "hotline",
  sql: `"hotline" h LEFT JOIN "hotlineState" t ON t."record" = h."id"
        WHERE ${inYear("h", "calledAt")} AND h."takenBy" IS NOT NULL`,
  alias: "h",
  person: `h."takenBy"`,
  names: "name",
  date: `h."calledAt"`,
  title: `h."content"`,
  expectsMember: false,
};

const byName = words(
  "姓名与名册完全相同且只有一人的才计",
  "only a name that is exactly one member's in the roster counts",
);
const adoptedAt = (level: string): Sql => `instr(coalesce(t."adopted", ''), '"${level}"') > 0`;

/** In the order of the table's columns. */
export const dutyFigures: readonly DutyFigure[] = [
  {
    key: "attended",
    zh: "参加活动",
    en: "Sessions attended",
    rule: words(
      "当年开始的协商活动中，从名册选定的参加委员，每场计一次；只填人数、没有选定姓名的不计。",
      "Sessions that began in the year, one for each member chosen from the roster; mere numbers without names are not counted.",
    ),
    source: attending,
    where: "TRUE",
  },
  {
    key: "convened",
    zh: "牵头",
    en: "Convened",
    rule: words(`当年活动的“牵头委员”，${byName.zh}。`, `The convening member of the year's sessions; ${byName.en}.`),
    source: convening,
    where: "TRUE",
  },
  {
    key: "hosted",
    zh: "主持",
    en: "Chaired",
    rule: words(`当年活动的“主持人”，${byName.zh}。`, `The host of the year's sessions; ${byName.en}.`),
    source: hosting,
    where: "TRUE",
  },
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
  {
    key: "callsTaken",
    zh: "受理热线",
    en: "Calls taken",
    rule: words(
      `来电时间在当年、“受理人”是该委员的件数，${byName.zh}。`,
      `Calls of the year taken by the member; ${byName.en}.`,
    ),
    source: taking,
    where: "TRUE",
  },
  {
    key: "callsClosed",
    zh: "办结热线",
    en: "Calls closed",
    rule: words(
      "受理的热线中现在已办结的件数；重办以后还没有办结的不算。",
      "Calls taken that are closed now; not those reopened and not closed since.",
    ),
    source: taking,
    where: `t."isClosed" = 1`,
  },
];

/** Every source once, with its figures. */
export const dutySources: ReadonlyMap<DutySource, readonly DutyFigure[]> = Map.groupBy(
  dutyFigures,
  ({ source }) => source,
);
