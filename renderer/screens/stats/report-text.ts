/** The report as text for the clipboard: names and figures in two columns, as spreadsheets paste them. Pure. */
import type { FigureRule, YearReport } from "../../../db/api/operations.ts";
import { mainKinds, type MainKind } from "../../../db/schema/kinds.ts";
import { adoptionFigures, figureAt, mainFigures, passedOnFigures, percent, ratioFigures } from "./figures.ts";

export interface TextWords {
  readonly heading: string;
  kind(kind: MainKind): string;
  name(rule: FigureRule): string;
  notReached(count: number): string;
  ratio(percent: string, numerator: number, denominator: number): string;
}

const figuresOf: Readonly<Record<MainKind, readonly string[]>> = {
  session: mainFigures.session,
  hotline: [...mainFigures.hotline, ...ratioFigures],
  opinion: [...mainFigures.opinion, ...adoptionFigures, ...passedOnFigures],
};

export function reportText(report: YearReport, words: TextWords): string {
  const names = new Map(report.rules.map((rule) => [rule.figure, words.name(rule)]));
  const lines = mainKinds.flatMap((kind) => [
    "",
    words.kind(kind),
    ...figuresOf[kind].map((path) => `${names.get(path) ?? path}\t${valueText(report, path, words)}`),
  ]);
  return [words.heading, ...lines].join("\n");
}

function valueText(report: YearReport, path: string, words: TextWords): string {
  const value = figureAt(report, path);
  if (value === null || typeof value === "number") return String(value ?? "");
  const parts = words.ratio(percent(value), value.numerator, value.denominator);
  return path === "hotline.satisfaction"
    ? `${parts} ${words.notReached(report.hotline.satisfaction.notReached)}`
    : parts;
}
