/** What is done about a record, step by step: which steps a kind has, what usually comes next, and what many records can take at once. */
import type { eventTypes } from "./event.ts";
import { stayReasons } from "./words.ts";

export type EventType = keyof typeof eventTypes;

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

/** By derived state: null where the step applies. A state of a newer program takes the step. */
export type StepRule = Readonly<Record<string, LeftOutReason | null>>;

export interface Steps {
  /** In the order of the work. */
  readonly all: readonly EventType[];
  /** Those that usually come next, by derived state: offered first, as buttons. In other states the first two of all. */
  readonly likely: Readonly<Record<string, readonly EventType[]>>;
  /** Those that many records may take at once, with the records that each applies to; a rule without states applies to all. */
  readonly batch: Readonly<Partial<Record<EventType, StepRule>>>;
  /** Those of them that a list offers for what is selected, in the order of the work. */
  readonly offered: readonly EventType[];
}

/** @returns why the step does not apply to a record in this state; null when it does */
export function whyNot({ batch }: Steps, step: EventType, state: string | null): LeftOutReason | null {
  const rule = batch[step];
  if (rule === undefined) return "otherKind";
  return rule[state ?? ""] ?? null;
}

export const likelySteps = ({ likely, all }: Steps, state: string | null): readonly EventType[] =>
  likely[state ?? ""] ?? all.slice(0, 2);
