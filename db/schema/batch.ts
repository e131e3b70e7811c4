/** What can be done to many records at once, and to which of them: the others are left out with the reason. */
import type { Fields, MainKind } from "./kinds.ts";
import { stayReasons } from "./words.ts";

export type EventType = Fields<"event">["type"];

/** Why a record of a batch was left as it is. */
export const leftOutReasons = {
  ...stayReasons,
  notDeleted: { zh: "已经恢复", en: "It is back already" },
  missing: { zh: "记录已经不在了", en: "The record is gone" },
  otherStation: { zh: "是联络站的记录，只有联络站能删除", en: "It is a station's record; only the station deletes it" },
  alreadyAssigned: { zh: "已经交办", en: "Already assigned" },
  notAssigned: { zh: "还没有交办", en: "Not assigned yet" },
  notReviewed: { zh: "还没有审核", en: "Not reviewed yet" },
  notSigned: { zh: "还没有签发", en: "Not signed off yet" },
  alreadyDone: { zh: "这一步已经办过", en: "This step is done already" },
  closed: { zh: "已经办结", en: "Closed already" },
  otherKind: { zh: "这类记录没有这一步", en: "This kind of record has no such step" },
} as const;
export type LeftOutReason = keyof typeof leftOutReasons;

type Rule = Readonly<Record<string, LeftOutReason | null>>;

/** By step and derived state: null where the step applies. A state of a newer program takes the step. */
const rules: Readonly<Record<MainKind, Readonly<Partial<Record<EventType, Rule>>>>> = {
  session: { remark: {} },
  hotline: {
    assigned: { received: null, assigned: "alreadyAssigned", accepted: "alreadyAssigned", closed: "closed" },
    supervised: { received: "notAssigned", assigned: null, accepted: null, closed: "closed" },
  },
  opinion: {
    reviewed: {
      collected: null,
      returned: null,
      reviewed: "alreadyDone",
      signed: "alreadyDone",
      submitted: "alreadyDone",
      closed: "closed",
    },
    signed: {
      collected: "notReviewed",
      returned: null,
      reviewed: null,
      signed: "alreadyDone",
      submitted: "alreadyDone",
      closed: "closed",
    },
    submitted: {
      collected: "notReviewed",
      reviewed: "notSigned",
      signed: null,
      returned: null,
      submitted: "alreadyDone",
      closed: "closed",
    },
  },
};

/** The steps that a list offers for what is selected, in the order of the work. */
export const batchSteps: Readonly<Record<MainKind, readonly EventType[]>> = {
  session: [],
  hotline: ["assigned", "supervised"],
  opinion: ["reviewed", "signed", "submitted"],
};

/** @returns why the step does not apply to a record in this state; null when it does */
export function whyNot(kind: MainKind, step: EventType, state: string | null): LeftOutReason | null {
  const rule = rules[kind][step];
  if (rule === undefined) return "otherKind";
  return rule[state ?? ""] ?? null;
}
