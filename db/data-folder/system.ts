/** Asks the real system about its drives. */
import { execFileSync } from "node:child_process";
import { readFileSync, realpathSync } from "node:fs";
import { join } from "node:path";
import iconv from "iconv-lite";
import type { DriveReader } from "./drives.ts";

const commandLimit = 5_000;

/**
 * @param root where /proc and /sys are looked for, as `lsblk --sysroot` does: to look at what another machine's drives would
 * mean; the running system's own unless given
 */
export function systemDrives(root: string | null = null): DriveReader {
  return {
    platform: process.platform,
    read: (file) => orNull(() => readFileSync(under(root, file), "utf8")),
    follow: (file) => orNull(() => realpathSync(under(root, file))),
    run: (command, args) =>
      orNull(() =>
        decoded(execFileSync(command, [...args], { timeout: commandLimit, windowsHide: true, stdio: "pipe" })),
      ),
  };
}

/** What `follow` answered lies under the root already. */
const under = (root: string | null, file: string): string =>
  root === null || file.startsWith(`${root}/`) ? file : join(root, file);

/** A Chinese Windows writes GBK to a pipe, others ASCII; both are GB18030. */
const decoded = (bytes: Buffer): string => iconv.decode(bytes, "gb18030");

function orNull<T>(work: () => T): T | null {
  try {
    return work();
  } catch {
    return null; // the caller goes on with "unknown", which is shown as such
  }
}
