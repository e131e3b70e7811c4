/**
 * How far this PC has the chains of its station's other PCs, to be said with its next bundle (`district/siblings.ts`). What it
 * lacks is worked out from what is here, so that no lost file matters. What it has read it says once: where that is lost, the
 * next receipt brings the same once more, and it is said again.
 */
import { hasBlob } from "../../attachments/store.ts";
import { findChain } from "../../journal/chains.ts";
import type { Identity } from "../../office/identity.ts";
import type { ReadableDb, WritableDb } from "../../sqlite/connection.ts";
import type { Receipt } from "../documents.ts";
import { storedReceipt, type Returned } from "../restored/return-out.ts";

/** Empty ranges: each chain of which something is missing, at the last entry from which on all is here. */
export function lackingHere(db: ReadableDb, dir: string, identity: Identity): Returned[] {
  const receipt = storedReceipt(db);
  if (receipt === null) return [];
  const others = receipt.replicas.filter(({ replica }) => replica !== identity.replicaId);
  if (others.length === 0) return [];
  const firstWithout = firstWithoutBytes(db, dir, identity, receipt);
  return others.flatMap(({ replica, headSeq }) => {
    const chain = findChain(db, replica);
    const here = chain?.headSeq ?? 0;
    const withBytes = (firstWithout.get(replica) ?? here + 1) - 1;
    if (here >= headSeq && withBytes >= here) return [];
    const toSeq = Math.min(here, withBytes);
    return {
      chain: { id: replica, side: "station", signingKey: chain?.signingKey ?? null },
      fromSeq: toSeq + 1,
      toSeq,
    };
  });
}

/**
 * For each of the other PCs' chains its first entry with an attachment whose bytes are missing here and not at the district.
 * What the district is missing, too, it asks that PC for; then this PC asks for it in turn.
 */
function firstWithoutBytes(
  db: ReadableDb,
  dir: string,
  { stationId, replicaId }: Identity,
  { missingBlobs, replicas }: Receipt,
): ReadonlyMap<string, number> {
  const missingThere = new Set(missingBlobs);
  const known = new Map(replicas.map(({ replica, headSeq }) => [replica, headSeq]));
  const first = new Map<string, number>();
  const rows = db.all<{ sha256: string; replica: string; seq: number }>(
    `SELECT a."sha256", j."replica", min(j."seq") AS "seq" FROM "attachment" a
     JOIN "journal" j ON j."record" = a."id" AND j."kind" = 'attachment' JOIN "replica" r ON r."id" = j."replica"
     WHERE a."station" = ? AND j."replica" <> ? AND r."side" = 'station' GROUP BY a."id", j."replica"`,
    [stationId, replicaId],
  );
  for (const { sha256, replica, seq } of rows) {
    if (seq > (known.get(replica) ?? 0) || missingThere.has(sha256) || hasBlob(dir, sha256)) continue;
    first.set(replica, Math.min(first.get(replica) ?? seq, seq));
  }
  return first;
}

/** Chains of which a file was read since the last bundle, up to where they are here; without those that lack something. */
export function readHere(db: ReadableDb, lacking: readonly Returned[]): Returned[] {
  const saidAlready = new Set(lacking.map(({ chain }) => chain.id));
  return db
    .all<{ id: string }>(
      `SELECT r."id" FROM "replica" r JOIN "document" d ON d."kind" = 'siblingRead:' || r."id"
       WHERE r."isSelf" = 0 AND r."side" = 'station' ORDER BY r."createdAt", r."id"`,
    )
    .flatMap(({ id }) => {
      const chain = saidAlready.has(id) ? null : findChain(db, id);
      return chain === null ? [] : [{ chain, fromSeq: chain.headSeq + 1, toSeq: chain.headSeq }];
    });
}

/** A bundle was written: what was read has been said. Inside the caller's transaction. */
export function noteSaid(db: WritableDb): void {
  db.run(`DELETE FROM "document" WHERE "kind" LIKE 'siblingRead:%'`);
}
