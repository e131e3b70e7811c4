/**
 * Writes db/calendar/holidays.ts from the dev dependency chinese-days, which transcribes the notices of the State
 * Council. The result is data under review, not a dependency at run time: chinese-days calls days of unknown years
 * working days (2027-01-01 for one), and a wrong due date is worse than none.
 *
 *   node scripts/make-holidays.ts
 */
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const firstYear = 2019;
const lastYear = 2026;

interface YearFile {
  /** `YYYY-MM-DD` → "Spring Festival,春节,3" */
  readonly holidays: Readonly<Record<string, string>>;
  readonly workdays: Readonly<Record<string, string>>;
}

interface Range {
  readonly name: string;
  readonly from: string;
  to: string;
  work: string[];
}

function readYear(year: number): YearFile {
  const file = fileURLToPath(import.meta.resolve(`chinese-days/dist/years/${year}.json`));
  return JSON.parse(readFileSync(file, "utf8")) as YearFile;
}

/** 春节 as it is, 清明 as 清明节. */
function nameOf(label: string): string {
  const name = label.split(",")[1] ?? "";
  return /[节旦]$/.test(name) ? name : `${name}节`;
}

const nextDay = (day: string): string => new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);

const inOrder = (days: Readonly<Record<string, string>>): [string, string][] =>
  Object.entries(days).toSorted(([a], [b]) => a.localeCompare(b));

/** Consecutive days of one holiday become one range; its shifted working days stand with the first. */
function rangesOf({ holidays, workdays }: YearFile): Range[] {
  const ranges: Range[] = [];
  for (const [day, label] of inOrder(holidays)) {
    const last = ranges.at(-1);
    const name = nameOf(label);
    if (last !== undefined && last.name === name && nextDay(last.to) === day) last.to = day;
    else ranges.push({ name, from: day, to: day, work: [] });
  }
  for (const [day, label] of inOrder(workdays)) {
    const range = ranges.find(({ name }) => name === nameOf(label));
    if (range === undefined) throw new Error(`${day} ${label}: a working day without its holiday`);
    range.work.push(day);
  }
  return ranges;
}

const rangeText = ({ name, from, to, work }: Range): string =>
  `    { name: "${name}", from: "${from}", to: "${to}", work: [${work.map((day) => `"${day}"`).join(", ")}] },`;

const years = Array.from({ length: lastYear - firstYear + 1 }, (_, index) => firstYear + index).map((year) =>
  [`  "${year}": [`, ...rangesOf(readYear(year)).map(rangeText), "  ],"].join("\n"),
);

const source = `/**
 * Days off and shifted working days as the State Council published them (国务院办公厅关于部分节假日安排的通知), ${firstYear}-${lastYear}.
 * Made by scripts/make-holidays.ts; compare with the notice before adding a year.
 */
export interface Holiday {
  readonly name: string;
  /** First and last day off, \`YYYY-MM-DD\`, weekends in between included. */
  readonly from: string;
  readonly to: string;
  /** Weekend days that are worked instead. */
  readonly work: readonly string[];
}

export const publishedHolidays: Readonly<Record<string, readonly Holiday[]>> = {
${years.join("\n")}
};
`;

writeFileSync(fileURLToPath(import.meta.resolve("../db/calendar/holidays.ts")), source);
