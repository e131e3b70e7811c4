/** Attachments of a place of backups: content-addressed, so each is copied once however many backups name it. */
import { existsSync, readdirSync } from "node:fs";
import { copyFile, link, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { blobFile, hashFile } from "../attachments/store.ts";
import { flushFile, makeFolderDurably, removeIfPossible, renamePatiently, syncFolder } from "../files/durable-files.ts";
import { AppError } from "../schema/app-error.ts";
import { closeFile } from "../files/access.ts";

const blobName = /^[0-9a-f]{64}$/;

const foldersIn = (folder: string): string[] => (existsSync(folder) ? readdirSync(folder) : []);

/** SHA-256 of every attachment in `DIR/blobs`. */
export function blobsIn(dir: string): string[] {
  const root = join(dir, "blobs");
  return foldersIn(root)
    .filter((name) => name.length === 2)
    .flatMap((name) => readdirSync(join(root, name)).filter((file) => blobName.test(file)));
}

/**
 * Brings `sha256` from one folder with `blobs/` into another: a hard link where the disk allows it, which costs no space,
 * else a copy that is read back. Does nothing when it is there.
 * @returns false when the source does not have it
 */
export async function bringBlob(
  from: string,
  to: string,
  sha256: string,
  options: { link: boolean },
): Promise<boolean> {
  const target = blobFile(to, sha256);
  if (existsSync(target)) return true;
  const source = blobFile(from, sha256);
  if (!existsSync(source)) return false;
  makeFolderDurably(dirname(target));
  if (options.link && (await linked(source, target))) {
    syncFolder(dirname(target));
    return true;
  }
  const temporary = `${target}.part`;
  await rm(temporary, { force: true });
  try {
    await copyFile(source, temporary);
    closeFile(temporary);
    await flushFile(temporary);
    if ((await hashFile(temporary)) !== sha256) throw new AppError("moveVerifyFailed", { file: source });
    await renamePatiently(temporary, target);
    syncFolder(dirname(target));
  } catch (error) {
    await removeIfPossible(temporary);
    throw error;
  }
  return true;
}

async function linked(source: string, target: string): Promise<boolean> {
  try {
    await link(source, target);
    return true;
  } catch {
    return false; // another disk, or FAT: the caller copies
  }
}

/** Removes what no kept backup names. */
export async function removeOtherBlobs(place: string, named: ReadonlySet<string>): Promise<void> {
  for (const sha256 of blobsIn(place)) if (!named.has(sha256)) await removeIfPossible(blobFile(place, sha256));
}
