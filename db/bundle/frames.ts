/** Takes frames out of a stream of bytes, holding no more than one of them. Layout and limits: format.ts. */
import { frameLimits, frameTypes, type FrameType } from "./format.ts";

export interface Frame {
  readonly type: FrameType;
  readonly body: Buffer;
}

/** Any break of the format. The caller turns it into a numbered error. */
export class FrameError extends Error {}

const typeNames = new Map<number, FrameType>(
  (Object.keys(frameTypes) as FrameType[]).map((name) => [frameTypes[name], name]),
);

export class FrameReader {
  #pending: Buffer[] = [];
  #size = 0;
  #total = 0;
  readonly #limit: number;

  /** @param contentLength the exact number of bytes that will come */
  constructor(contentLength: number) {
    this.#limit = contentLength;
  }

  /** @throws FrameError for more bytes than announced, an unknown type, or a frame above its limit */
  push(chunk: Buffer): Frame[] {
    this.#total += chunk.length;
    if (this.#total > this.#limit) throw new FrameError("content longer than announced");
    this.#pending.push(chunk);
    this.#size += chunk.length;
    const frames: Frame[] = [];
    if (this.#size < this.#needed()) return frames;
    const bytes = Buffer.concat(this.#pending);
    let at = 0;
    while (bytes.length - at >= 5) {
      const { type, length } = headOf(bytes, at);
      if (bytes.length - at - 5 < length) break;
      frames.push({ type, body: bytes.subarray(at + 5, at + 5 + length) });
      at += 5 + length;
    }
    const rest = bytes.subarray(at);
    this.#pending = rest.length === 0 ? [] : [rest];
    this.#size = rest.length;
    return frames;
  }

  /** @throws FrameError when bytes are missing or a frame is cut */
  end(): void {
    if (this.#size > 0) throw new FrameError("frame cut short");
    if (this.#total !== this.#limit) throw new FrameError("content shorter than announced");
  }

  /** Bytes until the pending frame is whole, so that a long one is not joined again at every chunk. */
  #needed(): number {
    const first = this.#pending[0];
    if (first === undefined || this.#size < 5) return 5;
    const head = first.length >= 5 ? first : Buffer.concat(this.#pending);
    return 5 + headOf(head, 0).length;
  }
}

function headOf(bytes: Buffer, at: number): { type: FrameType; length: number } {
  const length = bytes.readUInt32BE(at);
  const type = typeNames.get(bytes[at + 4] ?? 0);
  if (type === undefined) throw new FrameError("unknown frame");
  if (length > frameLimits[type]) throw new FrameError(`${type} frame too long`);
  return { type, length };
}
