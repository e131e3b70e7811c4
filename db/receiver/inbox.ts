/** Where received files lie: `inbox/<SHA-256>.lxq` until they are imported. The names are the receiver's own. */
import { readdirSync } from "node:fs";
import { join } from "node:path";

export const inboxFolder = (dir: string): string => join(dir, "inbox");
export const inboxFile = (dir: string, sha256: string): string => join(inboxFolder(dir), `${sha256}.lxq`);

/** SHA-256 in the name of a whole file; null for any other name. */
export const inboxDigest = (name: string): string | null => /^([0-9a-f]{64})\.lxq$/.exec(name)?.[1] ?? null;

/** Files that were whole when they came and are not any more: for a person to look at, and for nobody else. */
export const damagedFolder = (dir: string): string => join(inboxFolder(dir), "damaged");

/** @throws Error of the operating system, unless there is no such folder */
export function damagedFiles(dir: string): number {
  try {
    return readdirSync(damagedFolder(dir)).length;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return 0;
    throw error;
  }
}
