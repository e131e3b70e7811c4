/** First run: makes this PC's ids, keys and its own chain. */
import { createKeys } from "../bundle/crypto.ts";
import type { WritableDb } from "../sqlite/connection.ts";
import { zeroHash } from "../journal/entry.ts";
import { AppError } from "../schema/app-error.ts";
import { randomId } from "../schema/ids.ts";
import { findIdentity, saveIdentity, type Identity } from "../office/identity.ts";
import { type Role } from "../schema/roles.ts";

export interface SetUpOptions {
  readonly role: Role;
  readonly name: string;
  readonly operatorId: string | null;
  readonly now: number;
  /** The office's id, when it is known already (`keys-file.ts`). */
  readonly stationId?: string;
}

/**
 * Writes `keys.json` and then the identity, inside the caller's transaction if there is one. A station gets an id of its
 * own, so that it can record before it has joined; the invitation replaces it.
 * @throws AppError databaseExists, databaseReadOnly, diskFull
 */
export function setUp(db: WritableDb, dir: string, options: SetUpOptions): Identity {
  const { role, name, operatorId, now } = options;
  // Another program may have set the folder up between this one's look at it and its lock on it.
  if (findIdentity(db) !== null) throw new AppError("databaseExists", { path: dir });
  const stationId = options.stationId ?? randomId();
  const identity: Identity = { role, stationId, name, replicaId: randomId(), operatorId, district: null };
  const keys = createKeys(dir, identity.replicaId, { withRoot: role === "district" });
  db.transaction(() => {
    db.run(
      `INSERT INTO "replica" ("id", "station", "side", "isSelf", "state", "signingKey", "recipient", "headHash", "createdAt")
       VALUES (?, ?, ?, 1, ?, ?, ?, ?, ?)`,
      [
        identity.replicaId,
        identity.stationId,
        role,
        role === "district" ? "active" : "waiting",
        keys.signingKey,
        keys.recipient,
        zeroHash,
        now,
      ],
    );
    if (role === "station") db.run(`INSERT INTO "station" VALUES (?, ?, ?)`, [identity.stationId, name, now]);
    saveIdentity(db, identity);
  });
  return identity;
}
