/**
 * 其他电脑: what a station's PCs have entered reaches its other PCs with the receipts. Beside a receipt lies a file for each chain
 * of which another confirmed PC may lack something: the chain returned as 交还 returns it (format 2), from where the PC that has
 * least of it ends. The PC whose chain it is cannot open it: returned to its own writer, a part of a chain would be taken for
 * the whole of what a rolled-back PC has lost.
 *
 * What a PC has is known from itself, because any file may be lost or read by one of the PCs only:
 * - It says so, beside its next bundle, with a file that returns nothing: an empty range, at the entry where the chain ends on
 *   that PC. It says so once it has read a chain's file, and as long as it lacks something that a receipt told it of
 *   (`station/lacking.ts`). Programs that read format 2 and do not know of this take it for a duplicate.
 * - A PC that has never said anything may be one with an older program, which cannot. Its next bundle counts as its word when
 *   its roster and feed tell that it was written after a receipt was read: what lay beside that is not written again. Where an
 *   older program has it not, it says that the next file does not follow, and 交还 brings everything.
 * A wrong guess costs a file more, never an entry: a range that does not follow is not taken, and asked for again.
 */
import { findChain, hashAt, stationChains, type Chain } from "../../journal/chains.ts";
import { chainIn, type Header } from "../../bundle/format.ts";
import type { ReadableDb, WritableDb } from "../../sqlite/connection.ts";
import type { Returned } from "../restored/return-out.ts";

export interface SiblingRange extends Returned {
  readonly chain: Chain;
  /** The other confirmed PCs. */
  readonly readers: readonly Chain[];
}

/** What receipts have to carry now, a range a chain, oldest PC first. */
export function siblingRanges(db: ReadableDb, station: string): SiblingRange[] {
  const chains = stationChains(db, station);
  const active = chains.filter(({ state, recipient }) => state === "active" && recipient !== null);
  return chains.flatMap((chain) => {
    const readers = active.filter(({ id }) => id !== chain.id);
    if (chain.state === "waiting" || readers.length === 0) return [];
    const fromSeq = Math.min(...readers.map(({ id }) => hadBy(db, id, chain.id))) + 1;
    return fromSeq > chain.headSeq ? [] : [{ chain, fromSeq, toSeq: chain.headSeq, readers }];
  });
}

const hadBy = (db: ReadableDb, reader: string, chain: string): number =>
  db.value<number>(`SELECT "had" FROM "sibling" WHERE "reader" = ? AND "chain" = ?`, [reader, chain]) ?? 0;

/** Notes what was written beside a receipt that reached `feed`'s head. Inside the caller's transaction. */
export function noteOffered(
  db: WritableDb,
  ranges: readonly SiblingRange[],
  feed: Pick<Chain, "id" | "headSeq">,
  rosterVersion: number,
): void {
  for (const { chain, toSeq, readers } of ranges) {
    for (const { id } of readers) {
      db.run(
        `INSERT INTO "sibling" ("reader", "chain", "offered", "feed", "feedSeq", "rosterVersion") VALUES (?, ?, ?, ?, ?, ?)
         ON CONFLICT DO UPDATE SET "offered" = excluded."offered", "feed" = excluded."feed", "feedSeq" = excluded."feedSeq",
           "rosterVersion" = excluded."rosterVersion"`,
        [id, chain.id, toSeq, feed.id, feed.headSeq, rosterVersion],
      );
    }
  }
}

/** The newest bundle came of a PC that never says what it has, written after it had read a receipt: it has what lay beside. */
export function noteSilence(db: WritableDb, { replica, rosterVersion, acknowledged }: Header): void {
  if (acknowledged === null) return;
  db.run(
    `UPDATE "sibling" SET "had" = max("had", "offered")
     WHERE "reader" = :reader AND "rosterVersion" <= :rosterVersion AND "feed" = :feed AND "feedSeq" <= :seq
       AND NOT EXISTS (SELECT 1 FROM "sibling" WHERE "reader" = :reader AND "said" = 1)`,
    { reader: replica, rosterVersion, feed: acknowledged.replica, seq: acknowledged.seq },
  );
}

/** A PC says up to where it has a chain of its station; what is no point of that chain here is ignored. */
export function noteStated(db: WritableDb, header: Header): void {
  const chain = findChain(db, chainIn(header));
  if (chain === null || chain.station !== header.station || chain.side !== "station") return;
  if (hashAt(db, chain.id, header.toSeq)?.toString("hex") !== header.hashAfter) return;
  db.run(
    `INSERT INTO "sibling" ("reader", "chain", "had", "said") VALUES (:reader, :chain, :seq, 1)
     ON CONFLICT DO UPDATE SET "had" = :seq, "said" = 1`,
    { reader: header.replica, chain: chain.id, seq: header.toSeq },
  );
}
