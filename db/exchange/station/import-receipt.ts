/** A station reads its receipt: what is acknowledged, what the district says, who belongs, which settings hold. */
import { join } from "node:path";
import type { ReceiptResult } from "../../api/operations.ts";
import { applyStaged } from "../../journal/append-staged.ts";
import { feedOf, findChain, hashAt, readChain, type Chain } from "../../journal/chains.ts";
import { loadKeys, type Keys } from "../../bundle/crypto.ts";
import { inWorkFolder } from "../../files/durable-files.ts";
import type { Header } from "../../bundle/format.ts";
import type { Arrival } from "../../bundle/transport.ts";
import { planFor } from "../range.ts";
import { damaged, openFile, requirePayload, requireSignature, type OpenedFile } from "../../bundle/read.ts";
import { stagePayload, type Staged } from "../../bundle/stage.ts";
import { firstForked, withStaging } from "../../bundle/staging.ts";
import { logTransfer, notePayload, wasImported } from "../transfers.ts";
import { canonicalBytes, canonicalJson, parseCanonical } from "../../journal/canonical.ts";
import type { WritableDb } from "../../sqlite/connection.ts";
import { stateHash } from "../../journal/state-hash.ts";
import { schemaVersion, zeroHash } from "../../journal/entry.ts";
import { followUp, indexLeft } from "../follow-up.ts";
import { AppError } from "../../schema/app-error.ts";
import type { Task } from "../../tasks/task.ts";
import { readIdentity, type Identity } from "../../office/identity.ts";
import { sentSettingsSchema } from "../../schema/settings.ts";
import { unsafeTemplates, type UnsafeTemplate } from "../../paper/templates.ts";
import { saveSettings } from "../../office/settings.ts";
import { recountDueDates } from "../../journal/derived-state.ts";
import { requireCompared } from "../compare.ts";
import { dropDocument, storeDocument, storedDocument } from "../document-files.ts";
import { readRoster, receiptSchema, type Receipt } from "../documents.ts";
import { forgetHeld, keepFile, removeHeldFile, saveHeld } from "../held.ts";
import { transferOf } from "../importing.ts";
import { nothingReturned, takeReturned } from "./import-returned.ts";
import { keepProof } from "../restored/return-out.ts";
import { acceptRoster } from "../roster.ts";
import { fileKinds } from "../../schema/words.ts";

export interface ReceiptImport {
  readonly dir: string;
  readonly now: number;
  readonly task: Task;
}

interface Receiving extends ReceiptImport {
  readonly db: WritableDb;
  readonly identity: Identity;
  readonly keys: Keys;
}

/**
 * Reading a receipt again does no harm, and neither does an older one. A file that returns entries is read here, too.
 * @throws AppError notJoined, stationNotCompared, receiptWrongKind, bundleOtherDistrict, bundleUnknownSender, bundleDamaged, …,
 * bundleNewerFormat (the file is kept), receiptGap, receiptFork, receiptRolledBack, receiptOutdated. Nothing has changed then.
 */
export async function importReceipt(db: WritableDb, arrival: Arrival, options: ReceiptImport): Promise<ReceiptResult> {
  const identity = readIdentity(db);
  requireCompared(identity);
  const receiving: Receiving = { ...options, db, identity, keys: loadKeys(options.dir, identity.replicaId) };
  const { result, isIndexPending } = await inWorkFolder(options.dir, (work) => receive(arrival, work, receiving));
  return isIndexPending ? { ...result, left: [...result.left, ...(await indexLeft(db, options.task))] } : result;
}

interface Received {
  readonly result: ReceiptResult;
  readonly isIndexPending: boolean;
}

