/** The year report and the duty record, each number with its rule and its records. */
import { z } from "zod";
import { recordId } from "../schema/field.ts";
import type { KindFigures } from "../schema/figures.ts";
import type { HotlineFigures } from "../schema/hotline.ts";
import type { MainKind } from "../schema/kinds.ts";
import type { OpinionFigures } from "../schema/opinion.ts";
import type { MemberLevel } from "../schema/people.ts";
import type { SessionFigures } from "../schema/session.ts";
import type { Words } from "../schema/words.ts";
import { operation, year } from "./operation.ts";

export interface YearFigures extends Readonly<Record<MainKind, KindFigures>> {
  readonly session: SessionFigures;
  readonly hotline: HotlineFigures;
  readonly opinion: OpinionFigures;
}

export interface FigureRule {
  /** Path in YearFigures, e.g. `hotline.satisfaction`. */
  readonly figure: string;
  readonly zh: string;
  readonly en: string;
  /** 口径 in one sentence. */
  readonly rule: Words;
}

export interface YearReport extends YearFigures {
  readonly year: number;
  /** null: all stations together. */
  readonly station: string | null;
  readonly rules: readonly FigureRule[];
  /** Months (1–12) up to now without a record and without 零报告, per kind. */
  readonly missingMonths: Readonly<Record<MainKind, readonly number[]>>;
}

/** Names a figure of the duty record 委员履职档案 (`duty.ts` of its kind). */
export type DutyKey = string;

export interface DutyMember {
  readonly id: string;
  readonly name: string;
  readonly station: string;
  readonly roles: readonly string[];
  readonly levels: readonly MemberLevel[];
  /** In the year's term (届次). */
  readonly sector: string | null;
  readonly employer: string | null;
  readonly homeStation: string | null;
  readonly active: boolean;
  readonly leftOn: string | null;
}

export interface DutyRow extends DutyMember {
  /** null is 缺: the member's station recorded nothing of that kind in the year and reported no zero either. */
  readonly values: Readonly<Record<DutyKey, number | null>>;
}

/** Somebody who is named in records and could not be counted. */
export interface DutyUnresolved {
  /** null for a member who was removed from the roster. */
  readonly name: string | null;
  /** As the records write it; with `station` what `report.dutyRows` takes as `person`. */
  readonly person: string;
  readonly station: string;
  /** `several`: the roster has several of that name; `unknown`: none; `removed`: no longer in it. */
  readonly reason: "several" | "unknown" | "removed";
  readonly figure: DutyKey;
  readonly count: number;
}

export interface DutyReport {
  readonly year: number;
  /** null: all stations together. */
  readonly station: string | null;
  readonly figures: readonly {
    readonly key: DutyKey;
    readonly zh: string;
    readonly en: string;
    /** 口径 in one sentence. */
    readonly rule: Words;
    readonly kind: MainKind;
  }[];
  /** By pinyin; members without anything are among them. */
  readonly rows: readonly DutyRow[];
  /** Members of the roster who had left before the year and did nothing in it: not listed. */
  readonly former: number;
  readonly unresolved: readonly DutyUnresolved[];
  /** Sessions attended by more members than are named. */
  readonly unnamed: readonly string[];
}

export interface DutyRecord {
  readonly kind: MainKind;
  readonly id: string;
  readonly date: string;
  readonly title: string;
  /** What it counts for. */
  readonly figures: readonly DutyKey[];
}

export interface DutyRows {
  readonly records: readonly DutyRecord[];
}

/** The rows behind a figure. */
export interface FigureRows {
  readonly figure: string;
  readonly rule: Words;
  readonly numerator: readonly string[];
  /** What each numerator row adds to the figure: 1, or the people of a session. */
  readonly amounts: readonly number[];
  /** Only for ratios. */
  readonly denominator: readonly string[] | null;
  readonly leftOut: readonly { readonly id: string; readonly reason: Words }[];
}

export const figuresOperations = {
  "report.year": operation<YearReport>()(z.strictObject({ year, station: z.string().optional() })),
  /** 委员履职档案: every member's numbers of a year. */
  "report.duty": operation<DutyReport>()(z.strictObject({ year, station: z.string().optional() })),
  /** The records behind one member's numbers (of one figure, or all), or behind a name that could not be counted. */
  "report.dutyRows": operation<DutyRows>()(
    z.strictObject({
      year,
      station: z.string().optional(),
      figure: z.string().max(40).optional(),
      member: recordId.optional(),
      person: z.strictObject({ text: z.string().min(1).max(200), station: z.string() }).optional(),
    }),
  ),
  "report.rows": operation<FigureRows>()(z.strictObject({ year, figure: z.string(), station: z.string().optional() })),
} as const;
