/** Drives on Linux (also 统信 UOS, 麒麟): /proc/mounts says the file system, /sys/class/block whether the disk can be removed. */
import { basename } from "node:path";
import type { Drive, DriveReader } from "./drives.ts";

/** Also shared folders of virtual machines: they vanish like a network does, and lock files badly. */
const network =
  /^(nfs\d?|cifs|smb\d?|smbfs|ncpfs?|afs|9p|ceph|glusterfs|lustre|davfs\d?|vboxsf|vmhgfs|prl_fs|fuse\.(sshfs|rclone|s3fs|davfs2?|glusterfs|gvfsd-fuse|vmhgfs-fuse|smbnetfs|curlftpfs|alist))$/;
const memory = /^(tmpfs|ramfs)$/;

interface Mount {
  readonly device: string;
  readonly point: string;
  readonly type: string;
  readonly options: readonly string[];
}

/** Spaces and the like stand in /proc/mounts as octal: `\040`. */
export const unescaped = (text: string): string =>
  text.replace(/\\([0-7]{3})/g, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 8)));

/** Names are UTF-8 bytes; only four ASCII characters are escaped, so the text itself is fine. */
export function parseMounts(text: string): Mount[] {
  return text.split("\n").flatMap((line) => {
    const [device, point, type, options] = line.split(" ");
    if (device === undefined || point === undefined || type === undefined || options === undefined) return [];
    return [{ device: unescaped(device), point: unescaped(point), type, options: options.split(",") }];
  });
}

const isUnder = (folder: string, point: string): boolean =>
  point === "/" || folder === point || folder.startsWith(`${point}/`);

/** @param folder absolute, links resolved as far as it exists */
export function linuxDrive(folder: string, reader: DriveReader): Drive {
  const text = reader.read("/proc/mounts");
  if (text === null) return { kind: "unknown" };
  // The last of equal length covers the earlier ones.
  const mount = parseMounts(text)
    .filter(({ point }) => isUnder(folder, point))
    .reduce<Mount | null>((best, one) => (best === null || one.point.length >= best.point.length ? one : best), null);
  if (mount === null) return { kind: "unknown" };
  if (network.test(mount.type) || /^\/run\/user\/\d+\/gvfs(\/|$)/.test(folder))
    return { kind: "network", detail: `${mount.device} ${mount.type}` };
  if (isRemovable(mount.device, reader)) return { kind: "removable" };
  if (mount.options.includes("ro") || mount.type === "iso9660") return { kind: "readOnly" };
  if (memory.test(mount.type)) return { kind: "temporary" };
  return { kind: "fixed" };
}

/** A stick says so itself; a USB hard disk calls itself fixed, but hangs on the USB bus. */
export function isRemovable(device: string, reader: DriveReader): boolean {
  if (!device.startsWith("/dev/")) return false;
  const real = placeOf(device, reader);
  if (real === null) return false;
  if (/\/usb\d+\//.test(real) || (/\/mmc_host\/.*\/mmcblk\d+p?\d*$/.test(real) && isCard(real, reader))) return true;
  const disk = diskAt(real);
  return disk !== null && reader.read(`/sys/block/${disk}/removable`)?.trim() === "1";
}

/** Where a block device hangs in the system's tree; null once it was pulled out. */
export const placeOf = (device: string, reader: DriveReader): string | null =>
  reader.follow(`/sys/class/block/${basename(device)}`);

/** The whole disk that a device or one of its partitions is, by its place. */
export const diskAt = (place: string): string | null => /\/block\/([^/]+)/.exec(place)?.[1] ?? null;

/** An SD card, not the soldered eMMC that a cheap PC boots from. */
function isCard(real: string, reader: DriveReader): boolean {
  const host = /^(.*\/mmc\d+:[0-9a-f]+)\//.exec(real)?.[1];
  return host !== undefined && reader.read(`${host}/type`)?.trim() === "SD";
}
