/**
 * 待发送: bundles that are packed and not known to be delivered. They lie in `outgoing/` as they would on a stick, so that an upload
 * that was cut goes on with the same bytes, after a restart too. What was sent is remembered until the district has imported it: it
 * may lose it, and it may refuse it, which a person is told and which is not sent again before he says so.
 */
import { existsSync, mkdirSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { basename, join } from "node:path";
import { folderOutbox } from "../bundle/folder.ts";
import type { Outbox } from "../bundle/transport.ts";
import { exportBundle, wantedBlobs } from "../exchange/station/export.ts";
import { privateFolder } from "../files/access.ts";
import { removeIfPossible, sizeOf } from "../files/durable-files.ts";
import { hashAt, readChain, type Chain } from "../journal/chains.ts";
import type { Delivery } from "../network/delivery.ts";
import { AppError } from "../schema/app-error.ts";
import { errorCatalogue } from "../schema/errors.ts";
import { words, type Words } from "../schema/words.ts";
import type { ReadableDb, WritableDb } from "../sqlite/connection.ts";
import type { Task } from "../tasks/task.ts";

export interface OutgoingFile {
  readonly sha256: string;
  /** Its name in `outgoing/`. */
  readonly file: string;
  readonly replica: string;
  /** Of this PC's own chain; 1 and 0 where the file carries none of it. */
  readonly fromSeq: number;
  readonly toSeq: number;
  readonly bytes: number;
  /** Of the upload that was begun. */
  readonly url: string | null;
  readonly state: "waiting" | "delivered" | "refused";
  /** The receipt whose attachments it carries (`receiptDigest`); null when it carries none that were asked for. */
  readonly wanted: string | null;
}

export interface RefusedFile {
  readonly file: string;
  /** The catalogue's number by which the district refused it. */
  readonly code: number;
}

export const outgoingFolder = (dir: string): string => join(dir, "outgoing");
export const outgoingPath = (dir: string, { file }: Pick<OutgoingFile, "file">): string =>
  join(outgoingFolder(dir), file);

/** All that the district has not imported yet, in the order in which it was packed. */
export const sentFiles = (db: ReadableDb): OutgoingFile[] =>
  db.all<OutgoingFile>(
    `SELECT "sha256", "file", "replica", "fromSeq", "toSeq", "bytes", "url", "state", "wanted" FROM "outgoing"
     ORDER BY "at", "toSeq" = 0, "fromSeq"`,
  );

/** In the order in which they are to be sent. */
export const outgoingFiles = (db: ReadableDb): OutgoingFile[] =>
  sentFiles(db).filter(({ state }) => state === "waiting");

export const refusedFiles = (db: ReadableDb): RefusedFile[] =>
  db.all<RefusedFile>(`SELECT "file", "code" FROM "outgoing" WHERE "state" = 'refused' ORDER BY "at", "fromSeq"`);

export function rememberUpload(db: WritableDb, sha256: string, url: string | null): void {
  db.run(`UPDATE "outgoing" SET "url" = ? WHERE "sha256" = ?`, [url, sha256]);
}

/** Files that nothing is to be done with any more: of a chain that ended, imported meanwhile, or gone; and what a power cut left. */
export async function clearOutgoing(db: WritableDb, dir: string, chain: Chain): Promise<void> {
  mkdirSync(outgoingFolder(dir), { recursive: true, mode: privateFolder });
  for (const outgoing of sentFiles(db)) {
    const isImported = outgoing.toSeq >= outgoing.fromSeq && outgoing.toSeq <= chain.importedSeq;
    const isThere = outgoing.state !== "waiting" || existsSync(outgoingPath(dir, outgoing));
    if (outgoing.replica !== chain.id || !isThere || isImported) forget(db, outgoing);
  }
  const kept = new Set(outgoingFiles(db).map(({ file }) => file));
  for (const name of await readdir(outgoingFolder(dir)))
    if (!kept.has(name)) await removeIfPossible(join(outgoingFolder(dir), name));
}

/** It is packed again where it is still to be sent. */
export function forget(db: WritableDb, { sha256 }: Pick<OutgoingFile, "sha256">): void {
  db.run(`DELETE FROM "outgoing" WHERE "sha256" = ?`, [sha256]);
}

/** A person has asked to send once more what the district refused. */
export function forgetRefused(db: WritableDb): void {
  db.run(`DELETE FROM "outgoing" WHERE "state" = 'refused'`);
}

/** The last entry that the district holds or has refused, or that is on its way. */
export const heldUpTo = (db: ReadableDb, chain: Chain & { readonly receivedSeq: number }): number =>
  sentFiles(db).reduce(
    (held, { fromSeq, toSeq }) => (fromSeq <= held + 1 ? Math.max(held, toSeq) : held),
    Math.max(chain.importedSeq, chain.receivedSeq),
  );

export const receivedSeq = (db: ReadableDb, replica: string): number =>
  db.value<number>(`SELECT "receivedSeq" FROM "replica" WHERE "id" = ?`, [replica]) ?? 0;

/**
 * Packs what the district does not hold yet and nobody has packed.
 * @returns whether there was anything
 * @throws AppError as `exportBundle`, without bundleNothing
 */
export async function packOutgoing(
  db: WritableDb,
  options: {
    readonly dir: string;
    readonly now: number;
    readonly task: Task;
    readonly replica: string;
    /** The last receipt (`receiptDigest`), and whether what it asked for has been delivered. */
    readonly receipt: string;
    readonly isWantedSent: boolean;
    /** As in `ExportOptions`. */
    readonly joinOnly: boolean;
  },
): Promise<boolean> {
  const { dir, now, task, replica, receipt, joinOnly } = options;
  // Sent once, and again only when the next receipt still asks.
  const skipsWanted = options.isWantedSent || sentFiles(db).some(({ wanted }) => wanted === receipt);
  const carriesWanted = !joinOnly && !skipsWanted && wantedBlobs(db, dir).length > 0;
  const chain = readChain(db, replica);
  const after = heldUpTo(db, { ...chain, receivedSeq: receivedSeq(db, replica) });
  const packed: OutgoingFile[] = [];
  const folder = folderOutbox(outgoingFolder(dir));
  const outbox: Outbox = {
    async put(sealed, run) {
      const placed = await folder.put(sealed, run);
      const { of, fromSeq, toSeq } = sealed.header;
      const range = of === undefined ? { fromSeq, toSeq } : { fromSeq: 1, toSeq: 0 };
      const file = basename(placed.file);
      const wanted = carriesWanted && of === undefined ? receipt : null;
      const about = { ...range, file, sha256: placed.sha256, replica, bytes: sizeOf(placed.file), wanted };
      packed.push({ ...about, url: null, state: "waiting" });
      return placed;
    },
    takeBack: (file) => folder.takeBack(file),
  };
  try {
    await exportBundle(db, { dir, outbox, now, task, after, skipsWanted, joinOnly });
  } catch (error) {
    if (error instanceof AppError && error.code === "bundleNothing") return false;
    throw error;
  }
  db.transaction(() => {
    for (const each of packed)
      db.run(
        `INSERT OR REPLACE INTO "outgoing" ("sha256", "file", "replica", "fromSeq", "toSeq", "bytes", "url", "at", "state", "wanted")
         VALUES (:sha256, :file, :replica, :fromSeq, :toSeq, :bytes, :url, :now, :state, :wanted)`,
        { ...each, now },
      );
  });
  return packed.length > 0;
}

/**
 * 已送达: takes the district's word for a file. Its signature was verified.
 * @param district the id of the one that this PC belongs to
 * @throws AppError uploadUnproved where it says something else than what was sent. Nothing has changed then.
 */
export async function noteDelivered(
  db: WritableDb,
  dir: string,
  outgoing: OutgoingFile,
  { note: { body }, district }: { readonly note: Delivery; readonly district: string },
): Promise<void> {
  const { sha256, replica, fromSeq, toSeq, bytes } = outgoing;
  const isSame =
    body.district === district &&
    body.station === readChain(db, replica).station &&
    body.sha256 === sha256 &&
    body.replica === replica &&
    body.bytes === bytes &&
    body.fromSeq === fromSeq &&
    body.toSeq === toSeq &&
    (toSeq < fromSeq || hashAt(db, replica, toSeq)?.toString("hex") === body.hashAfter);
  if (!isSame) throw new AppError("uploadUnproved");
  db.transaction(() => {
    if (toSeq < fromSeq) return forget(db, outgoing);
    db.run(`UPDATE "replica" SET "receivedSeq" = max("receivedSeq", ?) WHERE "id" = ?`, [toSeq, replica]);
    db.run(`UPDATE "outgoing" SET "state" = 'delivered' WHERE "sha256" = ?`, [sha256]);
  });
  await removeIfPossible(outgoingPath(dir, outgoing));
}

/** The district has it and cannot take it, or takes nothing of it in the first place. What it holds is less than what was believed. */
export async function noteRefused(db: WritableDb, dir: string, outgoing: OutgoingFile, code: number): Promise<void> {
  const { sha256, replica, fromSeq, toSeq } = outgoing;
  db.transaction(() => {
    db.run(`UPDATE "outgoing" SET "state" = 'refused', "code" = ? WHERE "sha256" = ?`, [code, sha256]);
    if (toSeq >= fromSeq)
      db.run(`UPDATE "replica" SET "receivedSeq" = max("importedSeq", min("receivedSeq", ?)) WHERE "id" = ?`, [
        fromSeq - 1,
        replica,
      ]);
  });
  await removeIfPossible(outgoingPath(dir, outgoing));
}

const isUnproved: Words = words("区县的名册里没有这台电脑", "this PC is not on the district's roster");
const isDamaged: Words = words("文件不完整或已损坏", "the file is incomplete or damaged");
/** Why a district refuses a file, for whoever sent it; by the catalogue's number. */
const verdicts: Readonly<Record<number, Words>> = {
  [errorCatalogue.bundleNotOurs.number]: isDamaged,
  [errorCatalogue.bundleTruncated.number]: isDamaged,
  [errorCatalogue.bundleDamaged.number]: isDamaged,
  [errorCatalogue.bundleUnknownSender.number]: isUnproved,
  [errorCatalogue.bundleOtherDistrict.number]: words("它是发给另一个区县的", "it is for another district"),
  [errorCatalogue.invitationExpired.number]: words("邀请已过期", "the invitation has expired"),
  [errorCatalogue.invitationCancelled.number]: words("邀请已作废", "the invitation is void"),
  [errorCatalogue.joinOccupied.number]: words("它用的编号或密钥属于另一台电脑", "its number or keys are another PC's"),
  [errorCatalogue.bundleRetired.number]: words("区县已停用这台电脑", "the district has retired this PC"),
  [errorCatalogue.bundleChainMismatch.number]: words(
    "与区县已收到的内容接不上",
    "it does not follow what the district has received",
  ),
  [errorCatalogue.returnUnproved.number]: words(
    "交还的反馈没有区县的签名作证",
    "the district's signature is missing on what is returned",
  ),
  [errorCatalogue.uploadRefused.number]: words("文件验证不通过或太大", "the file does not verify, or is too large"),
};

/** What a person is told of it. */
export const refusedError = ({ file, code }: RefusedFile): AppError =>
  new AppError("uploadFileRefused", {
    file,
    reason: verdicts[code] ?? words(`区县给出的错误编号是 ${code}`, `the district's error number is ${code}`),
  });
