/**
 * Dates as people type them: `2026-11-26`, `2026.11.26`, `11/26`, `20261126`, `11月26日星期四`, `二〇二六年三月五日`, `昨天`, `26 Nov 2026`. What
 * could mean two things (`1126`, `3/5/2024`) or contradicts itself (another weekday) is nothing: whoever asks keeps the text and says
 * so, and never guesses.
 */

import { invisibleMarks } from "./plain-text.ts";
import { utcDay } from "./utc-day.ts";

/** Why a text is no date: nobody can tell what it means, or its month has no such day. */
export type DateProblem = "unknown" | "noSuchDay";

export type DateReading = { readonly date: string } | { readonly problem: DateProblem };

/** Half-width, without marks that nobody sees and without spaces around it. */
export const plainText = (typed: string): string =>
  typed
    .normalize("NFKC")
    .replaceAll(invisibleMarks, "")
    .replaceAll("。", ".")
    .replaceAll(/[–—−]/gu, "-")
    .replaceAll("号", "日")
    .trim();

const hanDigits = "〇一二三四五六七八九";
const digitOf = (character: string): number => hanDigits.indexOf(character.replace(/[零○]/u, "〇"));

/** `二〇二六` is 2026; `十二` is 12, `二十` 20, `三十一` 31. */
function hanNumber(text: string): string {
  const tens = /^(?:(.)?十(.)?|廿(.)?)$/u.exec(text);
  if (tens === null) return [...text].map(digitOf).join("");
  const [, ten, one, afterTwenty] = tens;
  if (text.startsWith("廿")) return String(20 + (afterTwenty === undefined ? 0 : digitOf(afterTwenty)));
  return String((ten === undefined ? 1 : digitOf(ten)) * 10 + (one === undefined ? 0 : digitOf(one)));
}

/** Numbers in Han characters, where 年, 月 or 日 says that they are some; the 日 at the end may be left out. */
const withDigits = (text: string): string =>
  /[年月日]/u.test(text)
    ? text.replaceAll(/[〇零○一二三四五六七八九十廿]+(?=[年月日])|(?<=月)[一二三四五六七八九十廿]+$/gu, hanNumber)
    : text;

/** Days from today. */
const words: ReadonlyMap<string, number> = new Map([
  ["前天", -2],
  ["昨天", -1],
  ["昨日", -1],
  ["今天", 0],
  ["今日", 0],
  ["明天", 1],
  ["明日", 1],
  ["后天", 2],
  ["yesterday", -1],
  ["today", 0],
  ["tomorrow", 1],
]);

const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const monthNames =
  "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?";
const dayThenMonth = new RegExp(String.raw`^(\d{1,2})[\s-]*(${monthNames})\b\.?(?:[\s,-]*(\d{4}))?$`, "iu");
const monthThenDay = new RegExp(String.raw`^(${monthNames})\.?\s*(\d{1,2})(?:[\s,]+(\d{4}))?$`, "iu");

/** `26 Nov 2026`, `Nov 26`, `November 26, 2026` as year, month and day in digits; any other text as it is. */
function withMonthInDigits(text: string, today: string): string {
  const [, dayFirst, nameLast, yearLast] = dayThenMonth.exec(text) ?? [];
  const [, nameFirst, dayLast, yearEnd] = monthThenDay.exec(text) ?? [];
  const name = nameLast ?? nameFirst;
  if (name === undefined) return text;
  const month = months.indexOf(name.slice(0, 3).toLowerCase()) + 1;
  return `${yearLast ?? yearEnd ?? today.slice(0, 4)}-${month}-${dayFirst ?? dayLast ?? ""}`;
}

const weekdays = "日一二三四五六";
const weekdayEnd = /\s*\(?(?:星期|礼拜|周)([一二三四五六日天])\)?$/u;

const two = (value: number): string => String(value).padStart(2, "0");

