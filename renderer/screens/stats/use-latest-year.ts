/** The newest year that has a record, so that an empty year can point somewhere. */
import type { RecordPage } from "../../../db/api.ts";
import { useQuery } from "../../ui/use-query.ts";

const newest = { sort: "date", limit: 1 } as const;

const yearOf = (page: RecordPage | undefined): number => Number(page?.records[0]?.date?.slice(0, 4) ?? 0);

/** null while unknown, and when there are no records at all. */
export function useLatestYear(): number | null {
  const session = useQuery("record.list", { kind: "session", ...newest });
  const opinion = useQuery("record.list", { kind: "opinion", ...newest });
  const hotline = useQuery("record.list", { kind: "hotline", ...newest });
  const year = Math.max(yearOf(session.data), yearOf(opinion.data), yearOf(hotline.data));
  return year === 0 ? null : year;
}
