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
import { hashAt, stationChains, type Chain } from "../journal/chains.ts";
import type { ReadableDb, WritableDb } from "../sqlite/connection.ts";
import { zeroHash } from "../journal/entry.ts";
import { randomId } from "../schema/ids.ts";
import { storeDocument, storedDocument } from "./document-files.ts";
import { rebase } from "./rebase.ts";

/**
 * Ends every feed and begins a new one.
 * @param issued the highest roster version that this district is known to have issued, by the data that is replaced or a key
 * file; null when neither can tell
 * @param now milliseconds since 1970; recorded, never compared
 */
export function renewFeeds(db: WritableDb, issued: number | null, now: number): void {
  db.transaction(() => {
    const here = issuedVersion(db);
    raiseRosterFloor(db, issued === null ? here + rosterLeap : Math.max(here, issued), now);
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
 * Versions go up by one with each change, and a restored roster is behind those that left. How far, the replaced data tells, or
 * else every bundle does (its header names the roster that its station has). Never a clock: one that was ahead once would give
 * a number that no later one reaches.
 */
export const rosterFloor = (db: ReadableDb): number => storedDocument(db, "rosterFloor")?.version ?? 0;

/** The highest version that this data knows to have been issued. */
export const issuedVersion = (db: ReadableDb): number =>
  Math.max(storedDocument(db, "roster")?.version ?? 0, rosterFloor(db));

/**
 * Where nobody can tell how many rosters left after a backup, the next is above as many as no district issues, so that its
 * stations need not send a bundle first.
 */
const rosterLeap = 1_000_000;

/**
 * What a confirmed PC says of the newest roster, on the way to the floor. It raises it at most by half of the numbers that are
 * left: then not even false claims use them up, and repeated bundles reach every version that was issued.
 */
export function claimRosterVersion(db: WritableDb, claimed: number, now: number): void {
  const issued = issuedVersion(db);
  const most = issued + Math.ceil((Number.MAX_SAFE_INTEGER - issued) / 2);
  if (claimed > issued) raiseRosterFloor(db, Math.min(claimed, most), now);
}
