/** Files on their way in and out: work folders, copies, atomic replacement. Every write is on the disk before its name is. */
import { createHash } from "node:crypto";
import {
  closeSync,
  createReadStream,
  fsyncSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from "node:fs";
import { mkdir, mkdtemp, open, readdir, rename, rm, type FileHandle } from "node:fs/promises";
import { dirname, join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { AppError, toAppError } from "../schema/app-error.ts";
import { privateFile, privateFolder } from "./access.ts";

/** Scratch space on the same disk as the data: what is verified here can be moved into place by a rename. */
const workRoot = (dir: string): string => join(dir, "tmp", "exchange");

/**
 * Runs `work` with an empty folder that is removed afterwards. What an earlier crash left there goes first. A folder that
 * cannot be removed (a virus scanner reads a file in it) says nothing of the work: it goes with the next one, or at the next
 * start.
 */
export async function inWorkFolder<T>(dir: string, work: (folder: string) => Promise<T>): Promise<T> {
  const root = workRoot(dir);
  let folder: string;
  try {
    await mkdir(root, { recursive: true, mode: privateFolder });
    for (const name of await readdir(root)) await removeIfPossible(join(root, name));
    folder = await mkdtemp(join(root, "x"));
  } catch (error) {
    throw toAppError(error, { path: dir });
  }
  try {
    return await work(folder);
  } finally {
    await removeIfPossible(folder);
  }
}

/**
 * Removes a file or folder that nothing depends on being gone. @returns whether it is gone: if not, another program holds it,
 * and whoever finds it later tries again
 */
export async function removeIfPossible(path: string): Promise<boolean> {
  try {
    await rm(path, { recursive: true, force: true });
    return true;
  } catch {
    return false;
  }
}

export interface CopiedFile {
  readonly file: string;
  readonly bytes: number;
  readonly sha256: string;
}

/**
 * Copies a file from a stick or a disc, so that what is verified is what is imported.
 * @throws AppError fileUnreadable, diskFull, databaseReadOnly, and what `onBytes` throws
 */
export async function copyIn(source: string, target: string, onBytes: (bytes: number) => void): Promise<CopiedFile> {
  const hash = createHash("sha256");
  let bytes = 0;
  const handle = await open(target, "wx", privateFile).catch((error: unknown) => {
    throw toAppError(error, { path: dirname(target) });
  });
  try {
    for await (const chunk of readChunks(source)) {
      hash.update(chunk);
      bytes += chunk.length;
      await writeChunk(handle, chunk).catch((error: unknown) => {
        throw toAppError(error, { path: dirname(target) });
      });
      onBytes(bytes);
    }
  } finally {
    await handle.close();
  }
  return { file: target, bytes, sha256: hash.digest("hex") };
}

/** A file's bytes from `start` on. @throws AppError fileUnreadable */
export async function* readChunks(file: string, start = 0): AsyncGenerator<Buffer> {
  const stream = createReadStream(file, { start, highWaterMark: 256 * 1024 });
  try {
    for await (const chunk of stream) yield toBuffer(chunk);
  } catch (error) {
    throw new AppError("fileUnreadable", { file }, { cause: error });
  }
}

export const toBuffer = (chunk: unknown): Buffer => {
  if (!(chunk instanceof Uint8Array)) throw new TypeError("stream of bytes expected");
  return Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
};

/** `write` may take less than it was given (a full stick, a signal). */
export async function writeChunk(handle: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let at = 0; at < bytes.length;) at += (await handle.write(bytes, at)).bytesWritten;
}

export function writeFully(handle: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length;) at += writeSync(handle, bytes, at);
}

/**
 * Writes a small file under a temporary name, flushes it and renames it.
 * @throws AppError databaseReadOnly, diskFull, diskFailed
 */
export function writeFileSafely(file: string, bytes: Uint8Array, options: { readonly mode?: number } = {}): void {
  const temporary = `${file}.part`;
  try {
    mkdirSync(dirname(file), { recursive: true });
    // One that a killed program left would keep its own mode.
    if (options.mode !== undefined) rmSync(temporary, { force: true });
    const handle = openSync(temporary, "w", options.mode ?? 0o666);
    try {
      writeFully(handle, bytes);
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    renameSync(temporary, file);
    syncFolder(dirname(file));
  } catch (error) {
    removeQuietly(temporary);
    throw toAppError(error, { path: dirname(file), file });
  }
}

/** After a failure, which is what is reported: a disk that fails once may fail again. */
function removeQuietly(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {
    // The next try writes over it.
  }
}

const lockedCodes: ReadonlySet<unknown> = new Set(["EPERM", "EACCES", "EBUSY"]);
const patience = { tries: 20, milliseconds: 100 };

/** Renames a fresh file. On Windows a virus scanner may hold it for a moment; two seconds are enough for most. */
export async function renamePatiently(from: string, to: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await rename(from, to);
    } catch (error) {
      const isLocked =
        process.platform === "win32" && error instanceof Error && "code" in error && lockedCodes.has(error.code);
      if (!isLocked || attempt >= patience.tries) throw error;
      await setTimeout(patience.milliseconds);
    }
  }
}

/** Brings a finished file's bytes to the disk. */
export async function flushFile(file: string): Promise<void> {
  const handle = await open(file, "r+");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Makes a folder, with those above it that are missing, and makes their names durable: a file in it is only as safe as they. */
export function makeFolderDurably(folder: string): void {
  const first = mkdirSync(folder, { recursive: true, mode: privateFolder });
  if (first === undefined) return;
  for (let at = dirname(folder); ; at = dirname(at)) {
    syncFolder(at);
    if (at === dirname(first) || at === dirname(at)) return;
  }
}

/** Makes a rename durable. Windows cannot flush folders and does not need it; some sticks refuse: then nothing is lost. */
export function syncFolder(folder: string): void {
  try {
    const handle = openSync(folder, "r");
    try {
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
  } catch {
    // Nothing to do: the file itself was flushed.
  }
}

export const sizeOf = (file: string): number => {
  try {
    const status = statSync(file);
    if (status.isFile()) return status.size;
  } catch (error) {
    throw new AppError("fileUnreadable", { file }, { cause: error });
  }
  throw new AppError("fileUnreadable", { file });
};
