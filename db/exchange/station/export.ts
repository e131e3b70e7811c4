/**
 * A station writes what the district has not acknowledged. A lost stick heals by itself: the next export starts at the same place.
 * Before both sides have compared by phone only a join file is written, because the recipients may be an impostor's.
 */
import type { StationExport } from "../../api/operations.ts";
import { hasBlob } from "../../attachments/store.ts";
import type { ReadableDb, WritableDb } from "../../sqlite/connection.ts";
import { AppError } from "../../schema/app-error.ts";
import { joinRequestFor, knownDistrict } from "../join.ts";
import { storeDocument, storedDocument } from "../document-files.ts";
import { lackingHere, noteSaid, readHere } from "./lacking.ts";
import { lostByDistrict, storedReceipt, writeReturns } from "../restored/return-out.ts";
import type { Task } from "../../tasks/task.ts";
import { isCompared, readIdentity, type Identity } from "../../office/identity.ts";
import type { Invitation } from "../documents.ts";
import { zeroHash } from "../../journal/entry.ts";
import { changedRecords } from "../../journal/changed-records.ts";
import { feedOf, hashAt, readChain, type Chain } from "../../journal/chains.ts";
import { loadKeys, type Keys } from "../../bundle/crypto.ts";
import { inWorkFolder } from "../../files/durable-files.ts";
import { fileNames } from "../../bundle/file-names.ts";
import { logTransfer } from "../transfers.ts";
import type { OpenedFile } from "../../bundle/read.ts";
import type { Outbox } from "../../bundle/transport.ts";
import { orTakeBack, writeFiles, type Outgoing, type WrittenFile } from "../../bundle/write.ts";

export interface ExportOptions {
  readonly dir: string;
  readonly outbox: Outbox;
  readonly now: number;
  readonly task: Task;
  /** Bytes of payload at which to start another file; 1 GiB unless a test says otherwise. */
  readonly split?: number;
  /** The last entry that need not be sent, because the district is known to hold it; the last one that it imported unless given. */
  readonly after?: number;
  /** Leaves out the attachments that the district asked for: they are on their way already. */
  readonly skipsWanted?: boolean;
  /** Only the request to join: the district has not confirmed this PC yet. */
  readonly joinOnly?: boolean;
}

/**
 * Writes the bundle and, beside it, what a restored district has lost and this station still has, and how far this PC has what
 * the station's other PCs entered, where there is something to say of it; or a join file, until both sides have compared.
 * @throws AppError notJoined, keysMissing, bundleRetired, bundleNothing, fileUnwritable, bundleVerifyFailed, diskFull,
 * cancelled
 */
export async function exportBundle(db: WritableDb, options: ExportOptions): Promise<StationExport> {
  const { dir, outbox, now } = options;
  const identity = readIdentity(db);
  const known = knownDistrict(db, identity);
  const keys = loadKeys(dir, identity.replicaId);
  const chain = readChain(db, identity.replicaId);
  if (chain.state === "retired") throw new AppError("bundleRetired", { file: identity.name });
  if (options.joinOnly === true || !isCompared(identity)) return exportJoinFile(db, known.invitation, keys, options);
  const after = Math.max(chain.importedSeq, options.after ?? 0);
  const fromSeq = after + 1;
  const blobs = options.skipsWanted === true ? [] : wantedBlobs(db, dir);
  const lost = lostByDistrict(db, identity);
  const lacking = lackingHere(db, dir, identity);
  if (chain.headSeq < fromSeq && lost.length === 0 && lacking.length === 0 && !hasOtherNews(db, chain, blobs))
    throw new AppError("bundleNothing");
  const outgoing: Outgoing = {
    header: {
      type: "bundle",
      district: known.invitation.district.id,
      station: identity.stationId,
      stationName: identity.name,
      replica: chain.id,
      rosterVersion: known.rosterVersion,
      recipients: [...known.recipients],
      // Always: a district restored from a backup may not know any more that it confirmed this PC.
      join: joinRequestFor(known.invitation, keys),
      acknowledged: acknowledgement(db, identity.stationId),
    },
    fromSeq,
    toSeq: chain.headSeq,
    hashBefore: hashAt(db, chain.id, after) ?? chain.headHash,
    receipt: null,
    blobs,
  };
  // A power cut after the file has its name must not hide from a later restore that it left.
  const onLeaving = () => storeDocument(db, "exportBegun", { version: chain.headSeq, body: "{}" }, now);
  const namesOf = (from: number, to: number) =>
    fileNames("lxq", { stationName: identity.name, station: identity.stationId, fromSeq: from, toSeq: to, now });
  const files = await inWorkFolder(dir, (work) =>
    writeFiles(db, outgoing, { ...options, work, keys, namesOf, onLeaving }),
  );
  const from = outgoing.header;
  const returned = await orTakeBack(outbox, files, () =>
    writeReturns(db, lost, { ...options, keys, from, mark: "return" }),
  );
  const told = await orTakeBack(outbox, [...files, ...returned.files], () =>
    writeReturns(db, [...lacking, ...readHere(db, lacking)], { ...options, keys, from }),
  );
  const written = [...files, ...returned.files, ...told.files];
  await orTakeBack(outbox, written, () =>
    db.transaction(() => {
      noteExported(db, chain, files, identity.stationId, now);
      returned.note();
      told.note();
      noteSaid(db);
    }),
  );
  return {
    files: written.map(({ file }) => file),
    entries: Math.max(0, chain.headSeq - after),
    records: unsentRecords(db, chain),
    from: fromSeq,
    to: chain.headSeq,
    isJoinFile: false,
  };
}

