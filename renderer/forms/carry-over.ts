/** 保存并新增: what the next record of a pile usually shares with the one just saved. Pure. */
import type { ListedKind } from "../../db/schema/kinds.ts";
import { splitMoment } from "../text/times.ts";
import { isEmpty, type FieldValues } from "../values/form-values.ts";

/** Fields that are carried over, in the form's order. Of a moment the day alone: two events never began in the same minute. */
const carried: Readonly<Record<ListedKind, readonly string[]>> = {
  session: ["startAt", "form", "platform", "village", "brand"],
  opinion: ["collectedOn", "source", "village"],
  hotline: ["line", "channel", "calledAt", "village"],
  member: ["term"],
  village: [],
  unit: [],
};

export const carriedFields = (kind: ListedKind): readonly string[] => carried[kind];

/**
 * @param today local day: a call of today was taken now, so that its time is not carried over; one out of a pile of paper was not
 * @returns the values for the next form, without empty ones
 */
export function carriedOver(kind: ListedKind, fields: Readonly<FieldValues>, today: string): FieldValues {
  return Object.fromEntries(
    carried[kind].flatMap((name) => {
      const value = fields[name];
      if (isEmpty(value)) return [];
      if (name === "startAt") return [[name, splitMoment(value).date]];
      if (name !== "calledAt") return [[name, value]];
      const { date } = splitMoment(value);
      return date === null || date === today ? [] : [[name, date]];
    }),
  );
}
