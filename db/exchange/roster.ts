/** 名册: who belongs to the district, signed with its root key. Made at the district, kept and obeyed at a station. */
import { z } from "zod";
import { canonicalJson } from "../journal/canonical.ts";
import type { Keys } from "../bundle/crypto.ts";
import { chainsOfStations, feedOf } from "../journal/chains.ts";
import type { ReadableDb, WritableDb } from "../sqlite/connection.ts";
import { takeMark } from "../kinds/hotline/numbering.ts";
import { AppError } from "../schema/app-error.ts";
import { readIdentity, saveIdentity, type Identity } from "../office/identity.ts";
import { requireCompared } from "./compare.ts";
import { storeDocument, storedDocument } from "./document-files.ts";
import { issuedVersion, rosterFloor } from "./new-feeds.ts";
import { documentFormat, readRoster, signedDocument, type Roster } from "./documents.ts";

export interface PublishedRoster {
  readonly version: number;
  readonly bytes: Buffer;
}

/**
 * The district's roster as it should be now: the stored one, or a new version when something in it has changed, or when
 * stations may have a newer one (after a restore): they refuse one that is behind theirs, whatever it says.
 */
export function publishRoster(db: WritableDb, keys: Keys, identity: Identity, now: number): PublishedRoster {
  const stored = storedDocument(db, "roster");
  const current = stored === null ? null : readRoster(Buffer.from(stored.body, "utf8"), keys.rootKey ?? "", "");
  const body: Roster = {
    type: "roster",
    format: documentFormat,
    version: issuedVersion(db) + 1,
    district: {
      id: identity.stationId,
      name: identity.name,
      signingKey: keys.signingKey,
      recipients: [keys.recipient],
    },
    stations: stationsOf(db),
    madeAt: now,
  };
  if (stored !== null && current !== null && current.version >= rosterFloor(db) && saysTheSame(body, current)) {
    return { version: current.version, bytes: Buffer.from(stored.body, "utf8") };
  }
  const bytes = signedDocument(keys, body);
  storeDocument(db, "roster", { version: body.version, body: bytes.toString("utf8") }, now);
  return { version: body.version, bytes };
}

const saysTheSame = (a: Roster, b: Roster) =>
  canonicalJson({ ...a, version: 0, madeAt: 0 }) === canonicalJson({ ...b, version: 0, madeAt: 0 });

function stationsOf(db: ReadableDb): Roster["stations"] {
  const stations = db.all<{ id: string; name: string }>(`SELECT "id", "name" FROM "station" ORDER BY "id"`);
  const chains = chainsOfStations(db);
  return stations.map(({ id, name }) => ({
    id,
    name,
    feed: (chains.get(id)?.feed ?? feedOf(db, id)).id,
    replicas: (chains.get(id)?.pcs ?? []).flatMap((chain) => {
      if (chain.state === "waiting" || chain.signingKey === null || chain.recipient === null) return [];
      return {
        id: chain.id,
        signingKey: chain.signingKey,
        recipient: chain.recipient,
        state: chain.state,
        fromSeq: 1,
        toSeq: chain.state === "retired" ? chain.headSeq : null,
      };
    }),
  }));
}

/**
 * Takes a roster at a station that has compared with its district, if it is newer than the one here. It never says that they have.
 * @returns the version that holds now
 * @throws AppError documentInvalid, documentNewer, invitationForeign, rosterOld, notJoined, stationNotCompared
 */
export function acceptRoster(
  db: WritableDb,
  identity: Identity,
  bytes: Buffer,
  options: { file: string; now: number },
): number {
  const { file, now } = options;
  const { district } = identity;
  if (district === null) throw new AppError("notJoined");
  requireCompared(identity);
  const roster = readRoster(bytes, district.rootKey, file);
  if (roster.district.id !== district.id) {
    throw new AppError("invitationForeign", { district: roster.district.name, current: district.name });
  }
  const stored = storedDocument(db, "roster");
  const own = roster.stations.find((station) => station.id === identity.stationId);
  const place = own?.replicas.findIndex((candidate) => candidate.id === identity.replicaId) ?? -1;
  const replica = own?.replicas[place];
  if (own !== undefined && replica !== undefined) takeMark(db, place, own.replicas.length);
  if (stored !== null && stored.body === bytes.toString("utf8")) return stored.version;
  if (stored !== null && roster.version <= stored.version) {
    throw new AppError("rosterOld", { version: roster.version, current: stored.version });
  }
  db.transaction(() => {
    storeDocument(db, "roster", { version: roster.version, body: bytes.toString("utf8") }, now);
    if (replica !== undefined) db.run(`UPDATE "replica" SET "state" = ? WHERE "id" = ?`, [replica.state, replica.id]);
    db.run(`UPDATE "replica" SET "signingKey" = ? WHERE "isFeed" = 1`, [roster.district.signingKey]);
    const name = own?.name ?? identity.name;
    if (name !== identity.name) noteRenamed(db, identity.name);
    db.run(`UPDATE "station" SET "name" = ? WHERE "id" = ?`, [name, identity.stationId]);
    saveIdentity(db, { ...identity, name, district: { ...district, name: roster.district.name } });
  });
  return roster.version;
}

/** How many PCs of this station the roster that is here names, retired ones included; 0 where none is here. */
export function pcsInRoster(db: ReadableDb, { district, stationId }: Identity): number {
  const stored = storedDocument(db, "roster");
  if (district === null || stored === null) return 0;
  const { stations } = readRoster(Buffer.from(stored.body, "utf8"), district.rootKey, "roster");
  return stations.find(({ id }) => id === stationId)?.replicas.length ?? 0;
}

/** The name that this station had before a roster gave it another, until the clerk has seen it. */
export const renamedFrom = (db: ReadableDb): string | null => {
  const value = db.value<string>(`SELECT "value" FROM "local" WHERE "key" = 'renamedFrom'`);
  return value === undefined ? null : z.string().parse(JSON.parse(value));
};

/** The first one counts: two rosters may come before anybody looks. */
function noteRenamed(db: WritableDb, from: string): void {
  db.run(`INSERT OR IGNORE INTO "local" VALUES ('renamedFrom', ?)`, [JSON.stringify(from)]);
}

export function forgetRenamed(db: WritableDb): void {
  db.run(`DELETE FROM "local" WHERE "key" = 'renamedFrom'`);
}

/**
 * A station's own change of its name, before it has joined: afterwards the district's roster decides.
 * @throws AppError stationNamed
 */
export function renameStation(db: WritableDb, name: string): void {
  const identity = readIdentity(db);
  if (identity.district !== null) throw new AppError("stationNamed", { district: identity.district.name });
  db.transaction(() => {
    db.run(`UPDATE "station" SET "name" = ? WHERE "id" = ?`, [name, identity.stationId]);
    saveIdentity(db, { ...identity, name });
  });
}
