/** The plain content of a file: meta, receipt, entries with their attachments, end. Layout: format.ts. */
import { createHash } from "node:crypto";
import { existsSync, statSync } from "node:fs";
import type { ReadableDb } from "../sqlite/connection.ts";
import { blobFile, hashFile } from "../attachments/store.ts";
import { contentNamedIn } from "../journal/entry.ts";
import { AppError } from "../schema/app-error.ts";
import { journalBytes, pagesOf } from "../sqlite/pages.ts";
import { entryBody } from "./entry-frame.ts";
import { readChunks } from "../files/durable-files.ts";
import { chainIn, frame, jsonFrame, limits, metaOf, type Header } from "./format.ts";

/** What all files of one export have in common. */
export type Common = Pick<
  Header,
  | "type"
  | "district"
  | "station"
  | "stationName"
  | "replica"
  | "of"
  | "rosterVersion"
  | "recipients"
  | "join"
  | "acknowledged"
>;

export interface Content {
  readonly dir: string;
  readonly header: Common;
  readonly fromSeq: number;
  readonly toSeq: number;
  readonly hashBefore: Buffer;
  readonly receipt: Buffer | null;
  readonly blobs: readonly string[];
  onEntry(seq: number): void;
}

export interface ContentFrames {
  readonly bytes: AsyncIterable<Buffer>;
  /** Once `bytes` has ended: how long it was, and where the range ended. */
  result(): { readonly contentLength: number; readonly end: { readonly toSeq: number; readonly hash: Buffer } };
}

interface JournalRow {
  readonly seq: number;
  readonly tx: string;
  readonly kind: string;
  readonly header: Buffer;
  readonly salt: Buffer | null;
  readonly payload: Buffer | null;
  readonly inner: Buffer;
  readonly hash: Buffer;
}

/** Entries between two words about the progress. */
const progressStep = 500;
/** Frames are handed on in pieces of about this size: one stream event for many small entries. */
const pieceSize = 64 * 1024;

/** @param isFull asked between transactions; true ends the range there */
export function contentFrames(db: ReadableDb, content: Content, isFull: () => boolean): ContentFrames {
  let contentLength = 0;
  let end = { toSeq: content.fromSeq - 1, hash: content.hashBefore };

  async function* frames(): AsyncGenerator<Buffer> {
    const { fromSeq, hashBefore } = content;
    yield jsonFrame("meta", metaOf({ ...content.header, fromSeq, hashBefore: hashBefore.toString("hex") }));
    if (content.receipt !== null) yield frame("receipt", content.receipt);
    const sent = new Set<string>();
    let transaction: string | null = null;
    let pending: string[] = [...content.blobs];
    for (const row of journalRows(db, content)) {
      if (row.tx !== transaction) {
        yield* blobFrames(content.dir, pending, sent);
        pending = [];
        if (transaction !== null && isFull()) break;
        transaction = row.tx;
      }
      yield frame("entry", entryBody(row));
      if (row.kind === "attachment") pending.push(...blobsNamedIn(row.payload));
      end = { toSeq: row.seq, hash: row.hash };
      if (row.seq % progressStep === 0) content.onEntry(row.seq);
    }
    yield* blobFrames(content.dir, pending, sent);
    const entries = end.toSeq - content.fromSeq + 1;
    yield jsonFrame("end", { toSeq: end.toSeq, entries, blobs: sent.size, hashAfter: end.hash.toString("hex") });
  }

  async function* pieces(): AsyncGenerator<Buffer> {
    let parts: Buffer[] = [];
    let size = 0;
    for await (const part of frames()) {
      parts.push(part);
      size += part.length;
      if (size < pieceSize) continue;
      contentLength += size;
      yield Buffer.concat(parts);
      parts = [];
      size = 0;
    }
    contentLength += size;
    if (size > 0) yield Buffer.concat(parts);
  }

  return { bytes: pieces(), result: () => ({ contentLength, end }) };
}

/** In pages, because other operations use the connection meanwhile. */
function* journalRows(db: ReadableDb, { header, fromSeq, toSeq }: Content): Generator<JournalRow> {
  const query = {
    from: `FROM "journal" WHERE "replica" = :replica AND "seq" <= :toSeq`,
    columns: `"seq", "tx", "kind", "header", "salt", "payload", "inner", "hash"`,
    key: `"seq"`,
    bytes: journalBytes(""),
  };
  let next = fromSeq;
  for (const page of pagesOf<JournalRow>(db, query, { replica: chainIn(header), toSeq }, fromSeq - 1)) {
    yield* page;
    next += page.length;
  }
  if (next <= toSeq) throw new AppError("databaseCorrupt", { path: "backups", detail: `journal ${next}` });
}

function blobsNamedIn(payload: Buffer | null): string[] {
  const sha256 = payload === null ? null : contentNamedIn(payload);
  return sha256 === null ? [] : [sha256];
}

/** A file that is missing or was changed is left out: the receipt will ask for it, and a check of the folder names it. */
async function* blobFrames(dir: string, hashes: readonly string[], sent: Set<string>): AsyncGenerator<Buffer> {
  for (const sha256 of hashes) {
    const file = blobFile(dir, sha256);
    if (sent.has(sha256) || !existsSync(file) || (await hashFile(file)) !== sha256) continue;
    sent.add(sha256);
    const size = Buffer.alloc(8);
    size.writeBigUInt64BE(BigInt(statSync(file).size));
    yield frame("blob", Buffer.concat([Buffer.from(sha256, "hex"), size]));
    const hash = createHash("sha256");
    for await (const chunk of readChunks(file)) {
      hash.update(chunk);
      for (let at = 0; at < chunk.length; at += limits.chunk)
        yield frame("chunk", chunk.subarray(at, at + limits.chunk));
    }
    // Changed between the two readings: the file being written is wrong now, and must not be finished.
    if (hash.digest("hex") !== sha256) throw new AppError("fileUnreadable", { file });
  }
}
