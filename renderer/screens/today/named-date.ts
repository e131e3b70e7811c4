/** The day that puts a record in a year, with its name: bare beside a state it would pass for the day of that state. Pure. */
import type { ListedRecord } from "../../../db/api/operations.ts";
import { kinds } from "../../../db/schema/kinds.ts";
import type { Labels } from "../../text/labels.ts";

export function namedDate({ kind, date }: Pick<ListedRecord, "kind" | "date">, labels: Labels): string {
  const { dateField } = kinds[kind];
  return date === null || dateField === null ? "" : `${labels.field(kind, dateField)} ${date.slice(0, 10)}`;
}
