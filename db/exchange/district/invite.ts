/** The district invites a station: one signed file, good for one PC. */
import type { Keys } from "../../bundle/crypto.ts";
import { feedOf } from "../../journal/chains.ts";
import type { ReadableDb, WritableDb } from "../../sqlite/connection.ts";
import { zeroHash } from "../../journal/entry.ts";
import { AppError } from "../../schema/app-error.ts";
import { randomId } from "../../schema/ids.ts";
import type { Identity } from "../../office/identity.ts";
import { withDocument, writeDocumentFile } from "../document-files.ts";
import { documentFormat, fingerprintOf, signedDocument } from "../documents.ts";
import { expiryOf } from "../../schema/invitation.ts";
import { publishRoster } from "../roster.ts";
import { ownUploadAddress } from "../upload-address.ts";

export interface Invited {
  readonly file: string;
  readonly station: string;
  readonly invitation: string;
  readonly fingerprint: string;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
}

interface Inviting {
  readonly keys: Keys;
  readonly identity: Identity;
  readonly now: number;
}

/**
 * Invites a PC of a station, by name. A name that is known already gets another invitation: for a second PC, or a new one
 * in place of a broken one. A person confirms each.
 * @throws AppError fileExists, fileUnwritable. Nothing has changed then.
 */
export function inviteStation(db: WritableDb, name: string, file: string, inviting: Inviting): Invited {
  const { keys, identity, now } = inviting;
  return withDocument(db, file, () => {
    const station = findStation(db, name) ?? addStation(db, name, keys, now);
    const id = randomId();
    db.run(`INSERT INTO "invitation" ("id", "station", "createdAt") VALUES (?, ?, ?)`, [id, station.id, now]);
    publishRoster(db, keys, identity, now);
    const bytes = signedDocument(keys, {
      type: "invitation",
      format: documentFormat,
      id,
      district: {
        id: identity.stationId,
        name: identity.name,
        rootKey: keys.rootKey ?? "",
        signingKey: keys.signingKey,
        recipients: [keys.recipient],
      },
      station,
      feed: feedOf(db, station.id).id,
      uploadAddress: ownUploadAddress(db),
      madeAt: now,
    });
    // Last, so that a stick that cannot be written leaves no station behind.
    writeDocumentFile(file, bytes, "invitation");
    return { file, station: station.id, invitation: id, fingerprint: fingerprintOf(bytes), expiresAt: expiryOf(now) };
  });
}

/**
 * Cancels an invitation that nobody has used.
 * @throws AppError invitationMissing
 */
export function cancelInvitation(db: WritableDb, id: string, now: number): void {
  const sql = `UPDATE "invitation" SET "cancelledAt" = ? WHERE "id" = ? AND "usedBy" IS NULL AND "cancelledAt" IS NULL`;
  db.transaction(() => {
    db.run(sql, [now, id]);
    if (db.value(`SELECT 1 FROM "invitation" WHERE "id" = ? AND "cancelledAt" = ?`, [id, now]) === undefined)
      throw new AppError("invitationMissing");
  });
}

interface Station {
  readonly id: string;
  readonly name: string;
}

/** By id or by name. */
export function findStation(db: ReadableDb, nameOrId: string): Station | null {
  const sql = `SELECT "id", "name" FROM "station" WHERE "id" = :text OR "name" = :text`;
  return db.get<Station>(sql, { text: nameOrId }) ?? null;
}

function addStation(db: WritableDb, name: string, keys: Keys, now: number): Station {
  const station = { id: randomId(), name };
  db.run(`INSERT INTO "station" VALUES (?, ?, ?)`, [station.id, name, now]);
  db.run(
    `INSERT INTO "replica" ("id", "station", "side", "isFeed", "state", "signingKey", "headHash", "createdAt")
     VALUES (?, ?, 'district', 1, 'active', ?, ?, ?)`,
    [randomId(), station.id, keys.signingKey, zeroHash, now],
  );
  return station;
}
