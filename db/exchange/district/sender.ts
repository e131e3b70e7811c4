/** Who sent a file: a PC that is known here, or one that shows an invitation issued here. Asked before anything is decrypted. */
import { findChain, type Chain } from "../../journal/chains.ts";
import { isRecipient, isSigningKey } from "../../bundle/crypto.ts";
import type { JoinRequest } from "../../bundle/format.ts";
import { requireSignature, type OpenedFile } from "../../bundle/read.ts";
import type { ReadableDb } from "../../sqlite/connection.ts";
import { expiryOf, invitationDays } from "../../schema/invitation.ts";
import { AppError } from "../../schema/app-error.ts";

export type Sender =
  | { readonly kind: "known"; readonly chain: Chain }
  | { readonly kind: "new"; readonly join: JoinRequest };

/**
 * Finds the sender and verifies its signature. A join request that the file carries, of whomever, has to be of the sender itself:
 * nobody takes the number or the keys of another PC.
 * @throws AppError bundleUnknownSender, bundleDamaged, joinOccupied, invitationExpired, invitationCancelled
 */
export async function senderOf(db: ReadableDb, opened: OpenedFile, now: number): Promise<Sender> {
  const { stable, shown } = opened;
  const join = opened.header?.join ?? null;
  const chain = findChain(db, stable.replica);
  if (join !== null && isOthers(db, join, chain, opened)) throw new AppError("joinOccupied", { file: shown });
  if (chain !== null) {
    const isStation = chain.side === "station" && chain.station === stable.station && chain.signingKey !== null;
    if (!isStation || chain.signingKey === null) throw new AppError("bundleUnknownSender", { file: shown });
    requireSignature(opened, chain.signingKey);
    return { kind: "known", chain };
  }
  if (join === null) throw new AppError("bundleUnknownSender", { file: shown });
  await requireInvited(db, join, opened, now);
  requireSignature(opened, join.signingKey);
  return { kind: "new", join };
}

/** Whether a join request speaks of another PC than the sender, or of keys that another one has. */
function isOthers(db: ReadableDb, join: JoinRequest, chain: Chain | null, { stable }: OpenedFile): boolean {
  if (join.replica !== stable.replica || join.station !== stable.station) return true;
  // A chain that came back from a station has no recipient.
  const isOwn =
    chain === null ||
    (chain.side === "station" &&
      chain.station === join.station &&
      chain.signingKey === join.signingKey &&
      (chain.recipient ?? join.recipient) === join.recipient);
  return !isOwn || hasKeysOfOther(db, join);
}

function hasKeysOfOther(db: ReadableDb, { replica, signingKey, recipient }: JoinRequest): boolean {
  const sql = `SELECT 1 FROM "replica" WHERE "id" <> ? AND ("signingKey" = ? OR "recipient" = ?)`;
  return db.value(sql, [replica, signingKey, recipient]) !== undefined;
}

interface Issued {
  readonly id: string;
  readonly station: string;
  readonly createdAt: number;
  readonly cancelledAt: number | null;
  /** Whether a PC that came with it was confirmed, 0 or 1. */
  readonly isConfirmed: number;
}

const issuedSql = `SELECT i."id", i."station", i."createdAt", i."cancelledAt",
         EXISTS (SELECT 1 FROM "replica" r WHERE r."id" = i."usedBy" AND r."state" <> 'waiting') AS "isConfirmed"
  FROM "invitation" i`;

/**
 * Once a PC that came with it was confirmed, an invitation does not expire: a station that restores a backup asks again with it,
 * under a new number, and a person is asked anyway.
 */
function standingOf({ cancelledAt, isConfirmed, createdAt }: Issued, now: number): "good" | "cancelled" | "expired" {
  if (cancelledAt !== null) return "cancelled";
  return isConfirmed === 0 && now > expiryOf(createdAt) ? "expired" : "good";
}

/** All that were issued here, and whether a PC may still come with them. */
export const issuedInvitations = (db: ReadableDb, now: number): { id: string; station: string; isGood: boolean }[] =>
  db
    .all<Issued>(issuedSql)
    .map((issued) => ({ id: issued.id, station: issued.station, isGood: standingOf(issued, now) === "good" }));

/**
 * The invitation was issued here, for this station, and may still be used.
 * @throws AppError bundleUnknownSender, invitationExpired, invitationCancelled
 */
export async function requireInvited(
  db: ReadableDb,
  join: JoinRequest,
  { shown: file }: Pick<OpenedFile, "shown">,
  now: number,
): Promise<void> {
  const issued = db.get<Issued>(`${issuedSql} WHERE i."id" = ?`, [join.invitation]);
  const isUsable = isSigningKey(join.signingKey) && (await isRecipient(join.recipient));
  if (issued?.station !== join.station || !isUsable) throw new AppError("bundleUnknownSender", { file });
  const standing = standingOf(issued, now);
  if (standing === "cancelled") throw new AppError("invitationCancelled", { file });
  if (standing === "expired") throw new AppError("invitationExpired", { file, days: invitationDays });
}
