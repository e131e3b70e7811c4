/** Asks the real system about its drives. */
import { execFile } from "node:child_process";
import { readdirSync, readFileSync, readlinkSync, realpathSync } from "node:fs";
import { stat } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import iconv from "iconv-lite";
import type { DriveReader } from "./drives.ts";

const commandLimit = 5_000;
const execute = promisify(execFile);

/**
 * @param root where /proc and /sys are looked for, as `lsblk --sysroot` does: to look at what another machine's drives would
 * mean; the running system's own unless given
 */
export function systemDrives(root: string | null = null): DriveReader {
  return {
    platform: process.platform,
    read: (file) => orNull(() => readFileSync(under(root, file), "utf8")),
    follow: (file) => orNull(() => realpathSync(under(root, file))),
    run: async (command, args) => {
      try {
        const options = { timeout: commandLimit, windowsHide: true, encoding: "buffer" } as const;
        return decoded((await execute(command, [...args], options)).stdout);
      } catch {
        return null; // as in `orNull`
      }
    },
    volumeAt: async (at) => {
      try {
        return String((await stat(at, { bigint: true })).dev);
      } catch {
        return null; // no such drive, or none in it
      }
    },
    holds: (folder) => openFiles().some((file) => file === folder || file.startsWith(`${folder}/`)),
  };
}

/** What this process has open; nothing where the system does not tell. */
const openFiles = (): string[] =>
  (orNull(() => readdirSync("/proc/self/fd")) ?? []).flatMap(
    (handle) => orNull(() => readlinkSync(`/proc/self/fd/${handle}`)) ?? [],
  );

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
