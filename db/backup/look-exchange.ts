/** What a restore means for what a district has exchanged with its stations since the backup. */
import type { BackupExchangeLook } from "../api/operations.ts";
import { hashAt, type Chain } from "../journal/chains.ts";
import type { ReadableDb } from "../sqlite/connection.ts";
import { continuationOf } from "../exchange/restored/new-chain.ts";
import { findIdentity } from "../office/identity.ts";

/** The migration that made the tables of the exchange. */
const firstWithExchange = 20;

/** @returns null at a station, whose own chain is told of elsewhere */
export function lookAtExchange(backup: ReadableDb, current: ReadableDb | null, dir: string): BackupExchangeLook | null {
  if (findIdentity(backup)?.role !== "district") return null;
  // A backup as old as that cannot be read before it is brought up to date.
  if ((backup.value<number>("PRAGMA user_version") ?? 0) < firstWithExchange) return { renews: true, counts: null };
  const renews = continuationOf(backup, current, dir).kind === "renew";
  if (current === null) return { renews, counts: null };
  const chains = current.all<Pick<Chain, "id" | "side" | "isFeed" | "headSeq" | "exportedSeq">>(
    `SELECT "id", "side", "isFeed", "headSeq", "exportedSeq" FROM "replica" WHERE "isSelf" = 0`,
  );
  const counts = { received: 0, told: 0, untold: 0 };
  for (const chain of chains) {
    const kept = commonEnd(backup, current, chain.id);
    if (chain.side === "station") counts.received += chain.headSeq - kept;
    else {
      counts.told += Math.max(0, chain.exportedSeq - kept);
      counts.untold += chain.headSeq - Math.max(kept, chain.exportedSeq);
    }
  }
  return { renews, counts };
}

/** The last entry of a chain that both have alike. */
function commonEnd(backup: ReadableDb, current: ReadableDb, chain: string): number {
  const last = backup.value<number | null>(`SELECT max("seq") FROM "journal" WHERE "replica" = ?`, [chain]) ?? 0;
  const isAlike = hashAt(current, chain, last)?.equals(hashAt(backup, chain, last) ?? Buffer.alloc(0)) === true;
  return isAlike ? last : 0;
}
