/**
 * Writes a range of a chain as bundle or receipt files, in constant memory: the payload is spooled to the local disk while it
 * is hashed, then header, signature and payload go to the outbox.
 */
import { createHash } from "node:crypto";
import { open, type FileHandle } from "node:fs/promises";
import { join } from "node:path";
import { pipeline, Readable } from "node:stream";
import { createDeflate } from "node:zlib";
import type { ReadableDb } from "../sqlite/connection.ts";
import { AppError, toAppError } from "../schema/app-error.ts";
import type { Task } from "../tasks/task.ts";
import { contentFrames, type Common, type Content } from "./content.ts";
import { encryptFor, type Keys } from "./crypto.ts";
import { writeChunk } from "../files/durable-files.ts";
import { toWeb } from "./streams.ts";
import { canonicalBytes } from "../journal/canonical.ts";
import { formatOf, headerSchema, limits, magic, mostContent, suite, type Header } from "./format.ts";
import type { FileNames } from "./file-names.ts";
import type { Outbox, PlacedFile } from "./transport.ts";
import { progressSteps } from "../schema/progress-steps.ts";

export interface Outgoing {
  readonly header: Common;
  readonly fromSeq: number;
  readonly toSeq: number;
  readonly hashBefore: Buffer;
  /** The receipt, or what a file that returns entries says of them, as canonical JSON; null in a bundle. */
  readonly receipt: Buffer | null;
  /** Attachments to send beside those of the range, by SHA-256. */
  readonly blobs: readonly string[];
}

export interface WriteOptions {
  readonly dir: string;
  /** Scratch space on the local disk. */
  readonly work: string;
  readonly outbox: Outbox;
  readonly keys: Keys;
  readonly now: number;
  readonly task: Task;
  /** Bytes of payload at which to start another file. */
  readonly split?: number;
  /** Called before a file gets its name: from then on it may leave this PC. */
  readonly onLeaving?: () => void;
  namesOf(fromSeq: number, toSeq: number): FileNames;
}

export interface WrittenFile extends PlacedFile {
  readonly fromSeq: number;
  readonly toSeq: number;
}

/**
 * @returns the files in order; at least one, even for an empty range
 * @throws AppError fileUnwritable, bundleVerifyFailed, diskFull, fileUnreadable (a changed attachment), cancelled. Files that
 * were already finished stay; each is whole.
 */
export async function writeFiles(db: ReadableDb, outgoing: Outgoing, options: WriteOptions): Promise<WrittenFile[]> {
  const written: WrittenFile[] = [];
  let { fromSeq, hashBefore } = outgoing;
  let blobs = outgoing.blobs;
  do {
    const content: Content = {
      ...outgoing,
      dir: options.dir,
      blobs,
      fromSeq,
      hashBefore,
      onEntry: progressOf(outgoing, options.task),
    };
    let spooled = await spool(db, content, options, fast);
    // Endless repetition shrinks more than a reader believes; then it travels as it is.
    if (spooled.contentLength > mostContent(spooled.payloadLength)) spooled = await spool(db, content, options, plain);
    const header = headerOf(content, spooled, options.now);
    const names = options.namesOf(fromSeq, spooled.end.toSeq);
    const placed = await options.outbox.put(
      {
        names,
        header,
        head: headBytes(header, options.keys),
        payload: spooled.file,
        signingKey: options.keys.signingKey,
      },
      options,
    );
    written.push({ ...placed, fromSeq, toSeq: spooled.end.toSeq });
    fromSeq = spooled.end.toSeq + 1;
    hashBefore = spooled.end.hash;
    blobs = [];
  } while (fromSeq <= outgoing.toSeq);
  return written;
}

/**
 * Runs what has to follow files that have their names. Where it fails they go again: the user is told that the step was not
 * done, and then a file must not lie there that this PC knows nothing of.
 */
export async function orTakeBack<T>(
  outbox: Outbox,
  files: readonly WrittenFile[],
  next: () => T | Promise<T>,
): Promise<T> {
  try {
    return await next();
  } catch (error) {
    for (const { file } of files) await outbox.takeBack(file);
    throw error;
  }
}

const progressOf = (outgoing: Outgoing, task: Task) => (seq: number) => {
  task.throwIfCancelled();
  const total = outgoing.toSeq - outgoing.fromSeq + 1;
  task.progress({ step: progressSteps.packing, done: seq - outgoing.fromSeq + 1, total });
};

function headBytes(header: Header, keys: Keys): Buffer {
  const bytes = canonicalBytes(header);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([magic, length, bytes, keys.signFile(bytes)]);
}

interface Spooled {
  readonly file: string;
  readonly payloadLength: number;
  readonly payloadSha256: string;
  readonly contentLength: number;
  readonly end: { readonly toSeq: number; readonly hash: Buffer };
}

/** zlib's levels: the fast one costs a third of the time of the default for nearly the same size. */
const fast = 1;
const plain = 0;

/** Frames → zlib → age → a file on the local disk. */
async function spool(db: ReadableDb, content: Content, options: WriteOptions, level: number): Promise<Spooled> {
  const file = join(options.work, `payload-${content.fromSeq}-${level}.age`);
  const hash = createHash("sha256");
  let payloadLength = 0;
  const split = options.split ?? limits.split;
  const frames = contentFrames(db, content, () => payloadLength >= split - Math.min(splitMargin, split / 2));
  const compressed = createDeflate({ level });
  // Errors reach the reader below: pipeline destroys the last stream with them.
  pipeline(Readable.from(frames.bytes, { objectMode: false }), compressed, () => {});
  let handle: FileHandle | undefined;
  try {
    handle = await open(file, "wx");
    for await (const chunk of await encryptFor(content.header.recipients, toWeb(compressed))) {
      hash.update(chunk);
      payloadLength += chunk.length;
      await writeChunk(handle, chunk);
    }
  } catch (error) {
    compressed.destroy();
    throw error instanceof AppError ? error : toAppError(error, { path: options.dir });
  } finally {
    await handle?.close();
  }
  const { contentLength, end } = frames.result();
  return { file, payloadLength, payloadSha256: hash.digest("hex"), contentLength, end };
}

/** Bytes that may still be inside the streams when a file is asked to end. */
const splitMargin = 1024 * 1024;

function headerOf(content: Content, spooled: Spooled, now: number): Header {
  return headerSchema.parse({
    ...content.header,
    format: formatOf(content.header),
    suite,
    fromSeq: content.fromSeq,
    toSeq: spooled.end.toSeq,
    hashBefore: content.hashBefore.toString("hex"),
    hashAfter: spooled.end.hash.toString("hex"),
    payloadLength: spooled.payloadLength,
    payloadSha256: spooled.payloadSha256,
    contentLength: spooled.contentLength,
    madeAt: now,
  } satisfies Header);
}
