/** What a receiver allows, so that nobody keeps it from serving the others. */
import { z } from "zod";

export interface ReceiverLimits {
  /** Connections at a time, and those among them that have proved no key: the oldest of these gives way to a new one. */
  readonly connections: number;
  readonly unproved: number;
  /** Milliseconds in which a new connection has to prove a key. */
  readonly provingMs: number;
  /** Milliseconds for the headers of a request, for a whole request, and without a byte in between. */
  readonly headersMs: number;
  readonly requestMs: number;
  readonly idleMs: number;
  /** Questions for news that are being answered at a time: a receipt takes the district a moment, and who waits too long asks again. */
  readonly news: number;
  /** Milliseconds for which a proof holds. */
  readonly sessionMs: number;
  /** Of one PC: uploads begun and not finished, and files that wait to be imported. */
  readonly openUploads: number;
  readonly waitingFiles: number;
  /** Of one station: bytes under way and waiting together. */
  readonly stationBytes: number;
  /** PCs that nobody has confirmed yet, whose files wait; and the bytes of such a file. */
  readonly unconfirmed: number;
  readonly joinBytes: number;
  /** Bytes of the disk that uploads leave free. */
  readonly freeBytes: number;
  /** Milliseconds after which an upload that nobody has gone on with is removed. */
  readonly uploadMs: number;
}

const KiB = 1024;
const GiB = 1024 * 1024 * KiB;
const minute = 60_000;

export const usualLimits: ReceiverLimits = {
  connections: 4_096,
  // More than a burst of a thousand stations has open between two answers; each takes some 50 KB.
  unproved: 1_024,
  provingMs: 15_000,
  headersMs: 10_000,
  // A piece of an upload is 4 MiB at most: 7 KB/s is enough.
  requestMs: 10 * minute,
  idleMs: 30_000,
  news: 16,
  sessionMs: 30 * minute,
  openUploads: 4,
  waitingFiles: 200,
  stationBytes: 4 * GiB,
  unconfirmed: 100,
  joinBytes: 64 * KiB,
  freeBytes: GiB,
  uploadMs: 14 * 24 * 60 * minute,
};

const positive = z.number().positive();

/** As they cross to the network side's thread. */
export const limitsSchema = z.strictObject({
  connections: z.int().positive(),
  unproved: z.int().positive(),
  provingMs: positive,
  headersMs: positive,
  requestMs: positive,
  idleMs: positive,
  news: z.int().positive(),
  sessionMs: positive,
  openUploads: z.int().positive(),
  waitingFiles: z.int().positive(),
  stationBytes: positive,
  unconfirmed: z.int().min(0),
  joinBytes: positive,
  freeBytes: z.number().min(0),
  uploadMs: positive,
} satisfies Record<keyof ReceiverLimits, z.ZodType<number>>);
