/** A filter chip while it is being made: every part of it may still be missing. Pure. */
import { z } from "zod";
import {
  conditionSchema,
  periods,
  type Condition,
  type ConditionOperator,
  type PeriodName,
} from "../../../db/schema/list-query.ts";
import type { ListField } from "../../../db/schema/kind-definition.ts";
import { operatorsFor } from "../../../db/schema/list-operators.ts";
import { isDay } from "../../../db/schema/typed-dates.ts";

export interface FilterDraft {
  readonly field: string | null;
  readonly is: ConditionOperator | null;
  readonly text: string;
  readonly values: readonly string[];
  readonly from: string | null;
  readonly to: string | null;
  readonly period: PeriodName;
  readonly min: number | null;
  readonly max: number | null;
  readonly value: boolean;
}

const isOperator = (value: unknown): boolean =>
  conditionSchema.options.some(({ shape }) => shape.is.safeParse(value).success);

/** As an earlier run of the program left it. */
export const filterDraftSchema: z.ZodType<FilterDraft> = z.object({
  field: z.string().nullable(),
  is: z.custom<ConditionOperator>(isOperator).nullable(),
  text: z.string(),
  values: z.array(z.string()),
  from: z.string().nullable(),
  to: z.string().nullable(),
  period: z.enum(Object.keys(periods) as [PeriodName, ...PeriodName[]]),
  min: z.number().nullable(),
  max: z.number().nullable(),
  value: z.boolean(),
});

const blank: FilterDraft = {
  field: null,
  is: null,
  text: "",
  values: [],
  from: null,
  to: null,
  period: "thisMonth",
  min: null,
  max: null,
  value: true,
};

export const draftOf = (condition: Condition | undefined): FilterDraft => ({ ...blank, ...condition });

/** Another field begins anew with its usual question. */
export const withField = (field: ListField): FilterDraft => ({
  ...blank,
  field: field.name,
  is: operatorsFor(field)[0] ?? null,
});

/** The two ends stand the wrong way round: no record could be found. Which one is meant otherwise nobody can tell. */
export function isReversed({ is, from, to, min, max }: FilterDraft): boolean {
  if (is === "between") return isDay(from) && isDay(to) && (from ?? "") > (to ?? "");
  return is === "range" && min !== null && max !== null && min > max;
}

/** The finished chip; null while something is missing or contradicts itself. */
export function conditionOf(draft: FilterDraft): Condition | null {
  const { field, is, text, values, from, to, period, min, max, value } = draft;
  if (isReversed(draft)) return null;
  if (is === "between" && from === null && to === null) return null;
  if (is === "range" && min === null && max === null) return null;
  const parts: Readonly<Record<ConditionOperator, object>> = {
    contains: { text },
    lacks: { text },
    any: { values },
    none: { values },
    empty: {},
    filled: {},
    between: { from, to },
    period: { period },
    range: { min, max },
    flag: { value },
  };
  if (is === null) return null;
  const parsed = conditionSchema.safeParse({ field, is, ...parts[is] });
  return parsed.success ? parsed.data : null;
}
