/** Width, height and orientation of a JPEG or PNG, from its first bytes. Anything else is not put into a document. */
export interface ImageSize {
  readonly type: "jpeg" | "png";
  /** In pixels, as stored. */
  readonly width: number;
  readonly height: number;
  /** Clockwise turn that shows it upright (from EXIF), in degrees. */
  readonly turn: 0 | 90 | 180 | 270;
  /** Where the low byte of the EXIF orientation stands; null without one. */
  readonly turnAt: number | null;
}

/** The same picture without its EXIF orientation, for a document that turns it itself: some readers would turn it twice. */
export function withoutTurn(bytes: Buffer, { turnAt }: ImageSize): Buffer {
  if (turnAt === null) return bytes;
  const copy = Buffer.from(bytes);
  copy[turnAt] = 1;
  return copy;
}

/** Null for what is no JPEG or PNG, or is cut off. */
export function imageSize(bytes: Buffer): ImageSize | null {
  if (bytes.length > 24 && bytes.readUInt32BE(0) === 0x89504e47) {
    return sized("png", bytes.readUInt32BE(16), bytes.readUInt32BE(20), upright);
  }
  if (bytes.length > 4 && bytes.readUInt16BE(0) === 0xffd8) return jpegSize(bytes);
  return null;
}

type Turn = Pick<ImageSize, "turn" | "turnAt">;
const upright: Turn = { turn: 0, turnAt: null };

const sized = (type: ImageSize["type"], width: number, height: number, turn: Turn): ImageSize | null =>
  width > 0 && height > 0 ? { type, width, height, ...turn } : null;

/** Markers that carry the size: start of frame, without DHT (C4), JPG (C8) and DAC (CC). */
const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;

function jpegSize(bytes: Buffer): ImageSize | null {
  let turn = upright;
  let at = 2;
  while (at + 9 < bytes.length && bytes[at] === 0xff) {
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const length = bytes.readUInt16BE(at + 2);
    if (isFrame(marker)) return sized("jpeg", bytes.readUInt16BE(at + 7), bytes.readUInt16BE(at + 5), turn);
    if (marker === 0xe1) turn = exifTurn(bytes.subarray(at + 4, at + 2 + length), at + 4) ?? turn;
    at += 2 + length;
  }
  return null;
}

/** EXIF orientations that cameras write; mirrored ones do not come from photographs. */
const turns: Readonly<Record<number, ImageSize["turn"]>> = { 1: 0, 3: 180, 6: 90, 8: 270 };

function exifTurn(exif: Buffer, start: number): Turn | null {
  if (exif.length < 14 || exif.toString("latin1", 0, 4) !== "Exif") return null;
  const tiff = exif.subarray(6);
  const isLittle = tiff.toString("latin1", 0, 2) === "II";
  const short = (at: number) => (isLittle ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at));
  const long = (at: number) => (isLittle ? tiff.readUInt32LE(at) : tiff.readUInt32BE(at));
  const directory = long(4);
  if (directory + 2 > tiff.length) return null;
  for (let entry = 0; entry < short(directory); entry++) {
    const at = directory + 2 + entry * 12;
    if (at + 12 > tiff.length) return null;
    if (short(at) === 0x0112) return { turn: turns[short(at + 8)] ?? 0, turnAt: start + 6 + at + (isLittle ? 8 : 9) };
  }
  return null;
}
