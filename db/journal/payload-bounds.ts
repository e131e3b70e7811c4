/**
 * What an entry's payload may be at most, whoever signed it: anything beyond would break the readers of the journal (SQLite reads
 * JSON 1,000 deep; recursion ends at some thousands; `__proto__` is lost when objects are copied). Honest payloads stay far
 * below: 20,000 characters a text, 500 names a list, three levels.
 */
export const payloadBounds = {
  /** Bytes of canonical JSON. */
  bytes: 4 * 1024 * 1024,
  /** Arrays and objects inside each other, the payload itself included. */
  depth: 32,
  /** Members of objects and items of arrays, in all. */
  values: 20_000,
  /** Bytes of a member's name. */
  name: 256,
} as const;

/** Why a payload is not kept; `form`: JSON, but nothing that an entry says; `content`: says nothing where something is due. */
export type Excess = keyof typeof payloadBounds | "form" | "content";

const quote = 0x22;
const backslash = 0x5c;
const comma = 0x2c;
const colon = 0x3a;
const opening: ReadonlySet<number> = new Set([0x5b, 0x7b]);
const closing: ReadonlySet<number> = new Set([0x5d, 0x7d]);
const prototype = Buffer.from("__proto__");

/** One pass over the bytes, before anything parses them. @returns null when they keep within the bounds */
export function excessOf(json: Buffer): Excess | null {
  if (json.length > payloadBounds.bytes) return "bytes";
  let depth = 0;
  let values = 0;
  let text = { start: 0, end: 0 };
  for (let at = 0; at < json.length; at += 1) {
    const byte = json[at] ?? 0;
    if (byte === quote) {
      const end = endOfText(json, at + 1);
      text = { start: at + 1, end };
      at = end;
    } else if (byte === comma) {
      values += 1;
      if (values > payloadBounds.values) return "values";
    } else if (byte === colon) {
      const name = json.subarray(text.start, text.end);
      if (name.length > payloadBounds.name || name.equals(prototype)) return "name";
    } else if (opening.has(byte)) {
      depth += 1;
      values += 1;
      if (depth > payloadBounds.depth) return "depth";
    } else if (closing.has(byte)) depth -= 1;
  }
  return null;
}

function endOfText(json: Buffer, start: number): number {
  let end = json.indexOf(quote, start);
  while (end !== -1 && isEscaped(json, end)) end = json.indexOf(quote, end + 1);
  return end === -1 ? json.length : end;
}

function isEscaped(json: Buffer, at: number): boolean {
  let slashes = 0;
  while (json[at - slashes - 1] === backslash) slashes += 1;
  return slashes % 2 === 1;
}
