/**
 * Returning entries to the side that lost them: a station returns what a restored district does not have any more, with its
 * next bundle; a district returns what a station had sent. Layout: format.ts. Reading them: `return-in.ts`.
 */
import { findChain, hashAt, type Chain } from "../../journal/chains.ts";
import { fileNames } from "../../bundle/file-names.ts";
import { inWorkFolder } from "../../files/durable-files.ts";
import { headerSchema, type Header } from "../../bundle/format.ts";
import { logTransfer } from "../transfers.ts";
import { orTakeBack, writeFiles, type Outgoing, type WriteOptions, type WrittenFile } from "../../bundle/write.ts";
import { canonicalBytes, parseCanonical } from "../../journal/canonical.ts";
import type { ReadableDb, WritableDb } from "../../sqlite/connection.ts";
import { zeroHash } from "../../journal/entry.ts";
import type { Identity } from "../../office/identity.ts";
import { storeDocument, storedDocument } from "../document-files.ts";
import { receiptSchema, returnSchema, type Receipt, type Return } from "../documents.ts";

/** A range of a chain that is not the sender's. */
export interface Returned {
  readonly chain: Chain;
  readonly fromSeq: number;
  readonly toSeq: number;
}

type Proof = NonNullable<Return["proof"]>;

/** Keeps a receipt's signed header when it reaches further than the one that is kept. */
export function keepProof(db: WritableDb, feed: string, toSeq: number, proof: Proof, now: number): void {
  const kind = `feedProof:${feed}` as const;
  if ((storedDocument(db, kind)?.version ?? 0) >= toSeq) return;
  storeDocument(db, kind, { version: toSeq, body: JSON.stringify(proof) }, now);
}

/** The kept proof; null when receipts were only read by a program that kept none. */
function proofOf(db: ReadableDb, feed: string): { readonly toSeq: number; readonly proof: Proof } | null {
  const stored = storedDocument(db, `feedProof:${feed}`);
  if (stored === null) return null;
  return { toSeq: stored.version, proof: returnSchema.shape.proof.unwrap().parse(JSON.parse(stored.body)) };
}

/** The header that a proof holds. @throws Error when it holds none */
export const provedHeader = ({ header }: Proof): Header =>
  headerSchema.parse(parseCanonical(Buffer.from(header, "base64")));

/**
 * What this station holds and its district, restored from a backup, says it has not: what the district wrote on feeds that
 * ended, as far as a signature of its own proves it, and what earlier PCs of this station wrote.
 */
export function lostByDistrict(db: ReadableDb, identity: Identity): Returned[] {
  // Asked at every look at this PC's state, so that the long document is parsed only where there is a reason.
  const isRestored = `SELECT 1 FROM "document" WHERE "kind" = 'receipt' AND "body" ->> '$.former' IS NOT NULL`;
  const receipt = db.value(isRestored) === undefined ? null : storedReceipt(db);
  if (receipt?.former === undefined) return [];
  const known = new Map([...receipt.former, ...receipt.replicas].map((chain) => [chain.replica, chain]));
  const held = db
    .all<{ id: string }>(
      `SELECT "id" FROM "replica" WHERE "station" = ? AND "isFeed" = 0 AND "id" <> ? AND "headSeq" > 0 ORDER BY "createdAt", "id"`,
      [identity.stationId, identity.replicaId],
    )
    .map(({ id }) => findChain(db, id))
    .filter((chain) => chain !== null);
  return held.flatMap((chain) => {
    const { headSeq, headHash } = known.get(chain.id) ?? { headSeq: 0, headHash: zeroHash.toString("hex") };
    const toSeq = chain.side === "station" ? chain.headSeq : Math.min(chain.headSeq, proofOf(db, chain.id)?.toSeq ?? 0);
    const follows = hashAt(db, chain.id, headSeq)?.toString("hex") === headHash;
    return follows && toSeq > headSeq ? [{ chain, fromSeq: headSeq + 1, toSeq }] : [];
  });
}

export function storedReceipt(db: ReadableDb): Receipt | null {
  const stored = storedDocument(db, "receipt");
  return stored === null ? null : receiptSchema.parse(JSON.parse(stored.body));
}

export interface ReturnOptions extends Omit<WriteOptions, "work" | "namesOf" | "onLeaving"> {
  /** The sender's part of the header. */
  readonly from: Omit<Outgoing["header"], "of" | "join" | "acknowledged">;
}

export interface WrittenReturns {
  readonly files: readonly WrittenFile[];
  /** Lists them among the transfers: the caller's last step, in one transaction with what else it notes. */
  readonly note: () => void;
}

/**
 * Writes returned entries, a file or more a chain.
 * @throws AppError as `writeFiles`; none of the files is left then
 */
export async function writeReturns(
  db: WritableDb,
  returned: readonly Returned[],
  options: ReturnOptions,
): Promise<WrittenReturns> {
  const { from, now, dir } = options;
  const written: WrittenFile[] = [];
  const notes: (() => void)[] = [];
  for (const { chain, fromSeq, toSeq } of returned) {
    const outgoing: Outgoing = {
      header: { ...from, of: chain.id, join: null, acknowledged: null },
      fromSeq,
      toSeq,
      hashBefore: hashAt(db, chain.id, fromSeq - 1) ?? zeroHash,
      receipt: canonicalBytes(
        returnSchema.parse({
          side: chain.side,
          signingKey: chain.signingKey,
          proof: from.type === "bundle" && chain.side === "district" ? (proofOf(db, chain.id)?.proof ?? null) : null,
        }),
      ),
      blobs: [],
    };
    const extension = from.type === "bundle" ? "lxq" : "lxr";
    const namesOf = (first: number, last: number) =>
      fileNames(extension, { ...from, fromSeq: first, toSeq: last, now, purpose: "return" });
    const files = await orTakeBack(options.outbox, written, () =>
      inWorkFolder(dir, (work) => writeFiles(db, outgoing, { ...options, work, namesOf })),
    );
    written.push(...files);
    notes.push(() => {
      for (const file of files) {
        logTransfer(db, {
          direction: "out",
          type: from.type,
          file: file.file,
          sha256: file.sha256,
          replica: chain.id,
          station: from.station,
          fromSeq: file.fromSeq,
          toSeq: file.toSeq,
          entries: file.toSeq - file.fromSeq + 1,
          outcome: "exported",
          code: null,
          at: now,
        });
      }
    });
  }
  return { files: written, note: () => notes.forEach((note) => note()) };
}