async function receive(arrival: Arrival, work: string, receiving: Receiving): Promise<Received> {
  const { db, dir, task } = receiving;
  const copy = join(work, "copy");
  await arrival.bring(copy, task);
  const opened = await openFile(copy, arrival.shown);
  const feed = requireForUs(opened, receiving);
  const sha256 = await requirePayload(opened);
  notePayload(db, sha256, opened.stable.payloadSha256);
  const { header } = opened;
  if (header !== null && isForOtherPcs(header, receiving))
    return { result: nothingReturned(db, receiving.identity, opened), isIndexPending: false };
  if (header === null) return keepNewer(opened, sha256, receiving);
  return withStaging(db, work, async () => {
    const staged = await stageReceipt(opened, header, sha256, work, receiving);
    if (header.of !== undefined) {
      task.throwIfCancelled();
      return finished(takeReturned(opened, header, sha256, staged, receiving), staged, receiving);
    }
    const receipt = readReceipt(staged, opened);
    // First, because a PC that was rolled back also misses feedback, and needs another remedy.
    requireNotRolledBack(db, receiving.identity, receipt);
    requireNamed(feed, receipt, opened, receiving);
    requireFollows(opened, header, feed.chain, receiving);
    task.throwIfCancelled();
    // Before the transaction, which cannot wait for a file to be unpacked.
    const unsafe = await unsafeTemplates(receipt.settings.values);
    const taken = commit(opened, header, sha256, receipt, feed, { ...receiving, unsafe });
    await removeHeldFile(dir, sha256);
    return finished(taken, staged, receiving);
  });
}

/** What follows the commit, which stands whatever becomes of it. */
const finished = ({ result, isIndexPending }: Received, { blobs }: Staged, { db, dir }: Receiving): Received => ({
  result: { ...result, left: followUp(db, dir, blobs) },
  isIndexPending,
});

/** @throws AppError receiptGap, receiptFork */
function requireFollows({ shown: file }: OpenedFile, header: Header, feed: Chain, { db, now }: Receiving): void {
  const plan = planFor(db, feed, header);
  if (plan.kind === "gap") {
    // The next bundle says where the feedback ends here, so that the next receipt starts there.
    db.transaction(() => storeDocument(db, "feedGap", { version: plan.from, body: "{}" }, now));
    throw new AppError("receiptGap", { file, from: plan.from, to: plan.to });
  }
  if (plan.kind === "fork" || firstForked(db, feed.id) !== null) throw new AppError("receiptFork", { file });
}

/** This PC's own entries, written for the station's other PCs (`district/siblings.ts`); 交还 writes them for this one, too. */
const isForOtherPcs = ({ of, recipients }: Header, { identity, keys }: Receiving): boolean =>
  of === identity.replicaId && !recipients.includes(keys.recipient);

/**
 * The feed that the file is on; one that is not known here is a new one, if the same district signed for it (`feedIn` asks
 * its roster, too).
 * @throws AppError receiptWrongKind, bundleOtherDistrict, receiptForOtherPc, receiptOutdated, bundleUnknownSender, bundleDamaged
 */
export function requireForUs(
  opened: OpenedFile,
  { db, identity, keys }: Pick<Receiving, "db" | "identity" | "keys">,
): Feed {
  const { stable, header, shown } = opened;
  if (stable.type !== "receipt")
    throw new AppError("receiptWrongKind", { file: shown, found: fileKinds.bundle, wanted: fileKinds.receipt });
  if (stable.district !== identity.district?.id || stable.station !== identity.stationId)
    throw new AppError("bundleOtherDistrict", { file: shown });
  if (header !== null && !header.recipients.includes(keys.recipient) && header.of !== identity.replicaId)
    throw new AppError("receiptForOtherPc", { file: shown });
  const known = findChain(db, stable.replica);
  const feed = feedOf(db, identity.stationId);
  const isNew = known === null;
  if (!isNew && known.side === "district" && known.isFeed === 0) throw new AppError("receiptOutdated", { file: shown });
  if ((!isNew && known.isFeed !== 1) || feed.signingKey === null)
    throw new AppError("bundleUnknownSender", { file: shown });
  requireSignature(opened, feed.signingKey);
  return { chain: isNew ? { ...feed, id: stable.replica, headSeq: 0, headHash: zeroHash } : known, isNew };
}

/** The district's chain to this station; new when the district was restored, or goes on from another PC. */
export interface Feed {
  readonly chain: Chain;
  readonly isNew: boolean;
}

/**
 * A new feed counts when a roster that the root key signed names it, and is not older than the one here.
 * @throws AppError receiptOutdated, bundleUnknownSender
 */
