/** Who sent a file: a PC that is known here, or one that shows an invitation issued here. Asked before anything is decrypted. */
import { findChain, type Chain } from "../../journal/chains.ts";
import { isRecipient, isSigningKey } from "../../bundle/crypto.ts";
import type { JoinRequest } from "../../bundle/format.ts";
import { requireSignature, type OpenedFile } from "../../bundle/read.ts";
import type { ReadableDb } from "../../sqlite/connection.ts";
import { AppError } from "../../schema/app-error.ts";

export type Sender =
  | { readonly kind: "known"; readonly chain: Chain }
  | { readonly kind: "new"; readonly join: JoinRequest };

/**
 * Finds the sender and verifies its signature.
 * @throws AppError bundleUnknownSender, bundleDamaged
 */
export async function senderOf(db: ReadableDb, opened: OpenedFile): Promise<Sender> {
  const { stable, shown } = opened;
  const chain = findChain(db, stable.replica);
  if (chain !== null) {
    const isStation = chain.side === "station" && chain.station === stable.station && chain.signingKey !== null;
    if (!isStation || chain.signingKey === null) throw new AppError("bundleUnknownSender", { file: shown });
    requireSignature(opened, chain.signingKey);
    return { kind: "known", chain };
  }
  const join = opened.header?.join ?? null;
  if (join === null || !(await isUsable(db, join, opened))) throw new AppError("bundleUnknownSender", { file: shown });
  requireSignature(opened, join.signingKey);
  return { kind: "new", join };
}

async function isUsable(db: ReadableDb, join: JoinRequest, { stable }: OpenedFile): Promise<boolean> {
  if (join.replica !== stable.replica || join.station !== stable.station) return false;
  const station = db.value<string>(`SELECT "station" FROM "invitation" WHERE "id" = ?`, [join.invitation]);
  return station === join.station && isSigningKey(join.signingKey) && (await isRecipient(join.recipient));
}
