/** What a call counts for in a member's duty record. */
import { words } from "../../schema/words.ts";
import { byName, type DutyFigure, type DutySource } from "../common/duty.ts";
import { inPeriod } from "../common/figure-sources.ts";

const taking: DutySource = {
  kind: "hotline",
  sql: `"hotline" h LEFT JOIN "hotlineState" t ON t."record" = h."id"
        WHERE ${inPeriod("h", "calledAt")} AND h."takenBy" IS NOT NULL`,
  alias: "h",
  person: `h."takenBy"`,
  names: "name",
  date: `h."calledAt"`,
  title: `h."content"`,
  expectsMember: false,
};

export const hotlineDuty: readonly DutyFigure[] = [
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
