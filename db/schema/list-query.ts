/** Which records a list shows and in what order: what the search box, the filter chips and the column heads say together. */
import { z } from "zod";
import { recordId } from "./field.ts";
import { listedKindSchema } from "./kinds.ts";

/** Times that move along with the calendar, so that a saved filter stays true. */
export const periods = {
  today: { zh: "今天", en: "Today" },
  thisWeek: { zh: "本周", en: "This week" },
  thisMonth: { zh: "本月", en: "This month" },
  lastMonth: { zh: "上月", en: "Last month" },
  thisQuarter: { zh: "本季度", en: "This quarter" },
  lastQuarter: { zh: "上季度", en: "Last quarter" },
  thisYear: { zh: "本年", en: "This year" },
  lastYear: { zh: "上年", en: "Last year" },
} as const;
export type PeriodName = keyof typeof periods;

const field = z.string().min(1).max(60);
const text = z.string().trim().min(1).max(200);
const number = z.number().min(-1e12).max(1e12);
const day = z.iso.date();

/** One chip: a field of `listFields`, what must hold of it, and with what. All chips must hold. */
export const conditionSchema = z.discriminatedUnion("is", [
  z.strictObject({ field, is: z.literal("contains"), text }),
  z.strictObject({ field, is: z.literal("lacks"), text }),
  /** One of these: texts as they are, codes of a choice, ids of members, stations. */
  z.strictObject({ field, is: z.literal("any"), values: z.array(text).min(1).max(500) }),
  z.strictObject({ field, is: z.literal("none"), values: z.array(text).min(1).max(500) }),
  z.strictObject({ field, is: z.literal("empty") }),
  z.strictObject({ field, is: z.literal("filled") }),
  /** Days, both included; null leaves that end open. */
  z.strictObject({ field, is: z.literal("between"), from: day.nullable(), to: day.nullable() }),
  z.strictObject({
    field,
    is: z.literal("period"),
    period: z.enum(Object.keys(periods) as [PeriodName, ...PeriodName[]]),
  }),
  z.strictObject({ field, is: z.literal("range"), min: number.nullable(), max: number.nullable() }),
  z.strictObject({ field, is: z.literal("flag"), value: z.boolean() }),
]);
export type Condition = z.infer<typeof conditionSchema>;
export type ConditionOperator = Condition["is"];

/** A column head that was pressed; the first decides, further ones part what is equal. */
export const orderSchema = z.strictObject({ field, descending: z.boolean() });
export type Order = z.infer<typeof orderSchema>;

export const MAX_LISTED = 500_000;

export const listQueryShape = {
  kind: listedKindSchema,
  search: z.string().max(200).optional(),
  year: z.int().min(1949).max(2200).optional(),
  state: z.string().max(40).optional(),
  station: z.string().optional(),
  /** Only open calls that are overdue or due soon. */
  due: z.boolean().optional(),
  ids: z.array(recordId).max(MAX_LISTED).optional(),
  where: z.array(conditionSchema).max(30).optional(),
  sort: z.enum(["date", "updated", "name"]).optional(),
  /** Goes before `sort`. */
  order: z.array(orderSchema).max(4).optional(),
};

export const listQuerySchema = z.strictObject(listQueryShape);
export type ListQueryInput = z.infer<typeof listQuerySchema>;
