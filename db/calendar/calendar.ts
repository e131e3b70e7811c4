/** Which days are worked: the published table of holidays, overridden year by year by the settings' own. */
import type { Settings } from "../schema/settings.ts";
import { addDays, isWeekend, yearOf } from "./days.ts";
import { publishedHolidays } from "./holidays.ts";

export interface DayKind {
  readonly isWorking: boolean;
  /** Why; null for an ordinary working day. */
  readonly type: "holiday" | "weekend" | "shifted" | null;
  /** The holiday's name where the table has it. */
  readonly name: string | null;
}

/** What a day is where nothing but the weekend is known: good enough for a provisional date, never for one that is kept. */
export const byWeekendAlone = (day: string): DayKind => (isWeekend(day) ? weekend : ordinary);

/** Looks a day up. @returns null for a year whose arrangement is not known: nobody may guess it */
export type Calendar = (day: string) => DayKind | null;

const shifted: DayKind = { isWorking: true, type: "shifted", name: null };
const weekend: DayKind = { isWorking: false, type: "weekend", name: null };
const ordinary: DayKind = { isWorking: true, type: null, name: null };
const off = (name: string | null): DayKind => ({
  isWorking: false,
  type: "holiday",
  name,
});

const published: ReadonlyMap<string, DayKind> = new Map(
  Object.values(publishedHolidays)
    .flat()
    .flatMap(({ name, from, to, work }): [string, DayKind][] => [
      ...daysBetween(from, to).map((day): [string, DayKind] => [day, off(name)]),
      ...work.map((day): [string, DayKind] => [day, shifted]),
    ]),
);

function daysBetween(from: string, to: string): string[] {
  const days: string[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) days.push(day);
  return days;
}

/** The published table in the form of the settings. */
export function publishedYears(): Settings["holidays"] {
  return Object.fromEntries(
    Object.entries(publishedHolidays).map(([year, holidays]) => [
      year,
      {
        off: holidays.flatMap(({ from, to }) => daysBetween(from, to)).toSorted(),
        work: holidays.flatMap(({ work }) => work).toSorted(),
      },
    ]),
  );
}

/**
 * A year that the settings carry replaces the published one altogether, so that a correction can also take a day away. A
 * notice may reach into the year before (2022-12-31 was off by the notice for 2023), so its days count wherever they lie.
 */
export function makeCalendar(holidays: Settings["holidays"]): Calendar {
  const own = new Map<string, DayKind>();
  for (const year of Object.values(holidays)) {
    for (const day of year.off) own.set(day, off(null));
    for (const day of year.work) own.set(day, shifted);
  }
  return (day) => {
    const year = yearOf(day);
    const isOwn = Object.hasOwn(holidays, year);
    if (!isOwn && !Object.hasOwn(publishedHolidays, year)) return null;
    return own.get(day) ?? (isOwn ? undefined : published.get(day)) ?? (isWeekend(day) ? weekend : ordinary);
  };
}
