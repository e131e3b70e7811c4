/** 回执: what the district has of a station, and what it says to it, as a file for that station's PCs; beside it, what they entered, each for the others. */
import type { BundleExport } from "../../api/operations.ts";
import { changedRecords } from "../../journal/changed-records.ts";
import { feedOf, hashAt, stationChains, type Chain } from "../../journal/chains.ts";
import type { Keys } from "../../bundle/crypto.ts";
import { inWorkFolder } from "../../files/durable-files.ts";
import { fileNames } from "../../bundle/file-names.ts";
import { missingBlobs } from "../received-blobs.ts";
import { logTransfer } from "../transfers.ts";
import type { Outbox } from "../../bundle/transport.ts";
import { orTakeBack, writeFiles, type Outgoing, type WrittenFile } from "../../bundle/write.ts";
import { canonicalBytes, canonicalJson } from "../../journal/canonical.ts";
import { tableOf } from "../../sqlite/columns.ts";
import type { ReadableDb, WritableDb } from "../../sqlite/connection.ts";
import { stateHash } from "../../journal/state-hash.ts";
import { schemaVersion } from "../../journal/entry.ts";
import { AppError } from "../../schema/app-error.ts";
import type { Task } from "../../tasks/task.ts";
import type { Identity } from "../../office/identity.ts";
import { kindNames } from "../../schema/kinds.ts";
import { settingsFrom } from "../../office/settings.ts";
import { storeDocument, storedDocument } from "../document-files.ts";
import { receiptSchema, type Receipt } from "../documents.ts";
import { missingRanges } from "../held.ts";
import { findStation } from "./invite.ts";
import { formerFeeds } from "../new-feeds.ts";
import { writeReturns, type WrittenReturns } from "../restored/return-out.ts";
import { noteOffered, siblingRanges, type SiblingRange } from "./siblings.ts";
import { publishRoster, type PublishedRoster } from "../roster.ts";

export interface ReceiptOptions {
  readonly dir: string;
  readonly identity: Identity;
  readonly keys: Keys;
  readonly outbox: Outbox;
  readonly now: number;
  readonly task: Task;
  readonly split?: number;
}

/** The newest refused entries that fit comfortably into one frame. */
const mostRefused = 1_000;

/**
 * @param nameOrId the station
 * @throws AppError stationMissing, stationUnconfirmed, fileUnwritable, bundleVerifyFailed, diskFull, cancelled
 */
export async function exportReceipt(db: WritableDb, nameOrId: string, options: ReceiptOptions): Promise<BundleExport> {
  const { dir, identity, now } = options;
  const station = findStation(db, nameOrId);
  if (station === null) throw new AppError("stationMissing", { station: nameOrId });
  const active = stationChains(db, station.id).filter((chain) => chain.state === "active");
  if (active.length === 0) throw new AppError("stationUnconfirmed", { station: station.name });
  const feed = feedOf(db, station.id);
  const { roster, receipt } = currentReceipt(db, station.id, options);
  const acknowledged = Math.min(...active.map((chain) => chain.feedSeq));
  const outgoing: Outgoing = {
    header: {
      type: "receipt",
      district: identity.stationId,
      station: station.id,
      stationName: station.name,
      replica: feed.id,
      rosterVersion: roster.version,
      recipients: active.map((chain) => chain.recipient).filter((recipient) => recipient !== null),
      join: null,
      acknowledged: null,
    },
    fromSeq: acknowledged + 1,
    toSeq: feed.headSeq,
    hashBefore: hashAt(db, feed.id, acknowledged) ?? feed.headHash,
    receipt: canonicalBytes(receipt),
    blobs: [],
  };
  const imported = Math.max(...active.map((chain) => chain.headSeq));
  // The ASCII name says how far the station's own entries are acknowledged: that is what its clerk looks for.
  const namesOf = () =>
    fileNames("lxr", { stationName: station.name, station: station.id, fromSeq: 1, toSeq: imported, now });
  const receiptFiles = await inWorkFolder(dir, (work) =>
    writeFiles(db, outgoing, {
      ...options,
      work,
      namesOf,
      onLeaving: () => noteLeaving(db, now),
    }),
  );
  const ranges = siblingRanges(db, station.id);
  const siblings = await writeSiblings(db, ranges, outgoing.header, receiptFiles, options);
  const files = [...receiptFiles, ...siblings.files];
  await orTakeBack(options.outbox, files, () =>
    db.transaction(() => {
      noteExported(db, feed, station.id, receiptFiles, now);
      siblings.note();
      noteOffered(db, ranges, feed, roster.version);
    }),
  );
  return {
    files: files.map(({ file }) => file),
    entries: feed.headSeq - acknowledged,
    records: changedRecords(db, `"journal" j WHERE j."replica" = ? AND j."seq" > ?`, [feed.id, acknowledged]),
    from: acknowledged + 1,
    to: feed.headSeq,
  };
}

