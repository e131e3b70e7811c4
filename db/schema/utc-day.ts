/**
 * A day beyond any time zone, of exactly this year: `Date.UTC` takes the years 0 to 99 for 1900 to 1999. Months and days beyond their
 * range count on, as there.
 * @param month from 1
 */
export function utcDay(year: number, month: number, day: number): Date {
  const at = new Date(0);
  at.setUTCFullYear(year, month - 1, day);
  return at;
}
