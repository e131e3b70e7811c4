/** Verdicts and steps that a ledger holds as words in a cell, as the events they are. */
import {
  grades,
  type adoptions,
  type hotlineEventTypes,
  type levels,
  type opinionEventTypes,
  type passTargets,
} from "../../schema/event.ts";
import type { Fields } from "../../schema/kinds.ts";
import { matchChoice } from "../../spreadsheet/choices.ts";
import { comparable } from "../../spreadsheet/normalise.ts";

/** An event before its record exists. */
export type PlannedEvent = Omit<Fields<"event">, "recordId">;

type EventType = keyof typeof hotlineEventTypes | keyof typeof opinionEventTypes;
type Level = keyof typeof levels;

/** An event with nothing but what the ledger says. */
export function plannedEvent(type: EventType, said: Partial<Omit<PlannedEvent, "type">>): PlannedEvent {
  return {
    at: null,
    text: null,
    unit: null,
    level: null,
    passedTo: null,
    adoption: null,
    leader: null,
    dueOn: null,
    approver: null,
    reached: false,
    grade: null,
    by: null,
    voidsId: null,
    ...said,
    type,
  };
}

function levelOf(text: string): Level | null {
  if (/全国|国家|中央|中办|国办/.test(text)) return "national";
  if (/自治区|省/.test(text)) return "province";
  if (/市/.test(text)) return "city";
  return /区|县/.test(text) ? "county" : null;
}

function adoptionOf(text: string): keyof typeof adoptions | null {
  if (/综合/.test(text)) return "combined";
  return /单篇/.test(text) ? "single" : null;
}

function passTargetOf(text: string): keyof typeof passTargets | null {
  if (/全国政协/.test(text)) return "nationalCommittee";
  if (/市政协/.test(text)) return "cityCommittee";
  return /市/.test(text) ? "cityDepartment" : null;
}

const negative = /^(?:否|无|未.*|没有|不采用|[-—/]+)$/;

function verdict(piece: string): PlannedEvent | null {
  if (/转报|报送|上报|转送/.test(piece)) {
    const passedTo = passTargetOf(piece);
    return passedTo === null ? null : plannedEvent("passedOn", { passedTo, text: piece });
  }
  const level = levelOf(piece);
  const named = /采用|采纳|采编|刊发|录用|单篇|综合/.test(piece);
  if (level === null || !(named || /政协$|级$/.test(piece) || piece.length <= 2)) return null;
  return plannedEvent("adopted", { level, adoption: adoptionOf(piece), text: piece });
}

/**
 * Verdicts in a cell such as `市政协采用；转报全国政协`. `unknown` holds the pieces that say something this program has no
 * event for.
 */
export function verdictsIn(text: string): { events: PlannedEvent[]; unknown: string[] } {
  const events: PlannedEvent[] = [];
  const unknown: string[] = [];
  for (const piece of text.split(/[;；、,，\n]+/).map((part) => part.trim())) {
    if (piece === "" || negative.test(comparable(piece))) continue;
    const event = verdict(piece);
    if (event === null) unknown.push(piece);
    else events.push(event);
  }
  return { events, unknown };
}

/** A leader's instruction; null when the cell says that there was none. */
export function instructionIn(text: string): PlannedEvent | null {
  return negative.test(comparable(text)) ? null : plannedEvent("instructed", { level: levelOf(text), text });
}

export interface Callback {
  readonly reached: boolean;
  readonly grade: keyof typeof grades | null;
}

/** What a call-back came to; `none` when there was none yet, null when the words are unknown. */
export function callbackIn(text: string): Callback | "none" | null {
  const key = comparable(text);
  if (/未接通|无法接通|无人接听|未接|空号|关机|停机|联系不上|打不通/.test(key)) return { reached: false, grade: null };
  if (/^(?:否|无|未回访|未评价|未评|待回访|不需回访|[-—/]+)$/.test(key)) return "none";
  const code = matchChoice("grade", grades, text);
  const grade = Object.keys(grades).find((name): name is keyof typeof grades => name === code);
  if (grade !== undefined) return { reached: true, grade };
  return /^(?:是|已回访|已接通|√)$/.test(key) ? { reached: true, grade: null } : null;
}

/** A result that says the matter is finished, and not that it is under way. */
export function saysClosed(result: string): boolean {
  if (/未|正在|办理中|处理中|推进|待|跟进|协调中|暂/.test(result)) return false;
  return /办结|已解决|解决|已答复|答复|已协调|已办|完成|已回复|已处理|已修复|办毕|完毕/.test(result);
}
