/** Puts a finished file on the stick: temporary name, flush, rename, read back. Only then may the stick be pulled out. */
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, open } from "node:fs/promises";
import { join, parse } from "node:path";
import { canonicalBytes } from "../journal/canonical.ts";
import { AppError } from "../schema/app-error.ts";
import type { Task } from "../tasks/task.ts";
import type { Keys } from "./crypto.ts";
import { readChunks, removeIfPossible, renamePatiently, syncFolder, writeChunk } from "../files/durable-files.ts";
import { magic, type Header } from "./format.ts";
import { openFile, requirePayload, requireSignature } from "./read.ts";
import { progressSteps } from "../schema/progress-steps.ts";

export interface PlaceOptions {
  readonly target: string;
  readonly name: string;
  readonly keys: Keys;
  readonly task: Task;
  /** Called when the file is about to get its name, and so may leave this PC. */
  readonly onLeaving?: () => void;
}

/**
 * Signs the header and writes the file; never over another one.
 * @throws AppError fileUnwritable, bundleVerifyFailed, cancelled. Nothing is left behind then.
 */
export async function placeFile(
  header: Header,
  payloadFile: string,
  options: PlaceOptions,
): Promise<{ file: string; sha256: string }> {
  const head = headBytes(header, options.keys);
  const temporary = join(options.target, `.${options.name}.part`);
  try {
    const sha256 = await writeAll(temporary, head, payloadFile, header, options);
    const file = freeName(options.target, options.name);
    options.onLeaving?.();
    await renamePatiently(temporary, file).catch(unwritable(file));
    syncFolder(options.target);
    await readBack(file, header, sha256, options);
    return { file, sha256 };
  } catch (error) {
    await removeIfPossible(temporary);
    throw error;
  }
}

function headBytes(header: Header, keys: Keys): Buffer {
  const bytes = canonicalBytes(header);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([magic, length, bytes, keys.signFile(bytes)]);
}

async function writeAll(
  temporary: string,
  head: Buffer,
  payloadFile: string,
  header: Header,
  { target, task }: PlaceOptions,
): Promise<string> {
  const hash = createHash("sha256").update(head);
  await mkdir(target, { recursive: true }).catch(unwritable(target));
  const handle = await open(temporary, "w").catch(unwritable(temporary));
  try {
    await writeChunk(handle, head).catch(unwritable(temporary));
    let done = 0;
    for await (const chunk of readChunks(payloadFile)) {
      task.throwIfCancelled();
      hash.update(chunk);
      await writeChunk(handle, chunk).catch(unwritable(temporary));
      done += chunk.length;
      task.progress({ step: progressSteps.writing, done, total: header.payloadLength });
    }
    await handle.sync().catch(unwritable(temporary));
  } finally {
    await handle.close();
  }
  return hash.digest("hex");
}

const unwritable =
  (file: string) =>
  (error: unknown): never => {
    throw new AppError("fileUnwritable", { file }, { cause: error });
  };

/** An export of the same range on the same day gets a number instead of replacing what is there. */
function freeName(folder: string, name: string): string {
  const { name: stem, ext } = parse(name);
  for (let count = 1; ; count += 1) {
    const file = join(folder, count === 1 ? name : `${stem}-${count}${ext}`);
    if (!existsSync(file)) return file;
  }
}

/** Reads the file as an importer would, as far as that is possible without the receiver's key. */
async function readBack(file: string, header: Header, sha256: string, { keys, task }: PlaceOptions): Promise<void> {
  try {
    const opened = await openFile(file, file);
    requireSignature(opened, keys.signingKey);
    const same = opened.header !== null && canonicalBytes(opened.header).equals(canonicalBytes(header));
    const found = await requirePayload(opened, (done) =>
      task.progress({ step: progressSteps.checking, done, total: header.payloadLength }),
    );
    if (same && found === sha256) return;
  } catch (error) {
    await removeIfPossible(file);
    throw new AppError("bundleVerifyFailed", { file }, { cause: error });
  }
  await removeIfPossible(file);
  throw new AppError("bundleVerifyFailed", { file });
}
