/**
 * What a station and a receiver say to each other, over TLS whose key is pinned (`address.ts`):
 *
 *   POST /v1/challenge   {replica} → {nonce}. Anyone may ask, known or not.
 *   POST /v1/session     {replica, nonce, signature, join} → {token}. The PC proves its key (`proofBytes`); one that is not confirmed
 *                        shows its invitation with it. Everything below needs the token.
 *   …    /v1/files       the tus protocol 1.0 (creation): a bundle as it would lie on a stick, announced with its SHA-256 as metadata
 *                        `sha256`, so that the same file begun again takes the place of the one before. The receiver looks at
 *                        its header and signature before it stores more than those.
 *   POST /v1/news        what the station has → which of its files the receiver holds, each with a signed note (`delivery.ts`), and
 *                        the files that the district has for it.
 *   GET  /v1/answers/ID  one of these files (a receipt), whole.
 *
 * An HTTP status is never taken for more than a hint: what counts as delivered, a signed note says, and what counts as imported, a
 * receipt. Refusals are `{reason, retryAfter}`; the same for ids that are not known and for those that are not the caller's.
 */
import { z } from "zod";
import { joinRequestSchema } from "../bundle/format.ts";
import { canonicalBytes } from "../journal/canonical.ts";
import { lineRefusals, type LineRefusal } from "../schema/line-refusals.ts";
import { deliverySchema } from "./delivery.ts";

/** Where a receiver listens unless the district says otherwise. */
export const usualPort = 8443;

export const paths = {
  challenge: "/v1/challenge",
  session: "/v1/session",
  files: "/v1/files",
  news: "/v1/news",
  answers: "/v1/answers",
} as const;

const id = z.string().regex(/^[0-9a-f]{32}$/);
const hash = z.string().regex(/^[0-9a-f]{64}$/);
const random = z.string().regex(/^[A-Za-z0-9_-]{20,120}$/);
const seq = z.int().min(0);

/** Why a receiver says no. */
export type RefusalReason = LineRefusal;

export const refusalSchema = z.object({
  reason: z.enum(lineRefusals).catch("failed"),
  /** Seconds after which it is worth trying again; null when only a person can help. */
  retryAfter: z.number().min(0).max(86_400).nullable().catch(null),
});
export type Refusal = z.infer<typeof refusalSchema>;

export const challengeRequest = z.strictObject({ replica: id });
export const challengeAnswer = z.object({ nonce: random });

export const sessionRequest = z.strictObject({
  replica: id,
  nonce: random,
  signature: z.string().regex(/^[A-Za-z0-9_-]{86}$/),
  join: joinRequestSchema.nullable(),
});
/** Whether a person at the district has confirmed the PC: until then it sends its request to join and nothing else. */
export const sessionAnswer = z.object({ token: random, isConfirmed: z.boolean() });

export const newsRequest = z.strictObject({
  /** SHA-256 of the files for which a note is wanted. */
  files: z.array(hash).max(1_000),
  /** Up to where the station has the district's word. */
  feed: z.strictObject({ replica: id, seq }),
  /** SHA-256 of what the last receipt said (`receiptDigest`), null before the first. */
  receipt: hash.nullable(),
});
export type NewsRequest = z.infer<typeof newsRequest>;

export const newsAnswer = z.object({
  notes: z.array(deliverySchema).max(1_000),
  /** The last entry of this PC up to which the receiver has everything, imported or not. */
  holds: seq,
  /** Files of the district for this PC, in the order in which they are to be read. */
  answers: z.array(z.object({ id: random, bytes: z.int().min(1), sha256: hash })).max(100),
  /** Files of this PC that are not imported yet and will be without a person: worth asking again soon. */
  importing: seq,
  /** Files of this PC that wait for a person at the district. */
  waiting: seq,
  /** Of the files asked about, those that the district cannot take, with the number of the catalogue that says why. */
  refused: z.array(z.object({ sha256: hash, code: z.int() })).max(1_000),
});
export type NewsAnswer = z.infer<typeof newsAnswer>;

/**
 * What a PC signs to prove its key: as this PC, to this district and its receiver's key alone, so that nobody in between, and no other
 * district, can pass it on as his own.
 */
export const proofBytes = (proof: {
  readonly district: string;
  readonly replica: string;
  readonly nonce: string;
  /** Pin of the certificate that the caller saw. */
  readonly pin: string;
}): Buffer => canonicalBytes(proof);
