/**
 * Sticks, cards and discs on Linux (also 统信 UOS, 麒麟), wherever the desktop mounts them (/media, /run/media): the table of mounts
 * says what is in, /sys whether it can be taken out. The table is read at each look and taken apart only when it is another one.
 */
import { basename } from "node:path";
import { diskAt, isRemovable, placeOf, unescaped } from "./drive-linux.ts";
import type { DriveReader, MediaWatch, Medium } from "./drives.ts";

interface Mount {
  /** The kernel's number of this mount: another one the next time. */
  readonly id: string;
  /** The folder of the file system that is mounted: “/” unless only a part of it is. */
  readonly root: string;
  readonly point: string;
  readonly type: string;
  readonly device: string;
  readonly isReadOnly: boolean;
}

/** `36 35 98:0 /root /point rw,noatime master:1 - ext3 /dev/root rw,errors=continue` */
export const parseMountInfo = (text: string): Mount[] =>
  text.split("\n").flatMap((line) => {
    const [before = "", after = ""] = line.split(" - ");
    const [id, , , root, point, options] = before.split(" ");
    const [type, device, superOptions] = after.split(" ");
    if (id === undefined || root === undefined || point === undefined || options === undefined) return [];
    if (type === undefined || device === undefined || superOptions === undefined) return [];
    const isReadOnly = [options, superOptions].some((one) => one.split(",").includes("ro"));
    return [{ id, root, point: unescaped(point), type, device: unescaped(device), isReadOnly }];
  });

/** Where a system lives that was itself started from a USB disk: no stick to exchange files on. */
const systemPoints: ReadonlySet<string> = new Set([
  "/",
  "/boot",
  "/boot/efi",
  "/efi",
  "/usr",
  "/var",
  "/home",
  "/opt",
  "/srv",
  "/data",
  "/recovery",
]);

/** What the desktop names the folder of a stick that has no name of its own. */
const numberName = /^([0-9A-F]{4}-[0-9A-F]{4}|[0-9A-F]{16}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

interface Placed extends Medium {
  readonly device: string;
}

export function linuxMedia(reader: DriveReader): MediaWatch {
  let last: { readonly text: string; readonly media: readonly Placed[] } | null = null;
  return {
    now: async () => {
      const text = reader.read("/proc/self/mountinfo");
      if (text === null) return [];
      if (text !== last?.text) last = { text, media: mediaIn(text, reader) };
      // One that was pulled out stays mounted until somebody cleans up.
      return last.media.filter(({ device }) => placeOf(device, reader) !== null);
    },
  };
}

function mediaIn(text: string, reader: DriveReader): Placed[] {
  const mounts = parseMountInfo(text);
  const diskOf = ({ device }: Mount): string | null => {
    const place = device.startsWith("/dev/") ? placeOf(device, reader) : null;
    return place === null ? null : diskAt(place);
  };
  const systemDisks = new Set(mounts.filter(({ point }) => systemPoints.has(point)).map(diskOf));
  const seen = new Set<string>();
  return mounts.flatMap((mount) => {
    const { id, root, point, type, device } = mount;
    // The first of several mounts of the same one.
    if (root !== "/" || seen.has(device) || !isRemovable(device, reader) || systemDisks.has(diskOf(mount))) return [];
    seen.add(device);
    const name = basename(point);
    return [
      {
        id: `${id}:${device}`,
        folder: point,
        label: name === "" || numberName.test(name) ? null : name,
        kind: /^\/dev\/sr\d/.test(device) ? "disc" : "stick",
        isReadOnly: mount.isReadOnly || type === "iso9660",
        device,
      },
    ];
  });
}
