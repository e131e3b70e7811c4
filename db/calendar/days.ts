/** Dates as `YYYY-MM-DD`, counted in UTC so that no time zone and no summer time moves a day. */
const dayLength = 86_400_000;

const pattern = /^\d{4}-\d{2}-\d{2}$/;

/** The day of a moment (`YYYY-MM-DD` or `YYYY-MM-DDTHH:mm`); null when it names no real day. */
export function dayOf(moment: string): string | null {
  const day = moment.slice(0, 10);
  if (!pattern.test(day) || (moment.length > 10 && moment[10] !== "T")) return null;
  const time = Date.parse(day);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(day) ? day : null;
}

/** The last day that four digits can name. Whoever goes on day by day stops here. */
export const LAST_DAY = "9999-12-31";
const FIRST_DAY = "0000-01-01";

/** @returns a day of the years 0000 to 9999: the first or the last of them where counting goes beyond */
export const addDays = (day: string, days: number): string => {
  const time = Date.parse(day) + days * dayLength;
  if (time >= Date.parse(LAST_DAY)) return LAST_DAY;
  return time <= Date.parse(FIRST_DAY) ? FIRST_DAY : new Date(time).toISOString().slice(0, 10);
};

export const yearOf = (day: string): string => day.slice(0, 4);

const weekdays = ["日", "一", "二", "三", "四", "五", "六"] as const;

const weekdayIndex = (day: string): number => new Date(day).getUTCDay();

export const isWeekend = (day: string): boolean => weekdayIndex(day) % 6 === 0;

/** 2024-02-09 → 2月9日（周五） */
export const shortDay = (day: string): string =>
  `${Number(day.slice(5, 7))}月${Number(day.slice(8))}日（周${weekdays[weekdayIndex(day)] ?? ""}）`;

/** 2024-02-09 → 2024年2月9日（周五） */
export const longDay = (day: string): string => `${yearOf(day)}年${shortDay(day)}`;
