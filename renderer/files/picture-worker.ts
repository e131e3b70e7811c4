/**
 * Makes photos smaller off the page's thread: upright by their EXIF rotation, and without EXIF (place, camera, time), which
 * a canvas never carries over.
 */
import { headerLength, pictureHeader, type PictureHeader } from "./picture-header.ts";
import type { PictureAnswer, PictureTask } from "./picture-work.ts";

/** Decoded, a pixel takes four bytes. 100 megapixels are more than any phone of these offices makes. */
const mostPixels = 100_000_000;
const jpegQuality = 0.85;
const thumbnailSide = 320;

addEventListener("message", (event: MessageEvent<PictureTask>) => {
  const { id } = event.data;
  work(event.data).then(
    (answer) => postMessage(answer),
    () => postMessage({ id, ok: false, reason: "unreadable" } satisfies PictureAnswer),
  );
});

async function work({ id, blob, longestSide }: PictureTask): Promise<PictureAnswer> {
  const header = pictureHeader(new Uint8Array(await blob.slice(0, headerLength).arrayBuffer()));
  if (header === null || header.type === "heic") return { id, ok: false, reason: "unreadable" };
  if ((header.width ?? 0) * (header.height ?? 0) > mostPixels) return { id, ok: false, reason: "tooManyPixels" };
  const bitmap = await createImageBitmap(blob, { imageOrientation: "from-image" });
  try {
    const thumbnail = await encode(drawn(bitmap, thumbnailSide, true), "image/jpeg");
    if (!mustChange(header, bitmap, longestSide)) {
      return { id, ok: true, blob, type: null, width: bitmap.width, height: bitmap.height, thumbnail };
    }
    // What may have transparent parts stays PNG unless it has none; a photo as PNG would be several times as large.
    const canvas = drawn(bitmap, longestSide ?? Infinity, false);
    const type = header.type === "jpeg" || isOpaque(canvas) ? "image/jpeg" : "image/png";
    const changed = await encode(canvas, type);
    return { id, ok: true, blob: changed, type, width: canvas.width, height: canvas.height, thumbnail };
  } finally {
    bitmap.close();
  }
}

/** A small picture without metadata stays byte for byte what it was; a moving one would stand still. */
function mustChange(header: PictureHeader, bitmap: ImageBitmap, longestSide: number | null): boolean {
  if (longestSide === null || header.type === "gif") return false;
  const isLarge = Math.max(bitmap.width, bitmap.height) > longestSide;
  return isLarge || header.hasMetadata || header.type === "bmp";
}

function drawn(bitmap: ImageBitmap, side: number, onWhite: boolean): OffscreenCanvas {
  const scale = Math.min(1, side / Math.max(bitmap.width, bitmap.height));
  const canvas = new OffscreenCanvas(
    Math.max(1, Math.round(bitmap.width * scale)),
    Math.max(1, Math.round(bitmap.height * scale)),
  );
  const context = canvas.getContext("2d");
  if (context === null) throw new Error("no canvas");
  if (onWhite) {
    context.fillStyle = "#fff";
    context.fillRect(0, 0, canvas.width, canvas.height);
  }
  context.imageSmoothingQuality = "high";
  context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  return canvas;
}

const encode = (canvas: OffscreenCanvas, type: "image/jpeg" | "image/png"): Promise<Blob> =>
  canvas.convertToBlob({ type, quality: jpegQuality });

function isOpaque(canvas: OffscreenCanvas): boolean {
  const { data } = canvas.getContext("2d")?.getImageData(0, 0, canvas.width, canvas.height) ?? { data: [] };
  for (let at = 3; at < data.length; at += 4) if (data[at] !== 255) return false;
  return true;
}
