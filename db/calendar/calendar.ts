/** Which days are worked: the published table of holidays, overridden year by year by the settings' own. */
import type { Settings } from "../schema/settings.ts";
import { addDays, isWeekend, yearOf } from "./days.ts";
import { publishedHolidays } from "./holidays.ts";

export interface DayKind {
  readonly isWorking: boolean;
  /** Why, in Chinese: 春节放假, 周末, 调休上班; null for an ordinary working day. */
  readonly reason: string | null;
}

/** Looks a day up. @returns null for a year whose arrangement is not known: nobody may guess it */
export type Calendar = (day: string) => DayKind | null;

/**
 * A year that the settings carry replaces the published one altogether, so that a correction can also take a day away.
 * Building one costs some hundred insertions; keep it for a batch of records.
 */
export function makeCalendar(holidays: Settings["holidays"]): Calendar {
  const off = new Map<string, string>();
  const worked = new Set<string>();
  for (const [year, ranges] of Object.entries(publishedHolidays)) {
    if (Object.hasOwn(holidays, year)) continue;
    for (const range of ranges) {
      for (let day = range.from; day <= range.to; day = addDays(day, 1)) off.set(day, `${range.name}放假`);
      for (const day of range.work) worked.add(day);
    }
  }
  for (const year of Object.values(holidays)) {
    for (const day of year.off) off.set(day, "节假日放假");
    for (const day of year.work) worked.add(day);
  }
  return (day) => {
    const year = yearOf(day);
    if (!Object.hasOwn(publishedHolidays, year) && !Object.hasOwn(holidays, year)) return null;
    if (worked.has(day)) return { isWorking: true, reason: "调休上班" };
    const holiday = off.get(day);
    if (holiday !== undefined) return { isWorking: false, reason: holiday };
    return isWeekend(day) ? { isWorking: false, reason: "周末" } : { isWorking: true, reason: null };
  };
}
