/** Files as a bad stick, a cut copy or a hex editor leaves them: the bytes changed, nothing signed again. */
import type { Random } from "../../db/sample/random.ts";

/**
 * A file with something changed in it; never the same bytes as `base`.
 * @param others what a wrong sector may come from
 */
export function mutatedBytes(random: Random, base: Buffer, others: readonly Buffer[]): Buffer {
  let bytes: Buffer = Buffer.from(base);
  const changes = random.chance(0.7) ? 1 : random.int(2, 8);
  for (let change = 0; change < changes; change += 1) bytes = changed(random, bytes, others);
  return bytes.equals(base) ? flipped(random, bytes) : bytes;
}

/** Half of the time where the layout is: magic, length, header, signature. */
function placeIn(random: Random, bytes: Buffer): number {
  const last = Math.max(0, bytes.length - 1);
  return random.int(0, random.chance(0.5) ? Math.min(last, 1_400) : last);
}

function flipped(random: Random, bytes: Buffer): Buffer {
  if (bytes.length === 0) return Buffer.from([random.int(0, 255)]);
  const at = placeIn(random, bytes);
  bytes[at] = (bytes[at] ?? 0) ^ (1 << random.int(0, 7));
  return bytes;
}

function changed(random: Random, bytes: Buffer, others: readonly Buffer[]): Buffer {
  const at = placeIn(random, bytes);
  const length = random.chance(0.8) ? random.int(1, 16) : random.int(1, 4_096);
  const before = bytes.subarray(0, at);
  switch (random.int(0, 11)) {
    case 0:
    case 1:
    case 2:
      return flipped(random, bytes);
    case 3:
      bytes[at] = random.pick([0, 0xff, 0x7f, 0x80, random.int(0, 255)]);
      return bytes;
    case 4:
      return before;
    case 5:
      return Buffer.concat([before, bytes.subarray(at + length)]);
    case 6:
      return Buffer.concat([before, Buffer.alloc(length, random.int(0, 255)), bytes.subarray(at)]);
    case 7:
      return Buffer.concat([before, bytes.subarray(at, at + length), bytes.subarray(at)]);
    case 8:
      return Buffer.concat([bytes, Buffer.alloc(length, random.int(0, 255))]);
    case 9:
      bytes.fill(0, at, Math.min(bytes.length, at + length));
      return bytes;
    case 10:
      // The length of the header, and numbers written in it.
      if (bytes.length < 12) return flipped(random, bytes);
      bytes.writeUInt32BE(random.pick([0, 1, 65_535, 65_536, 65_537, 2 ** 31, 2 ** 32 - 1, random.int(0, 2_000)]), 8);
      return bytes;
    default: {
      const other = random.pick(others);
      const from = placeIn(random, other);
      return Buffer.concat([before, other.subarray(from, from + length), bytes.subarray(at + length)]);
    }
  }
}
