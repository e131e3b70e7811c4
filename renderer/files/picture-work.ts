/** What the page and its picture worker say to each other. */
export interface PictureTask {
  readonly id: number;
  readonly blob: Blob;
  /** Pixels; null leaves the picture as it is and only makes the thumbnail. */
  readonly longestSide: number | null;
}

/** Why a picture is kept as it came. */
export type KeptReason =
  /** HEIC, damaged, or no picture at all: this program cannot show it. */
  | "unreadable"
  /** So many pixels that decoding it would take the memory of an old PC. */
  | "tooManyPixels";

export type PictureAnswer =
  | {
      readonly id: number;
      readonly ok: true;
      /** The picture to keep; the very blob of the task when nothing had to be changed. */
      readonly blob: Blob;
      readonly type: "image/jpeg" | "image/png" | null;
      /** Of the kept picture, upright. */
      readonly width: number;
      readonly height: number;
      readonly thumbnail: Blob;
    }
  | { readonly id: number; readonly ok: false; readonly reason: KeptReason };
