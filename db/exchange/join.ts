/** A station opens its invitation: takes the district's ids and keys, and says who it is in every bundle until confirmed. */
import { checkCode, isRecipient, isSigningKey, loadKeys, type Keys } from "../bundle/crypto.ts";
import type { JoinRequest } from "../bundle/format.ts";
import { tableOf } from "../sqlite/columns.ts";
import type { ReadableDb, WritableDb } from "../sqlite/connection.ts";
import { zeroHash } from "../journal/entry.ts";
import { AppError } from "../schema/app-error.ts";
import { readIdentity, saveIdentity, type Identity } from "../office/identity.ts";
import { kindNames } from "../schema/kinds.ts";
import { readDocumentFile, storeDocument, storedDocument } from "./document-files.ts";
import { readInvitation, readRoster, type Invitation } from "./documents.ts";

export interface Joined {
  readonly district: string;
  readonly station: string;
  readonly checkCode: string;
}

/**
 * Opening the same invitation again changes nothing. Another one for the same station of the same district replaces it.
 * @throws AppError fileUnreadable, documentInvalid, documentNewer, invitationForeign, alreadyJoined, keysMissing
 */
export async function joinDistrict(db: WritableDb, dir: string, file: string, now: number): Promise<Joined> {
  return joinWith(db, dir, readDocumentFile(file), file, now);
}

/** The same with an invitation that was read already. @param file its name for messages */
export async function joinWith(db: WritableDb, dir: string, bytes: Buffer, file: string, now: number): Promise<Joined> {
  const identity = readIdentity(db);
  const invitation = readInvitation(bytes, file);
  await requireUsableKeys(invitation, file);
  requireSameDistrict(identity, invitation);
  const keys = loadKeys(dir, identity.replicaId);
  const code = checkCode(invitation.district.rootKey, joinRequestFor(invitation, keys));
  db.transaction(() => {
    storeDocument(db, "invitation", { version: 1, body: bytes.toString("utf8") }, now);
    adoptStation(db, identity, invitation.station, now);
    db.run(`UPDATE "replica" SET "checkCode" = ? WHERE "id" = ?`, [code, identity.replicaId]);
    // A station that has a feed takes another one over with its first receipt (`station/import-receipt.ts`), not by an invitation.
    db.run(
      `INSERT INTO "replica" ("id", "station", "side", "isFeed", "state", "signingKey", "headHash", "createdAt")
       SELECT ?, ?, 'district', 1, 'active', ?, ?, ? WHERE NOT EXISTS (SELECT 1 FROM "replica" WHERE "isFeed" = 1)`,
      [invitation.feed, invitation.station.id, invitation.district.signingKey, zeroHash, now],
    );
    const { id, name, rootKey } = invitation.district;
    saveIdentity(db, {
      ...identity,
      stationId: invitation.station.id,
      name: invitation.station.name,
      district: { id, name, rootKey },
    });
  });
  return { district: invitation.district.name, station: invitation.station.name, checkCode: code };
}

async function requireUsableKeys({ district }: Invitation, file: string): Promise<void> {
  const usable = await Promise.all(district.recipients.map(isRecipient));
  if (!usable.every(Boolean) || !isSigningKey(district.signingKey)) throw new AppError("documentInvalid", { file });
}

function requireSameDistrict({ district, stationId }: Identity, invitation: Invitation): void {
  if (district === null) return;
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

export const joinRequestFor = (invitation: Invitation, keys: Keys): JoinRequest => ({
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
