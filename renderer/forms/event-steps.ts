/** 办理过程: the fields that each step asks for. */
import type { Fields } from "../../db/schema/kinds.ts";
import type { EventType } from "../../db/schema/steps.ts";

type EventField = Exclude<keyof Fields<"event">, "recordId" | "type" | "voidsId">;

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
