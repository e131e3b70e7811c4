/** Attachments on their way in: written to the work folder, hashed, and kept only when the hash is the announced one. */
import { createHash, type Hash } from "node:crypto";
import { closeSync, fsyncSync, openSync } from "node:fs";
import { join } from "node:path";
import { privateFile } from "../files/access.ts";
import { writeFully } from "../files/durable-files.ts";
import { FrameError } from "./frames.ts";

interface OpenBlob {
  readonly sha256: string;
  readonly file: string;
  readonly handle: number;
  readonly hash: Hash;
  left: number;
}

export class BlobWriter {
  readonly finished: { readonly sha256: string; readonly file: string }[] = [];
  readonly #folder: string;
  #open: OpenBlob | null = null;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** @param body SHA-256 and size, as in format.ts @throws FrameError */
  start(body: Buffer): void {
    if (body.length !== 40) throw new FrameError("blob");
    const size = body.readBigUInt64BE(32);
    if (size > BigInt(Number.MAX_SAFE_INTEGER)) throw new FrameError("blob size");
    const sha256 = body.toString("hex", 0, 32);
    const file = join(this.#folder, sha256);
    // Fails when the same attachment comes twice in one file.
    const handle = openSync(file, "wx", privateFile);
    this.#open = { sha256, file, handle, hash: createHash("sha256"), left: Number(size) };
    if (size === 0n) this.#finish(this.#open);
  }

  /** @throws FrameError */
  add(chunk: Buffer): void {
    const blob = this.#open;
    if (blob === null || chunk.length === 0 || chunk.length > blob.left) throw new FrameError("chunk");
    blob.hash.update(chunk);
    writeFully(blob.handle, chunk);
    blob.left -= chunk.length;
    if (blob.left === 0) this.#finish(blob);
  }

  /** @throws FrameError */
  requireNoneOpen(): void {
    if (this.#open !== null) throw new FrameError("blob cut short");
  }

  close(): void {
    if (this.#open !== null) closeSync(this.#open.handle);
    this.#open = null;
  }

  #finish(blob: OpenBlob): void {
    fsyncSync(blob.handle);
    closeSync(blob.handle);
    this.#open = null;
    if (blob.hash.digest("hex") !== blob.sha256) throw new FrameError("blob hash");
    this.finished.push({ sha256: blob.sha256, file: blob.file });
  }
}
