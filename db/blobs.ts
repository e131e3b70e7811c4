/** Attachment bytes, by their SHA-256, beside the database: `blobs/ab/abcdef…`. Same bytes, one file. */
import { createHash, randomUUID } from "node:crypto";
import { createReadStream, existsSync, mkdirSync } from "node:fs";
import { open, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { copyIn, renamePatiently, syncFolder } from "./bundle/files.ts";
import { toAppError } from "./errors.ts";

export const blobFile = (dir: string, sha256: string): string => join(dir, "blobs", sha256.slice(0, 2), sha256);

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
 * @throws AppError fileUnreadable, diskFull, databaseReadOnly
 */
export async function storeBlob(dir: string, source: string): Promise<StoredBlob> {
  const spool = join(dir, "blobs", `${randomUUID()}.part`);
  try {
    mkdirSync(dirname(spool), { recursive: true });
    const { sha256, bytes } = await copyIn(source, spool, () => {});
    const handle = await open(spool, "r+");
    await handle.sync();
    await handle.close();
    const target = blobFile(dir, sha256);
    mkdirSync(dirname(target), { recursive: true });
    await renamePatiently(spool, target);
    syncFolder(dirname(target));
    return { sha256, size: bytes };
  } catch (error) {
    await rm(spool, { force: true });
    throw toAppError(error, { path: dir, file: source });
  }
}

export const hasBlob = (dir: string, sha256: string): boolean => existsSync(blobFile(dir, sha256));
