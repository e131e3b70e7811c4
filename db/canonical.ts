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
  if (canonicalJson(value) !== text) throw new SyntaxError("JSON is not in canonical form");
  return value;
}
