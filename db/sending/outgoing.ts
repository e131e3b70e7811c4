/**
 * 待发送: bundles that are packed and not known to be delivered. They lie in `outgoing/` as they would on a stick, so that an upload
 * that was cut goes on with the same bytes, after a restart too.
 */
import { existsSync, mkdirSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { basename, join } from "node:path";
import { folderOutbox } from "../bundle/folder.ts";
import type { Outbox } from "../bundle/transport.ts";
import { exportBundle } from "../exchange/station/export.ts";
import { privateFolder } from "../files/access.ts";
import { removeIfPossible, sizeOf } from "../files/durable-files.ts";
import { hashAt, readChain, type Chain } from "../journal/chains.ts";
import type { Delivery } from "../network/delivery.ts";
import { AppError } from "../schema/app-error.ts";
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
}

export const outgoingFolder = (dir: string): string => join(dir, "outgoing");
export const outgoingPath = (dir: string, { file }: Pick<OutgoingFile, "file">): string =>
  join(outgoingFolder(dir), file);

/** In the order in which they are to be sent. */
export const outgoingFiles = (db: ReadableDb): OutgoingFile[] =>
  db.all<OutgoingFile>(
    `SELECT "sha256", "file", "replica", "fromSeq", "toSeq", "bytes", "url" FROM "outgoing" ORDER BY "at", "toSeq" = 0, "fromSeq"`,
  );

export function rememberUpload(db: WritableDb, sha256: string, url: string | null): void {
  db.run(`UPDATE "outgoing" SET "url" = ? WHERE "sha256" = ?`, [url, sha256]);
}

/** Files that nothing is to be done with any more: of a chain that ended, imported meanwhile, or gone; and what a power cut left. */
export async function clearOutgoing(db: WritableDb, dir: string, chain: Chain): Promise<void> {
  mkdirSync(outgoingFolder(dir), { recursive: true, mode: privateFolder });
  for (const outgoing of outgoingFiles(db)) {
    const isImported = outgoing.toSeq >= outgoing.fromSeq && outgoing.toSeq <= chain.importedSeq;
    const isOurs = outgoing.replica === chain.id && existsSync(outgoingPath(dir, outgoing));
    if (!isOurs || isImported) db.run(`DELETE FROM "outgoing" WHERE "sha256" = ?`, [outgoing.sha256]);
  }
  const kept = new Set(outgoingFiles(db).map(({ file }) => file));
  for (const name of await readdir(outgoingFolder(dir)))
    if (!kept.has(name)) await removeIfPossible(join(outgoingFolder(dir), name));
}

/** The last entry that the district holds, or that is on its way. */
export const heldUpTo = (db: ReadableDb, chain: Chain & { readonly receivedSeq: number }): number =>
  outgoingFiles(db).reduce(
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
    readonly skipsWanted: boolean;
    readonly replica: string;
  },
): Promise<boolean> {
  const { dir, now, task, skipsWanted, replica } = options;
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
      packed.push({ ...range, file, sha256: placed.sha256, replica, bytes: sizeOf(placed.file), url: null });
      return placed;
    },
    takeBack: (file) => folder.takeBack(file),
  };
  try {
    await exportBundle(db, { dir, outbox, now, task, after, skipsWanted });
  } catch (error) {
    if (error instanceof AppError && error.code === "bundleNothing") return false;
    throw error;
  }
  db.transaction(() => {
    for (const each of packed)
      db.run(
        `INSERT OR REPLACE INTO "outgoing" VALUES (:sha256, :file, :replica, :fromSeq, :toSeq, :bytes, :url, :now)`,
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
    if (toSeq >= fromSeq)
      db.run(`UPDATE "replica" SET "receivedSeq" = max("receivedSeq", ?) WHERE "id" = ?`, [toSeq, replica]);
    db.run(`DELETE FROM "outgoing" WHERE "sha256" = ?`, [sha256]);
  });
  await removeIfPossible(outgoingPath(dir, outgoing));
}
