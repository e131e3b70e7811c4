/** Dates and times as people type them. */

/** Formats that a date field understands when typed; the first is how it shows a date. For antd's DatePicker. */
export const dateFormats: readonly string[] = [
  "YYYY-MM-DD",
  "YYYY-M-D",
  "YYYYMMDD",
  "YYYY.MM.DD",
  "YYYY.M.D",
  "YYYY/MM/DD",
  "YYYY/M/D",
  "YYYY年M月D日",
  "YYYY年MM月DD日",
  "M月D日",
  "M-D",
  "M.D",
  "M/D",
];

/**
 * A typed date to which no further character can belong: `20240305`, `2024-03-05`, `2024年3月5日`. `2024.3.1` may go on.
 * @returns `YYYY-MM-DD`; null when it is unfinished or no date
 */
export function finishedDate(typed: string): string | null {
  const match = /^(\d{4})(?:(\d{2})(\d{2})|[-./](\d{2})[-./](\d{2})|年(\d{1,2})月(\d{1,2})日)$/.exec(typed.trim());
  if (match === null) return null;
  const [, year, ...parts] = match;
  const [month, day] = parts.filter((part) => part !== undefined).map(Number);
  if (year === undefined || month === undefined || day === undefined) return null;
  const date = new Date(Number(year), month - 1, day);
  const isReal = date.getMonth() === month - 1 && date.getDate() === day;
  return isReal ? dayOf(date) : null;
}

/**
 * A time of day as typed: `930`, `0930`, `9:30`, `9：30`, `9点`, `9点半`, `下午3点20`, `15`. Full-width digits count too.
 * @returns `HH:mm`; null when it is not a time
 */
export function parseTime(typed: string): string | null {
  const text = typed.normalize("NFKC").replaceAll(/\s/g, "");
  const match = /^(上午|早上|中午|下午|晚上)?(\d{1,2})(?:[:.点时](\d{1,2}|半|一刻|三刻)?分?|(\d{2}))?$/.exec(text);
  if (match === null) return null;
  const [, half, hourText, minuteWord, minuteDigits] = match;
  const minute = minuteOf(minuteWord ?? minuteDigits ?? "0");
  let hour = Number(hourText);
  if ((half === "下午" || half === "晚上") && hour < 12) hour += 12;
  if (half === "中午" && hour < 11) hour += 12;
  if (hour > 23 || minute > 59) return null;
  return `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`;
}

function minuteOf(word: string): number {
  if (word === "半") return 30;
  if (word === "一刻") return 15;
  if (word === "三刻") return 45;
  return Number(word);
}

/** Joins a moment field's two halves. A time without a date is nothing yet. */
export function joinMoment(date: string | null, time: string | null): string | null {
  if (date === null) return null;
  return time === null ? date : `${date}T${time}`;
}

/** @returns the date and the time of `YYYY-MM-DD` or `YYYY-MM-DDTHH:mm` */
export function splitMoment(value: unknown): { readonly date: string | null; readonly time: string | null } {
  if (typeof value !== "string" || value === "") return { date: null, time: null };
  const [date = null, time = null] = value.split("T");
  return { date, time };
}

/** Local time as a moment field stores it. */
export function momentOf(at: Date): string {
  const two = (value: number) => String(value).padStart(2, "0");
  return `${dayOf(at)}T${two(at.getHours())}:${two(at.getMinutes())}`;
}

/** Local day, `YYYY-MM-DD`. */
export function dayOf(at: Date): string {
  const two = (value: number) => String(value).padStart(2, "0");
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}

/** `HH:mm` of today, `M-D HH:mm` of another day; for “保存于”. */
export function clockOf(at: number, now: number = Date.now()): string {
  const moment = momentOf(new Date(at));
  const time = moment.slice(11);
  return dayOf(new Date(now)) === moment.slice(0, 10) ? time : `${moment.slice(5, 10)} ${time}`;
}
