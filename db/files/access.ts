/**
 * Who on this PC can read the data. A folder that stood before the program came keeps the rights it had (mostly 0755), and files
 * made under an earlier program or copied there keep theirs: whatever group and others may do is taken away at every opening.
 * POSIX only: on Windows a user's folders are closed to other users by what they inherit from the profile.
 *
 * What cannot be closed (a disk without rights, such as FAT; another owner) is found by looking afterwards, never by trusting
 * `chmod`, which some file systems accept without effect.
 */
import { chmodSync, closeSync, lstatSync, openSync, readdirSync, realpathSync, statSync, type Stats } from "node:fs";
import { dirname, join } from "node:path";
import type { AccessReason, FolderAccess } from "../api/operations.ts";
import { isOwnFolder, isOwnName } from "./own-files.ts";

export const privateFile = 0o600;
export const privateFolder = 0o700;

const others = 0o077;
const othersRead = 0o044;
const othersWrite = 0o022;
const othersPass = 0o011;
/** In such a folder (/tmp) others cannot remove or rename what is not theirs. */
const sticky = 0o1000;

const hasRights = process.platform !== "win32";

/** Makes an empty file that only this user can read, for SQLite to fill: its log and copies take the mode of the file. */
export function makePrivateFile(file: string): void {
  closeSync(openSync(file, "a", privateFile));
}

/**
 * Takes the rights of group and others away from a data folder: from the folder itself where it holds nothing else, from the
 * files and folders that are the program's, and from all below those that stood open. Links are not followed: in a folder
 * that others can write to they could lead anywhere.
 * Never throws: what could not be closed shows in `accessOf`.
 */
export function closeToOthers(dir: string): void {
  if (!hasRights) return;
  const names = namesIn(dir);
  const wasOpen = isOwnFolder(names) && close(realOf(dir));
  for (const name of names) {
    if (!isOwnName(name)) continue;
    const path = join(dir, name);
    const isClosedNow = close(path);
    // A folder that was closed has kept everybody from what is below, whatever its own rights.
    if (isClosedNow || wasOpen) closeBelow(path);
  }
}

/** The same for a folder that is the program's as a whole, such as a place of backups. Goes below only once. */
export function closeFolder(folder: string): void {
  if (hasRights && close(folder)) closeBelow(folder);
}

/** For a file that took its source's rights along. Never throws, as `closeToOthers`. */
export function closeFile(file: string): void {
  if (hasRights) close(file);
}

/** @returns whether it stood open and is closed now */
function close(path: string): boolean {
  const before = lookAt(path);
  if (before === null || before.isSymbolicLink() || (before.mode & others) === 0) return false;
  try {
    chmodSync(path, before.mode & 0o7777 & ~others);
  } catch {
    return false; // another owner, a disk without rights: `accessOf` says so
  }
  return ((lookAt(path)?.mode ?? 0) & others) === 0;
}

function closeBelow(folder: string): void {
  if (lookAt(folder)?.isDirectory() !== true) return;
  for (const name of namesIn(folder)) {
    const path = join(folder, name);
    close(path);
    closeBelow(path);
  }
}

/**
 * What other users of this PC can read or replace in a data folder; null when nothing. Some lookups, however large the folder.
 * A folder further up that lets nobody through counts: behind it nothing is open.
 */
export function accessOf(dir: string): FolderAccess | null {
  if (!hasRights) return null;
  const folder = realOf(dir);
  const mode = isReachable(dirname(folder)) ? (lookAt(folder)?.mode ?? 0) : 0;
  const isOpen = (name: string): boolean => {
    const path = join(folder, name);
    // Where a link leads others may come by another way.
    if (lookAt(path)?.isSymbolicLink() === true) return isReachable(dirname(realOf(path))) && hasOpenRights(path);
    return (mode & othersPass) !== 0 && hasOpenRights(path);
  };
  const names = namesIn(folder).filter((name) => isOwnName(name) && isOpen(name));
  const [first] = names;
  const isReplaceable = (mode & othersWrite) !== 0 && (mode & othersPass) !== 0 && (mode & sticky) === 0;
  if (first === undefined && !isReplaceable) return null;
  const isShared = !isOwnFolder(namesIn(folder));
  return {
    dir: folder,
    open: first === undefined ? null : { names, ...reasonOf(join(folder, first)) },
    replaceable: !isReplaceable ? null : isShared ? { reason: "shared", owner: null } : reasonOf(folder),
  };
}

/** Of what a link leads to. Without the right to read, a folder still lets through whoever knows the names. */
function hasOpenRights(path: string): boolean {
  const status = statSync(path, { throwIfNoEntry: false });
  return status !== undefined && (status.mode & (status.isDirectory() ? others : othersRead | othersWrite)) !== 0;
}

/** Whether others can get through a folder and all above it. */
function isReachable(folder: string): boolean {
  for (let at = folder; ; at = dirname(at)) {
    const mode = statSync(at, { throwIfNoEntry: false })?.mode;
    if (mode !== undefined && (mode & othersPass) === 0) return false;
    if (at === dirname(at)) return true;
  }
}

function reasonOf(path: string): AccessReason {
  const status = lookAt(path);
  if (status?.isSymbolicLink() === true) return { reason: "link", owner: null };
  const self = process.geteuid?.() ?? 0;
  if (status !== null && self !== 0 && status.uid !== self) return { reason: "owner", owner: status.uid };
  return { reason: "disk", owner: null };
}

const lookAt = (path: string): Stats | null => {
  try {
    return lstatSync(path);
  } catch {
    return null; // gone meanwhile, or in a folder that we cannot enter
  }
};

const namesIn = (folder: string): string[] => {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
};

const realOf = (dir: string): string => {
  try {
    return realpathSync(dir);
  } catch {
    return dir;
  }
};
