/**
 * A holiday pack: days off and shifted working days from a file. Read are the program's own form
 * (`{"2027": {"off": […], "work": […]}}`), the public data of chinese-days and holiday-cn, and the notice itself as text.
 */
import { z } from "zod";
import type { HolidayPack } from "../api/operations.ts";
import { dayOf } from "./days.ts";
import { readNotice, type HolidayYear } from "./notice.ts";

const dates = z.array(z.string()).max(400);

const ownYears = z.record(z.string().regex(/^\d{4}$/), z.object({ off: dates, work: dates }));
const own = z.union([ownYears, z.object({ holidays: ownYears }).transform(({ holidays }) => holidays)]);
/** chinese-days: `{"holidays": {"2024-01-01": "New Year's Day,元旦,1"}, "workdays": {"2024-02-04": "…"}}` */
const byDay = z.object({
  holidays: z.record(z.string(), z.string()),
  workdays: z.record(z.string(), z.string()),
});
/** holiday-cn: `{"year": 2024, "days": [{"name": "元旦", "date": "2024-01-01", "isOffDay": true}]}` */
const listed = z.object({
  days: z.array(z.object({ date: z.string(), isOffDay: z.boolean() })).max(4_000),
});

export type PackYears = HolidayPack["years"];

/** A pack whose form was recognised and that names a date which does not exist. */
export class WrongDate extends Error {}

/**
 * @param text the file's content
 * @returns the years in order; null when it is in none of the known forms
 * @throws WrongDate
 */
export function readPack(text: string): PackYears | null {
  const json = parseJson(text);
  const years = json === undefined ? noticeYears(text) : jsonYears(json);
  if (years === null || years.length === 0) return null;
  return years.map(checked).toSorted((a, b) => Number(a.year) - Number(b.year));
}

function parseJson(text: string): unknown {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON after all: the caller says that the file was not recognised.
    return null;
  }
}

function noticeYears(text: string): PackYears | null {
  const year = readNotice(text);
  return year === null ? null : [year];
}

function jsonYears(json: unknown): PackYears | null {
  const days = byDay.safeParse(json);
  if (days.success) return byYear(Object.keys(days.data.holidays), Object.keys(days.data.workdays));
  const list = listed.safeParse(json);
  if (list.success) {
    const of = (isOff: boolean) => list.data.days.filter((one) => one.isOffDay === isOff).map(({ date }) => date);
    return byYear(of(true), of(false));
  }
  const years = own.safeParse(json);
  return years.success ? Object.entries(years.data).map(([year, value]) => ({ year, ...value })) : null;
}

/** A day belongs to its calendar year; 31 December off by the next year's notice counts just the same there. */
function byYear(off: readonly string[], work: readonly string[]): PackYears {
  const years = [...new Set(off.map((day) => day.slice(0, 4)))];
  const of = (days: readonly string[], year: string) => days.filter((day) => day.startsWith(`${year}-`));
  return years.map((year) => ({ year, off: of(off, year), work: of(work, year) }));
}

function checked({ year, off, work }: HolidayYear): HolidayYear {
  for (const day of [...off, ...work]) {
    if (dayOf(day) === null || day.length !== 10) throw new WrongDate(day);
    // The notice of a year reaches a few days into its neighbours, never further.
    if (Math.abs(Number(day.slice(0, 4)) - Number(year)) > 1) throw new WrongDate(`${year}: ${day}`);
  }
  const both = off.find((day) => work.includes(day));
  if (both !== undefined) throw new WrongDate(both);
  return { year, off: [...new Set(off)].toSorted(), work: [...new Set(work)].toSorted() };
}
