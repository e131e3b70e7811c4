/**
 * Reading entries that come back to the side that lost them. Whoever returns them is a confirmed PC of the station, or the
 * district; the hash chain has to continue what is here, and a feed of the district's is taken from a station only up to
 * where the district itself once signed it: otherwise a station could write its own praise.
 */
import { applyStaged, type Applied } from "../../journal/append-staged.ts";
import { findChain, type Chain } from "../../journal/chains.ts";
import { isSignedBy } from "../../bundle/crypto.ts";
import { chainIn, entriesIn, type Header } from "../../bundle/format.ts";
import { planFor } from "../range.ts";
import { damaged, type OpenedFile } from "../../bundle/read.ts";
import type { Staged } from "../../bundle/stage.ts";
import { firstForked } from "../../bundle/staging.ts";
import { parseCanonical } from "../../journal/canonical.ts";
import type { ReadableDb, WritableDb } from "../../sqlite/connection.ts";
import { zeroHash } from "../../journal/entry.ts";
import { AppError } from "../../schema/app-error.ts";
import { returnSchema, type Return } from "../documents.ts";
import { provedHeader } from "./return-out.ts";

/** What is said of returned entries. @throws AppError bundleDamaged */
export function readReturn({ receipt }: Staged, opened: OpenedFile): Return {
  try {
    return returnSchema.parse(parseCanonical(receipt ?? Buffer.alloc(0)));
  } catch (error) {
    throw damaged(opened, error);
  }
}

/** The chain of returned entries, as it is here or as it would begin. */
export interface ReturnTarget {
  readonly chain: Pick<Chain, "id" | "station" | "side" | "headSeq">;
  readonly isKnown: boolean;
}

/** @throws AppError bundleDamaged when the chain is another station's, or on another side than the file says */
export function returnTarget(db: ReadableDb, header: Header, said: Return, opened: OpenedFile): ReturnTarget {
  const chain = findChain(db, chainIn(header));
  if (chain === null)
    return { chain: { id: chainIn(header), station: header.station, side: said.side, headSeq: 0 }, isKnown: false };
  if (chain.station !== header.station || chain.side !== said.side) throw damaged(opened);
  return { chain, isKnown: true };
}

/**
 * Whether the range brings anything. Staged entries are compared with those that are here.
 * @throws AppError returnGap when something is missing before it; bundleChainMismatch when it does not continue what is here
 */
export function returnPlan(
  db: ReadableDb,
  header: Header,
  { chain }: ReturnTarget,
  { shown }: OpenedFile,
): "apply" | "duplicate" {
  const plan = planFor(db, chain, header);
  if (plan.kind === "gap") throw new AppError("returnGap", { file: shown, from: plan.from, to: plan.to });
  if (plan.kind === "fork" || firstForked(db, chain.id) !== null)
    throw new AppError("bundleChainMismatch", { file: shown });
  return plan.kind;
}

/**
 * A feed comes back with the signed header of a receipt that ended where the range ends: the district's own word on every
 * entry up to there.
 * @param ownKey this district's signing key
 * @throws AppError returnUnproved
 */
export function requireProved(header: Header, { proof }: Return, ownKey: string, { shown }: OpenedFile): void {
  const unproved = (cause?: unknown) => new AppError("returnUnproved", { file: shown }, { cause });
  if (proof === null) throw unproved();
  const signature = Buffer.from(proof.signature, "base64");
  if (!isSignedBy("file", ownKey, Buffer.from(proof.header, "base64"), signature)) throw unproved();
  let said: Header;
  try {
    said = provedHeader(proof);
  } catch (error) {
    throw unproved(error);
  }
  const isSame =
    said.type === "receipt" &&
    said.of === undefined &&
    said.replica === chainIn(header) &&
    said.station === header.station &&
    said.toSeq === header.toSeq &&
    said.hashAfter === header.hashAfter;
  if (!isSame) throw unproved();
}

/**
 * Adds the entries to their chain, inside the caller's transaction. A chain that was unknown here ends with what came: nobody
 * writes it any more.
 */
export function applyReturned(db: WritableDb, said: Return, { chain, isKnown }: ReturnTarget, now: number): Applied {
  if (!isKnown) {
    db.run(
      `INSERT INTO "replica" ("id", "station", "side", "state", "signingKey", "headHash", "createdAt")
       VALUES (?, ?, ?, 'retired', ?, ?, ?)`,
      [chain.id, chain.station, chain.side, said.signingKey, zeroHash, now],
    );
  }
  const applied = applyStaged(db, chain);
  db.run(
    `UPDATE "replica" SET "exportedSeq" = max("exportedSeq", "headSeq"), "receivedSeq" = max("receivedSeq", "headSeq"),
       "importedSeq" = max("importedSeq", "headSeq") WHERE "id" = ?`,
    [chain.id],
  );
  return applied;
}

/** Entries that a range would add. */
export const newIn = (header: Header, { chain }: ReturnTarget): number =>
  Math.min(entriesIn(header), Math.max(0, header.toSeq - chain.headSeq));
