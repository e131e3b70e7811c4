/** 缺报: silence is not zero. A month without a record is missing until the station says 零报告. */
import type { ReadableDb } from "../sqlite/connection.ts";
import { kinds, byMainKind, type MainKind } from "../schema/kinds.ts";
import type { Period } from "../kinds/common/figure-sources.ts";

/**
 * Months (1-12) without a record of the kind and without a nil return, up to and with the current month. For all stations
 * together a month is missing when nothing at all came in; which station was silent is told station by station.
 * @param now milliseconds since 1970, read in this PC's time zone
 */
export function missingMonths(db: ReadableDb, period: Period, now: number): Record<MainKind, number[]> {
  const due = monthsUntil(period.year, new Date(now));
  const nil = new Set(db.all<{ month: number }>(nilReturns, rangeOf(period)).map(({ month }) => month));
  const missing = (kind: MainKind) => {
    const present = new Set(
      db.all<{ month: number }>(monthsWithRecords(kind), rangeOf(period)).map(({ month }) => month),
    );
    return due.filter((month) => !present.has(month) && !nil.has(month));
  };
  return byMainKind(missing);
}

const rangeOf = ({ year, station }: Period) => ({ from: String(year), to: String(year + 1), station });

const monthsOf = (table: string, date: string): string =>
  `SELECT DISTINCT CAST(substr("${date}", 6, 2) AS INTEGER) AS "month" FROM "${table}"
   WHERE "${date}" >= :from AND "${date}" < :to AND (:station IS NULL OR "station" = :station)`;

const monthsWithRecords = (kind: MainKind): string => monthsOf(kind, kinds[kind].dateField);

const nilReturns = monthsOf("zeroReport", "month");

function monthsUntil(year: number, today: Date): number[] {
  const last = year < today.getFullYear() ? 12 : year > today.getFullYear() ? 0 : today.getMonth() + 1;
  return Array.from({ length: last }, (_, index) => index + 1);
}