/** @param today `YYYY-MM-DD` */
function dayFrom(today: string, days: number): string {
  const at = new Date(`${today}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() + days);
  return at.toISOString().slice(0, 10);
}

function reading(year: number, month: number, day: number): DateReading {
  const isReal = month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month);
  return isReal ? { date: `${String(year).padStart(4, "0")}-${two(month)}-${two(day)}` } : { problem: "noSuchDay" };
}

/** @param month from 1 */
const daysIn = (year: number, month: number): number => utcDay(year, month + 1, 0).getUTCDate();

const unknown: DateReading = { problem: "unknown" };

/** Between the numbers of a date: a sign or a space, with spaces around it. */
const between = String.raw`\s*[-./\\,、·年月\s]\s*`;
/** The end of a sentence after a whole date; `11.` alone may go on. */
const dotAtEnd = /(\d\D+\d+|日)\.$/u;
const compact = /^(\d{4})(\d{2})(\d{2})日?$/u;
const full = new RegExp(String.raw`^(\d{4}|\d{2})${between}(\d{1,2})${between}(\d{1,2})\s*日?$`, "u");
const short = new RegExp(String.raw`^(\d{1,2})${between}(\d{1,2})\s*日?$`, "u");

/** `26` is 2026 only near today: otherwise it may be a day of a date that begins with it. */
function fullYear(text: string, today: string): number | null {
  if (text.length === 4) return Number(text);
  const year = Number(today.slice(0, 2)) * 100 + Number(text);
  return Math.abs(year - Number(today.slice(0, 4))) <= 1 ? year : null;
}

/**
 * The day that a text means.
 * @param today `YYYY-MM-DD`: for 昨天, and for the year where none is said, which is this one
 */
export function readDate(typed: string, today: string): DateReading {
  const text = plainText(typed);
  const [ending = "", weekday] = weekdayEnd.exec(text) ?? [];
  const read = readDay(withMonthInDigits(text.slice(0, text.length - ending.length), today), today);
  return weekday === undefined || !("date" in read) || isOn(read.date, weekday) ? read : unknown;
}

/** @param weekday as in 星期四 */
const isOn = (day: string, weekday: string): boolean =>
  new Date(`${day}T00:00:00Z`).getUTCDay() === weekdays.indexOf(weekday.replace("天", "日"));

function readDay(plain: string, today: string): DateReading {
  const text = withDigits(plain.replace(dotAtEnd, "$1"));
  const days = words.get(text.toLowerCase());
  if (days !== undefined) return { date: dayFrom(today, days) };
  const [, year, month, day] = compact.exec(text) ?? full.exec(text) ?? [];
  if (year !== undefined) {
    const known = fullYear(year, today);
    return known === null ? unknown : reading(known, Number(month), Number(day));
  }
  const [, thisMonth, thisDay] = short.exec(text) ?? [];
  return thisMonth === undefined ? unknown : reading(Number(today.slice(0, 4)), Number(thisMonth), Number(thisDay));
}

/** Digits and signs to which nothing more can belong: `20261126`, `2026-11-26`, `2026年3月5日`. `2026.3.1` may go on. */
const finished = /^(?:\d{8}|\d{4}[-./]\d{2}[-./]\d{2}|\d{4}年\d{1,2}月\d{1,2}日)$/u;

/** The day of a text that is certainly typed to its end; null while it may go on, or is no date. */
export function finishedDate(typed: string, today: string): string | null {
  if (!finished.test(plainText(typed))) return null;
  const read = readDate(typed, today);
  return "date" in read ? read.date : null;
}

const halves = /^(?:上午|早上|早晨|凌晨|中午|下午|傍晚|晚上|晚)/u;
const time =
  /^(上午|早上|早晨|凌晨|中午|下午|傍晚|晚上|晚)?(\d{1,2})(?:[:.点时](\d{1,2}|半|一刻|三刻|整)?分?|(\d{2}))?$/u;
/** Seconds, as Excel copies them: they are not kept. */
const seconds = /^(\d{1,2}:\d{2}):[0-5]\d$/u;

/**
 * A time of day as typed: `930`, `0930`, `9:30`, `9：30`, `9点`, `9点半`, `15时30分`, `下午3点20`, `15`. Full-width digits count too.
 * @returns `HH:mm`; null when it is not a time
 */
export function readTime(typed: string): string | null {
  const text = plainText(typed).replaceAll(/\s/gu, "");
  const match = time.exec(text.replace(seconds, "$1"));
  if (match === null) return null;
  const [, half = "", hourText, minuteWord, minuteDigits] = match;
  const minute = minuteOf(minuteWord ?? minuteDigits ?? "0");
  const hour = hourOf(Number(hourText), half);
  if (hour > 23 || minute > 59) return null;
  return `${two(hour)}:${two(minute)}`;
}

function hourOf(hour: number, half: string): number {
  if (/^(?:下午|傍晚|晚)/u.test(half)) return hour < 12 ? hour + 12 : hour;
  if (half === "中午") return hour < 11 ? hour + 12 : hour;
  return half === "凌晨" && hour === 12 ? 0 : hour;
}

function minuteOf(word: string): number {
  if (word === "半") return 30;
  if (word === "一刻") return 15;
  if (word === "三刻") return 45;
  return word === "整" ? 0 : Number(word);
}

/** A time that is certainly typed to its end: `09:30`, `0930`. `9` may become `930`. */
export const finishedTime = (typed: string): string | null =>
  /^(?:\d{1,2}:\d{2}|\d{4})$/u.test(plainText(typed)) ? readTime(typed) : null;

/** Where a time may begin: after a space or a T, after 日, before 上午 and the like. */
function timeBegins(text: string, at: number): boolean {
  return /[\sT日天]/u.test(text[at - 1] ?? "") || halves.test(text.slice(at));
}

/** A day with a time behind it, as it is pasted: `2026-11-26 09:30`, `昨天下午3点`. null when it is not both. */
export function readDateAndTime(typed: string, today: string): { readonly date: string; readonly time: string } | null {
  const text = plainText(typed);
  for (let at = 1; at < text.length; at += 1) {
    if (!timeBegins(text, at)) continue;
    const date = readDate(text.slice(0, at).replace(/[\sT]$/u, ""), today);
    const clock = readTime(text.slice(at));
    if ("date" in date && clock !== null) return { date: date.date, time: clock };
  }
  return null;
}

/** A day as it is stored. */
export const isDay = (value: unknown): boolean =>
  typeof value === "string" && /^\d{4}-\d{2}-\d{2}$/u.test(value) && "date" in readDate(value, value);

/** A day, or a day with a time, as a moment is stored. */
export function isMoment(value: unknown): value is string {
  if (typeof value !== "string") return false;
  const [day, clock, ...more] = value.split("T");
  const isTime = clock === undefined || (/^\d{2}:\d{2}$/u.test(clock) && readTime(clock) === clock);
  return isDay(day) && isTime && more.length === 0;
}

/** Beyond it a year is rather a slip of the finger: ledgers of ten years are taken over, plans reach into the year after next. */
export const likelyYears = { back: 10, ahead: 2 } as const;

/**
 * The year of a date that is so far from today's that it should be looked at again; null where it is not.
 * @param date `YYYY-MM-DD…`
 * @param today likewise
 */
export function farYearOf(date: string, today: string): number | null {
  const year = Number(date.slice(0, 4));
  const years = year - Number(today.slice(0, 4));
  return years < -likelyYears.back || years > likelyYears.ahead ? year : null;
}
