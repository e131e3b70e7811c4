/**
 * 编号 of hotline calls, the one place where it is decided: per station and year, 2026-0001, 2026-0002, … A number typed by hand
 * moves the count on, and no number that a call has is ever changed by the program: a citizen may have been told it.
 *
 * Two PCs of one station count on their own, without asking each other, so each but the first has a letter of its own in its
 * numbers: 2026-B0001, 2026-C0001. The letter is the PC's place in the district's roster when it is first named there, and
 * stays (`takeMark`). A PC that goes on as a new one after a restore gets the next letter at once: numbers that it gave after the
 * backup was made may be with citizens (where the backup is older than another PC, that letter may be the other's until the
 * next receipt). Until a PC is confirmed it counts as the first: it does not know of another one. Where
 * two calls have one number none the less, both keep it and the clerk is told (`sameNumbers`).
 */
import type { ReadableDb, WritableDb } from "../../sqlite/connection.ts";

/**
 * Gives consecutive numbers; asks the database once a year of calls, so that a ledger of thousands stays quick.
 * @returns a function from the call's date (`YYYY-…`) to its number
 */
export function numberer(db: ReadableDb, station: string): (calledAt: string) => string {
  const last = new Map<string, number>();
  const mark = ownMark(db);
  return (calledAt) => {
    const year = calledAt.slice(0, 4);
    const next = (last.get(year) ?? lastNumber(db, station, `${year}-${mark}`)) + 1;
    last.set(year, next);
    return `${year}-${mark}${String(next).padStart(4, "0")}`;
  };
}

function lastNumber(db: ReadableDb, station: string, start: string): number {
  const sql = `SELECT max(CAST(substr("number", length(:start) + 1) AS INTEGER)) FROM "hotline"
     WHERE "station" = :station AND "number" >= :start AND "number" < :end AND "number" GLOB :start || '[0-9]*'`;
  return db.value<number | null>(sql, { start, end: `${start}:`, station }) ?? 0;
}

const ownMark = (db: ReadableDb): string =>
  db.value<string | null>(`SELECT "numberMark" FROM "replica" WHERE "isSelf" = 1 AND "side" = 'station'`) ?? "";

/** The letter of the PC at a place in its station's row of PCs, from 0: none for the first, then B to Z, BA, BB, … */
export function markAt(place: number): string {
  if (place === 0) return "";
  const letter = String.fromCharCode(codeOfA + (place % letters));
  return place < letters ? letter : markAt(Math.floor(place / letters)) + letter;
}

const codeOfA = 65;
const letters = 26;

const placeOf = (mark: string): number =>
  [...mark].reduce((place, letter) => place * letters + letter.charCodeAt(0) - codeOfA, 0);

/**
 * The roster names this PC at a place, of `known` PCs of its station. Only its first word counts; a mark that this PC took before
 * it was confirmed again stays, too, unless it turns out to be another PC's.
 */
export function takeMark(db: WritableDb, place: number, known: number): void {
  const own = db.get<{ numberMark: string | null; state: string }>(
    `SELECT "numberMark", "state" FROM "replica" WHERE "isSelf" = 1`,
  );
  if (own === undefined) return;
  const taken = own.numberMark === null ? null : placeOf(own.numberMark);
  const isAnothers = own.state === "waiting" && taken !== null && taken < known && taken !== place;
  if (taken === null || isAnothers) db.run(`UPDATE "replica" SET "numberMark" = ? WHERE "isSelf" = 1`, [markAt(place)]);
}

/**
 * The mark with which this PC goes on as a new one, in a roster that names `known` PCs of its station: behind all of those, and
 * never the one that another of them would take in its place.
 */
export const nextMark = (db: ReadableDb, known: number): string => markAt(known + placeOf(ownMark(db)));

/** As many as a sentence holds. */
const mostTold = 20;

/** Numbers that another call of the station has, too, of the calls that entries above `position` changed; newest first. */
export const sameNumbers = (db: ReadableDb, station: string, position: number): string[] =>
  db
    .all<{ number: string }>(
      `SELECT "number" FROM "hotline" h WHERE "station" = :station AND "touched" > :position AND "number" <> '' AND EXISTS (
         SELECT 1 FROM "hotline" o WHERE o."station" = :station AND o."number" = h."number" AND o."id" <> h."id")
       GROUP BY "number" ORDER BY "number" DESC LIMIT ${mostTold}`,
      { station, position },
    )
    .map(({ number }) => number);
