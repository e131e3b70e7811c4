/** The days that a calendar shows, and where its keys lead. Days are `YYYY-MM-DD`, beyond any time zone. Pure. */

const millisecondsOfDay = 86_400_000;

const at = (day: string): Date => new Date(`${day}T00:00:00Z`);
const dayAt = (date: Date): string => date.toISOString().slice(0, 10);

/** Years that are written with four digits, as days are stored. */
const [firstDay, lastDay] = ["0001-01-01", "9999-12-31"];
const within = (day: Date, otherwise: string): string =>
  day >= at(firstDay) && day <= at(lastDay) ? dayAt(day) : otherwise;

const byDays = (day: string, days: number): string =>
  within(new Date(at(day).getTime() + days * millisecondsOfDay), day);

/** The same day of another month; its last one where it has no such day. */
export function byMonths(day: string, months: number): string {
  const from = at(day);
  const to = new Date(from);
  to.setUTCMonth(from.getUTCMonth() + months + 1, 0);
  to.setUTCDate(Math.min(from.getUTCDate(), to.getUTCDate()));
  return within(to, day);
}

/** From Monday, as weeks are printed in China. */
const weekdayOf = (day: string): number => (at(day).getUTCDay() + 6) % 7;

const steps: Readonly<Record<string, (day: string, isFar: boolean) => string>> = {
  ArrowLeft: (day) => byDays(day, -1),
  ArrowRight: (day) => byDays(day, 1),
  ArrowUp: (day) => byDays(day, -7),
  ArrowDown: (day) => byDays(day, 7),
  PageUp: (day, isFar) => byMonths(day, isFar ? -12 : -1),
  PageDown: (day, isFar) => byMonths(day, isFar ? 12 : 1),
  Home: (day) => byDays(day, -weekdayOf(day)),
  End: (day) => byDays(day, 6 - weekdayOf(day)),
};

/**
 * The day that a key of the calendar leads to; null for any other key.
 * @param isFar with Shift, by which a page is a year
 */
export const dayByKey = (day: string, key: string, isFar: boolean): string | null => steps[key]?.(day, isFar) ?? null;

/** Six weeks that hold the month of this day, so that the calendar never changes its height. */
export function weeksAround(day: string): readonly (readonly string[])[] {
  const first = `${day.slice(0, 7)}-01`;
  return Array.from({ length: 6 }, (_, week) =>
    Array.from({ length: 7 }, (__, weekday) =>
      dayAt(new Date(at(first).getTime() + (week * 7 + weekday - weekdayOf(first)) * millisecondsOfDay)),
    ),
  );
}

/** For words: `Intl` is told the same zone. */
export const dateOfDay = at;
