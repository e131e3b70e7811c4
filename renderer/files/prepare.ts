/** What becomes of a chosen file before it is stored: checked by name, a photo made smaller, then checked by size. */
import { cleanFileName, isDangerousName, mediaTypeOf } from "../../db/schema/attachment.ts";
import type { Settings } from "../../db/schema/settings.ts";
import { localError } from "../hosts/client-error.ts";
import type { KeptReason } from "./picture-work.ts";
import { preparePicture } from "./pictures.ts";

export type Limits = Pick<Settings, "attachmentFileMb" | "attachmentRecordMb" | "photoLongestSide">;

export interface Prepared {
  readonly name: string;
  readonly content: Blob;
  readonly thumbnail: Blob | null;
  /** Set for a picture that could not be made smaller. */
  readonly kept: KeptReason | null;
  /** Bytes and pixels before and after, when the picture was changed. */
  readonly shrunk: { readonly from: number; readonly width: number; readonly height: number } | null;
}

const megabyte = 1_048_576;

/** @throws ClientError attachmentDangerous, attachmentEmpty, attachmentTooLarge */
export async function prepareFile(file: File, limits: Limits, keepOriginal: boolean): Promise<Prepared> {
  const name = cleanFileName(file.name);
  if (isDangerousName(name)) throw localError("attachmentDangerous", { file: name });
  if (file.size === 0) throw localError("attachmentEmpty", { file: name });
  const isPicture = file.type.startsWith("image/") || mediaTypeOf(name)?.startsWith("image/") === true;
  const prepared = isPicture
    ? await preparePhoto(file, name, keepOriginal ? null : limits.photoLongestSide)
    : { name, content: file, thumbnail: null, kept: null, shrunk: null };
  const { size } = prepared.content;
  if (size > limits.attachmentFileMb * megabyte) {
    const params = { file: name, size: (size / megabyte).toFixed(1), limit: limits.attachmentFileMb };
    throw localError("attachmentTooLarge", params);
  }
  return prepared;
}

async function preparePhoto(file: File, name: string, longestSide: number | null): Promise<Prepared> {
  const answer = await preparePicture(file, longestSide);
  if (!answer.ok) return { name, content: file, thumbnail: null, kept: answer.reason, shrunk: null };
  const { blob, type, width, height, thumbnail } = answer;
  if (type === null) return { name, content: file, thumbnail, kept: null, shrunk: null };
  return {
    name: withEnding(name, type === "image/jpeg" ? /\.jpe?g$/i : /\.png$/i, type === "image/jpeg" ? ".jpg" : ".png"),
    content: blob,
    thumbnail,
    kept: null,
    shrunk: { from: file.size, width, height },
  };
}

/** The name says what the content is now. */
function withEnding(name: string, right: RegExp, ending: string): string {
  if (right.test(name)) return name;
  const dot = name.lastIndexOf(".");
  return (dot > 0 ? name.slice(0, dot) : name) + ending;
}

/** @throws ClientError attachmentsTooLarge */
export function requireRoom(used: number, added: number, limits: Limits): void {
  const total = used + added;
  if (total <= limits.attachmentRecordMb * megabyte) return;
  throw localError("attachmentsTooLarge", { size: (total / megabyte).toFixed(1), limit: limits.attachmentRecordMb });
}
