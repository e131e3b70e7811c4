/**
 * 已送达: the district's signed word that it holds a file whole. It is the receipt of grade `received`, as short as it can be, because
 * it is given before the file is opened; the receipt of grade `imported` is a file of its own (`exchange/district/export-receipt.ts`).
 */
import { z } from "zod";
import { isSignedBy, type Keys } from "../bundle/crypto.ts";
import { canonicalBytes } from "../journal/canonical.ts";

const id = z.string().regex(/^[0-9a-f]{32}$/);
const hash = z.string().regex(/^[0-9a-f]{64}$/);
const seq = z.int().min(0);

const bodySchema = z.strictObject({
  type: z.literal("received"),
  format: z.literal(1),
  district: id,
  station: id,
  /** The chain whose entries the file carries, how far, and its hash there: what the note vouches for. */
  replica: id,
  fromSeq: z.int().min(1),
  toSeq: seq,
  hashAfter: hash,
  /** Of the whole file. */
  sha256: hash,
  bytes: z.int().min(1),
  /** When the district had it, milliseconds since 1970 by its clock; shown, never compared. */
  at: z.int(),
});
export type DeliveryBody = z.infer<typeof bodySchema>;

export const deliverySchema = z.object({
  body: bodySchema,
  /** Ed25519 over "lianxinqiao/delivery/v1" 0 canonical JSON of the body, by the key that signs the district's receipts. */
  signature: z.string().regex(/^[A-Za-z0-9_-]{86}$/),
});
export type Delivery = z.infer<typeof deliverySchema>;

/** The same note for the same body, however often it is asked for: Ed25519 has no random part. */
export const signedDelivery = (keys: Keys, body: DeliveryBody): Delivery => ({
  body,
  signature: keys.signDelivery(canonicalBytes(body)).toString("base64url"),
});

export const isDeliveryOf = (signingKey: string, { body, signature }: Delivery): boolean =>
  isSignedBy("delivery", signingKey, canonicalBytes(body), Buffer.from(signature, "base64url"));
