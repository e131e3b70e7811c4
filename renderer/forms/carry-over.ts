/** 保存并新增: what the next record of a pile usually shares with the one just saved. Pure. */
import type { ListedKind } from "../../db/schema/kinds.ts";
import { kindWindows } from "../kinds/register.ts";
import { splitMoment } from "../text/times.ts";
import { isEmpty, type FieldValues } from "../values/form-values.ts";

const carriedBy = (kind: ListedKind) =>
  kindWindows[kind].carried.map((each) => (typeof each === "string" ? { name: each, as: "whole" as const } : each));

export const carriedFields = (kind: ListedKind): readonly string[] => carriedBy(kind).map(({ name }) => name);

/**
 * @param today local day
 * @returns the values for the next form, without empty ones
 */
export function carriedOver(kind: ListedKind, fields: Readonly<FieldValues>, today: string): FieldValues {
  return Object.fromEntries(
    carriedBy(kind).flatMap(({ name, as }) => {
      const value = fields[name];
      if (isEmpty(value)) return [];
      if (as === "whole") return [[name, value]];
      const { date } = splitMoment(value);
      return as === "earlierDay" && (date === null || date === today) ? [] : [[name, date]];
    }),
  );
}
