/** First run: makes this PC's ids and its own chain. */
import type { WritableDb } from "../connection.ts";
import { zeroHash } from "../entry.ts";
import { randomId } from "../ids.ts";
import { saveIdentity, type Identity, type Role } from "../local.ts";

export interface SetUpOptions {
  readonly role: Role;
  readonly name: string;
  readonly operatorId: string | null;
  readonly now: number;
}

export function setUp(db: WritableDb, _dir: string, options: SetUpOptions): Identity {
  const identity: Identity = {
    role: options.role,
    stationId: randomId(),
    name: options.name,
    replicaId: randomId(),
    operatorId: options.operatorId,
    district: null,
  };
  db.run(
    `INSERT INTO "replica" ("id", "station", "side", "isSelf", "state", "headHash", "createdAt") VALUES (?, ?, ?, 1, ?, ?, ?)`,
    [identity.replicaId, identity.stationId, options.role, options.role === "district" ? "active" : "waiting", zeroHash, options.now],
  );
  saveIdentity(db, identity);
  return identity;
}
