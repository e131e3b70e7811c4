/** The district decides about PCs: lets one in after the phone call, or takes one out. */
import type { ImportResult } from "../../api/operations.ts";
import { findChain, type Chain } from "../../journal/chains.ts";
import type { ReadableDb } from "../../sqlite/connection.ts";
import { AppError } from "../../schema/app-error.ts";
import { answerTo, joinDigits, waitingWith } from "./join-code.ts";
import { importHeld } from "./import-files.ts";
import { forgetHeld, removeHeldFile, type HeldFile } from "../held.ts";
import type { Importing } from "../importing.ts";
import { publishRoster } from "../roster.ts";
import { settleForks } from "./settle-forks.ts";

export interface Confirmed {
  readonly replica: string;
  /** The six digits to read out. */
  readonly answer: string;
  readonly results: ImportResult[];
}

/**
 * Lets a waiting PC in, whose join code was typed: it is in the next roster, and its held bundles are imported. One that is in
 * already stays as it is; its answer may be asked for again.
 * @param replica which PC; undefined: the one whose code it is
 * @param typed the twenty digits as they were typed
 * @throws AppError joinCodeShape, replicaMissing, bundleRetired, joinCodeUnknown, joinCodeWrong, joinRefused
 */
export async function confirmReplica(
  replica: string | undefined,
  typed: string,
  importing: Importing,
): Promise<Confirmed> {
  const { db, keys, identity, now } = importing;
  const rootKey = keys.rootKey ?? "";
  const digits = joinDigits(typed);
  const chain = replica === undefined ? waitingWith(db, digits, rootKey) : requireStationPc(db, replica);
  if (chain.state === "retired") throw new AppError("bundleRetired", { file: chain.id });
  const answer = answerTo(db, chain, digits, rootKey);
  db.transaction(() => {
    db.run(`UPDATE "replica" SET "state" = 'active', "joinFailures" = 0 WHERE "id" = ?`, [chain.id]);
    publishRoster(db, keys, identity, now);
  });
  const results = await importHeld(chain.id, importing);
  await settleForks(chain.station, importing);
  return { replica: chain.id, answer, results };
}

/**
 * Takes a PC out, for good: what it sent stays, and nothing more is taken from it, nor from its files that were held. A fork
 * may be all there is of one of its two histories: it stays, and stays listed, until its entries have come another way
 * (`settle-forks.ts`).
 * @throws AppError replicaMissing
 */
export async function retireReplica(replica: string, importing: Omit<Importing, "imagined" | "dryRun">): Promise<void> {
  const { db, dir, keys, identity, now } = importing;
  const chain = requireStationPc(db, replica);
  const held = db.all<HeldFile>(`SELECT * FROM "held" WHERE "replica" = ? AND "reason" <> 'fork'`, [chain.id]);
  db.transaction(() => {
    db.run(`UPDATE "replica" SET "state" = 'retired' WHERE "id" = ?`, [chain.id]);
    for (const { sha256 } of held) forgetHeld(db, sha256);
    publishRoster(db, keys, identity, now);
  });
  for (const { sha256 } of held) await removeHeldFile(dir, sha256);
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
