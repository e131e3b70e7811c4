/** What the first bytes of a picture say, without decoding it. Pure. */

export interface PictureHeader {
  readonly type: "jpeg" | "png" | "gif" | "webp" | "bmp" | "heic";
  /** As stored, before a rotation is applied; null where the header does not say it simply. */
  readonly width: number | null;
  readonly height: number | null;
  /** Camera, place (GPS), time, comments: whatever is not the picture itself. */
  readonly hasMetadata: boolean;
}

/** Enough for the header of any photo: EXIF has at most 64 KB, several such segments are rare. */
export const headerLength = 512 * 1_024;

/** null for what is no picture, or none that is known here. */
export function pictureHeader(bytes: Uint8Array): PictureHeader | null {
  if (startsWith(bytes, [0xff, 0xd8, 0xff])) return jpegHeader(bytes);
  if (startsWith(bytes, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return pngHeader(bytes);
  const text = (from: number, to: number) => String.fromCharCode(...bytes.subarray(from, to));
  if (text(0, 4) === "GIF8") return { type: "gif", width: null, height: null, hasMetadata: false };
  if (text(0, 4) === "RIFF" && text(8, 12) === "WEBP") {
    return { type: "webp", width: null, height: null, hasMetadata: true };
  }
  if (text(0, 2) === "BM" && bytes.length > 26) return { type: "bmp", width: null, height: null, hasMetadata: false };
  if (text(4, 8) === "ftyp" && /^(hei[cmsx]|hev[cmsx]|mif1|msf1|avif)$/.test(text(8, 12))) {
    return { type: "heic", width: null, height: null, hasMetadata: true };
  }
  return null;
}

const startsWith = (bytes: Uint8Array, start: readonly number[]): boolean =>
  start.every((byte, index) => bytes[index] === byte);

/** Segments up to the picture data: ITU T.81, B.1. */
function jpegHeader(bytes: Uint8Array): PictureHeader {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let hasMetadata = false;
  for (let at = 2; at + 9 < bytes.length;) {
    if (view.getUint8(at) !== 0xff) break;
    const marker = view.getUint8(at + 1);
    if (marker === 0xff || (marker >= 0xd0 && marker <= 0xd8) || marker === 0x01) {
      at += marker === 0xff ? 1 : 2;
      continue;
    }
    if (marker === 0xda || marker === 0xd9) break;
    // APP1 EXIF and XMP, APP13 IPTC, comments. APP0 (JFIF), APP2 (colours) and APP14 describe the picture.
    if (marker === 0xe1 || marker === 0xed || marker === 0xfe || (marker >= 0xe3 && marker <= 0xec)) hasMetadata = true;
    const isFrame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
    if (isFrame) return { type: "jpeg", height: view.getUint16(at + 5), width: view.getUint16(at + 7), hasMetadata };
    at += 2 + view.getUint16(at + 2);
  }
  // Segments longer than what was read, or damaged: treated as if they told something.
  return { type: "jpeg", width: null, height: null, hasMetadata: true };
}

/** Chunks up to the picture data. */
function pngHeader(bytes: Uint8Array): PictureHeader | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 33) return null;
  let hasMetadata = false;
  for (let at = 8; at + 12 <= bytes.length;) {
    const name = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    if (name === "IDAT" || name === "IEND") break;
    if (/^(eXIf|tEXt|zTXt|iTXt|tIME)$/.test(name)) hasMetadata = true;
    at += 12 + view.getUint32(at);
  }
  return { type: "png", width: view.getUint32(16), height: view.getUint32(20), hasMetadata };
}
