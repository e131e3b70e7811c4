/**
 * The bundle file (数据包, .lxq) and the receipt file (回执, .lxr): one range of one chain of journal entries, the attachments
 * it needs, and in a receipt the district's word on what it has.
 *
 *   offset  size  field
 *   0       8     magic        89 4C 58 51 0D 0A 1A 0A  ("LXQ" framed so that a copy in text mode shows)
 *   8       4     length N     of the header, big-endian; at most 65,536
 *   12      N     header       canonical JSON (RFC 8785); the fields are `headerSchema`
 *   12+N    64    signature    Ed25519 over "lianxinqiao/file/v1" 0 header
 *   76+N    P     payload      age-encryption.org/v1, X25519; P = header.payloadLength. The file ends with it.
 *
 * Encrypted, then signed: nothing of a stranger's reaches decryption or decompression. The payload decrypts to one zlib
 * stream (RFC 1950) with nothing after it, which inflates to exactly header.contentLength bytes of frames:
 *
 *   4 length L of the body, big-endian · 1 type · L body
 *
 *   1  meta      canonical JSON: repeats sender, recipients and start. Compared with the header; otherwise another enrolled
 *                station could strip the signature and sign the payload as its own.
 *   2  entry     1 state (0 whole, 1 erased) · 4 header length · header · (16 salt · payload | 32 inner hash)
 *   3  blob      32 SHA-256 · 8 size: an attachment's bytes follow
 *   4  chunk     bytes of that attachment
 *   5  receipt   canonical JSON, once, before the entries: `receiptSchema` in documents.ts in a receipt, `returnSchema` in a
 *                file that returns entries; in no other
 *   6  end       canonical JSON: range, counts and chain hash. The last frame.
 *
 * Limits: header 64 KiB; meta and end 64 KiB; entry and receipt 8 MiB; chunk 1 MiB; content at most 64 times the payload plus
 * 16 MiB. Files are split between transactions at 1 GiB of payload, each standing alone; a reader takes up to 4 GiB - 1.
 *
 * A file that returns entries (format 2) carries a chain that its sender did not write, back to the side that lost it: what a
 * restored district said (from the station that still has it), or what a station had sent (from the district). `of` names
 * that chain and the range is its; the sender is `replica` as ever, and signs. Of either type, by who sends it. In the same way
 * a district sends a station's PC what its other PCs entered, beside a receipt; and a PC says with an empty range how far it has
 * such a chain (`exchange/district/siblings.ts`).
 *
 * Version rule: `format` goes up whenever an old program could not read a new file rightly. Magic, length, canonical JSON,
 * signature, and the fields of `stableHeaderSchema` stay as they are through all versions, so that an old program can still
 * tell who sent a newer file and keep it until it is updated. Unknown fields and frames are errors within one format. Formats
 * 1 and 2 stand side by side: what an older program can read is still written as 1.
 */
import { z } from "zod";
import { canonicalBytes } from "../journal/canonical.ts";

export const magic: Buffer = Buffer.from([0x89, 0x4c, 0x58, 0x51, 0x0d, 0x0a, 0x1a, 0x0a]);
export const fileFormat = 1;
/** Of files that return entries; the newest that this program reads. */
export const returnFormat = 2;
export const suite = "ed25519+age-x25519+zlib";
export const signatureLength = 64;

const KiB = 1024;
const MiB = 1024 * KiB;
export const limits = {
  header: 64 * KiB,
  meta: 64 * KiB,
  entry: 8 * MiB,
  receipt: 8 * MiB,
  chunk: MiB,
  payload: 4 * 1024 * MiB - 1,
  /** Where files are split. */
  split: 1024 * MiB,
  recipients: 64,
} as const;

/** The most bytes that a payload may honestly expand to. */
export const mostContent = (payloadLength: number): number => payloadLength * 64 + 16 * MiB;

const id = z.string().regex(/^[0-9a-f]{32}$/);
const hash = z.string().regex(/^[0-9a-f]{64}$/);
const seq = z.int().min(0);
const publicKey = z.string().regex(/^[A-Za-z0-9_-]{43}$/);
const recipient = z.string().regex(/^age1[0-9a-z]{58}$/);

/** What a PC that is not confirmed yet says of itself. */
export const joinRequestSchema = z.strictObject({
  invitation: id,
  station: id,
  replica: id,
  signingKey: publicKey,
  recipient,
});
export type JoinRequest = z.infer<typeof joinRequestSchema>;

