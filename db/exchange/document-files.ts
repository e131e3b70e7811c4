/** Documents on disk: in the table `document`, and as files that people carry. */
import { existsSync, readFileSync, rmSync } from "node:fs";
import type { ReadableDb, WritableDb } from "../sqlite/connection.ts";
import { AppError } from "../schema/app-error.ts";
import { sizeOf, writeFileSafely } from "../files/durable-files.ts";

export type DocumentKind =
  | "invitation"
  | "roster"
  | "rosterFloor"
  | "settings"
  | "receipt"
  | "feedGap"
  /** How many receipts a district began to write. */
  | "receiptsBegun"
  /** How far a station's chain was when it last began to write a bundle. */
  | "exportBegun"
  /** The invitation with which a PC that waits has introduced itself over a connection. */
  | "joinSent"
  /** The receipt whose attachments have been sent over a connection. */
  | "wantedSent"
  /** A file with that chain of another PC was read, and no bundle has said so yet. */
  | `siblingRead:${string}`
  /** What proves how far the district wrote a feed. */
  | `feedProof:${string}`;

export interface StoredDocument {
  readonly version: number;
  readonly body: string;
}

export function storedDocument(db: ReadableDb, kind: DocumentKind): StoredDocument | null {
  return db.get<StoredDocument>(`SELECT "version", "body" FROM "document" WHERE "kind" = ?`, [kind]) ?? null;
}

export function storeDocument(db: WritableDb, kind: DocumentKind, document: StoredDocument, now: number): void {
  db.run(`INSERT OR REPLACE INTO "document" ("kind", "version", "body", "receivedAt") VALUES (?, ?, ?, ?)`, [
    kind,
    document.version,
    document.body,
    now,
  ]);
}

export function dropDocument(db: WritableDb, kind: DocumentKind): void {
  db.run(`DELETE FROM "document" WHERE "kind" = ?`, [kind]);
}

/** A roster of a thousand stations stays under one MiB. */
const largest = 16 * 1024 * 1024;

/** @throws AppError fileUnreadable, documentInvalid */
export function readDocumentFile(file: string): Buffer {
  if (sizeOf(file) > largest) throw new AppError("documentInvalid", { file });
  try {
    return readFileSync(file);
  } catch (error) {
    throw new AppError("fileUnreadable", { file }, { cause: error });
  }
}

/**
 * Replaces an earlier document of the same type, and nothing else.
 * @throws AppError fileExists, fileUnwritable
 */
export function writeDocumentFile(file: string, bytes: Buffer, type: "invitation" | "roster"): void {
  if (existsSync(file) && !holds(file, type)) throw new AppError("fileExists", { file });
  try {
    writeFileSafely(file, bytes);
  } catch (error) {
    throw new AppError("fileUnwritable", { file }, { cause: error });
  }
}

/**
 * A transaction that writes a document as its last step. Where it cannot be committed, the file is what it was: a paper that
 * this district knows nothing of must not reach a station.
 */
export function withDocument<T>(db: WritableDb, file: string, work: () => T): T {
  const former = existsSync(file) ? readDocumentFile(file) : null;
  let isWritten = false;
  try {
    return db.transaction(() => {
      const result = work();
      isWritten = true;
      return result;
    });
  } catch (error) {
    if (isWritten && former === null) rmSync(file, { force: true });
    if (isWritten && former !== null) writeFileSafely(file, former);
    throw error;
  }
}

function holds(file: string, type: string): boolean {
  try {
    return readDocumentFile(file).includes(`"type":"${type}"`);
  } catch {
    return false;
  }
}
