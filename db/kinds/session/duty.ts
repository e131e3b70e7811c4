/** What a session counts for in a member's duty record. */
import { words } from "../../schema/words.ts";
import { byName, type DutyFigure, type DutySource } from "../common/duty.ts";
import { inPeriod } from "../common/figure-sources.ts";

const session = { kind: "session", alias: "s", date: `s."startAt"`, title: `s."title"` } as const;

const attending: DutySource = {
  ...session,
  sql: `"session" s, json_each(s."memberIds") m WHERE ${inPeriod("s", "startAt")}`,
  person: `m."value"`,
  names: "id",
  expectsMember: true,
};

const convening: DutySource = {
  ...session,
  sql: `"session" s WHERE ${inPeriod("s", "startAt")} AND s."convener" IS NOT NULL`,
  person: `s."convener"`,
  names: "name",
  expectsMember: true,
};

const hosting: DutySource = {
  ...convening,
  sql: `"session" s WHERE ${inPeriod("s", "startAt")} AND s."host" IS NOT NULL`,
  person: `s."host"`,
  expectsMember: false,
};

export const sessionDuty: readonly DutyFigure[] = [
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
];
