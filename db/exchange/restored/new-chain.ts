/**
 * What a restored backup does to this PC's chains of entries. A sequence number that has left the PC must never be used again
 * for something else: the district would find two histories under one number (a fork) and hold both back. So the chain goes
 * on only where nothing that left is missing; otherwise this PC becomes a new replica, and what the district has not
 * acknowledged is written again under it. At a district it is the feeds that leave: `new-feeds.ts`.
 */
import { addKeys, hasKeys, joinCode } from "../../bundle/crypto.ts";
import { hashAt, readChain } from "../../journal/chains.ts";
import type { ReadableDb, WritableDb } from "../../sqlite/connection.ts";
import { zeroHash } from "../../journal/entry.ts";
import { randomId } from "../../schema/ids.ts";
import { findIdentity, readIdentity, saveIdentity } from "../../office/identity.ts";
import { storedDocument } from "../document-files.ts";
import { readInvitation } from "../documents.ts";
import { joinRequestFor } from "../join.ts";
import { leftChains } from "./left-chains.ts";
import { rebase } from "../rebase.ts";
import { pcsInRoster } from "../roster.ts";
import { nextMark } from "../../kinds/hotline/numbering.ts";

export type Continuation =
  /** Everything that ever left this PC is in the backup; `acknowledged` may be more than the backup knew. */
  { readonly kind: "same"; readonly acknowledged: number } | { readonly kind: "renew" };

/**
 * @param restored the backup, opened
 * @param current the data it replaces, or null when that cannot be read
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
    const begun = storedDocument(current, "exportBegun")?.version ?? 0;
    if (!isBeginning || Math.max(now.exportedSeq, begun) > chain.headSeq) return renew;
    return { kind: "same", acknowledged: Math.min(now.importedSeq, chain.headSeq) };
  }
  // A restore is being undone: nothing was written to the chain since this PC left it.
  const left = leftChains(current)[chain.id];
  const isWhole = left !== undefined && left.hash === chain.headHash.toString("hex") && left.seq === chain.headSeq;
  return isWhole ? { kind: "same", acknowledged: chain.importedSeq } : renew;
}

/** A district goes on with its feeds only where it has told its stations nothing since. */
function districtContinuation(restored: ReadableDb, current: ReadableDb | null): Continuation {
  if (current === null || toldBy(restored) !== toldBy(current)) return { kind: "renew" };
  return { kind: "same", acknowledged: 0 };
}

/** Which feeds there are, which receipts were written, and which roster: alike only where nothing has gone out in between. */
function toldBy(db: ReadableDb): string {
  return JSON.stringify([
    db.all(`SELECT "id" FROM "replica" WHERE "isFeed" = 1 ORDER BY "id"`),
    storedDocument(db, "receiptsBegun")?.version ?? 0,
    db.value(`SELECT "sha256" FROM "transfer" WHERE "direction" = 'out' ORDER BY "id" DESC LIMIT 1`) ?? null,
    storedDocument(db, "roster")?.version ?? 0,
  ]);
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
  const known = pcsInRoster(db, identity);
  const mark = known === 0 ? null : nextMark(db, known);
  const code =
    identity.district === null || invitation === null
      ? null
      : joinCode(
          identity.district.rootKey,
          joinRequestFor(readInvitation(Buffer.from(invitation.body, "utf8"), "invitation"), keys),
        );
  db.transaction(() => {
    db.run(
      `INSERT INTO "replica" ("id", "station", "side", "isSelf", "state", "signingKey", "recipient", "checkCode", "headHash", "createdAt",
         "numberMark")
       VALUES (?, ?, 'station', 1, 'waiting', ?, ?, ?, ?, ?, ?)`,
      [replica, identity.stationId, keys.signingKey, keys.recipient, code, zeroHash, now, mark],
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
