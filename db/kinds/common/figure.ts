/**
 * What a figure is: one small object from which the total, the rows behind it and its rule (口径) all follow, so that they
 * cannot drift apart. The SQL in it is written over a source (`figure-sources.ts`) and its aliases.
 */
import type { YearFigures } from "../../api/operations.ts";
import type { Ratio } from "../../schema/figures.ts";
import type { Settings } from "../../schema/settings.ts";
import type { Words } from "../../schema/words.ts";
import type { Source } from "./figure-sources.ts";

/** A boolean or value expression over a source's columns. */
export type Sql = string;

export interface LeftOut {
  readonly where: Sql;
  readonly reason: Words;
}

interface Described {
  readonly zh: string;
  readonly en: string;
  /** 口径 in one sentence; a function where it depends on the settings. */
  readonly rule: Words | ((settings: Settings) => Words);
  readonly source: Source;
}

/** A number: the sum of `amount` over the rows where `where` holds; `distinct` counts each id once instead. */
export interface CountFigure extends Described {
  readonly shape: "count";
  readonly where: Sql;
  readonly amount: Sql;
  readonly isDistinct: boolean;
  readonly leftOut: readonly LeftOut[];
}

/** One number for each value of `key`; "" is the key of records where it is not filled in. */
export interface GroupFigure extends Described {
  readonly shape: "group";
  readonly key: Sql;
}

/** Twelve numbers; `key` is the month's index from 0. */
export interface MonthsFigure extends Described {
  readonly shape: "months";
  readonly key: Sql;
}

/** Both parts count rows. `leftOut` holds every row of the source that is not in the denominator. */
export interface RatioFigure extends Described {
  readonly shape: "ratio";
  readonly numerator: Sql;
  readonly denominator: Sql;
  readonly leftOut: readonly LeftOut[];
  /** Further counts that the report names beside the ratio. */
  readonly also: Readonly<Record<string, Sql>>;
}

export type Figure = CountFigure | GroupFigure | MonthsFigure | RatioFigure;

/** A definition for every number of the year report: one that is missing or of the wrong shape does not compile. */
export type DefinitionsOf<T> = {
  readonly [K in keyof T]: T[K] extends Ratio
    ? RatioFigure
    : T[K] extends number
      ? CountFigure
      : T[K] extends readonly number[]
        ? MonthsFigure
        : string extends keyof T[K]
          ? GroupFigure
          : DefinitionsOf<T[K]>;
};

export type YearDefinitions = DefinitionsOf<YearFigures>;

type Spec<F extends Figure, Optional extends keyof F = never> = Omit<F, "shape" | Optional> &
  Partial<Pick<F, Optional>>;

export const count = (spec: Spec<CountFigure, "where" | "amount" | "isDistinct" | "leftOut">): CountFigure => ({
  shape: "count",
  where: "TRUE",
  amount: "1",
  isDistinct: false,
  leftOut: [],
  ...spec,
});

export const group = (spec: Spec<GroupFigure>): GroupFigure => ({ shape: "group", ...spec });

export const months = (spec: Spec<MonthsFigure>): MonthsFigure => ({ shape: "months", ...spec });

export const ratio = (spec: Spec<RatioFigure, "leftOut" | "also">): RatioFigure => ({
  shape: "ratio",
  leftOut: [],
  also: {},
  ...spec,
});

export const ruleText = (figure: Figure, settings: Settings): Words =>
  typeof figure.rule === "function" ? figure.rule(settings) : figure.rule;

/** The figure as a column of a SELECT over its source. */
export const countColumn = ({ isDistinct, where, amount, source }: CountFigure): Sql =>
  isDistinct
    ? `count(DISTINCT CASE WHEN ${where} THEN ${source.id} END)`
    : `coalesce(sum(CASE WHEN ${where} THEN ${amount} ELSE 0 END), 0)`;
