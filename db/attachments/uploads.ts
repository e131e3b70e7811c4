/** Attachments on their way from the page: written to a spool file piece by piece, hashed as they come. */
import { createHash, randomUUID, type Hash } from "node:crypto";
import { mkdirSync } from "node:fs";
import { open } from "node:fs/promises";
import { blobRoot, keepSpool, spoolFile, type StoredBlob } from "./store.ts";
import { removeIfPossible, writeChunk } from "../files/durable-files.ts";
import { AppError, toAppError } from "../schema/app-error.ts";
import { privateFile, privateFolder } from "../files/access.ts";

interface Upload {
  readonly dir: string;
  readonly name: string;
  readonly size: number;
  readonly hash: Hash;
  received: number;
}

/** By id. A restart of the service forgets them; their spool files go at the next start (sweep.ts). */
const uploads = new Map<string, Upload>();

/** @throws AppError databaseReadOnly, diskFull */
export async function beginUpload(dir: string, name: string, size: number): Promise<string> {
  const id = randomUUID();
  try {
    mkdirSync(blobRoot(dir), { recursive: true, mode: privateFolder });
    await (await open(spoolFile(dir, id), "wx", privateFile)).close();
  } catch (error) {
    throw toAppError(error, { path: dir });
  }
  uploads.set(id, { dir, name, size, hash: createHash("sha256"), received: 0 });
  return id;
}

/** @returns bytes received so far @throws AppError uploadBroken for a piece that does not follow, diskFull */
export async function appendUpload(dir: string, id: string, offset: number, bytes: Uint8Array): Promise<number> {
  const upload = find(dir, id);
  if (offset !== upload.received || offset + bytes.length > upload.size) return drop(dir, id);
  upload.received += bytes.length;
  upload.hash.update(bytes);
  try {
    const handle = await open(spoolFile(dir, id), "a");
    try {
      await writeChunk(handle, bytes);
    } finally {
      await handle.close();
    }
  } catch (error) {
    await abortUpload(dir, id);
    throw toAppError(error, { path: dir });
  }
  return upload.received;
}

/** @throws AppError uploadBroken when bytes are missing, diskFailed when they cannot be read back, diskFull */
export async function finishUpload(dir: string, id: string): Promise<StoredBlob & { readonly name: string }> {
  const { received, size, hash, name } = find(dir, id);
  if (received !== size) return drop(dir, id);
  const sha256 = hash.digest("hex");
  try {
    await keepSpool(dir, spoolFile(dir, id), sha256);
  } catch (error) {
    await removeIfPossible(spoolFile(dir, id));
    throw toAppError(error, { path: dir });
  } finally {
    uploads.delete(id);
  }
  return { sha256, size, name };
}

/** @returns whether there was one */
export async function abortUpload(dir: string, id: string): Promise<boolean> {
  const found = uploads.delete(id);
  await removeIfPossible(spoolFile(dir, id));
  return found;
}

/** Names the spool files that must not be swept. */
export const isUploading = (id: string): boolean => uploads.has(id);

async function drop(dir: string, id: string): Promise<never> {
  const file = uploads.get(id)?.name ?? "";
  await abortUpload(dir, id);
  throw new AppError("uploadBroken", { file });
}

function find(dir: string, id: string): Upload {
  const upload = uploads.get(id);
  if (upload === undefined || upload.dir !== dir) throw new AppError("uploadBroken", { file: "" });
  return upload;
}
