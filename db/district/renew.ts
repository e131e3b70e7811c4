/**
 * What a restored backup does to this PC's chain of entries. A sequence number that has left the PC must never be used again
 * for something else: the district would find two histories under one number (a fork) and hold both back. So the chain goes
 * on only where nothing that left is missing; otherwise this PC becomes a new replica, and what the district has not
 * acknowledged is written again under it.
 */
import { addKeys, checkCode, hasKeys } from "../bundle/crypto.ts";
import { hashAt, readChain } from "../bundle/chains.ts";
import { canonicalBytes } from "../canonical.ts";
import type { ReadableDb, WritableDb } from "../connection.ts";
import { chainHash, innerHash, storedHeader, storedPayload, versionName, zeroHash } from "../entry.ts";
import { AppError } from "../errors.ts";
import { randomId } from "../ids.ts";
import { findIdentity, readIdentity, saveIdentity } from "../local.ts";
import { storedDocument } from "./document-files.ts";
import { readInvitation } from "./documents.ts";
import { joinRequestFor } from "./join.ts";
import { leftChains } from "./left-chains.ts";

export type Continuation =
  /** Everything that ever left this PC is in the backup; `acknowledged` may be more than the backup knew. */
  { readonly kind: "same"; readonly acknowledged: number } | { readonly kind: "renew" };

/**
 * @param restored the backup, opened
 * @param current the data it replaces, or null when that cannot be read
 * @throws AppError restoreDistrictSent
 */
export function continuationOf(restored: ReadableDb, current: ReadableDb | null, dir: string): Continuation {
  const identity = readIdentity(restored);
  if (identity.role === "district") return districtContinuation(restored, current);
  const chain = readChain(restored, identity.replicaId);
  const renew = { kind: "renew" } as const;
  if (current === null || !hasKeys(dir, chain.id)) return renew;
  if (findIdentity(current)?.replicaId === chain.id) {
    const now = readChain(current, chain.id);
    const isBeginning = hashAt(current, chain.id, chain.headSeq)?.equals(chain.headHash) === true;
    if (!isBeginning || now.exportedSeq > chain.headSeq) return renew;
    return { kind: "same", acknowledged: Math.min(now.importedSeq, chain.headSeq) };
  }
  // A restore is being undone: nothing was written to the chain since this PC left it.
  const left = leftChains(current)[chain.id];
  const isWhole = left !== undefined && left.hash === chain.headHash.toString("hex") && left.seq === chain.headSeq;
  return isWhole ? { kind: "same", acknowledged: chain.importedSeq } : renew;
}

/**
 * A district's feeds are named in its stations' invitations and cannot be renewed from here. When the data that is replaced
 * cannot be read, the restore goes on: a station refuses a feed that does not continue its own (receiptFork).
 */
function districtContinuation(restored: ReadableDb, current: ReadableDb | null): Continuation {
  if (current === null) return { kind: "same", acknowledged: 0 };
  const sent = current.all<{ id: string; exportedSeq: number }>(
    `SELECT "id", "exportedSeq" FROM "replica" WHERE "side" = 'district' AND "exportedSeq" > 0`,
  );
  for (const { id, exportedSeq } of sent) {
    const before = hashAt(restored, id, exportedSeq);
    if (before === null || hashAt(current, id, exportedSeq)?.equals(before) !== true)
      throw new AppError("restoreDistrictSent");
  }
  return { kind: "same", acknowledged: 0 };
}

/**
 * Ends this PC's chain at the last acknowledged entry and goes on under a new replica with keys of its own. What was not
 * acknowledged keeps its place, its values and its time; only whose entry it is changes. Rule: bundle format, "Acknowledgement".
 * @returns the code to compare by phone, or null when this station has not joined a district
 */
export function renewReplica(db: WritableDb, dir: string, now: number): string | null {
  const identity = readIdentity(db);
  const old = readChain(db, identity.replicaId);
  const replica = randomId();
  const keys = addKeys(dir, replica);
  const invitation = storedDocument(db, "invitation");
  const code =
    identity.district === null || invitation === null
      ? null
      : checkCode(
          identity.district.rootKey,
          joinRequestFor(readInvitation(Buffer.from(invitation.body, "utf8"), "invitation"), keys),
        );
  db.transaction(() => {
    db.run(
      `INSERT INTO "replica" ("id", "station", "side", "isSelf", "state", "signingKey", "recipient", "checkCode", "headHash", "createdAt")
       VALUES (?, ?, 'station', 1, 'waiting', ?, ?, ?, ?, ?)`,
      [replica, identity.stationId, keys.signingKey, keys.recipient, code, zeroHash, now],
    );
    const head = rebase(db, old.id, replica, old.importedSeq);
    db.run(`UPDATE "replica" SET "headSeq" = ?, "headHash" = ? WHERE "id" = ?`, [head.seq, head.hash, replica]);
    db.run(
      `UPDATE "replica" SET "isSelf" = 0, "state" = 'retired', "headSeq" = "importedSeq", "headHash" = ?,
         "exportedSeq" = "importedSeq", "receivedSeq" = "importedSeq" WHERE "id" = ?`,
      [hashAt(db, old.id, old.importedSeq) ?? zeroHash, old.id],
    );
    saveIdentity(db, { ...identity, replicaId: replica });
  });
  return code;
}

interface Row {
  readonly position: number;
  readonly seq: number;
  readonly header: Buffer;
  readonly salt: Buffer | null;
  readonly payload: Buffer | null;
  readonly inner: Buffer;
}

/** Moves the entries after `acknowledged` from one chain to the beginning of another, references among them included. */
function rebase(db: WritableDb, from: string, to: string, acknowledged: number): { seq: number; hash: Buffer } {
  const rows = db.all<Row>(
    `SELECT "position", "seq", "header", "salt", "payload", "inner" FROM "journal"
     WHERE "replica" = ? AND "seq" > ? ORDER BY "seq"`,
    [from, acknowledged],
  );
  const renamed = (version: string): string => {
    const [replica, seq] = version.split(":");
    return replica === from && Number(seq) > acknowledged ? versionName(to, Number(seq) - acknowledged) : version;
  };
  let hash = zeroHash;
  for (const row of rows) {
    const { after, erasure, ...rest } = storedHeader(row.header);
    const seq = row.seq - acknowledged;
    const header = canonicalBytes({
      ...rest,
      ...(after === undefined ? {} : { after: renamed(after) }),
      ...(erasure === undefined ? {} : { erasure: renamed(erasure) }),
      replica: to,
      seq,
    });
    const payload = row.payload === null ? null : renamedPayload(row.payload, renamed);
    const inner = payload === null || row.salt === null ? row.inner : innerHash(row.salt, payload);
    hash = chainHash(hash, header, inner);
    db.run(
      `UPDATE "journal" SET "replica" = ?, "seq" = ?, "header" = ?, "payload" = ?, "inner" = ?, "hash" = ? WHERE "position" = ?`,
      [to, seq, header, payload, inner, hash, row.position],
    );
    db.run(`UPDATE "refused" SET "replica" = ?, "seq" = ? WHERE "position" = ?`, [to, seq, row.position]);
  }
  return { seq: rows.length, hash };
}

function renamedPayload(bytes: Buffer, renamed: (version: string) => string): Buffer {
  const { base, ...rest } = storedPayload(bytes);
  if (base === undefined) return bytes;
  const versions = Object.fromEntries(Object.entries(base).map(([field, version]) => [field, renamed(version)]));
  return canonicalBytes({ ...rest, base: versions });
}
