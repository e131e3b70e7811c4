/** Identifiers: UUIDv7 for records (sorted by the time they were made), random hex for replicas and stations. */
import { randomBytes } from "node:crypto";

/**
 * A UUIDv7 (RFC 9562): 48 bits of milliseconds, 74 random bits.
 * @param now milliseconds since 1970; a wrong clock only costs the order, never uniqueness
 */
export function uuidv7(now: number = Date.now()): string {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(now, 0, 6);
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  const hex = bytes.toString("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** 128 random bits as 32 lower-case hex digits: safe in FAT32 file names, which ignore case. */
export const randomId = (): string => randomBytes(16).toString("hex");
