/** Sticks, cards and discs, as the running system tells of them. */
import type { DriveReader, MediaWatch } from "./drives.ts";
import { linuxMedia } from "./media-linux.ts";
import { windowsMedia } from "./media-windows.ts";

/** Elsewhere nothing is noticed; folders are chosen by hand. */
export function watchMedia(drives: DriveReader): MediaWatch {
  if (drives.platform === "win32") return windowsMedia(drives);
  if (drives.platform === "linux") return linuxMedia(drives);
  return { now: async () => [] };
}