function requireNamed(
  feed: Feed,
  receipt: Receipt,
  { shown: file }: OpenedFile,
  { db, identity, now }: Receiving,
): void {
  if (!feed.isNew) return;
  const roster = readRoster(canonicalBytes(receipt.roster), identity.district?.rootKey ?? "", file);
  const own = roster.stations.find(({ id }) => id === identity.stationId);
  if (roster.district.id !== identity.district?.id || own?.feed !== feed.chain.id)
    throw new AppError("bundleUnknownSender", { file });
  if (roster.version >= (storedDocument(db, "roster")?.version ?? 0)) return;
  // Even with nothing new to send, the next bundle goes: it says which roster is here, and the district's next is above it.
  db.transaction(() => storeDocument(db, "feedGap", { version: 0, body: "{}" }, now));
  throw new AppError("receiptOutdated", { file });
}

/** The old feed ends with what is here of it; it may be returned (`return-out.ts`). */
function takeOver({ chain, isNew }: Feed, { db, now }: Receiving): void {
  if (!isNew) return;
  db.run(`UPDATE "replica" SET "isFeed" = 0, "state" = 'retired' WHERE "isFeed" = 1`);
  db.run(
    `INSERT INTO "replica" ("id", "station", "side", "isFeed", "state", "signingKey", "headHash", "createdAt")
     VALUES (?, ?, 'district', 1, 'active', ?, ?, ?)`,
    [chain.id, chain.station, chain.signingKey, zeroHash, now],
  );
}

async function stageReceipt(
  opened: OpenedFile,
  header: Header,
  sha256: string,
  work: string,
  receiving: Receiving,
): Promise<Staged> {
  try {
    return await stagePayload(opened, header, { ...receiving, work });
  } catch (error) {
    if (error instanceof AppError && error.code === "bundleNewerFormat") return keepNewer(opened, sha256, receiving);
    throw error;
  }
}

async function keepNewer(opened: OpenedFile, sha256: string, { db, dir, now }: Receiving): Promise<never> {
  const { stable, shown } = opened;
  const { replica, station, fromSeq, toSeq } = stable;
  await keepFile(dir, opened.file, sha256);
  db.transaction(() => saveHeld(db, { sha256, file: shown, replica, station, fromSeq, toSeq, reason: "newer" }, now));
  throw new AppError("bundleNewerFormat", { file: shown });
}

function readReceipt({ receipt }: Staged, opened: OpenedFile): Receipt {
  try {
    const parsed = receiptSchema.parse(parseCanonical(receipt ?? Buffer.alloc(0)));
    if (parsed.station === opened.stable.station && parsed.feed.replica === opened.stable.replica) return parsed;
  } catch (error) {
    throw damaged(opened, error);
  }
  throw damaged(opened);
}

interface Committing extends Receiving {
  /** The templates with macros or outside links: never stored; the others and all settings hold, and the result says so. */
  readonly unsafe: readonly UnsafeTemplate[];
}

/** Everything that the receipt says, in one transaction. */
function commit(
  opened: OpenedFile,
  header: Header,
  sha256: string,
  receipt: Receipt,
  feed: Feed,
  receiving: Committing,
): Received {
  const { db, identity, now, unsafe } = receiving;
  return db.transaction(() => {
    takeOver(feed, receiving);
    const acknowledged = acknowledge(db, identity, receipt, feed, now);
    const applied = applyStaged(db, feed.chain);
    const proof = { header: opened.headerBytes.toString("base64"), signature: opened.signature.toString("base64") };
    keepProof(db, feed.chain.id, header.toSeq, proof, now);
    const rosterVersion = takeRoster(db, identity, receipt, { file: opened.shown, now });
    takeSettings(db, receipt, feed, receiving);
    dropDocument(db, "feedGap");
    forgetHeld(db, sha256);
    if (!wasImported(db, sha256)) {
      logTransfer(db, {
        ...transferOf(opened, sha256),
        entries: applied.entries,
        outcome: "imported",
        code: null,
        at: now,
      });
    }
    const result = {
      file: opened.shown,
      grade: receipt.grade,
      acknowledged,
      entries: applied.entries,
      returned: null,
      records: 0,
      sameNumbers: [],
      elsewhere: elsewhere(db, identity, receipt),
      checkCode: null,
      refused: receipt.refused
        .filter(({ replica }) => replica === identity.replicaId)
        .map(({ seq, record, reason }) => ({ seq, record, reason })),
      refusedTemplates: unsafe.map(({ name }) => name),
      rosterVersion,
      isRestored: feed.isNew,
      left: [],
      drift: driftOf(db, identity, receipt),
    };
    return { result, isIndexPending: applied.isIndexPending };
  });
}

