/** 本月, 上季度, …: days on this PC's calendar. Weeks begin on Monday. */
import { addDays, LAST_DAY } from "../calendar/days.ts";
import type { PeriodName } from "../schema/list-query.ts";
import { utcDay } from "../schema/utc-day.ts";

export interface Days {
  /** `YYYY-MM-DD`, both included. */
  readonly from: string;
  readonly to: string;
}

/** @param today `YYYY-MM-DD` */
export function daysOf(period: PeriodName, today: string): Days {
  const [year = 0, month = 1, day = 1] = today.split("-").map(Number);
  const quarter = Math.floor((month - 1) / 3) * 3 + 1;
  switch (period) {
    case "today":
      return { from: today, to: today };
    case "thisWeek": {
      const monday = day - ((utcDay(year, month, day).getUTCDay() + 6) % 7);
      return { from: dayAt(year, month, monday), to: dayAt(year, month, monday + 6) };
    }
    case "thisMonth":
      return months(year, month, 1);
    case "lastMonth":
      return months(year, month - 1, 1);
    case "thisQuarter":
      return months(year, quarter, 3);
    case "lastQuarter":
      return months(year, quarter - 3, 3);
    case "thisYear":
      return months(year, 1, 12);
    case "lastYear":
      return months(year - 1, 1, 12);
  }
}

/** @param month from 1; 0 and below are months of the year before */
const months = (year: number, month: number, count: number): Days => ({
  from: dayAt(year, month, 1),
  to: dayAt(year, month + count, 0),
});

const dayAt = (year: number, month: number, day: number): string => utcDay(year, month, day).toISOString().slice(0, 10);

/**
 * The day after, for an end that is included: a moment of that day is smaller than the next day's text.
 * @returns null for the last day that can be written: nothing that is kept comes after it
 */
export const dayAfter = (day: string): string | null => (day === LAST_DAY ? null : addDays(day, 1));

/** Midnight at the beginning of the day on this PC's clock, in milliseconds since 1970. */
export const startOfDay = (day: string): number => new Date(`${day}T00:00`).getTime();