/** What a receipt would say now. @param station its id */
export function currentReceipt(
  db: WritableDb,
  station: string,
  { dir, identity, keys, now }: Pick<ReceiptOptions, "dir" | "identity" | "keys" | "now">,
): { readonly roster: PublishedRoster; readonly receipt: Receipt } {
  return db.transaction(() => {
    const roster = publishRoster(db, keys, identity, now);
    return { roster, receipt: receiptFor(db, dir, station, feedOf(db, station), roster, now) };
  });
}

/** Beside the receipt: what the station's other PCs entered, a file or more a chain. @throws AppError as `writeFiles`; no file is left then */
async function writeSiblings(
  db: WritableDb,
  ranges: readonly SiblingRange[],
  header: Outgoing["header"],
  beside: readonly WrittenFile[],
  options: ReceiptOptions,
): Promise<WrittenReturns> {
  const files: WrittenFile[] = [...beside];
  const written: WrittenReturns[] = [];
  for (const range of ranges) {
    const from = { ...header, recipients: range.readers.flatMap(({ recipient }) => recipient ?? []) };
    const next = await orTakeBack(options.outbox, files, () =>
      writeReturns(db, [range], { ...options, from, mark: "sibling" }),
    );
    written.push(next);
    files.push(...next.files);
  }
  return {
    files: written.flatMap((each) => each.files),
    note: () => {
      for (const { note } of written) note();
    },
  };
}

function noteExported(db: WritableDb, feed: Chain, station: string, files: readonly WrittenFile[], now: number): void {
  db.transaction(() => {
    db.run(`UPDATE "replica" SET "exportedSeq" = max("exportedSeq", ?) WHERE "id" = ?`, [feed.headSeq, feed.id]);
    for (const { file, sha256, fromSeq, toSeq } of files) {
      logTransfer(db, {
        direction: "out",
        type: "receipt",
        file,
        sha256,
        replica: feed.id,
        station,
        fromSeq,
        toSeq,
        entries: toSeq - fromSeq + 1,
        outcome: "exported",
        code: null,
        at: now,
      });
    }
  });
}

/** A power cut after the file has its name must not hide from a later restore that it left (`restored/new-chain.ts`, `toldBy`). */
function noteLeaving(db: WritableDb, now: number): void {
  const begun = storedDocument(db, "receiptsBegun")?.version ?? 0;
  storeDocument(db, "receiptsBegun", { version: begun + 1, body: "{}" }, now);
}

function receiptFor(
  db: WritableDb,
  dir: string,
  station: string,
  feed: Chain,
  roster: PublishedRoster,
  now: number,
): Receipt {
  const refusals = `FROM "refused" f JOIN "replica" r ON r."id" = f."replica" WHERE r."station" = ? AND r."side" = 'station'`;
  return receiptSchema.parse({
    grade: "imported",
    station,
    schema: schemaVersion,
    replicas: stationChains(db, station)
      .filter((chain) => chain.state !== "waiting")
      .map((chain) => ({
        replica: chain.id,
        state: chain.state,
        headSeq: chain.headSeq,
        headHash: chain.headHash.toString("hex"),
        missing: missingRanges(db, chain.id, chain.headSeq),
      })),
    feed: { replica: feed.id, headSeq: feed.headSeq, headHash: feed.headHash.toString("hex") },
    ...formerIn(db, station),
    refused: db.all(
      `SELECT f."replica", f."seq", f."record", f."reason", f."detail" ${refusals} ORDER BY f."position" DESC LIMIT ${mostRefused}`,
      [station],
    ),
    refusedTotal: db.value<number>(`SELECT count(*) ${refusals}`, [station]) ?? 0,
    missingBlobs: missingBlobs(db, dir, station),
    roster: JSON.parse(roster.bytes.toString("utf8")),
    settings: settingsPack(db, now),
    counts: recordCounts(db, station),
    stateHash: stateHash(db, station),
  });
}

/** Left out where no feed has ended, so that programs that do not know of it read the receipt as before. */
function formerIn(db: ReadableDb, station: string): Pick<Receipt, "former"> {
  const former = formerFeeds(db, station);
  if (former.length === 0) return {};
  return {
    former: former.map(({ id, headSeq, headHash }) => ({ replica: id, headSeq, headHash: headHash.toString("hex") })),
  };
}

/** What the district has set, under a number that goes up with every change, so that an old receipt never brings back old ones. */
function settingsPack(db: WritableDb, now: number): Receipt["settings"] {
  const values = settingsFrom(db, "district");
  const body = canonicalJson(values);
  const stored = storedDocument(db, "settings");
  const version = stored?.body === body ? stored.version : (stored?.version ?? 0) + 1;
  if (stored?.body !== body) storeDocument(db, "settings", { version, body }, now);
  return receiptSchema.shape.settings.parse({ version, values });
}

export function recordCounts(db: ReadableDb, station: string): Record<string, number> {
  return Object.fromEntries(
    kindNames.map((kind) => [
      kind,
      db.value<number>(`SELECT count(*) FROM ${tableOf(kind)} WHERE "station" = ?`, [station]) ?? 0,
    ]),
  );
}