/**
 * What there is for the district that these files do not carry yet: a bundle, a join file, or nothing.
 * @param carried heads of files that lie where the next ones would be written
 */
export function newsBeyond(
  db: ReadableDb,
  identity: Identity,
  carried: readonly Pick<OpenedFile, "header">[],
): "bundle" | "join" | null {
  if (identity.district === null) return null;
  const chain = readChain(db, identity.replicaId);
  if (chain.state === "retired") return null;
  if (!isCompared(identity)) {
    const isThere = carried.some(({ header }) => header?.replica === chain.id && header.join !== null);
    return isThere ? null : "join";
  }
  const fromSeq = chain.importedSeq + 1;
  if (chain.headSeq < fromSeq && lostByDistrict(db, identity).length === 0) return null;
  const own = carried.flatMap(({ header }) =>
    header !== null && header.type === "bundle" && header.replica === chain.id && header.of === undefined ? header : [],
  );
  // Several files carry one long range.
  const reached = own
    .toSorted((a, b) => a.fromSeq - b.fromSeq)
    .reduce((at, header) => (header.fromSeq <= at ? Math.max(at, header.toSeq + 1) : at), fromSeq);
  return own.length === 0 || reached <= chain.headSeq ? "bundle" : null;
}

/**
 * A file that holds a join request and nothing else: an empty range at the beginning of the chain, no attachment, not even how
 * many entries there are. It is written as often as it is asked for.
 */
async function exportJoinFile(
  db: WritableDb,
  invitation: Invitation,
  keys: Keys,
  options: ExportOptions,
): Promise<StationExport> {
  const { dir, outbox, now } = options;
  const { stationId: station, name: stationName, replicaId: replica } = readIdentity(db);
  const outgoing: Outgoing = {
    header: {
      type: "bundle",
      district: invitation.district.id,
      station,
      stationName,
      replica,
      rosterVersion: 0,
      recipients: [...invitation.district.recipients],
      join: joinRequestFor(invitation, keys),
      acknowledged: null,
    },
    fromSeq: 1,
    toSeq: 0,
    hashBefore: zeroHash,
    receipt: null,
    blobs: [],
  };
  const namesOf = (fromSeq: number, toSeq: number) =>
    fileNames("lxq", { stationName, station, fromSeq, toSeq, now, mark: "join" });
  const files = await inWorkFolder(dir, (work) => writeFiles(db, outgoing, { ...options, work, keys, namesOf }));
  await orTakeBack(outbox, files, () => db.transaction(() => logBundles(db, replica, files, station, now)));
  return { files: files.map(({ file }) => file), entries: 0, records: 0, from: 1, to: 0, isJoinFile: true };
}

/**
 * Records that the district has not confirmed all of.
 * @param after the last entry that counts as confirmed: that the district imported it unless given
 */
export const unsentRecords = (db: ReadableDb, { id, importedSeq, headSeq }: Chain, after = importedSeq): number =>
  changedRecords(db, `"journal" j WHERE j."replica" = ? AND j."seq" > ? AND j."seq" <= ?`, [id, after, headSeq]);

/** An empty bundle is worth sending for its join request, its attachments, or to say which feedback is missing here. */
const hasOtherNews = (db: ReadableDb, chain: Chain, blobs: readonly string[]) =>
  chain.state === "waiting" || blobs.length > 0 || storedDocument(db, "feedGap") !== null;

/** Attachments that the district asked for in its last receipt, as far as they are here. */
export function wantedBlobs(db: ReadableDb, dir: string): string[] {
  return storedReceipt(db)?.missingBlobs.filter((sha256) => hasBlob(dir, sha256)) ?? [];
}

function acknowledgement(db: ReadableDb, station: string): Outgoing["header"]["acknowledged"] {
  const { id, headSeq, headHash } = feedOf(db, station);
  return { replica: id, seq: headSeq, hash: headHash.toString("hex") };
}

function noteExported(db: WritableDb, chain: Chain, files: readonly WrittenFile[], station: string, now: number): void {
  db.transaction(() => {
    db.run(`UPDATE "replica" SET "exportedSeq" = max("exportedSeq", ?) WHERE "id" = ?`, [chain.headSeq, chain.id]);
    logBundles(db, chain.id, files, station, now);
  });
}

function logBundles(
  db: WritableDb,
  replica: string,
  files: readonly WrittenFile[],
  station: string,
  now: number,
): void {
  for (const { file, sha256, fromSeq, toSeq } of files) {
    logTransfer(db, {
      direction: "out",
      type: "bundle",
      file,
      sha256,
      replica,
      station,
      fromSeq,
      toSeq,
      entries: toSeq - fromSeq + 1,
      outcome: "exported",
      code: null,
      at: now,
    });
  }
}
