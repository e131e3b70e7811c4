/** Canonical JSON (RFC 8785, JCS): one byte sequence per value, so that what is signed and hashed is never ambiguous. */
import serialize from "canonicalize";

/** @throws TypeError for values that JSON cannot carry */
export function canonicalJson(value: unknown): string {
  const text = plainJson(value) ?? serialize(value);
  if (text === undefined) throw new TypeError("value has no JSON form");
  return text;
}

/** Deeper than any entry; what goes on for ever is left to the library to refuse. */
const DEEPEST = 16;

/**
 * The library's text for what entries are made of, several times faster (an import writes 100,000 of them): the engine
 * writes numbers and strings as RFC 8785 does, so it is enough to give it the keys in order. null where the library must
 * decide: numbers that JSON lacks, lone surrogates, keys that objects reorder (`10`), objects with a `toJSON`.
 */
function plainJson(value: unknown): string | null {
  const ordered = inOrder(value, 0);
  if (ordered === undefined) return null;
  const text = JSON.stringify(ordered);
  return text.includes("\\ud") ? null : text;
}

/** The value with the keys of its objects by UTF-16 units; undefined when that is not all there is to do. */
function inOrder(value: unknown, depth: number): unknown {
  if (value === null || typeof value === "string" || typeof value === "boolean") return value;
  if (typeof value === "number") return Number.isFinite(value) ? value : undefined;
  if (typeof value !== "object" || depth === DEEPEST || "toJSON" in value) return undefined;
  if (Array.isArray(value)) {
    const items = value.map((item) => inOrder(item, depth + 1));
    return items.includes(undefined) ? undefined : items;
  }
  const members = value as Readonly<Record<string, unknown>>;
  const ordered: Record<string, unknown> = {};
  // oxlint-disable-next-line typescript/require-array-sort-compare -- UTF-16 units are the default order, and what is asked for
  for (const key of Object.keys(members).toSorted()) {
    if (members[key] === undefined) continue;
    const member = inOrder(members[key], depth + 1);
    if (member === undefined || /^\d|^__proto__$/.test(key)) return undefined;
    ordered[key] = member;
  }
  return ordered;
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
