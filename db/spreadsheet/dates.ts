/**
 * Every way in which the ledgers write a date. Works on digits and text alone and never builds a `Date` in local time, so
 * a PC in another time zone reads the same day.
 */
import { isMoment, type CellValue } from "./cells.ts";
import { cellRemark, type CellRemark } from "../schema/cell-remarks.ts";
import { parseClock } from "./clock.ts";
import { invisibleMarks } from "../schema/plain-text.ts";

export interface DateContext {
  /** The ledger's year, for `3月5日` and `3.5`; null when nothing says it. */
  readonly year: number | null;
  readonly date1904: boolean;
}

export interface ParsedMoment {
  readonly ok: true;
  /** `YYYY-MM-DD` or `YYYY-MM-DDTHH:mm`. */
  readonly value: string;
  /** The end of a period written in one cell (`9:00-11:00`, `3月5日至7日`). */
  readonly end: string | null;
  /** The cell says more than `value` and `end` can hold (上午, a remark): keep its text too. */
  readonly lossy: boolean;
  /** A reading that a person should check. */
  readonly doubt: CellRemark | null;
}

export type MomentResult = ParsedMoment | { readonly ok: false; readonly reason: CellRemark };

const fail = (reason: CellRemark): MomentResult => ({ ok: false, reason });
const two = (value: number): string => String(value).padStart(2, "0");

/** Serial numbers taken for dates when a cell has no date format: 1980 to 2099, so that no count or amount is meant. */
const FIRST_SERIAL = 29_221;
const LAST_SERIAL = 73_050;
const DAYS_BETWEEN_EPOCHS = 1462;

