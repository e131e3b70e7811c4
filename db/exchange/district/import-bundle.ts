/**
 * One bundle into the district: verify the copy, know the sender, see where it stands in the chain, and only then decrypt.
 * Whatever is wrong with it, either all of it is imported or the database is as before.
 */
import { applyStaged, type Applied } from "../../journal/append-staged.ts";
import { changedRecords } from "../../journal/changed-records.ts";
import { findChain, hashAt, type Chain } from "../../journal/chains.ts";
import { entriesIn, type Header } from "../../bundle/format.ts";
import { planFor } from "../range.ts";
import { openFile, requirePayload, type OpenedFile } from "../../bundle/read.ts";
import { missingBlobs } from "../received-blobs.ts";
import { stagePayload, type Staged } from "../../bundle/stage.ts";
import { firstForked, withStaging } from "../../bundle/staging.ts";
import { logTransfer, notePayload, wasImported } from "../transfers.ts";
import type { ReadableDb, WritableDb } from "../../sqlite/connection.ts";
import { AppError } from "../../schema/app-error.ts";
import { followUp, leftNotice } from "../follow-up.ts";
import { holdFile, waitForPerson } from "./hold.ts";
import { forgetHeld, removeHeldFile, type HeldReason } from "../held.ts";
import { claimRosterVersion } from "../new-feeds.ts";
import { applyReturned, newIn, readReturn, requireProved, returnPlan, returnTarget } from "../restored/return-in.ts";
import type { Return } from "../documents.ts";
import type { Side } from "../../journal/apply.ts";
import { stationName, transferOf, type Imported, type Importing, type VerifiedFile } from "../importing.ts";
import { noteSilence, noteStated } from "./siblings.ts";
import { senderOf } from "./sender.ts";
import { fileKinds, type Left } from "../../schema/words.ts";
import { progressSteps } from "../../schema/progress-steps.ts";

export interface LocalCopy {
  readonly file: string;
  readonly shown: string;
  readonly work: string;
}

/** @throws AppError for a file that is refused; nothing has changed then */
export async function importBundle(copy: LocalCopy, importing: Importing): Promise<Imported> {
  const { db, task } = importing;
  const opened = await openFile(copy.file, copy.shown);
  const { stable, header } = opened;
  if (stable.type !== "bundle")
    throw new AppError("receiptWrongKind", { file: copy.shown, found: fileKinds.receipt, wanted: fileKinds.bundle });
  if (!isForDistrict(opened, importing)) throw new AppError("bundleOtherDistrict", { file: copy.shown });
  const sender = await senderOf(db, opened, importing.now);
  const sha256 = await requirePayload(opened, (done) =>
    task.progress({ step: progressSteps.checking, done, total: stable.payloadLength }),
  );
  task.throwIfCancelled();
  if (!importing.dryRun) notePayload(db, sha256, stable.payloadSha256);
  const file: VerifiedFile = { opened, sha256, work: copy.work };
  if (sender.kind === "new") return waitForPerson(file, sender.join, null, importing);
  const { chain } = sender;
  if (chain.state === "retired") throw new AppError("bundleRetired", { file: copy.shown });
  if (chain.state === "waiting") return waitForPerson(file, header?.join ?? null, chain, importing);
  if (header === null)
    return holdFile(file, "newer", new AppError("bundleNewerFormat", { file: copy.shown }), importing);
  return header.of === undefined
    ? importKnown(file, header, chain, importing)
    : importReturned(file, header, importing);
}

/** Whether a file is addressed to this district, and sealed for this PC's keys. */
export const isForDistrict = (
  { stable, header }: OpenedFile,
  { identity, keys }: Pick<Importing, "identity" | "keys">,
): boolean => stable.district === identity.stationId && (header === null || header.recipients.includes(keys.recipient));
/** The sender's newest roster counts once nothing can refuse the file any more: a refused one leaves nothing. */
function noteRoster({ rosterVersion }: Header, { db, now, dryRun }: Importing): void {
  if (!dryRun) claimRosterVersion(db, rosterVersion, now);
}

