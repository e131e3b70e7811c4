/** The outside of a file: magic, header, signature, payload hash. Nothing here decrypts. Layout: format.ts. */
import { createHash } from "node:crypto";
import { open, type FileHandle } from "node:fs/promises";
import { parseCanonical } from "../journal/canonical.ts";
import { AppError } from "../schema/app-error.ts";
import { isSignedBy } from "./crypto.ts";
import { readChunks, sizeOf } from "../files/durable-files.ts";
import {
  headerSchema,
  limits,
  magic,
  returnFormat,
  signatureLength,
  stableHeaderSchema,
  type Header,
  type StableHeader,
} from "./format.ts";

export interface OpenedFile {
  readonly file: string;
  /** The name to show: where the file came from. */
  readonly shown: string;
  readonly bytes: number;
  readonly stable: StableHeader;
  /** null when the file is of a newer format than this program knows. */
  readonly header: Header | null;
  readonly headerBytes: Buffer;
  readonly signature: Buffer;
  readonly payloadStart: number;
}

/** @throws AppError fileUnreadable, bundleNotOurs, bundleTruncated, bundleDamaged */
export async function openFile(file: string, shown: string): Promise<OpenedFile> {
  const bytes = sizeOf(file);
  const handle = await open(file, "r").catch((error: unknown) => {
    throw new AppError("fileUnreadable", { file: shown }, { cause: error });
  });
  try {
    return await parseHead(handle, { file, shown, bytes });
  } catch (error) {
    throw error instanceof AppError ? error : new AppError("fileUnreadable", { file: shown }, { cause: error });
  } finally {
    await handle.close();
  }
}

type Named = Pick<OpenedFile, "file" | "shown" | "bytes">;

async function parseHead(handle: FileHandle, named: Named): Promise<OpenedFile> {
  const first = await readAt(handle, 0, lengthEnd);
  const length = headLength(first, named);
  // Less than the mark at its beginning tells nobody that it is ours.
  if (length === null)
    throw first.length < magic.length ? new AppError("bundleNotOurs", { file: named.shown }) : truncated(named);
  return parseHeadBytes(await readAt(handle, 0, length), named);
}

/** Magic and length: what has to be there to know how long the head is. */
const lengthEnd = 12;

/**
 * How many bytes the head takes, signature included, by a file's first bytes.
 * @returns null where those are too few to tell
 * @throws AppError bundleNotOurs, bundleDamaged
 */
export function headLength(first: Buffer, named: Pick<Named, "shown">): number | null {
  const seen = Math.min(magic.length, first.length);
  if (!first.subarray(0, seen).equals(magic.subarray(0, seen)))
    throw new AppError("bundleNotOurs", { file: named.shown });
  if (first.length < lengthEnd) return null;
  const length = first.readUInt32BE(magic.length);
  if (length === 0 || length > limits.header) throw damaged(named);
  return lengthEnd + length + signatureLength;
}

/**
 * The head alone, whole. @param named `bytes`: of the whole file, as it is or as it is announced
 * @throws AppError bundleTruncated, bundleDamaged
 */
export function parseHeadBytes(head: Buffer, named: Named): OpenedFile {
  const payloadStart = headLength(head, named);
  if (payloadStart === null || head.length < payloadStart) throw truncated(named);
  const headerBytes = head.subarray(lengthEnd, payloadStart - signatureLength);
  const signature = head.subarray(payloadStart - signatureLength, payloadStart);
  const { stable, header } = parseHeader(headerBytes, named);
  const end = payloadStart + stable.payloadLength;
  if (named.bytes < end) throw truncated(named);
  if (named.bytes > end) throw damaged(named);
  return { ...named, stable, header, headerBytes, signature, payloadStart };
}

async function readAt(handle: FileHandle, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  let filled = 0;
  while (filled < length) {
    const { bytesRead } = await handle.read(buffer, filled, length - filled, position + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return buffer.subarray(0, filled);
}

function parseHeader(bytes: Buffer, named: Named): { stable: StableHeader; header: Header | null } {
  let value: unknown;
  try {
    value = parseCanonical(bytes);
  } catch {
    throw damaged(named);
  }
  const stable = stableHeaderSchema.safeParse(value);
  if (!stable.success) throw damaged(named);
  if (stable.data.format > returnFormat) return { stable: stable.data, header: null };
  const header = headerSchema.safeParse(value);
  if (!header.success) throw damaged(named);
  return { stable: stable.data, header: header.data };
}

const truncated = ({ shown }: Pick<Named, "shown">) => new AppError("bundleTruncated", { file: shown });
export const damaged = ({ shown }: Pick<Named, "shown">, cause?: unknown): AppError =>
  new AppError("bundleDamaged", { file: shown }, { cause });

/** @throws AppError bundleDamaged */
export function requireSignature(opened: OpenedFile, signingKey: string): void {
  if (!isSignedBy("file", signingKey, opened.headerBytes, opened.signature)) throw damaged(opened);
}

/**
 * Compares the payload with the hash that was signed.
 * @returns SHA-256 of the whole file
 * @throws AppError bundleDamaged, bundleTruncated, fileUnreadable
 */
export async function requirePayload(opened: OpenedFile, onBytes: (done: number) => void = () => {}): Promise<string> {
  const whole = createHash("sha256");
  const payload = createHash("sha256");
  let done = -opened.payloadStart;
  for await (const chunk of readChunks(opened.file)) {
    whole.update(chunk);
    const before = Math.min(chunk.length, Math.max(0, -done));
    payload.update(chunk.subarray(before));
    done += chunk.length;
    onBytes(Math.max(0, done));
  }
  if (done < opened.stable.payloadLength) throw truncated(opened);
  if (done > opened.stable.payloadLength || payload.digest("hex") !== opened.stable.payloadSha256)
    throw damaged(opened);
  return whole.digest("hex");
}
