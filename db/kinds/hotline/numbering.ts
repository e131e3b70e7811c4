/** 编号 of hotline calls: per station and year, 2026-0001, 2026-0002, … A number typed by hand moves the count on. */
import type { ReadableDb } from "../../sqlite/connection.ts";

/**
 * Gives consecutive numbers; asks the database once a year of calls, so that a ledger of thousands stays quick.
 * @returns a function from the call's date (`YYYY-…`) to its number
 */
export function numberer(db: ReadableDb, station: string): (calledAt: string) => string {
  const last = new Map<string, number>();
  return (calledAt) => {
    const year = calledAt.slice(0, 4);
    const next = (last.get(year) ?? lastNumber(db, station, year)) + 1;
    last.set(year, next);
    return `${year}-${String(next).padStart(4, "0")}`;
  };
}

function lastNumber(db: ReadableDb, station: string, year: string): number {
  const sql = `SELECT max(CAST(substr("number", 6) AS INTEGER)) FROM "hotline"
     WHERE "station" = ? AND "number" >= ? AND "number" < ? AND "number" GLOB ?`;
  return db.value<number | null>(sql, [station, `${year}-`, `${year}.`, `${year}-[0-9]*`]) ?? 0;
}
