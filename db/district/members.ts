/** The district decides about PCs: lets one in after the phone call, or takes one out. */
import type { ImportResult } from "../api.ts";
import { findChain, type Chain } from "../bundle/chains.ts";
import type { ReadableDb } from "../connection.ts";
import { AppError } from "../errors.ts";
import { importHeld } from "./import.ts";
import type { Importing } from "./importing.ts";
import { publishRoster } from "./roster.ts";

/**
 * Lets a waiting PC in: it is in the next roster, and its held bundles are imported. One that is in already stays as it is.
 * @throws AppError replicaMissing, bundleRetired
 */
export async function confirmReplica(replica: string, importing: Importing): Promise<ImportResult[]> {
  const { db, keys, identity, now } = importing;
  const chain = requireStationPc(db, replica);
  if (chain.state === "retired") throw new AppError("bundleRetired", { file: chain.id });
  db.transaction(() => {
    db.run(`UPDATE "replica" SET "state" = 'active' WHERE "id" = ?`, [chain.id]);
    publishRoster(db, keys, identity, now);
  });
  return importHeld(chain.id, importing);
}

/**
 * Takes a PC out, for good: what it sent stays, and nothing more is taken from it.
 * @throws AppError replicaMissing
 */
export function retireReplica(replica: string, importing: Omit<Importing, "imagined" | "dryRun">): void {
  const { db, keys, identity, now } = importing;
  const chain = requireStationPc(db, replica);
  db.transaction(() => {
    db.run(`UPDATE "replica" SET "state" = 'retired' WHERE "id" = ?`, [chain.id]);
    publishRoster(db, keys, identity, now);
  });
}

/** By id, or by a beginning of it that is long enough and fits one PC only. */
function requireStationPc(db: ReadableDb, text: string): Chain {
  const found = db.all<{ id: string }>(
    `SELECT "id" FROM "replica" WHERE "side" = 'station' AND ("id" = :text OR (length(:text) >= 8 AND substr("id", 1, length(:text)) = :text)) LIMIT 2`,
    { text },
  );
  const chain = found.length === 1 ? findChain(db, found[0]?.id ?? "") : null;
  if (chain === null) throw new AppError("replicaMissing", { replica: text });
  return chain;
}