function daysIn(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

/** `YYYY-MM-DD`, or why there is no such day. */
function day(year: number, month: number, date: number): { value: string } | { reason: CellRemark } {
  if (year < 1949 || year > 2100) return { reason: cellRemark("yearUnlikely", { year }) };
  if (month < 1 || month > 12) return { reason: cellRemark("noSuchMonth", { month }) };
  if (date < 1 || date > daysIn(year, month)) return { reason: cellRemark("noSuchDay", { year, month, day: date }) };
  return { value: `${year}-${two(month)}-${two(date)}` };
}

/** `23` means 2023 only where the ledger's year is near. */
function fullYear(text: string, context: DateContext): number | null {
  if (text.length === 4) return Number(text);
  const year = 2000 + Number(text);
  return context.year !== null && Math.abs(year - context.year) <= 1 ? year : null;
}

/** Wall-clock reading of an Excel serial number, rounded to the second before it is cut to the minute. */
export function serialToMoment(serial: number, date1904: boolean): string {
  const days = date1904 ? serial + DAYS_BETWEEN_EPOCHS : serial;
  const utc = new Date(Date.UTC(1899, 11, 30) + Math.round(days * 86_400) * 1000).toISOString();
  return utc.slice(11, 16) === "00:00" ? utc.slice(0, 10) : utc.slice(0, 16);
}

/** What stands at the start of a text as a date, and the rest of it. */
function leadingDate(text: string, context: DateContext): { date: ReturnType<typeof day>; rest: string } | null {
  const compact = /^(\d{4})(\d{2})(\d{2})(?!\d)/.exec(text);
  const full =
    compact ?? /^(\d{4}|\d{2})\s*[年./\-–—、]\s*(\d{1,2})\s*[月./\-–—、]\s*(\d{1,2})(?!\d)\s*[日号]?/.exec(text);
  if (full !== null) {
    const [whole, year = "", month, date] = full;
    const known = fullYear(year, context);
    if (known === null) return { date: { reason: cellRemark("yearShort") }, rest: "" };
    return { date: day(known, Number(month), Number(date)), rest: text.slice(whole.length) };
  }
  const yearMonth = /^\d{4}\s*[年./-]\s*\d{1,2}\s*月?$/.test(text);
  if (yearMonth) return { date: { reason: cellRemark("dayMissing") }, rest: "" };
  const short = /^(\d{1,2})\s*(?:月|[./-])\s*(\d{1,2})(?![\d.])\s*[日号]?/.exec(text);
  if (short === null) return null;
  if (context.year === null) return { date: { reason: cellRemark("yearMissing") }, rest: "" };
  return { date: day(context.year, Number(short[1]), Number(short[2])), rest: text.slice(short[0].length) };
}

/** The second half of `3月5日至7日`; null when it is no date. */
function endDate(text: string, start: string, context: DateContext): string | null {
  const [year = 0, month = 0] = start.split("-").map(Number);
  const dayOnly = /^(\d{1,2})\s*[日号]$/.exec(text);
  if (dayOnly !== null) {
    const end = day(year, month, Number(dayOnly[1]));
    return "value" in end ? end.value : null;
  }
  const found = leadingDate(text, { ...context, year });
  return found !== null && found.rest.trim() === "" && "value" in found.date ? found.date.value : null;
}

function fromText(text: string, context: DateContext): MomentResult {
  const found = leadingDate(text, context);
  if (found === null) return fail(cellRemark("dateUnknown"));
  if ("reason" in found.date) return fail(found.date.reason);
  const date = found.date.value;
  const exact = { ok: true, value: date, end: null, lossy: false, doubt: null } as const;
  const rest = found.rest
    .replace(/^\s*\(?(?:星期|周|礼拜)[一二三四五六日天]\)?/, "")
    .replace(/^\s*T(?=\d)/, "")
    .trim();
  if (rest === "") return exact;
  const clock = parseClock(rest);
  if (clock?.ok === false) return fail(clock.reason);
  if (clock?.ok === true) {
    const end = clock.end === null ? null : `${date}T${clock.end}`;
    return { ...exact, value: `${date}T${clock.start}`, end, lossy: clock.rest !== "" };
  }
  const range = /^(?:[-–—~]+|至|到)\s*(.+)$/.exec(rest);
  const end = range?.[1] === undefined ? null : endDate(range[1], date, context);
  if (end !== null && end >= date) return { ...exact, end };
  if (/^\d/.test(rest)) return fail(cellRemark("dateUnknown"));
  return { ...exact, lossy: true };
}

/** Digits alone: `20230318`, `202303180932`, a serial number, or month and day as `3.5`. */
function fromDigits(text: string, asNumber: boolean, context: DateContext): MomentResult {
  const stamp = /^(\d{8})(\d{2})(\d{2})(?:\d{2})?$/.exec(text);
  if (stamp !== null) return fromText(`${stamp[1]} ${stamp[2]}:${stamp[3]}`, context);
  if (/^\d{8}$/.test(text)) return fromText(text, context);
  if (/^(?:19|20)\d{2}(?:0[1-9]|1[0-2])$/.test(text)) return fail(cellRemark("dayMissing"));
  const short = /^(\d{2})(\d{2})(\d{2})$/.exec(text);
  if (short !== null) return fromText(`${short[1]}.${short[2]}.${short[3]}`, context);
  const serial = Number(text) + (context.date1904 ? DAYS_BETWEEN_EPOCHS : 0);
  if (serial >= FIRST_SERIAL && serial <= LAST_SERIAL) {
    return { ok: true, value: serialToMoment(serial, false), end: null, lossy: false, doubt: null };
  }
  if (!/^\d{1,2}\.\d{1,2}$/.test(text)) return fail(cellRemark("dateUnknown"));
  const result = fromText(text, context);
  // A number cell cannot tell 3.1 from 3.10.
  const unsure = result.ok && asNumber && /\.[123]$/.test(text);
  if (!unsure) return result;
  const [month = "", tens = ""] = text.split(".");
  return { ...result, lossy: true, doubt: cellRemark("firstOrTenth", { text, month, day: `${tens}0` }) };
}

/**
 * The moment that a cell says. Impossible days, missing years and unreadable text are refused with a reason; the
 * caller keeps the cell's text.
 */
export function parseMoment(cell: CellValue, context: DateContext): MomentResult {
  if (cell === null || typeof cell === "boolean") return fail(cellRemark("notDate"));
  if (isMoment(cell)) return fromText(cell.moment.replace(/T00:00:00$/, ""), context);
  if (typeof cell === "number") return fromDigits(String(cell), true, context);
  const text = cell.normalize("NFKC").replaceAll(invisibleMarks, "").replace(/\s+/g, " ").replace(/。/g, ".").trim();
  return /^\d+(?:\.\d+)?$/.test(text) ? fromDigits(text, false, context) : fromText(text, context);
}
