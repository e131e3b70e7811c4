/**
 * A station reads entries of its own chains from the district: what it had sent comes back with its history, and what its other
 * PCs entered comes beside receipts (`district/siblings.ts`). A chain goes on from where it ends here. One that this PC still
 * writes, and of which the district has more or something else, was rolled back (a ghost image): what came since goes to a new
 * replica, as after a restore.
 *
 * Whose the entries are, the hash chain and the district's signature say; a chain that this PC has a part of is only ever
 * continued from there.
 */
import type { ReceiptResult } from "../../api/operations.ts";
import { hashAt, readChain } from "../../journal/chains.ts";
import { AppError } from "../../schema/app-error.ts";
import { chainIn, type Header } from "../../bundle/format.ts";
import type { OpenedFile } from "../../bundle/read.ts";
import { lastAlike } from "../../bundle/staging.ts";
import { planFor } from "../range.ts";
import type { Staged } from "../../bundle/stage.ts";
import { logTransfer } from "../transfers.ts";
import { nothingApplied } from "../../journal/append-staged.ts";
import type { ReadableDb, WritableDb } from "../../sqlite/connection.ts";
import { sameNumbers } from "../../kinds/hotline/numbering.ts";
import type { Identity } from "../../office/identity.ts";
import { storeDocument, storedDocument } from "../document-files.ts";
import { transferOf } from "../importing.ts";
import { renewReplica } from "../restored/new-chain.ts";
import { applyReturned, readReturn, returnPlan, returnTarget, type ReturnTarget } from "../restored/return-in.ts";

export interface ReturnReading {
  readonly db: WritableDb;
  readonly dir: string;
  readonly identity: Identity;
  readonly now: number;
}

/**
 * The staged entries are read; the database is changed in one transaction.
 * @throws AppError bundleDamaged, bundleChainMismatch, siblingGap, returnGap
 */
export function takeReturned(
  opened: OpenedFile,
  header: Header,
  sha256: string,
  staged: Staged,
  reading: ReturnReading,
): { readonly result: ReceiptResult; readonly isIndexPending: boolean } {
  const { db, identity, now } = reading;
  const said = readReturn(staged, opened);
  const target = returnTarget(db, header, said, opened);
  const isOwn = chainIn(header) === identity.replicaId;
  if (!isOwn) requireNoGap(db, header, target, opened);
  return db.transaction(() => {
    let applied = nothingApplied;
    const before = db.value<number | null>(`SELECT max("position") FROM "journal"`) ?? 0;
    let checkCode: string | null = null;
    if (isOwn) {
      const end = rolledBackTo(db, header, opened);
      if (end !== null) {
        checkCode = leaveChain(end, reading);
        applied = applyReturned(db, said, { ...target, chain: { ...target.chain, headSeq: end } }, now);
      }
    } else if (returnPlan(db, header, target, opened) === "apply") applied = applyReturned(db, said, target, now);
    if (applied.entries > 0) {
      logTransfer(db, {
        ...transferOf(opened, sha256),
        entries: applied.entries,
        outcome: "imported",
        code: null,
        at: now,
      });
    }
    // The next bundle says how far it came (`lacking.ts`).
    const read = `siblingRead:${target.chain.id}` as const;
    if (!isOwn && target.chain.side === "station" && storedDocument(db, read) === null)
      storeDocument(db, read, { version: 1, body: "{}" }, now);
    const result = {
      ...nothingReturned(db, identity, opened),
      returned: applied.entries,
      records: applied.records,
      sameNumbers: applied.entries === 0 ? [] : sameNumbers(db, identity.stationId, before),
      checkCode,
    };
    return { result, isIndexPending: applied.isIndexPending };
  });
}

/** What a file answers that has nothing for this PC: its own entries, written for the station's other PCs. */
export const nothingReturned = (db: ReadableDb, identity: Identity, { shown }: OpenedFile): ReceiptResult => ({
  file: shown,
  grade: "imported",
  acknowledged: readChain(db, identity.replicaId).importedSeq,
  entries: 0,
  returned: 0,
  records: 0,
  sameNumbers: [],
  elsewhere: 0,
  checkCode: null,
  refused: [],
  rosterVersion: storedDocument(db, "roster")?.version ?? 0,
  refusedTemplates: [],
  isRestored: false,
  left: [],
  drift: null,
});

/** The next bundle says where the chain ends here (`lacking.ts`). @throws AppError siblingGap */
function requireNoGap(db: ReadableDb, header: Header, { chain }: ReturnTarget, { shown }: OpenedFile): void {
  if (planFor(db, chain, header).kind === "gap") throw new AppError("siblingGap", { file: shown });
}

/**
 * The last entry that the district and this PC have alike, when the district has more than that; null when it has not.
 * @throws AppError returnGap, bundleChainMismatch when the range begins after that entry: what is between would be lost
 */
function rolledBackTo(db: WritableDb, header: Header, { shown: file }: OpenedFile): number | null {
  const chain = readChain(db, chainIn(header));
  const plan = planFor(db, chain, header);
  if (plan.kind === "duplicate") return null;
  if (plan.kind === "gap") throw new AppError("returnGap", { file, from: plan.from, to: plan.to });
  if (hashAt(db, chain.id, header.fromSeq - 1)?.toString("hex") !== header.hashBefore)
    throw new AppError("bundleChainMismatch", { file });
  return Math.max(header.fromSeq - 1, lastAlike(db, chain.id));
}

/** Goes on as a new replica with what the district does not have. @returns the code to compare by phone */
function leaveChain(end: number, { db, dir, identity, now }: ReturnReading): string | null {
  db.run(`UPDATE "replica" SET "importedSeq" = ?, "receivedSeq" = ? WHERE "id" = ?`, [end, end, identity.replicaId]);
  return renewReplica(db, dir, now);
}
