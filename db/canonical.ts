/** Canonical JSON (RFC 8785, JCS): one byte sequence per value, so that what is signed and hashed is never ambiguous. */
import serialize from "canonicalize";

/** @throws TypeError for values that JSON cannot carry */
export function canonicalJson(value: unknown): string {
  const text = serialize(value);
  if (text === undefined) throw new TypeError("value has no JSON form");
  return text;
}

export const canonicalBytes = (value: unknown): Buffer => Buffer.from(canonicalJson(value), "utf8");

/** Parses JSON and requires that the bytes are its canonical form. @throws SyntaxError otherwise */
export function parseCanonical(bytes: Uint8Array): unknown {
  const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  const value: unknown = JSON.parse(text);
  if (!isPlainlyCanonical(value, text) && canonicalJson(value) !== text)
    throw new SyntaxError("JSON is not in canonical form");
  return value;
}

/**
 * A quick yes for what is canonical in an obvious way: the engine writes numbers and strings as RFC 8785 does, so only the
 * keys' order and lone surrogates are left to look at. "No" means that the serialiser must decide (keys such as "10", which
 * objects reorder).
 */
function isPlainlyCanonical(value: unknown, text: string): boolean {
  return !text.includes("\\ud") && JSON.stringify(value) === text && hasSortedKeys(value);
}

function hasSortedKeys(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return true;
  if (Array.isArray(value)) return value.every(hasSortedKeys);
  let previous: string | null = null;
  for (const [key, member] of Object.entries(value)) {
    if ((previous !== null && key <= previous) || !hasSortedKeys(member)) return false;
    previous = key;
  }
  return true;
}
