/** Values in the words and shapes of a printed form. An empty field prints as nothing, never as "null". */
import type { Option } from "../../schema/field.ts";

/** What fills a template: text, rows of the same, or a condition. */
export type PaperValue = string | boolean | readonly string[] | readonly PaperData[];
export interface PaperData {
  readonly [tag: string]: PaperValue;
}

/** 2026-03-02 → 2026年3月2日; a moment keeps its time: 2026年3月2日 09:15. */
export function dayText(moment: string | null): string {
  if (moment === null) return "";
  const [day = "", time] = moment.split("T");
  const [year, month, date] = day.split("-");
  const text = `${year}年${Number(month)}月${Number(date)}日`;
  return time === undefined ? text : `${text} ${time}`;
}

/** For the narrow columns of a table: 2026-03-02 09:15. */
export const shortDay = (moment: string | null): string => (moment ?? "").replace("T", " ");

/** Start and end in one line; the day is not said twice. */
export function spanText(start: string, end: string | null): string {
  if (end === null) return dayText(start);
  const [startDay] = start.split("T");
  const [endDay, endTime] = end.split("T");
  if (startDay === endDay) return endTime === undefined ? dayText(start) : `${dayText(start)}—${endTime}`;
  return `${dayText(start)}—${dayText(end)}`;
}

/** A local day as `YYYY-MM-DD`, for the date on which something is printed. */
export function localDay(now: number): string {
  const date = new Date(now);
  const two = (value: number): string => String(value).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

export const labelOf = (options: Readonly<Record<string, Option>>, code: string | null): string =>
  code === null ? "" : (options[code]?.zh ?? code);

export const numberText = (value: number | null): string => (value === null ? "" : String(value));

export const joined = (names: readonly string[]): string => names.join("、");

/** The paragraphs of a text: lines without their own indentation (the template indents) and without empty ones. */
export const paragraphs = (text: string | null): string[] =>
  (text ?? "")
    .split(/\r?\n/u)
    .map((line) => line.replaceAll(/^[\s\u3000]+|[\s\u3000]+$/gu, ""))
    .filter((line) => line !== "");

/** A paragraph as the level of heading it is written as. A long one that begins with a number is a paragraph all the same. */
export function paragraphLevel(line: string): "一级标题" | "二级标题" | "段落" {
  const isShort = line.length <= 28 && !/[。；！？]./u.test(line);
  if (isShort && /^[一二三四五六七八九十]{1,3}、/u.test(line)) return "一级标题";
  if (isShort && /^[（(][一二三四五六七八九十]{1,3}[）)]/u.test(line)) return "二级标题";
  return "段落";
}
