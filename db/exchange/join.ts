/** A station opens its invitation: takes the district's ids and keys, and says who it is in every bundle until confirmed. */
import { isRecipient, isSigningKey, joinCode, loadKeys, type Keys } from "../bundle/crypto.ts";
import type { JoinRequest } from "../bundle/format.ts";
import type { SeenInvitation } from "../api/operations.ts";
import { tableOf } from "../sqlite/columns.ts";
import type { ReadableDb, WritableDb } from "../sqlite/connection.ts";
import { zeroHash } from "../journal/entry.ts";
import { AppError } from "../schema/app-error.ts";
import { isCompared, readIdentity, saveIdentity, type Identity } from "../office/identity.ts";
import { kindNames } from "../schema/kinds.ts";
import { dropDocument, readDocumentFile, storeDocument, storedDocument } from "./document-files.ts";
import { fingerprintOf, readInvitation, readRoster, type Invitation } from "./documents.ts";
import { expiryOf } from "../schema/invitation.ts";

export interface Joined {
  readonly district: string;
  readonly station: string;
  /** Twenty digits. */
  readonly checkCode: string;
}

/**
 * Reads an invitation for a person to look at; nothing is changed.
 * @param now milliseconds since 1970
 * @throws AppError fileUnreadable, documentInvalid, documentNewer, invitationForeign, alreadyJoined
 */
export async function lookAtInvitation(db: ReadableDb, file: string, now: number): Promise<SeenInvitation> {
  const identity = readIdentity(db);
  const bytes = readDocumentFile(file);
  const invitation = readInvitation(bytes, file);
  await requireUsableKeys(invitation, file);
  requireSameDistrict(identity, invitation);
  const expiresAt = expiryOf(invitation.madeAt);
  return {
    district: invitation.district.name,
    station: invitation.station.name,
    current: identity.name,
    isRename: isRename(identity, invitation),
    leaves: isOfDistrict(identity, invitation) ? null : (identity.district?.name ?? null),
    fingerprint: fingerprintOf(bytes),
    madeAt: invitation.madeAt,
    expiresAt,
    isExpired: now > expiresAt,
  };
}

export interface JoinOptions {
  /** The file's name for messages. */
  readonly file: string;
  readonly now: number;
  /** Whether a person agreed to the name that the invitation gives this station. */
  readonly rename: boolean;
  /** Of the invitation that was looked at: the file may have been changed since. */
  readonly fingerprint?: string | undefined;
}

/**
 * Opening the same invitation again changes nothing. Another one for the same station of the same district replaces it; as long
 * as nobody has compared by phone, so does one of any district, because the one here may be forged.
 * @throws AppError fileUnreadable, documentInvalid, documentNewer, invitationForeign, alreadyJoined, invitationRenames, keysMissing
 */
export async function joinDistrict(db: WritableDb, dir: string, options: JoinOptions): Promise<Joined> {
  return joinWith(db, dir, readDocumentFile(options.file), options);
}

/** The same with an invitation that was read already. */
export async function joinWith(
  db: WritableDb,
  dir: string,
  bytes: Buffer,
  { file, now, rename, fingerprint }: JoinOptions,
): Promise<Joined> {
  const identity = readIdentity(db);
  const invitation = readInvitation(bytes, file);
  if (fingerprint !== undefined && fingerprint !== fingerprintOf(bytes))
    throw new AppError("documentInvalid", { file });
  await requireUsableKeys(invitation, file);
  requireSameDistrict(identity, invitation);
  if (!rename && isRename(identity, invitation))
    throw new AppError("invitationRenames", { current: identity.name, name: invitation.station.name });
  const keys = loadKeys(dir, identity.replicaId);
  const code = joinCode(invitation.district.rootKey, joinRequestFor(invitation, keys));
  const { id, rootKey } = invitation.district;
  const isSame = isOfDistrict(identity, invitation);
  // Whoever has the name from a newer roster keeps it: the invitation may be older.
  const station = {
    id: invitation.station.id,
    name: isRename(identity, invitation) ? invitation.station.name : identity.name,
  };
  const name = isSame ? (identity.district?.name ?? invitation.district.name) : invitation.district.name;
  db.transaction(() => {
    if (!isSame) leaveUncompared(db);
    storeDocument(db, "invitation", { version: 1, body: bytes.toString("utf8") }, now);
    adoptStation(db, identity, station, now);
    db.run(`UPDATE "replica" SET "checkCode" = ? WHERE "id" = ?`, [code, identity.replicaId]);
    // A station that has a feed takes another one over with its first receipt (`station/import-receipt.ts`), not by an invitation.
    db.run(
      `INSERT INTO "replica" ("id", "station", "side", "isFeed", "state", "signingKey", "headHash", "createdAt")
       SELECT ?, ?, 'district', 1, 'active', ?, ?, ? WHERE NOT EXISTS (SELECT 1 FROM "replica" WHERE "isFeed" = 1)`,
      [invitation.feed, invitation.station.id, invitation.district.signingKey, zeroHash, now],
    );
    saveIdentity(db, {
      ...identity,
      stationId: station.id,
      name: station.name,
      district: { id, name, rootKey, comparedBy: isSame ? (identity.district?.comparedBy ?? null) : null },
    });
  });
  return { district: name, station: station.name, checkCode: code };
}

