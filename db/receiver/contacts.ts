/** What has come over the line lately, and who was turned away: the list that the district looks at. */
import type { ReceivingContact } from "../api/receiving.ts";
import { changedRecordsCount } from "../journal/changed-records.ts";
import type { ReadableDb } from "../sqlite/connection.ts";
import type { TurnedAway } from "./turned-away.ts";

/** @param limit of each kind, and of all together. @returns newest first */
export function receivingContacts(
  db: ReadableDb,
  turnedAway: readonly TurnedAway[],
  limit: number,
): ReceivingContact[] {
  const nameOf = (replica: string | null): string | null =>
    db.value<string | null>(
      `SELECT s."name" FROM "replica" r JOIN "station" s ON s."id" = r."station" WHERE r."id" = ?`,
      [replica],
    ) ?? null;
  return [
    ...files(db, limit),
    ...calls(db, limit),
    ...turnedAway.map(({ at, from, replica, reason, count }) => ({
      type: "refused" as const,
      at,
      station: nameOf(replica),
      replica,
      from,
      reason,
      count,
    })),
  ]
    .toSorted((a, b) => b.at - a.at)
    .slice(0, limit);
}

/** Records are counted in the journal: a file that is not imported has none there. */
const files = (db: ReadableDb, limit: number): ReceivingContact[] =>
  db
    .all<Omit<Extract<ReceivingContact, { readonly type: "file" }>, "type">>(
      `SELECT a."at", s."name" AS "station", a."replica", a."bytes", a."state", a."code",
              max(0, a."toSeq" - a."fromSeq" + 1) AS "entries",
              CASE a."state" WHEN 'imported' THEN (SELECT ${changedRecordsCount} FROM "journal" j
                WHERE j."replica" = a."replica" AND j."seq" BETWEEN a."fromSeq" AND a."toSeq") END AS "records"
       FROM "arrival" a LEFT JOIN "station" s ON s."id" = a."station" ORDER BY a."at" DESC, a."sha256" LIMIT ?`,
      [limit],
    )
    .map((file) => ({ type: "file", ...file }));

/** PCs that have called since they last brought a file. */
const calls = (db: ReadableDb, limit: number): ReceivingContact[] =>
  db
    .all<Pick<ReceivingContact, "at" | "station" | "replica">>(
      `SELECT r."contactAt" AS "at", s."name" AS "station", r."id" AS "replica"
       FROM "replica" r LEFT JOIN "station" s ON s."id" = r."station"
       WHERE r."contactAt" > coalesce((SELECT max(a."at") FROM "arrival" a WHERE a."replica" = r."id"), 0)
       ORDER BY r."contactAt" DESC LIMIT ?`,
      [limit],
    )
    .map((call) => ({ type: "call", ...call }));
