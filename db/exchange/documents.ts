/**
 * Documents that the district signs with its root key, as canonical JSON `{body, signature}`: Ed25519 over
 * "lianxinqiao/document/v1" 0 canonical JSON of the body.
 *
 *   invitation  what a station needs to join: names, ids, the district's keys. Holds no private key. Single use.
 *   roster      who belongs: stations, their PCs' keys and the entries each may sign. Versions only go up.
 *   receipt     what the district has of a station's chains. Not signed by itself: it travels inside a signed file.
 *   return      what is said of returned entries. Travels like a receipt.
 *
 * Version rule: `format` goes up whenever an old program could not read a new document rightly; `type`, `format` and the
 * envelope stay. Unknown fields are errors within one format.
 */
import { createHash } from "node:crypto";
import { z } from "zod";
import { canonicalBytes, parseCanonical } from "../journal/canonical.ts";
import { isSignedBy, type Keys } from "../bundle/crypto.ts";
import { AppError } from "../schema/app-error.ts";

export const documentFormat = 1;

const id = z.string().regex(/^[0-9a-f]{32}$/);
const hash = z.string().regex(/^[0-9a-f]{64}$/);
const seq = z.int().min(0);
const name = z.string().min(1).max(60);
const publicKey = z.string().regex(/^[A-Za-z0-9_-]{43}$/);
const recipient = z.string().regex(/^age1[0-9a-z]{58}$/);
const recipients = z.array(recipient).min(1).max(16);

export const invitationSchema = z.strictObject({
  type: z.literal("invitation"),
  format: z.literal(documentFormat),
  id,
  district: z.strictObject({ id, name, rootKey: publicKey, signingKey: publicKey, recipients }),
  station: z.strictObject({ id, name }),
  /** The chain in which the district will write to this station. */
  feed: id,
  /** Where bundles may be sent; null: by stick. */
  uploadAddress: z.url().nullable(),
  madeAt: z.int(),
});
export type Invitation = z.infer<typeof invitationSchema>;

export const rosterSchema = z.strictObject({
  type: z.literal("roster"),
  format: z.literal(documentFormat),
  version: z.int().min(1),
  district: z.strictObject({ id, name, signingKey: publicKey, recipients }),
  stations: z.array(
    z.strictObject({
      id,
      name,
      feed: id,
      replicas: z.array(
        z.strictObject({
          id,
          signingKey: publicKey,
          recipient,
          state: z.enum(["active", "retired"]),
          /** The entries that this PC may sign; `toSeq` null: as many as it likes. */
          fromSeq: z.int().min(1),
          toSeq: seq.nullable(),
        }),
      ),
    }),
  ),
  madeAt: z.int(),
});
export type Roster = z.infer<typeof rosterSchema>;

const signedSchema = z.strictObject({
  body: z.looseObject({ type: z.string(), format: z.int().min(1) }),
  signature: z.string().regex(/^[A-Za-z0-9_-]{86}$/),
});

export const receiptSchema = z.strictObject({
  /** `received`: stored, not yet looked at; `imported`: in the district's tables. */
  grade: z.enum(["received", "imported"]),
  station: id,
  /** The newest set of kinds and fields that the district knows; state hashes of other versions are not compared. */
  schema: z.int().min(1),
  replicas: z.array(
    z.strictObject({
      replica: id,
      state: z.enum(["active", "retired"]),
      headSeq: seq,
      headHash: hash,
      /** Ranges missing before bundles that wait. */
      missing: z.array(z.strictObject({ from: seq, to: seq })),
    }),
  ),
  /** The feed up to the end of this receipt's range. */
  feed: z.strictObject({ replica: id, headSeq: seq, headHash: hash }),
  /** Feeds that ended when the district was restored from a backup, as far as it has them; absent where none did. */
  former: z.array(z.strictObject({ replica: id, headSeq: seq, headHash: hash })).optional(),
  /** Entries that could not be applied, the newest ones; `refusedTotal` counts all. */
  refused: z.array(z.strictObject({ replica: id, seq, record: z.string(), reason: z.string(), detail: z.string() })),
  refusedTotal: seq,
  /** Attachments of which the district has the row but not the bytes. */
  missingBlobs: z.array(hash),
  roster: signedSchema,
  settings: z.strictObject({ version: seq, values: z.record(z.string(), z.json()) }),
  counts: z.record(z.string(), seq),
  stateHash: hash,
});
export type Receipt = z.infer<typeof receiptSchema>;

/** By it both sides know whether a receipt would say anything new: SHA-256 of its canonical JSON. */
export const receiptDigest = (receipt: Receipt): string =>
  createHash("sha256").update(canonicalBytes(receipt)).digest("hex");

/**
 * Beside returned entries: whose chain they are of. For a district's feed that a station returns, the signed header of a
 * receipt that carried it, base64: it commits the district to every entry up to its end.
 */
export const returnSchema = z.strictObject({
  side: z.enum(["station", "district"]),
  signingKey: publicKey.nullable(),
  proof: z.strictObject({ header: z.base64(), signature: z.base64() }).nullable(),
});
export type Return = z.infer<typeof returnSchema>;

/** @throws AppError wrongRole at a station, which has no root key */
export function signedDocument(keys: Keys, body: Invitation | Roster): Buffer {
  const signature = keys.signDocument(canonicalBytes(body)).toString("base64url");
  return canonicalBytes({ body, signature });
}

/**
 * Reads an invitation and verifies it with the root key inside: it proves that nobody changed the file, not whose it is.
 * That is what the join code is for.
 * @throws AppError documentInvalid, documentNewer
 */
export function readInvitation(bytes: Uint8Array, file: string): Invitation {
  const { body, signature } = readSigned(bytes, "invitation", file);
  const invitation = invitationSchema.safeParse(body);
  if (!invitation.success) throw new AppError("documentInvalid", { file }, { cause: invitation.error });
  requireSigned(body, signature, invitation.data.district.rootKey, file);
  return invitation.data;
}

/**
 * What two people compare to know that they have the same invitation before them: the first 80 bits of the SHA-256 of the signed
 * file, in groups of four, such as `3F2A-91BC-07D4-E85A-6C10`.
 */
export const fingerprintOf = (bytes: Uint8Array): string =>
  (createHash("sha256").update(bytes).digest("hex").slice(0, 20).toUpperCase().match(/.{4}/g) ?? []).join("-");

/** @throws AppError documentInvalid (also for another root key), documentNewer */
export function readRoster(bytes: Uint8Array, rootKey: string, file: string): Roster {
  const { body, signature } = readSigned(bytes, "roster", file);
  requireSigned(body, signature, rootKey, file);
  const roster = rosterSchema.safeParse(body);
  if (!roster.success) throw new AppError("documentInvalid", { file }, { cause: roster.error });
  return roster.data;
}

function readSigned(bytes: Uint8Array, type: string, file: string): z.infer<typeof signedSchema> {
  let value: unknown;
  try {
    value = parseCanonical(bytes);
  } catch (error) {
    throw new AppError("documentInvalid", { file }, { cause: error });
  }
  const signed = signedSchema.safeParse(value);
  if (!signed.success || signed.data.body.type !== type) throw new AppError("documentInvalid", { file });
  if (signed.data.body.format > documentFormat) throw new AppError("documentNewer", { file });
  return signed.data;
}

function requireSigned(body: unknown, signature: string, key: string, file: string): void {
  const isValid = isSignedBy("document", key, canonicalBytes(body), Buffer.from(signature, "base64url"));
  if (!isValid) throw new AppError("documentInvalid", { file });
}
