/** Days of a holiday year, typed or pasted one a line. Pure. */
import { utcDay } from "../../../db/schema/utc-day.ts";

export interface ParsedDays {
  readonly days: readonly string[];
  /** Lines that are no date, or a date of another year. */
  readonly wrong: readonly string[];
}

const pad = (value: number): string => String(value).padStart(2, "0");

function dayOf(text: string, year: number): string | null {
  const match = /^(?:(\d{4})\s*[-./年]\s*)?(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*日?$/.exec(text);
  if (match === null) return null;
  const [, typedYear, month, day] = match;
  if (typedYear !== undefined && Number(typedYear) !== year) return null;
  const date = utcDay(year, Number(month), Number(day));
  // A Date rolls 30 February over into March; such a line is a slip and must be shown, not moved.
  if (date.getUTCMonth() !== Number(month) - 1 || date.getUTCDate() !== Number(day)) return null;
  return `${String(year)}-${pad(Number(month))}-${pad(Number(day))}`;
}

/** Dates such as `2026-10-01`, `10.1` or `10月1日`, separated by lines, commas or spaces; sorted, each once. */
export function parseDays(text: string, year: number): ParsedDays {
  const parts = text
    .split(/[\r\n,，、;；\s]+/)
    .map((part) => part.trim())
    .filter((part) => part !== "");
  const days = new Set<string>();
  const wrong: string[] = [];
  for (const part of parts) {
    const day = dayOf(part, year);
    if (day === null) wrong.push(part);
    else days.add(day);
  }
  return { days: [...days].toSorted(), wrong };
}

/** Neighbouring days as ranges for reading: 10-01 … 10-07 → one line. */
export function dayRanges(
  days: readonly string[],
): readonly { readonly from: string; readonly to: string; readonly days: number }[] {
  const DAY = 86_400_000;
  const ranges: { from: string; to: string; days: number }[] = [];
  for (const day of days.toSorted()) {
    const last = ranges.at(-1);
    if (last !== undefined && Date.parse(day) - Date.parse(last.to) === DAY) {
      last.to = day;
      last.days += 1;
    } else ranges.push({ from: day, to: day, days: 1 });
  }
  return ranges;
}
