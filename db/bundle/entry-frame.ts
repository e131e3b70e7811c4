/** A journal entry as the body of a frame, and back: the bytes as stored, never serialised again. Layout: format.ts. */
import { parseCanonical } from "../journal/canonical.ts";
import {
  chainHash,
  entryFormat,
  entryHeaderSchema,
  hashLength,
  innerHash,
  saltLength,
  type Entry,
  type EntryHeader,
} from "../journal/entry.ts";
import { z } from "zod";
import { excessOf, type Excess } from "../journal/payload-bounds.ts";
import { FrameError } from "./frames.ts";

/** Bytes; a header holds ids and codes only. */
const longestHeader = 4_096;

const whole = 0;
const erased = 1;

export function entryBody(entry: Omit<Entry, "hash">): Buffer {
  const head = Buffer.alloc(5);
  head.writeUInt32BE(entry.header.length, 1);
  if (entry.salt === null || entry.payload === null) {
    head[0] = erased;
    return Buffer.concat([head, entry.header, entry.inner]);
  }
  head[0] = whole;
  return Buffer.concat([head, entry.header, entry.salt, entry.payload]);
}

export interface ReadEntry {
  readonly header: EntryHeader;
  /** Without its payload, as if erased, when that is beyond all bounds: the chain goes on all the same. */
  readonly entry: Entry;
  readonly excess: Excess | null;
}

/** An entry whose own layout this program does not know. */
export class NewerEntry extends Error {}

const formatSchema = z.looseObject({ format: z.int().min(1) });

/**
 * The form of a payload, without walking its values: canonical JSON holds nothing but JSON, and each field's value is
 * checked against its schema when the entry is applied.
 */
const payloadShape = z.strictObject({
  set: z.record(z.string(), z.unknown()).optional(),
  base: z.record(z.string(), z.string().regex(/^[0-9a-f]{32}:\d+$/)).optional(),
});

/**
 * Reads an entry and computes its place in the chain after `previous`.
 * @throws FrameError when it is not an entry; NewerEntry
 */
export function readEntry(body: Buffer, previous: Uint8Array): ReadEntry {
  const state = body[0];
  if (body.length < 5 || (state !== whole && state !== erased)) throw new FrameError("entry layout");
  const headerEnd = 5 + body.readUInt32BE(1);
  const rest = body.length - headerEnd;
  if (headerEnd - 5 > longestHeader || (state === whole ? rest < saltLength : rest !== hashLength))
    throw new FrameError("entry length");
  const headerBytes = body.subarray(5, headerEnd);
  const header = readHeader(headerBytes);
  if (state === erased) {
    const inner = body.subarray(headerEnd);
    const hash = chainHash(previous, headerBytes, inner);
    return { header, entry: { header: headerBytes, salt: null, payload: null, inner, hash }, excess: null };
  }
  const salt = body.subarray(headerEnd, headerEnd + saltLength);
  const payload = body.subarray(headerEnd + saltLength);
  const excess = excessIn(payload, header);
  const inner = innerHash(salt, payload);
  const kept = excess === null ? { salt, payload } : { salt: null, payload: null };
  return {
    header,
    entry: { header: headerBytes, ...kept, inner, hash: chainHash(previous, headerBytes, inner) },
    excess,
  };
}

function readHeader(bytes: Buffer): EntryHeader {
  let value: unknown;
  try {
    value = parseCanonical(bytes);
  } catch {
    throw new FrameError("entry header is not canonical JSON");
  }
  const parsed = entryHeaderSchema.safeParse(value);
  if (parsed.success && parsed.data.format <= entryFormat) return parsed.data;
  const { data } = formatSchema.safeParse(value);
  if (data !== undefined && data.format > entryFormat) throw new NewerEntry();
  throw new FrameError("entry header");
}

/** Why a payload cannot be kept. @throws FrameError when it is no canonical JSON: then it is no entry at all */
function excessIn(bytes: Buffer, { op }: EntryHeader): Excess | null {
  const excess = excessOf(bytes);
  if (excess !== null) return excess;
  let value: unknown;
  try {
    value = parseCanonical(bytes);
  } catch (error) {
    throw new FrameError("entry payload", { cause: error });
  }
  const shaped = payloadShape.safeParse(value);
  if (!shaped.success) return "form";
  // What a record begins or goes on with is never nothing: every kind has fields that must be there.
  return (op === "create" || op === "erase") && shaped.data.set === undefined ? "content" : null;
}
