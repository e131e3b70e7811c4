/** The newest year that has a record, so that an empty year can point somewhere. */
import { mainKinds, type MainKind } from "../../../db/schema/kinds.ts";
import { useQuery } from "../../stores/use-query.ts";

/** null while unknown, and when there are no records of the kind. */
export function useLatestYearOf(kind: MainKind): number | null {
  const { data } = useQuery("record.list", { kind, sort: "date", limit: 1 });
  const date = data?.records[0]?.date ?? null;
  return date === null ? null : Number(date.slice(0, 4));
}

/** The same over all kinds. */
export function useLatestYear(): number | null {
  // oxlint-disable-next-line react/rules-of-hooks -- the kinds are the same at every call
  const years = mainKinds.map((kind) => useLatestYearOf(kind));
  const known = years.filter((year) => year !== null);
  return known.length === 0 ? null : Math.max(...known);
}
