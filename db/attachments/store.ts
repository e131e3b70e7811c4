/** Attachment bytes, by their SHA-256, beside the database: `blobs/ab/abcdef…`. Same bytes, one file. */
import { createHash, randomUUID } from "node:crypto";
import { createReadStream, existsSync, mkdirSync, statSync } from "node:fs";
import { open, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { copyIn, makeFolderDurably, removeIfPossible, renamePatiently, syncFolder } from "../files/durable-files.ts";
import { AppError, toAppError } from "../schema/app-error.ts";
import { privateFolder } from "../files/access.ts";

export const blobRoot = (dir: string): string => join(dir, "blobs");
export const blobFile = (dir: string, sha256: string): string => join(blobRoot(dir), sha256.slice(0, 2), sha256);

/** Ends the names of files that are still being written. */
export const spoolEnding = ".part";
export const spoolFile = (dir: string, id: string): string => join(blobRoot(dir), `${id}${spoolEnding}`);

export interface StoredBlob {
  readonly sha256: string;
  readonly size: number;
}

/** SHA-256 of a file as 64 hex digits, streamed. */
export async function hashFile(file: string): Promise<string> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(file), hash);
  return hash.digest("hex");
}

/**
 * Copies a file into the store. The bytes are on the disk (fsync) before the name is, so a row never names half a file.
 * @throws AppError fileUnreadable, diskFull, databaseReadOnly, diskFailed
 */
export async function storeBlob(dir: string, source: string): Promise<StoredBlob> {
  const spool = spoolFile(dir, randomUUID());
  try {
    mkdirSync(dirname(spool), { recursive: true, mode: privateFolder });
    const { sha256, bytes } = await copyIn(source, spool, () => {});
    await keepSpool(dir, spool, sha256);
    return { sha256, size: bytes };
  } catch (error) {
    await removeIfPossible(spool);
    throw toAppError(error, { path: dir, file: source });
  }
}

/**
 * Makes a fully written spool file a blob: flushed, read back and compared with the hash of what was received, then renamed.
 * An existing file of that name is replaced: that heals one that was changed, and makes it young again (see sweep.ts).
 * @throws AppError diskFailed when the disk gives back other bytes than it was given
 */
export async function keepSpool(dir: string, spool: string, sha256: string): Promise<void> {
  const handle = await open(spool, "r+");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
  if ((await hashFile(spool)) !== sha256) throw new AppError("diskFailed", { detail: "SHA-256" });
  const target = blobFile(dir, sha256);
  makeFolderDurably(dirname(target));
  await renamePatiently(spool, target);
  syncFolder(dirname(target));
}

export const hasBlob = (dir: string, sha256: string): boolean => existsSync(blobFile(dir, sha256));

/** Bytes of a stored content; null when it is not here. */
export function storedSize(dir: string, sha256: string): number | null {
  const status = statSync(blobFile(dir, sha256), { throwIfNoEntry: false });
  return status?.isFile() === true ? status.size : null;
}

export type BlobState = "ok" | "missing" | "changed";

/** A file whose size and time are what they were when it was hashed is not read again. One entry a blob of the session. */
const verified = new Map<string, string>();

/** Whether the bytes are still those of the name. Reads the whole file the first time; every time when thorough. */
export async function blobState(
  dir: string,
  sha256: string,
  { isThorough = false }: { readonly isThorough?: boolean } = {},
): Promise<BlobState> {
  const file = blobFile(dir, sha256);
  try {
    const { size, mtimeMs, ctimeMs } = await stat(file);
    const seen = `${size} ${mtimeMs} ${ctimeMs}`;
    if (!isThorough && verified.get(file) === seen) return "ok";
    if ((await hashFile(file)) !== sha256) return "changed";
    verified.set(file, seen);
    return "ok";
  } catch {
    // Whatever keeps it from being read, the clerk has to get it from elsewhere.
    return "missing";
  }
}