/** Whether this station has joined the invitation's district, as the same station. */
const isOfDistrict = ({ district, stationId }: Identity, invitation: Invitation): boolean =>
  district !== null &&
  district.id === invitation.district.id &&
  district.rootKey === invitation.district.rootKey &&
  stationId === invitation.station.id;

/** A station that is known to its district by its id has its name from there already, perhaps a newer one. */
const isRename = ({ name, stationId }: Identity, { station }: Invitation): boolean =>
  stationId !== station.id && name !== station.name;

/**
 * Forgets a district with which nobody has compared: of what it said nothing was taken, unless by an older program. A feed with
 * entries stays in the journal and ends.
 */
function leaveUncompared(db: WritableDb): void {
  db.run(`DELETE FROM "replica" WHERE "isFeed" = 1 AND "headSeq" = 0`);
  db.run(`UPDATE "replica" SET "isFeed" = 0, "state" = 'retired' WHERE "isFeed" = 1`);
  for (const kind of ["roster", "receipt", "settings", "feedGap"] as const) dropDocument(db, kind);
  db.run(`DELETE FROM "setting" WHERE "source" = 'district'`);
}

async function requireUsableKeys({ district }: Invitation, file: string): Promise<void> {
  const usable = await Promise.all(district.recipients.map(isRecipient));
  if (!usable.every(Boolean) || !isSigningKey(district.signingKey)) throw new AppError("documentInvalid", { file });
}

function requireSameDistrict(identity: Identity, invitation: Invitation): void {
  const { district, stationId } = identity;
  if (district === null || !isCompared(identity)) return;
  if (district.id !== invitation.district.id || district.rootKey !== invitation.district.rootKey) {
    throw new AppError("invitationForeign", { district: invitation.district.name, current: district.name });
  }
  if (stationId !== invitation.station.id) throw new AppError("alreadyJoined", { district: district.name });
}

/** What was recorded before joining belongs to the station that the invitation names. */
function adoptStation(db: WritableDb, identity: Identity, station: Invitation["station"], now: number): void {
  const ids = [station.id, identity.stationId];
  for (const kind of kindNames) db.run(`UPDATE ${tableOf(kind)} SET "station" = ? WHERE "station" = ?`, ids);
  db.run(`UPDATE "replica" SET "station" = ? WHERE "station" = ?`, ids);
  db.run(`DELETE FROM "station"`);
  db.run(`INSERT INTO "station" VALUES (?, ?, ?)`, [station.id, station.name, now]);
}

export const joinRequestFor = (
  invitation: Invitation,
  keys: Pick<Keys, "replica" | "signingKey" | "recipient">,
): JoinRequest => ({
  invitation: invitation.id,
  station: invitation.station.id,
  replica: keys.replica,
  signingKey: keys.signingKey,
  recipient: keys.recipient,
});

/** The district as this station knows it: by the roster, or until one came by the invitation. */
export interface KnownDistrict {
  readonly invitation: Invitation;
  readonly recipients: readonly string[];
  readonly rosterVersion: number;
}

/** @throws AppError notJoined */
export function knownDistrict(db: ReadableDb, identity: Identity): KnownDistrict {
  const stored = storedDocument(db, "invitation");
  if (identity.district === null || stored === null) throw new AppError("notJoined");
  const invitation = readInvitation(Buffer.from(stored.body, "utf8"), "invitation");
  const roster = storedDocument(db, "roster");
  if (roster === null) return { invitation, recipients: invitation.district.recipients, rosterVersion: 0 };
  const { district, version } = readRoster(Buffer.from(roster.body, "utf8"), identity.district.rootKey, "roster");
  return { invitation, recipients: district.recipients, rosterVersion: version };
}
