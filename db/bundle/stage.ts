/**
 * Reads a verified file's payload into the staging table: decrypt, inflate, take frames, compare meta with the header,
 * recompute every hash. Nothing of the database's own tables is touched.
 */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { pipeline, Readable } from "node:stream";
import { createInflate } from "node:zlib";
import type { z } from "zod";
import { canonicalBytes, parseCanonical } from "../journal/canonical.ts";
import type { WritableDb } from "../sqlite/connection.ts";
import { AppError, isOfDisk, toAppError } from "../schema/app-error.ts";
import type { Task } from "../tasks/task.ts";
import { privateFolder } from "../files/access.ts";
import { kindNames } from "../schema/kinds.ts";
import { BlobWriter } from "./blob-writer.ts";
import type { Keys } from "./crypto.ts";
import { NewerEntry, readEntry } from "./entry-frame.ts";
import { readChunks, toBuffer } from "../files/durable-files.ts";
import { chainIn, endSchema, entriesIn, metaOf, metaSchema, type Header } from "./format.ts";
import { FrameError, FrameReader, type Frame } from "./frames.ts";
import { damaged, type OpenedFile } from "./read.ts";
import { stageEntries, type StagedEntry } from "./staging.ts";
import { toWeb } from "./streams.ts";
import { progressSteps } from "../schema/progress-steps.ts";

export interface Staged {
  /** Attachments that came along, checked, as files in the work folder. */
  readonly blobs: readonly { readonly sha256: string; readonly file: string }[];
  /** The receipt's bytes, or what is said of returned entries; null in a bundle. */
  readonly receipt: Buffer | null;
}

export interface StageOptions {
  readonly db: WritableDb;
  readonly keys: Keys;
  readonly work: string;
  readonly task: Task;
}

/** @throws AppError bundleDamaged, bundleChainMismatch, bundleNewerFormat, diskFull, cancelled */
export async function stagePayload(opened: OpenedFile, header: Header, options: StageOptions): Promise<Staged> {
  const content = new ContentReader(header, options);
  try {
    const frames = new FrameReader(header.contentLength);
    for await (const chunk of inflated(opened, options.keys)) {
      options.task.throwIfCancelled();
      for (const frame of frames.push(chunk)) content.take(frame);
    }
    frames.end();
    return content.finish();
  } catch (error) {
    throw named(error, opened);
  } finally {
    content.close();
  }
}

function named(error: unknown, opened: OpenedFile): AppError {
  if (error instanceof AppError) return error;
  if (error instanceof NewerEntry) return new AppError("bundleNewerFormat", { file: opened.shown });
  if (error instanceof ChainError) return new AppError("bundleChainMismatch", { file: opened.shown });
  return isOfDisk(error) ? toAppError(error) : damaged(opened, error);
}

/** @throws FrameError when something follows the compressed stream; Error from age or zlib */
async function* inflated(opened: OpenedFile, keys: Keys): AsyncGenerator<Buffer> {
  const payload = toWeb(readChunks(opened.file, opened.payloadStart));
  const { plain, length } = await keys.decrypt(payload, opened.stable.payloadLength);
  const inflate = createInflate({ chunkSize: 64 * 1024 });
  // Errors reach the loop below: pipeline destroys the last stream with them.
  pipeline(Readable.from(chunksOf(plain), { objectMode: false }), inflate, () => {});
  for await (const chunk of inflate) yield toBuffer(chunk);
  // zlib stops at its own end and ignores what follows.
  if (inflate.bytesWritten !== length) throw new FrameError("trailing bytes");
}

async function* chunksOf(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => {});
  }
}

const hasReceipt = ({ type, of }: Header): boolean => type === "receipt" || of !== undefined;

class ChainError extends Error {}

const batchEntries = 500;
const batchBytes = 4 * 1024 * 1024;
const isKnownKind = (kind: string) => (kindNames as readonly string[]).includes(kind);

