/** Dates whose field has not been left yet when the form is saved: they are read then, as leaving the field would. */
import type { UseFormReturn } from "react-hook-form";
import { isDay, isMoment, readDate, readDateAndTime, readTime } from "../../db/schema/typed-dates.ts";
import { columnsOf, type Kind } from "../../db/schema/kinds.ts";
import { dayOf, joinMoment, splitMoment } from "../text/times.ts";
import type { FieldValues, FormValues } from "../values/form-values.ts";

/**
 * The values of a kind's date and moment fields that can be read and are not yet.
 * @param today `YYYY-MM-DD`
 * @returns by field; what cannot be read is not among them
 */
export function readableDates(kind: Kind, fields: Readonly<FieldValues>, today: string): FieldValues {
  const read = columnsOf(kind).flatMap(({ name, meta }): [string, string][] => {
    const value = fields[name];
    if ((meta.type !== "date" && meta.type !== "moment") || typeof value !== "string" || isStored(meta.type, value))
      return [];
    const known = meta.type === "date" ? dateOf(value, today) : momentOf(value, today);
    return known === null ? [] : [[name, known]];
  });
  return Object.fromEntries(read);
}

/** Fields whose text is no date, and that a save would refuse. */
export const unreadDates = (kind: Kind, fields: Readonly<FieldValues>): readonly string[] =>
  columnsOf(kind).flatMap(({ name, meta }) => {
    const value = fields[name];
    const isDate = meta.type === "date" || meta.type === "moment";
    return isDate && typeof value === "string" && value.trim() !== "" && !isStored(meta.type, value) ? [name] : [];
  });

const isStored = (type: string, value: string): boolean => (type === "date" ? isDay(value) : isMoment(value));

function dateOf(text: string, today: string): string | null {
  const read = readDate(text, today);
  return "date" in read ? read.date : null;
}

function momentOf(value: string, today: string): string | null {
  const { date, time } = splitMoment(value);
  if (date === null) return null;
  const both = time === null ? readDateAndTime(date, today) : null;
  if (both !== null) return joinMoment(both.date, both.time);
  const day = dateOf(date, today);
  const clock = time === null ? null : readTime(time);
  return day === null || (time !== null && clock === null) ? null : joinMoment(day, clock);
}

/** Reads what can be read in the whole form, child rows included. */
export function readTypedDates(form: UseFormReturn<FormValues>, kind: Kind): void {
  const today = dayOf(new Date());
  const { fields, problems } = form.getValues();
  for (const [name, value] of Object.entries(readableDates(kind, fields, today)))
    form.setValue(`fields.${name}`, value, { shouldDirty: true });
  for (const [index, row] of problems.entries())
    for (const [name, value] of Object.entries(readableDates("problem", row.fields, today)))
      form.setValue(`problems.${index}.fields.${name}`, value, { shouldDirty: true });
}
