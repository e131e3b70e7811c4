/** The newest year that has a record, so that an empty year can point somewhere. */
import type { MainKind } from "../../../db/schema/kinds.ts";
import { useQuery } from "../../stores/use-query.ts";

/** null while unknown, and when there are no records of the kind. */
export function useLatestYearOf(kind: MainKind): number | null {
  const { data } = useQuery("record.list", { kind, sort: "date", limit: 1 });
  const date = data?.records[0]?.date ?? null;
  return date === null ? null : Number(date.slice(0, 4));
}

/** The same over all three kinds. */
export function useLatestYear(): number | null {
  const years = [useLatestYearOf("session"), useLatestYearOf("opinion"), useLatestYearOf("hotline")];
  const known = years.filter((year) => year !== null);
  return known.length === 0 ? null : Math.max(...known);
}
