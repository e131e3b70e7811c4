/**
 * A district restored from a backup. Its receipts may have left this PC after the backup was made; how many, only the replaced
 * data could tell, and that is often gone. So no feed is continued: each ends where its station is known to have it, and a new
 * one begins, as a station's restored PC becomes a new replica. No number that left is ever used for something else, and
 * whoever has the old feed keeps it beside the new one.
 *
 * - The new feeds are in the next roster, which the root key signs: a station takes them over by itself, without a phone call.
 * - A receipt on a new feed was written after the restore, so what it says of the station's own entries holds even where an
 *   earlier receipt had confirmed more: the station sends the rest again.
 * - What the district had said, and its stations have, comes back with their next bundles (`return-out.ts`), proved by the
 *   district's own signature. What no station has received is lost.
 *
 * The alternative, waiting for every station's word before a feed goes on, forks as soon as an old receipt is found on a stick.
 */
import { hashAt, stationChains, type Chain } from "../bundle/chains.ts";
import type { ReadableDb, WritableDb } from "../connection.ts";
import { zeroHash } from "../entry.ts";
import { randomId } from "../ids.ts";
import { storeDocument, storedDocument } from "./document-files.ts";
import { rebase } from "./rebase.ts";

/** Ends every feed and begins a new one. @param now milliseconds since 1970 */
export function renewFeeds(db: WritableDb, now: number): void {
  db.transaction(() => {
    raiseRosterFloor(db, Math.max(storedDocument(db, "roster")?.version ?? 0, Math.floor(now / 1_000)), now);
    const feeds = db.all<Pick<Chain, "id" | "station">>(`SELECT "id", "station" FROM "replica" WHERE "isFeed" = 1`);
    for (const { id, station } of feeds) renewFeed(db, id, station, now);
    db.run(`UPDATE "replica" SET "feedSeq" = 0 WHERE "side" = 'station'`);
  });
}

/**
 * What a PC of the station is not known to have goes on in the new feed: it keeps its values and its place. A PC that had it
 * all the same finds the same records with the same values.
 */
function renewFeed(db: WritableDb, old: string, station: string, now: number): void {
  const active = stationChains(db, station).filter(({ state }) => state === "active");
  const known = active.length === 0 ? 0 : Math.min(...active.map(({ feedSeq }) => feedSeq));
  const renewed = randomId();
  db.run(
    `INSERT INTO "replica" ("id", "station", "side", "isFeed", "state", "signingKey", "headHash", "createdAt")
     SELECT ?, "station", 'district', 1, 'active', "signingKey", ?, ? FROM "replica" WHERE "id" = ?`,
    [renewed, zeroHash, now, old],
  );
  const head = rebase(db, old, renewed, known);
  db.run(`UPDATE "replica" SET "headSeq" = ?, "headHash" = ? WHERE "id" = ?`, [head.seq, head.hash, renewed]);
  db.run(
    `UPDATE "replica" SET "isFeed" = 0, "state" = 'retired', "headSeq" = ?, "headHash" = ?, "exportedSeq" = ? WHERE "id" = ?`,
    [known, hashAt(db, old, known) ?? zeroHash, known, old],
  );
}

/** The district's chains to a station that ended, oldest first. */
export function formerFeeds(db: ReadableDb, station: string): Pick<Chain, "id" | "headSeq" | "headHash">[] {
  return db.all(
    `SELECT "id", "headSeq", "headHash" FROM "replica" WHERE "station" = ? AND "side" = 'district' AND "isFeed" = 0
       AND "isSelf" = 0 ORDER BY "createdAt", "id"`,
    [station],
  );
}

/** The next roster's version is higher: above every one that may have left before a restore. */
export function raiseRosterFloor(db: WritableDb, version: number, now: number): void {
  if (version > rosterFloor(db)) storeDocument(db, "rosterFloor", { version, body: "{}" }, now);
}

/**
 * Versions go up by one with each change, and a restored roster is behind those that left. Seconds since 1970 are above any
 * such count, and above an earlier restore's; where the clock was wrong, the next bundle tells (its header names the roster
 * its station has).
 */
export const rosterFloor = (db: ReadableDb): number => storedDocument(db, "rosterFloor")?.version ?? 0;