/** What this district had lost, from a station that still has it. */
async function importReturned(file: VerifiedFile, header: Header, importing: Importing): Promise<Imported> {
  const { db, dir, task, keys, now, dryRun } = importing;
  const { opened, sha256, work } = file;
  return withStaging(db, work, async () => {
    const staged = await stagePayload(opened, header, { ...importing, work });
    task.throwIfCancelled();
    const said = readReturn(staged, opened);
    if (entriesIn(header) === 0) return importStated(file, header, importing);
    const target = returnTarget(db, header, said, opened);
    if (!target.isKnown) requireOwnKey(db, said, target.chain.side, opened);
    if (target.chain.side === "district") requireProved(header, said, keys.signingKey, opened);
    if (returnPlan(db, header, target, opened) === "duplicate") {
      noteRoster(header, importing);
      return duplicate(file, importing);
    }
    const result = { reason: null, outcome: "imported", replica: header.replica } as const;
    const station = stationName(db, header.station);
    if (dryRun)
      return {
        ...result,
        station,
        entries: newIn(header, target),
        records: stagedRecords(db, header.toSeq - newIn(header, target)),
        setAside: 0,
        isIndexPending: false,
      };
    const applied = db.transaction(() => {
      const done = applyReturned(db, said, target, now);
      noteRoster(header, importing);
      forgetHeld(db, sha256);
      logTransfer(db, {
        ...transferOf(opened, sha256),
        entries: done.entries,
        outcome: "imported",
        code: null,
        at: now,
      });
      return done;
    });
    const left = followUp(db, dir, staged.blobs);
    await removeHeldFile(dir, sha256);
    return { ...result, ...applied, reason: leftNotice(left), station };
  });
}

/** A PC's word on what it has of its station's other PCs: nothing to import. */
async function importStated({ opened, sha256 }: VerifiedFile, header: Header, importing: Importing): Promise<Imported> {
  const { db, dir, now, dryRun } = importing;
  if (!dryRun) {
    db.transaction(() => {
      noteStated(db, header);
      noteRoster(header, importing);
      forgetHeld(db, sha256);
      logTransfer(db, { ...transferOf(opened, sha256), entries: 0, outcome: "imported", code: null, at: now });
    });
    await removeHeldFile(dir, sha256);
  }
  return {
    outcome: "imported",
    entries: 0,
    records: 0,
    setAside: 0,
    reason: null,
    station: stationName(db, header.station),
    replica: header.replica,
    isIndexPending: false,
  };
}

/** A chain that is not known here and comes back from a station was signed by no other PC that is. @throws AppError joinOccupied */
function requireOwnKey(db: ReadableDb, { signingKey }: Return, side: Side, { shown }: OpenedFile): void {
  if (side === "district" || signingKey === null) return;
  if (db.value(`SELECT 1 FROM "replica" WHERE "signingKey" = ?`, [signingKey]) !== undefined)
    throw new AppError("joinOccupied", { file: shown });
}

async function importKnown(file: VerifiedFile, header: Header, chain: Chain, importing: Importing): Promise<Imported> {
  const { db, task } = importing;
  const imagined = importing.imagined.get(chain.id);
  const isImaginary = imagined !== undefined && header.fromSeq <= imagined + 1;
  const plan = planFor(db, chain, header);
  const isKnown = plan.kind === "duplicate" && !isOfUse(wasImported(db, file.sha256), header, chain, importing);
  if (!isImaginary && isKnown) {
    noteRoster(header, importing);
    return duplicate(file, importing);
  }
  const hold = (reason: HeldReason, error: AppError) =>
    holdFile(file, reason, error, importing, () => noteRoster(header, importing));
  return withStaging(db, file.work, async () => {
    let staged: Staged;
    try {
      staged = await stagePayload(file.opened, header, { ...importing, work: file.work });
    } catch (error) {
      if (error instanceof AppError && error.code === "bundleNewerFormat") return hold("newer", error);
      throw error;
    }
    task.throwIfCancelled();
    if (isImaginary) return imagine(file, header, imagined, importing);
    const { shown } = file.opened;
    if (plan.kind === "gap") {
      return hold("gap", new AppError("bundleGap", { file: shown, from: plan.from, to: plan.to }));
    }
    if (plan.kind === "fork" || firstForked(db, chain.id) !== null) {
      return hold("fork", new AppError("bundleFork", { file: shown }));
    }
    return apply(file, header, chain, staged, importing);
  });
}

/** A file without new entries may still bring attachments, or say how far the feedback came. */
export function isOfUse(
  wasRead: boolean,
  header: Header,
  chain: Chain,
  { db, dir }: Pick<Importing, "db" | "dir">,
): boolean {
  if (wasRead) return false;
  const saysMore =
    header.toSeq === chain.headSeq && header.acknowledged !== null && header.acknowledged.seq !== chain.feedSeq;
  return entriesIn(header) === 0 || saysMore || missingBlobs(db, dir, header.station).length > 0;
}

