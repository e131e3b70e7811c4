/** What stands behind a figure: the rows it counts, the rows it divides by, and the ones it leaves out, with the reason. */
import type { FigureRows } from "../api/operations.ts";
import type { ReadableDb } from "../sqlite/connection.ts";
import { AppError } from "../schema/app-error.ts";
import type { Settings } from "../schema/settings.ts";
import { figures } from "./definitions.ts";
import {
  ruleText,
  type CountFigure,
  type Figure,
  type LeftOut,
  type RatioFigure,
  type Sql,
} from "../kinds/common/figure.ts";
import { paramsOf, type Period, type Source } from "../kinds/common/figure-sources.ts";
import { words } from "../schema/words.ts";

export interface CountedRows extends FigureRows {
  /** What each row of `numerator` adds to the figure: 1, or for 人次 and stated numbers its own number. */
  readonly amounts: readonly number[];
}

/**
 * @param path a figure's path; a group's or month's path followed by its key or index (`session.byPlatform.studio`,
 * `hotline.byMonth.0` for January) gives that part alone
 * @throws AppError inputInvalid for a figure that does not exist
 */
export function figureRows(db: ReadableDb, path: string, period: Period, settings: Settings): CountedRows {
  const { figure, key } = findFigure(path);
  const select = selector(db, figure.source, period, settings);
  const base = { figure: path, rule: ruleText(figure, settings) };
  switch (figure.shape) {
    case "count":
      return { ...base, ...countRows(select, figure), denominator: null };
    case "ratio":
      return { ...base, ...ratioRows(select, figure) };
    case "group":
    case "months": {
      const rows = key === null ? select("TRUE") : select(`CAST(${figure.key} AS TEXT) = :key`, { key });
      return { ...base, ...numbered(rows), denominator: null, leftOut: [] };
    }
  }
}

function findFigure(path: string): { figure: Figure; key: string | null } {
  const whole = figures.get(path);
  if (whole !== undefined) return { figure: whole, key: null };
  for (const [prefix, figure] of figures) {
    const hasKeys = figure.shape === "group" || figure.shape === "months";
    if (hasKeys && path.startsWith(`${prefix}.`)) return { figure, key: path.slice(prefix.length + 1) };
  }
  throw new AppError("inputInvalid", { detail: words(`没有这个统计项：${path}`, `there is no such figure: ${path}`) });
}

interface CountedRow {
  readonly id: string;
  readonly amount: number;
}

type Select = (where: Sql, options?: { key?: string; amount?: Sql; isDistinct?: boolean }) => CountedRow[];

function selector(db: ReadableDb, source: Source, period: Period, settings: Settings): Select {
  const params = paramsOf(period, settings);
  return (where, { key = "", amount = "1", isDistinct = false } = {}) =>
    db.all<CountedRow>(
      `SELECT ${isDistinct ? "DISTINCT" : ""} ${source.id} AS "id", ${amount} AS "amount" FROM ${source.sql} AND (${where})`,
      { ...params, key },
    );
}

const idsOf = (rows: readonly CountedRow[]): string[] => rows.map(({ id }) => id);

const numbered = (rows: readonly CountedRow[]) => ({
  numerator: idsOf(rows),
  amounts: rows.map(({ amount }) => amount),
});

const leftOutRows = (select: Select, parts: readonly LeftOut[]) =>
  parts.flatMap(({ where, reason }) => idsOf(select(where)).map((id) => ({ id, reason })));

function countRows(select: Select, { where, amount, isDistinct, leftOut }: CountFigure) {
  const rows = select(`(${where}) AND (${amount}) <> 0`, { amount, isDistinct });
  return { ...numbered(rows), leftOut: leftOutRows(select, leftOut) };
}

function ratioRows(select: Select, figure: RatioFigure) {
  return {
    ...numbered(select(figure.numerator)),
    denominator: idsOf(select(figure.denominator)),
    leftOut: leftOutRows(select, figure.leftOut),
  };
}
