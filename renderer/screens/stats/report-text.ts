/** The report as text for the clipboard: names and figures in two columns, as spreadsheets paste them. Pure. */
import type { FigureRule, YearReport } from "../../../db/api/operations.ts";
import type { MainKind } from "../../../db/schema/kinds.ts";
import { figureOrder, mainWindows } from "../../kinds/register.ts";
import { figureAt, notReachedIn, percent } from "./figures.ts";

export interface TextWords {
  readonly heading: string;
  kind(kind: MainKind): string;
  name(rule: FigureRule): string;
  notReached(count: number): string;
  leftOut(count: number): string;
  ratio(percent: string, numerator: number, denominator: number): string;
}

export function reportText(report: YearReport, words: TextWords): string {
  const names = new Map(report.rules.map((rule) => [rule.figure, words.name(rule)]));
  const lines = figureOrder.flatMap((kind) => [
    "",
    words.kind(kind),
    ...mainWindows[kind].figures.rows
      .flatMap(({ paths }) => paths)
      .map((path) => `${names.get(path) ?? path}\t${valueText(report, path, words)}`),
  ]);
  return [words.heading, ...lines].join("\n");
}

function valueText(report: YearReport, path: string, words: TextWords): string {
  const value = figureAt(report, path);
  if (value === null || typeof value === "number") return String(value ?? "");
  const parts = words.ratio(percent(value), value.numerator, value.denominator);
  const notReached = notReachedIn(value);
  if (notReached !== null) return `${parts} ${words.notReached(notReached)}`;
  return value.leftOut === 0 ? parts : `${parts} ${words.leftOut(value.leftOut)}`;
}