/** Checks the frames' order and content against the header. */
class ContentReader {
  readonly #header: Header;
  readonly #options: StageOptions;
  readonly #blobs: BlobWriter;
  #isStarted = false;
  #isEnded = false;
  #receipt: Buffer | null = null;
  #previous: Buffer;
  #seq: number;
  #batch: StagedEntry[] = [];
  #batchBytes = 0;

  constructor(header: Header, options: StageOptions) {
    this.#header = header;
    this.#options = options;
    this.#previous = Buffer.from(header.hashBefore, "hex");
    this.#seq = header.fromSeq - 1;
    const folder = join(options.work, "blobs");
    mkdirSync(folder, { recursive: true, mode: privateFolder });
    this.#blobs = new BlobWriter(folder);
  }

  take({ type, body }: Frame): void {
    if (this.#isEnded) throw new FrameError("frame after the end");
    if (this.#isStarted === (type === "meta")) throw new FrameError("meta");
    if (type !== "chunk") this.#blobs.requireNoneOpen();
    switch (type) {
      case "meta":
        return this.#start(body);
      case "receipt":
        return this.#takeReceipt(body);
      case "entry":
        return this.#takeEntry(body);
      case "blob":
        return this.#blobs.start(body);
      case "chunk":
        return this.#blobs.add(body);
      case "end":
        return this.#end(body);
    }
  }

  finish(): Staged {
    if (!this.#isEnded) throw new FrameError("no end");
    return { blobs: this.#blobs.finished, receipt: this.#receipt };
  }

  close(): void {
    this.#blobs.close();
  }

  #start(body: Buffer): void {
    const meta = readJson(body, metaSchema);
    if (!canonicalBytes(meta).equals(canonicalBytes(metaOf(this.#header))))
      throw new FrameError("meta and header differ");
    this.#isStarted = true;
  }

  #takeReceipt(body: Buffer): void {
    const isFirst = this.#receipt === null && this.#seq === this.#header.fromSeq - 1;
    if (!hasReceipt(this.#header) || !isFirst) throw new FrameError("receipt");
    this.#receipt = Buffer.from(body);
  }

  #takeEntry(body: Buffer): void {
    const read = readEntry(body, this.#previous);
    if (!isKnownKind(read.header.kind)) throw new NewerEntry();
    if (read.header.replica !== chainIn(this.#header) || read.header.seq !== this.#seq + 1)
      throw new FrameError("entry out of order");
    if (read.header.seq > this.#header.toSeq) throw new FrameError("entry beyond the range");
    this.#seq += 1;
    this.#previous = read.entry.hash;
    this.#batch.push(read);
    this.#batchBytes += body.length;
    if (this.#batch.length >= batchEntries || this.#batchBytes >= batchBytes) this.#flush();
  }

  #flush(): void {
    stageEntries(this.#options.db, this.#batch);
    this.#batch = [];
    this.#batchBytes = 0;
    const total = entriesIn(this.#header);
    this.#options.task.progress({ step: progressSteps.decrypting, done: this.#seq - this.#header.fromSeq + 1, total });
  }

  #end(body: Buffer): void {
    const end = readJson(body, endSchema);
    this.#flush();
    const isRange =
      this.#seq === this.#header.toSeq && end.toSeq === this.#seq && end.entries === entriesIn(this.#header);
    if (!isRange || end.blobs !== this.#blobs.finished.length) throw new FrameError("range");
    if (hasReceipt(this.#header) && this.#receipt === null) throw new FrameError("no receipt");
    const reached = this.#previous.toString("hex");
    if (reached !== this.#header.hashAfter || reached !== end.hashAfter) throw new ChainError();
    this.#isEnded = true;
  }
}

function readJson<T>(body: Buffer, schema: z.ZodType<T>): T {
  try {
    return schema.parse(parseCanonical(body));
  } catch (error) {
    throw new FrameError("not the JSON expected", { cause: error });
  }
}
