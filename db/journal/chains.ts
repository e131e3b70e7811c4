/** Reading a chain's row and its hashes. */
import type { Side } from "./apply.ts";
import type { ReadableDb } from "../sqlite/connection.ts";
import { zeroHash } from "./entry.ts";
import { AppError } from "../schema/app-error.ts";

export interface Chain {
  readonly id: string;
  readonly station: string;
  readonly side: Side;
  readonly isSelf: number;
  readonly isFeed: number;
  readonly state: "waiting" | "active" | "retired";
  readonly signingKey: string | null;
  readonly recipient: string | null;
  /** A station's own: its join code, as digits. */
  readonly checkCode: string | null;
  readonly headSeq: number;
  readonly headHash: Buffer;
  readonly exportedSeq: number;
  readonly importedSeq: number;
  /** At a district, for a station's PC: the last entry of the feed that this PC has. */
  readonly feedSeq: number;
  /** At a district, for a station's PC: the invitation that it came with; null when an older program took it in. */
  readonly invitation: string | null;
  /** How often its join code was typed wrongly at the district. */
  readonly joinFailures: number;
}

const columns = `"id", "station", "side", "isSelf", "isFeed", "state", "signingKey", "recipient", "checkCode",
  "headSeq", "headHash", "exportedSeq", "importedSeq", "feedSeq", "invitation", "joinFailures"`;

export function findChain(db: ReadableDb, id: string): Chain | null {
  return db.get<Chain>(`SELECT ${columns} FROM "replica" WHERE "id" = ?`, [id]) ?? null;
}

/** @throws AppError replicaMissing */
export function readChain(db: ReadableDb, id: string): Chain {
  const chain = findChain(db, id);
  if (chain === null) throw new AppError("replicaMissing", { replica: id });
  return chain;
}

/** The chain that carries the district's word to a station. @throws AppError stationMissing */
export function feedOf(db: ReadableDb, station: string): Chain {
  const feed = db.get<Chain>(`SELECT ${columns} FROM "replica" WHERE "station" = ? AND "isFeed" = 1`, [station]);
  if (feed === undefined) throw new AppError("stationMissing", { station });
  return feed;
}

/** The PCs of a station, oldest first. */
export function stationChains(db: ReadableDb, station: string): Chain[] {
  const sql = `SELECT ${columns} FROM "replica" WHERE "station" = ? AND "side" = 'station' ORDER BY "createdAt", "id"`;
  return db.all<Chain>(sql, [station]);
}

/**
 * `feedOf` and `stationChains` for all stations: a district with a thousand of them reads its chains once.
 * @returns by the station's id; a station without a feed is not there
 */
export function chainsOfStations(db: ReadableDb): Map<string, { readonly feed: Chain; readonly pcs: Chain[] }> {
  const feeds = db.all<Chain>(`SELECT ${columns} FROM "replica" WHERE "isFeed" = 1`);
  const stations = new Map(feeds.map((feed) => [feed.station, { feed, pcs: [] as Chain[] }]));
  const pcs = db.all<Chain>(`SELECT ${columns} FROM "replica" WHERE "side" = 'station' ORDER BY "createdAt", "id"`);
  for (const pc of pcs) stations.get(pc.station)?.pcs.push(pc);
  return stations;
}

/** The chain's hash after `seq`; null where this folder has no such entry. */
export function hashAt(db: ReadableDb, replica: string, seq: number): Buffer | null {
  if (seq === 0) return zeroHash;
  return db.value<Buffer>(`SELECT "hash" FROM "journal" WHERE "replica" = ? AND "seq" = ?`, [replica, seq]) ?? null;
}
