/**
 * A journal entry: one change to one record, as it is stored, hashed and exported.
 *
 *   header   canonical JSON {after?, afterCount?, at, erasure?, erasureCount?, format, kind, op, operator, record, replica, schema,
 *            seq, step?, tx}; ids, codes and counts only, because it stays in the clear and in the chain when the payload is erased
 *   salt     16 random bytes, erased together with the payload (unsalted hashes of phone numbers can be guessed)
 *   payload  canonical JSON {set?: {field: value}, base?: {field: "replica:seq"}}
 *   inner    SHA-256(salt ‖ payload)
 *   hash     SHA-256(domain ‖ 0 ‖ previous hash ‖ u32 header length ‖ header ‖ inner)
 *
 * `after` and `erasure` name the last creation or deletion, and the last erasure, of the record that the author knew; without
 * them two sides could not tell what was written in ignorance (`resolve.ts`). `afterCount` and `erasureCount` say how long
 * the row is that each of them ends. `base` names, per changed field, the entry whose value the author saw; only an `update` has one. An
 * `erase` carries what the record goes on with once everything earlier is forgotten. `step` of an event's creation is one more
 * than the highest among the events of the same record that its author knew (a Lamport clock: L. Lamport, "Time, Clocks, and the
 * Ordering of Events in a Distributed System", 1978): it orders events where no PC's clock can be trusted (`event-order.ts`).
 *
 * Format 1 had none of the three numbers; such entries stay readable and are weighed by what they name.
 */
import { createHash } from "node:crypto";
import { z } from "zod";
import { canonicalBytes } from "./canonical.ts";
import { freshBytes } from "../schema/ids.ts";
import { recordId } from "../schema/field.ts";

/** Version of the entry's own layout. A higher one is refused with `bundleNewerFormat`. */
export const entryFormat = 2;

/**
 * Version of the set of kinds and fields: raised whenever a field is added. Unknown fields are kept whatever it says; two sides
 * compare their states (drift) only when it is the same.
 */
export const schemaVersion = 2;

export const saltLength = 16;
export const hashLength = 32;
export const zeroHash: Buffer = Buffer.alloc(hashLength);

const domain = Buffer.from("lianxinqiao/journal/v1\0", "utf8");

export const opSchema = z.enum(["create", "update", "delete", "erase"]);
export type Op = z.infer<typeof opSchema>;

const hexId = z.string().regex(/^[0-9a-f]{32}$/);
/**
 * What a station is believed by its word alone: far above any honest count. Beyond it a station counts on from entries that are there,
 * a district by its word, so that what it deletes or erases comes after whatever a station claims (`resolve.ts`, `event-order.ts`).
 * All is far below where counting on becomes inexact.
 */
export const mostCounted = 1_000_000_000;
const count = z
  .int()
  .min(1)
  .max(2 * mostCounted);
const version = z.string().regex(/^[0-9a-f]{32}:\d+$/);

export const entryHeaderSchema = z.strictObject({
  after: version.optional(),
  afterCount: count.optional(),
  /** Wall time in milliseconds since 1970: shown, never used to decide an order. */
  at: z.int(),
  erasure: version.optional(),
  erasureCount: count.optional(),
  format: z.int().min(1),
  /** Any string: a newer program may know more kinds. */
  kind: z.string().min(1).max(40),
  op: opSchema,
  operator: recordId.nullable(),
  record: recordId,
  replica: hexId,
  schema: z.int().min(1),
  seq: z.int().min(1),
  step: count.optional(),
  /** Entries of one transaction travel together. */
  tx: z.uuid({ version: "v7" }),
});
export type EntryHeader = z.infer<typeof entryHeaderSchema>;

const entryPayloadSchema = z.strictObject({
  set: z.record(z.string(), z.json()).optional(),
  base: z.record(z.string(), version).optional(),
});
export type EntryPayload = z.infer<typeof entryPayloadSchema>;

/** Headers and payloads that the journal holds were checked when they were written or staged; not again at every reading. */
export const storedHeader = (bytes: Uint8Array): EntryHeader =>
  JSON.parse(Buffer.from(bytes).toString("utf8")) as EntryHeader;
export const storedPayload = (bytes: Uint8Array): EntryPayload =>
  JSON.parse(Buffer.from(bytes).toString("utf8")) as EntryPayload;

/** The content (SHA-256) that an attachment's payload names; null when it names none, or is not what a payload should be. */
export function contentNamedIn(bytes: Uint8Array): string | null {
  const { data } = contentSchema.safeParse(JSON.parse(Buffer.from(bytes).toString("utf8")));
  return data?.set.sha256 ?? null;
}

const contentSchema = z.object({ set: z.object({ sha256: z.string().regex(/^[0-9a-f]{64}$/) }) });

/** An entry as bytes. `salt` and `payload` are null together, once erased. */
export interface Entry {
  readonly header: Buffer;
  readonly salt: Buffer | null;
  readonly payload: Buffer | null;
  readonly inner: Buffer;
  readonly hash: Buffer;
}

export function innerHash(salt: Uint8Array, payload: Uint8Array): Buffer {
  return createHash("sha256").update(salt).update(payload).digest();
}

/** The chain's next hash, over stored bytes and never over a re-serialisation. */
export function chainHash(previous: Uint8Array, header: Uint8Array, inner: Uint8Array): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(header.length);
  return createHash("sha256").update(domain).update(previous).update(length).update(header).update(inner).digest();
}

/** Makes the entry that follows `previous` in its chain. */
export function makeEntry(header: EntryHeader, payload: EntryPayload, previous: Uint8Array): Entry {
  const headerBytes = canonicalBytes(header);
  const payloadBytes = canonicalBytes(payload);
  const salt = freshBytes(saltLength);
  const inner = innerHash(salt, payloadBytes);
  return { header: headerBytes, salt, payload: payloadBytes, inner, hash: chainHash(previous, headerBytes, inner) };
}

export const versionName = (replica: string, seq: number): string => `${replica}:${seq}`;

/** An entry as the tables hold it, from `seq` on: the journal's, and the one where entries wait to be imported. */
export function storedColumns(header: EntryHeader, entry: Entry): (string | number | Buffer | null)[] {
  const { seq, tx, kind, record, op } = header;
  return [seq, tx, kind, record, op, entry.header, entry.salt, entry.payload, entry.inner, entry.hash];
}
