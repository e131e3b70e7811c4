/** Identifiers: UUIDv7 for records (sorted by the time they were made), random hex for replicas and stations. */
import { randomBytes } from "node:crypto";

/** Random bytes had from the system at a time: asking for each id costs more than everything else about it. */
const POOL = 4_096;
let pool = Buffer.alloc(0);

/** Random bytes that nobody else was given. */
export function freshBytes(length: number): Buffer {
  if (pool.length < length) pool = randomBytes(POOL);
  const bytes = Buffer.from(pool.subarray(0, length));
  pool = pool.subarray(length);
  return bytes;
}

let lastTime = 0;
let counter = 0;

/**
 * A UUIDv7 (RFC 9562, method 1): 48 bits of milliseconds, a 12-bit counter, 62 random bits. Ids made by one process sort
 * in the order they were made, also within a millisecond: the events of one transaction keep their order.
 * @param now milliseconds since 1970; a wrong clock only costs the order, never uniqueness
 */
export function uuidv7(now: number = Date.now()): string {
  if (now > lastTime) {
    lastTime = now;
    counter = 0;
  } else if (counter === 0xfff) {
    lastTime += 1;
    counter = 0;
  } else {
    counter += 1;
  }
  const bytes = freshBytes(16);
  bytes.writeUIntBE(lastTime, 0, 6);
  bytes.writeUInt16BE(0x7000 | counter, 6);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  const hex = bytes.toString("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** 128 random bits as 32 lower-case hex digits: safe in FAT32 file names, which ignore case. */
export const randomId = (): string => randomBytes(16).toString("hex");