/** @throws AppError receiptRolledBack when the district has entries of this PC that are not here */
function requireNotRolledBack(db: WritableDb, { replicaId }: Identity, receipt: Receipt): void {
  const own = receipt.replicas.find(({ replica }) => replica === replicaId);
  if (own === undefined) return;
  if (hashAt(db, replicaId, own.headSeq)?.toString("hex") !== own.headHash) throw new AppError("receiptRolledBack");
}

/**
 * Notes how far the district has this PC's entries; never back, whatever an old receipt says. Except on a new feed: it was
 * written after the district was restored, and what that lost has to be sent again.
 */
function acknowledge(db: WritableDb, { replicaId }: Identity, receipt: Receipt, { isNew }: Feed, now: number): number {
  if (isNew) db.run(`UPDATE "replica" SET "importedSeq" = 0, "receivedSeq" = 0 WHERE "id" = ?`, [replicaId]);
  const before = readChain(db, replicaId).importedSeq;
  const own = receipt.replicas.find(({ replica }) => replica === replicaId);
  if (own === undefined) return before;
  const column =
    receipt.grade === "imported" ? `"importedSeq" = max("importedSeq", :seq), "receivedSeq"` : `"receivedSeq"`;
  db.run(`UPDATE "replica" SET ${column} = max("receivedSeq", :seq) WHERE "id" = :id`, {
    seq: own.headSeq,
    id: replicaId,
  });
  if (own.headSeq >= before) storeDocument(db, "receipt", { version: own.headSeq, body: canonicalJson(receipt) }, now);
  return readChain(db, replicaId).importedSeq;
}

/** A roster that is not newer is passed over: receipts may come in any order. */
function takeRoster(
  db: WritableDb,
  identity: Identity,
  receipt: Receipt,
  options: { file: string; now: number },
): number {
  try {
    return acceptRoster(db, identity, canonicalBytes(receipt.roster), options);
  } catch (error) {
    const stored = storedDocument(db, "roster");
    if (error instanceof AppError && error.code === "rosterOld" && stored !== null) return stored.version;
    throw error;
  }
}

/** The district's settings replace its earlier ones as a whole; a restored district's count their versions anew. A value that this program cannot read is left out. */
function takeSettings(db: WritableDb, { settings }: Receipt, { isNew }: Feed, { unsafe, now }: Committing): void {
  const stored = storedDocument(db, "settings");
  if (!isNew && stored !== null && settings.version <= stored.version) return;
  storeDocument(db, "settings", { version: settings.version, body: canonicalJson(settings.values) }, now);
  db.run(`DELETE FROM "setting" WHERE "source" = 'district'`);
  const known = sentSettingsSchema.partial();
  const refused = new Set(unsafe.map(({ key }) => key));
  const readable = Object.entries(settings.values).filter(
    ([key, value]) => !refused.has(key) && known.safeParse({ [key]: value }).success,
  );
  saveSettings(db, "district", Object.fromEntries(readable));
  recountDueDates(db);
}

/**
 * Entries of this station that the district has and this PC has not: of an earlier PC, or of another one beside it; and what the
 * district had said on feeds that ended before this PC had all of them.
 */
function elsewhere(db: WritableDb, { replicaId }: Identity, receipt: Receipt): number {
  const others = [...receipt.replicas, ...(receipt.former ?? [])].filter(({ replica }) => replica !== replicaId);
  return others.reduce(
    (sum, { replica, headSeq }) => sum + Math.max(0, headSeq - (findChain(db, replica)?.headSeq ?? 0)),
    0,
  );
}

/**
 * Whether the two sides' tables differ although both have the same entries; null when they have not, so that a difference
 * would say nothing (newer entries here, a second PC, another version of the program).
 */
function driftOf(db: WritableDb, identity: Identity, receipt: Receipt): boolean | null {
  const heads = [receipt.feed, ...receipt.replicas, ...(receipt.former ?? [])];
  const hasSame = heads.every(({ replica, headSeq, headHash }) => {
    const chain = findChain(db, replica);
    return chain === null ? headSeq === 0 : chain.headSeq === headSeq && chain.headHash.toString("hex") === headHash;
  });
  const own = receipt.replicas.some(({ replica }) => replica === identity.replicaId);
  if (receipt.schema !== schemaVersion || !own || !hasSame) return null;
  return stateHash(db, identity.stationId) !== receipt.stateHash;
}
