/** 办理过程: the steps of each kind, and the fields that a step asks for. */
import type { Fields, MainKind } from "../../db/schema/kinds.ts";

export type EventType = Fields<"event">["type"];
type EventField = Exclude<keyof Fields<"event">, "recordId" | "type" | "voidsId">;

/** Steps in the order of the work. */
export const stepsOf: Readonly<Record<MainKind, readonly EventType[]>> = {
  hotline: [
    "assigned",
    "accepted",
    "refused",
    "extended",
    "supervised",
    "replied",
    "closed",
    "callback",
    "reopened",
    "remark",
  ],
  opinion: [
    "reviewed",
    "signed",
    "submitted",
    "returned",
    "adopted",
    "passedOn",
    "instructed",
    "replied",
    "closed",
    "remark",
  ],
  session: ["remark"],
};

const fields: Readonly<Record<EventType, readonly EventField[]>> = {
  assigned: ["at", "unit", "text", "by"],
  accepted: ["at", "unit", "by"],
  refused: ["at", "unit", "text", "by"],
  extended: ["at", "dueOn", "approver", "text"],
  supervised: ["at", "unit", "text", "by"],
  replied: ["at", "unit", "text", "by"],
  closed: ["at", "text", "by"],
  reopened: ["at", "text", "by"],
  callback: ["at", "reached", "grade", "text", "by"],
  reviewed: ["at", "text", "by"],
  signed: ["at", "text", "by"],
  submitted: ["at", "text", "by"],
  returned: ["at", "text", "by"],
  adopted: ["at", "level", "adoption", "text"],
  passedOn: ["at", "passedTo", "text"],
  instructed: ["at", "level", "leader", "text"],
  remark: ["at", "text", "by"],
  voided: ["text"],
};

export const fieldsOfStep = (type: EventType): readonly EventField[] => fields[type];

/** Fields that a step makes no sense without, beyond what the schema requires. */
const needed: Partial<Record<EventType, readonly EventField[]>> = {
  extended: ["dueOn", "text"],
  adopted: ["level"],
  passedOn: ["passedTo"],
  instructed: ["level"],
  returned: ["text"],
  refused: ["text"],
  remark: ["text"],
};

export const neededBy = (type: EventType): readonly EventField[] => needed[type] ?? [];

/** The steps that usually come next, by the record's derived state: offered first, as buttons. */
export function likelySteps(kind: MainKind, state: string | null): readonly EventType[] {
  if (kind === "session") return ["remark"];
  const likely: Readonly<Record<string, readonly EventType[]>> =
    kind === "hotline"
      ? {
          received: ["assigned", "closed"],
          assigned: ["accepted", "replied", "refused", "supervised", "closed"],
          accepted: ["replied", "extended", "supervised", "closed"],
          closed: ["callback", "reopened"],
        }
      : {
          collected: ["reviewed"],
          reviewed: ["signed"],
          signed: ["submitted"],
          submitted: ["adopted", "passedOn", "instructed", "replied", "closed"],
          returned: ["submitted", "reviewed"],
          closed: ["adopted", "passedOn", "instructed"],
        };
  return likely[state ?? ""] ?? stepsOf[kind].slice(0, 2);
}
