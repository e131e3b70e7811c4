/** The year report: every figure of `definitions.ts`, one pass over each source. */
import type { YearFigures, YearReport } from "../api/operations.ts";
import type { ReadableDb } from "../sqlite/connection.ts";
import type { Settings } from "../schema/settings.ts";
import { figures, rulesOf } from "./definitions.ts";
import {
  countColumn,
  type CountFigure,
  type Figure,
  type GroupFigure,
  type MonthsFigure,
  type RatioFigure,
  type Sql,
} from "../kinds/common/figure.ts";
import { missingMonths } from "./missing.ts";
import { paramsOf, type Period, type Source } from "../kinds/common/figure-sources.ts";

/** @param now milliseconds since 1970: months after it are not missing yet */
export function yearReport(db: ReadableDb, period: Period, settings: Settings, now: number): YearReport {
  return {
    year: period.year,
    station: period.station,
    ...yearFigures(db, period, settings),
    rules: rulesOf(settings),
    missingMonths: missingMonths(db, period, now),
  };
}

export function yearFigures(db: ReadableDb, period: Period, settings: Settings): YearFigures {
  const params = paramsOf(period, settings);
  const values: Values = new Map([
    ...scalarValues(db, params),
    ...[...figures].flatMap(([path, figure]): [string, unknown][] => {
      if (figure.shape === "group") return [[path, groupValue(db, figure, params)]];
      if (figure.shape === "months") return [[path, monthsValue(db, figure, params)]];
      return [];
    }),
  ]);
  return toTree(values) as YearFigures;
}

type Values = ReadonlyMap<string, unknown>;
type Params = ReturnType<typeof paramsOf>;

/** All counts and ratios of one source in one statement. */
function scalarValues(db: ReadableDb, params: Params): [string, unknown][] {
  const bySource = new Map<Source, [string, CountFigure | RatioFigure][]>();
  for (const [path, figure] of figures) {
    if (!isScalar(figure)) continue;
    bySource.set(figure.source, [...(bySource.get(figure.source) ?? []), [path, figure]]);
  }
  return [...bySource].flatMap(([source, entries]) => {
    const columns = entries.flatMap(([, figure]) => columnsOf(figure));
    const row = db.get<Record<string, number>>(
      `SELECT ${columns.map((sql, index) => `${sql} AS "${index}"`).join(",\n")} FROM ${source.sql}`,
      params,
    );
    const numbers = columns.map((_, index) => row?.[index] ?? 0);
    return entries.map(([path, figure]): [string, unknown] => [path, valueOf(figure, numbers)]);
  });
}

const isScalar = (figure: Figure): figure is CountFigure | RatioFigure =>
  figure.shape === "count" || figure.shape === "ratio";

const countWhere = (where: Sql): Sql => `coalesce(sum(CASE WHEN ${where} THEN 1 ELSE 0 END), 0)`;

function columnsOf(figure: CountFigure | RatioFigure): Sql[] {
  if (figure.shape === "ratio") {
    const leftOut = figure.leftOut.map(({ where }) => `(${where})`).join(" OR ") || "FALSE";
    return [figure.numerator, figure.denominator, leftOut, ...Object.values(figure.also)].map(countWhere);
  }
  return [countColumn(figure)];
}

/** Takes the figure's own numbers off the front of `numbers`. */
function valueOf(figure: CountFigure | RatioFigure, numbers: number[]): unknown {
  const [first = 0, ...rest] = numbers.splice(0, columnsOf(figure).length);
  if (figure.shape === "count") return first;
  const [denominator = 0, leftOut = 0, ...also] = rest;
  const named = Object.keys(figure.also).map((name, index) => [name, also[index] ?? 0]);
  return { numerator: first, denominator, leftOut, ...Object.fromEntries(named) };
}

const grouped = (figure: GroupFigure | MonthsFigure): string =>
  `SELECT ${figure.key} AS "key", count(*) AS "amount" FROM ${figure.source.sql} GROUP BY 1 ORDER BY 2 DESC, 1`;

function groupValue(db: ReadableDb, figure: GroupFigure, params: Params): Record<string, number> {
  const rows = db.all<{ key: string; amount: number }>(grouped(figure), params);
  return Object.fromEntries(rows.map(({ key, amount }) => [key, amount]));
}

function monthsValue(db: ReadableDb, figure: MonthsFigure, params: Params): number[] {
  const rows = db.all<{ key: number; amount: number }>(grouped(figure), params);
  const amounts = new Map(rows.map(({ key, amount }) => [key, amount]));
  return Array.from({ length: 12 }, (_, index) => amounts.get(index) ?? 0);
}

/** `a.b` → value as { a: { b: value } }. */
function toTree(values: Values): unknown {
  const root: Record<string, unknown> = {};
  for (const [path, value] of values) {
    const keys = path.split(".");
    const last = keys.pop() ?? "";
    let node = root;
    for (const key of keys) node = (node[key] ??= {}) as Record<string, unknown>;
    node[last] = value;
  }
  return root;
}
