/**
 * The State Council's yearly notice (国务院办公厅关于…年部分节假日安排的通知) as plain text, copied from the web page:
 * “二、春节：1月28日（农历除夕、周二）至2月4日（农历正月初七、周二）放假调休，共8天。1月26日（周日）、2月8日（周六）上班。”
 */
import { addDays } from "./days.ts";

export interface HolidayYear {
  readonly year: string;
  readonly off: readonly string[];
  readonly work: readonly string[];
}

const day = String.raw`(?:(\d{4})年)?(?:(\d{1,2})月)?(\d{1,2})日`;

/** @returns null when the text is no such notice, or names no year */
export function readNotice(text: string): HolidayYear | null {
  // Brackets hold weekdays and the lunar calendar; their commas must not part a range.
  const clean = text
    .normalize("NFKC")
    .replaceAll(/\([^)]*\)/g, "")
    .replaceAll(/\s+/g, "");
  const year = /(\d{4})年(?:部分)?节假日/.exec(clean)?.[1] ?? /(\d{4})年/.exec(clean)?.[1];
  if (year === undefined || !/放假/.test(clean)) return null;
  const off = new Set<string>();
  const work = new Set<string>();
  for (const sentence of clean.split(/[。;；]|[一二三四五六七八九十]+、/)) {
    const isOff = sentence.includes("放假");
    if (!isOff && !sentence.includes("上班")) continue;
    // “放假1天，1月4日上班”: what stands after the last comma before 上班 is worked.
    const [offPart, workPart] = isOff ? splitOff(sentence) : ["", sentence];
    for (const each of daysOf(offPart, year)) off.add(each);
    for (const each of daysOf(workPart, year)) work.add(each);
  }
  if (off.size === 0) return null;
  return { year, off: [...off].toSorted(), work: [...work].toSorted() };
}

function splitOff(sentence: string): readonly [off: string, work: string] {
  const end = sentence.indexOf("放假");
  const rest = sentence.slice(end);
  return [sentence.slice(0, end), rest.includes("上班") ? rest : ""];
}

function daysOf(text: string, year: string): string[] {
  const days: string[] = [];
  let month = "";
  let previous: { readonly day: string; readonly end: number } | null = null;
  for (const match of text.matchAll(new RegExp(day, "g"))) {
    month = match[2] ?? month;
    if (month === "") continue;
    const date = `${match[1] ?? year}-${month.padStart(2, "0")}-${(match[3] ?? "").padStart(2, "0")}`;
    const isRange = previous !== null && /^[至到\-—~～]+$/.test(text.slice(previous.end, match.index));
    if (isRange && previous !== null) {
      // A range is never longer than a holiday; a slip of the year must not fill the calendar.
      const longest = 20;
      for (let each = addDays(previous.day, 1), count = 0; each <= date && count < longest; each = addDays(each, 1)) {
        days.push(each);
        count += 1;
      }
    } else days.push(date);
    previous = { day: date, end: match.index + match[0].length };
  }
  return days;
}