/** How far the sender has the receiver's chain. */
const acknowledgementSchema = z.strictObject({ replica: id, seq, hash });

const stableFields = {
  format: z.int().min(1),
  type: z.enum(["bundle", "receipt"]),
  district: id,
  station: id,
  /** The sender's chain; its key signs. The file carries its entries unless `of` names another. */
  replica: id,
  fromSeq: z.int().min(1),
  /** fromSeq - 1 when there are no entries. */
  toSeq: seq,
  payloadLength: z.int().min(1).max(limits.payload),
  payloadSha256: hash,
} as const;

/** What every version of the header has, whatever else is in it. */
export const stableHeaderSchema = z.looseObject(stableFields);
export type StableHeader = z.infer<typeof stableHeaderSchema>;

const knownFormat = z.union([z.literal(fileFormat), z.literal(returnFormat)]);

export const headerSchema = z
  .strictObject({
    ...stableFields,
    format: knownFormat,
    /** The chain whose entries are returned. */
    of: id.optional(),
    suite: z.literal(suite),
    stationName: z.string().min(1).max(60),
    rosterVersion: seq,
    hashBefore: hash,
    hashAfter: hash,
    recipients: z.array(recipient).min(1).max(limits.recipients),
    contentLength: z.int().min(1),
    /** Milliseconds since 1970 by the sender's clock; shown, never used to decide. */
    madeAt: z.int(),
    join: joinRequestSchema.nullable(),
    acknowledged: acknowledgementSchema.nullable(),
  })
  .refine((header) => (header.format === returnFormat) === (header.of !== undefined), "format")
  .refine((header) => header.toSeq >= header.fromSeq - 1, "range")
  .refine((header) => header.toSeq >= header.fromSeq || header.hashBefore === header.hashAfter, "empty range")
  .refine((header) => header.contentLength <= mostContent(header.payloadLength), "expansion");
export type Header = z.infer<typeof headerSchema>;

/** The chain whose entries a file carries. */
export const chainIn = (header: Pick<Header, "replica" | "of">): string => header.of ?? header.replica;

export const entriesIn = (header: Pick<Header, "fromSeq" | "toSeq">): number => header.toSeq - header.fromSeq + 1;

/** The part of the header that is known before the entries are read. */
export const metaSchema = z.strictObject({
  format: knownFormat,
  type: z.enum(["bundle", "receipt"]),
  district: id,
  station: id,
  replica: id,
  of: id.optional(),
  recipients: z.array(recipient).max(limits.recipients),
  fromSeq: z.int().min(1),
  hashBefore: hash,
});
export type Meta = z.infer<typeof metaSchema>;

export const formatOf = ({ of }: { readonly of?: string | undefined }): Meta["format"] =>
  of === undefined ? fileFormat : returnFormat;

export const metaOf = (header: Omit<Meta, "format">): Meta => ({
  format: formatOf(header),
  type: header.type,
  district: header.district,
  station: header.station,
  replica: header.replica,
  ...(header.of === undefined ? {} : { of: header.of }),
  recipients: [...header.recipients],
  fromSeq: header.fromSeq,
  hashBefore: header.hashBefore,
});

export const endSchema = z.strictObject({ toSeq: seq, entries: seq, blobs: seq, hashAfter: hash });
export type End = z.infer<typeof endSchema>;

export const frameTypes = { meta: 1, entry: 2, blob: 3, chunk: 4, receipt: 5, end: 6 } as const;
export type FrameType = keyof typeof frameTypes;

export const frameLimits: Readonly<Record<FrameType, number>> = {
  meta: limits.meta,
  entry: limits.entry,
  blob: 40,
  chunk: limits.chunk,
  receipt: limits.receipt,
  end: limits.meta,
};

export function frame(type: FrameType, body: Uint8Array): Buffer {
  if (body.length > frameLimits[type]) throw new RangeError(`${type} frame of ${body.length} bytes`);
  const head = Buffer.alloc(5);
  head.writeUInt32BE(body.length);
  head[4] = frameTypes[type];
  return Buffer.concat([head, body]);
}

export const jsonFrame = (type: "meta" | "end", value: Meta | End): Buffer => frame(type, canonicalBytes(value));
