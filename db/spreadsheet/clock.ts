/** Times of day as clerks write them: 9:30, 下午3点半, 9时至11时. */
import { cellRemark, type CellRemark } from "../schema/cell-remarks.ts";

interface ParsedClock {
  readonly ok: true;
  /** `HH:mm`. */
  readonly start: string;
  readonly end: string | null;
  /** What follows the time and was not understood. */
  readonly rest: string;
}

export type ClockResult = ParsedClock | { readonly ok: false; readonly reason: CellRemark } | null;

const pattern =
  /^(上午|早上|早晨|凌晨|中午|下午|傍晚|晚上|晚|am|pm)?\s*(\d{1,2})\s*[:时点]\s*(?:(\d{1,2})\s*分?(?:\s*:\s*\d{1,2}(?:\.\d+)?|\s*\d{1,2}\s*秒)?|(半)|整)?\s*(am|pm)?/i;

interface Reading {
  readonly hour: number;
  readonly minute: number;
  readonly period: string;
  readonly rest: string;
}

function hourOf(hour: number, period: string): number {
  if (/下午|傍晚|晚|pm/i.test(period)) return hour < 12 ? hour + 12 : hour;
  if (/中午/.test(period)) return hour <= 2 ? hour + 12 : hour;
  if (/凌晨|am/i.test(period)) return hour === 12 ? 0 : hour;
  return hour;
}

function read(text: string, inherited: string): Reading | null {
  const match = pattern.exec(text);
  if (match === null) return null;
  const [whole, before, hour, minute, half, after] = match;
  const period = before ?? after ?? inherited;
  return {
    hour: hourOf(Number(hour), period),
    minute: half === undefined ? Number(minute ?? 0) : 30,
    period,
    rest: text.slice(whole.length).trim(),
  };
}

const valid = ({ hour, minute }: Reading): boolean => hour <= 23 && minute <= 59;
const show = ({ hour, minute }: Reading): string =>
  `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`;

/** A time or a period at the start of a text; null when there is none. The text is half-width already. */
export function parseClock(text: string): ClockResult {
  const start = read(text.trim(), "");
  if (start === null) return null;
  if (!valid(start)) return { ok: false, reason: cellRemark("noSuchTime", { hour: start.hour, minute: start.minute }) };
  const range = /^(?:[-–—~]+|至|到)\s*(.+)$/.exec(start.rest);
  const end = range?.[1] === undefined ? null : read(range[1], start.period);
  if (end === null || !valid(end) || show(end) < show(start)) {
    return { ok: true, start: show(start), end: null, rest: start.rest };
  }
  return { ok: true, start: show(start), end: show(end), rest: end.rest };
}