function duplicate({ opened }: VerifiedFile, importing: Importing): Imported {
  const { station, replica } = opened.stable;
  const reason = new AppError("bundleDuplicate", { file: opened.shown });
  return {
    outcome: "duplicate",
    entries: 0,
    records: 0,
    setAside: 0,
    reason,
    station: stationName(importing.db, station),
    replica,
    isIndexPending: false,
  };
}

async function apply(
  file: VerifiedFile,
  header: Header,
  chain: Chain,
  staged: Staged,
  importing: Importing,
): Promise<Imported> {
  const { db, dir, task } = importing;
  task.progress({ step: progressSteps.writing, done: 0, total: entriesIn(header) });
  const applied = commit(file, header, chain, importing);
  let left: Left[] = [];
  if (importing.dryRun) importing.imagined.set(chain.id, Math.max(header.toSeq, chain.headSeq));
  else {
    left = followUp(db, dir, staged.blobs);
    await removeHeldFile(dir, file.sha256);
  }
  if (applied.entries === 0 && entriesIn(header) > 0) return duplicate(file, importing);
  return {
    ...applied,
    outcome: "imported",
    reason: elsewhere(db, header, file) ?? leftNotice(left),
    station: stationName(db, header.station),
    replica: header.replica,
  };
}

/**
 * The station follows a feed that this PC never began: another PC has the district's keys, or this one was restored more than
 * once. The entries are the station's own and are taken; a person has to know.
 */
function elsewhere(db: ReadableDb, { acknowledged, station }: Header, { opened }: VerifiedFile): AppError | null {
  if (acknowledged === null || findChain(db, acknowledged.replica) !== null) return null;
  return new AppError("districtElsewhere", { station: stationName(db, station), file: opened.shown });
}

/** Undoes a dry run's transaction. */
class DryRun extends Error {
  readonly applied: Applied;
  constructor(applied: Applied) {
    super("dry run");
    this.applied = applied;
  }
}

function commit({ opened, sha256 }: VerifiedFile, header: Header, chain: Chain, importing: Importing): Applied {
  const { db, now } = importing;
  try {
    return db.transaction(() => {
      const applied = applyStaged(db, chain);
      if (importing.dryRun) throw new DryRun(applied);
      noteFeedback(db, header, chain);
      noteRoster(header, importing);
      forgetHeld(db, sha256);
      logTransfer(db, {
        ...transferOf(opened, sha256),
        entries: applied.entries,
        outcome: "imported",
        code: null,
        at: now,
      });
      return applied;
    });
  } catch (error) {
    if (error instanceof DryRun) return error.applied;
    throw error;
  }
}

/**
 * How far this PC has the district's feedback, by its newest bundle: lower than before when it was restored from a backup.
 * What is not a point of our own feed is ignored, so that the receipt starts where both agree.
 */
function noteFeedback(db: WritableDb, header: Header, chain: Chain): void {
  const { acknowledged } = header;
  if (acknowledged === null || header.toSeq < chain.headSeq) return;
  noteSilence(db, header);
  const feed = findChain(db, acknowledged.replica);
  if (feed === null || feed.isFeed !== 1 || feed.station !== header.station) return;
  if (hashAt(db, feed.id, acknowledged.seq)?.toString("hex") !== acknowledged.hash) return;
  db.run(`UPDATE "replica" SET "feedSeq" = ? WHERE "id" = ?`, [acknowledged.seq, chain.id]);
}

/** Records in the staged entries above one. */
const stagedRecords = (db: ReadableDb, head: number): number =>
  changedRecords(db, `staging.entry j WHERE j."seq" > ?`, [head]);

/** A file of a dry run that continues another one of it: verified to the last entry, but not tried against the tables. */
function imagine(file: VerifiedFile, header: Header, head: number, importing: Importing): Imported {
  if (header.toSeq <= head) return duplicate(file, importing);
  importing.imagined.set(header.replica, header.toSeq);
  const station = stationName(importing.db, header.station);
  return {
    outcome: "imported",
    entries: header.toSeq - head,
    records: stagedRecords(importing.db, head),
    setAside: 0,
    reason: null,
    station,
    replica: header.replica,
    isIndexPending: false,
  };
}
