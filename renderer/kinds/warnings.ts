/** What forms are warned of: the parts that several kinds share. */
import { columnsOf, type ListedKind } from "../../db/schema/kinds.ts";
import { isMoment } from "../../db/schema/typed-dates.ts";
import type { FieldValues } from "../values/form-values.ts";
import { personalNumbers } from "./personal-numbers.ts";

export type WarningCode =
  | "tooLong"
  | "noSuggestions"
  | "severalInTitle"
  | "severalMatters"
  | "idNumber"
  | "phoneNumber"
  | "future"
  | "endBeforeStart"
  | "dueBeforeCall"
  | "solvedBeforeSession"
  | "attendanceSum"
  | "memberCount";

/** A remark beside a field. It never keeps a record from being saved. */
export interface Warning {
  readonly code: WarningCode;
  /** Path in the form: `fields.facts`, `problems.0.fields.solvedOn`. */
  readonly path: string;
  readonly params: Readonly<Record<string, string | number>>;
}

export interface Surroundings {
  /** `YYYY-MM-DDTHH:mm`, local time. */
  readonly now: string;
  /** Characters of an opinion's three parts (settings.opinionLimit). */
  readonly opinionLimit: number;
}

export const warning = (code: WarningCode, path: string, params: Warning["params"] = {}): Warning => ({
  code,
  path,
  params,
});
export const textOf = (value: unknown): string => (typeof value === "string" ? value : "");
/** A date whose text cannot be read is no date to compare. */
export const dateIn = (value: unknown): string => (isMoment(value) ? value : "");
export const numberOf = (value: unknown): number => (typeof value === "number" ? value : 0);
export const namesOf = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((name) => typeof name === "string") : [];

export const dayOf = (moment: string): string => moment.slice(0, 10);

/** A moment may lack its time: then the day alone is compared. */
export const isBefore = (a: string, b: string): boolean => (a.length === b.length ? a < b : dayOf(a) < dayOf(b));

export const dateWarnings = (names: readonly string[], fields: FieldValues, { now }: Surroundings): Warning[] =>
  names.flatMap((name) => {
    const value = dateIn(fields[name]);
    return value !== "" && isBefore(now.slice(0, Math.max(value.length, 10)), value)
      ? [warning("future", `fields.${name}`)]
      : [];
  });

/** Fields that are there for a person's numbers, or for the clerk alone. */
const own: ReadonlySet<string> = new Set(["phone", "caller", "address", "employer", "number", "contacts"]);

/** Numbers that name a person, written where everybody reads them. */
export function numberWarnings(kind: ListedKind, fields: FieldValues): Warning[] {
  return columnsOf(kind).flatMap(({ name, meta }) => {
    if ((meta.type !== "text" && meta.type !== "multiline") || own.has(name) || meta.internal === true) return [];
    return (
      personalNumbers(textOf(fields[name]))
        // A note may hold whom to ring back; an ID number belongs nowhere.
        .filter(({ sort }) => name !== "note" || sort === "idNumber")
        .map(({ sort, line, masked }) => warning(sort, `fields.${name}`, { line, masked }))
    );
  });
}
