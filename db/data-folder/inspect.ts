/** Whether a folder may hold the data: refused with the reason and what to do, or taken with a warning. */
import { existsSync, mkdtempSync, readdirSync, realpathSync, rmdirSync, statSync } from "node:fs";
import { statfs } from "node:fs/promises";
import { dirname, isAbsolute, join, resolve } from "node:path";
import type { FolderReport, FolderWarning } from "../api/operations.ts";
import { AppError, errorReport } from "../schema/app-error.ts";
import type { ErrorParams } from "../schema/errors.ts";
import { findIdentity } from "../office/identity.ts";
import { databaseExists, databaseFile, openReadable } from "../database/open.ts";
import { cloudServiceOf } from "./cloud.ts";
import { linuxDrive } from "./drive-linux.ts";
import { windowsDrive } from "./drive-windows.ts";
import { completeMove } from "./moved.ts";
import { isUncPath, type Drive, type DriveReader } from "./drives.ts";
import { TYPED_FILE } from "../office/typed.ts";
import { misplacedIn } from "../files/own-files.ts";
import { words } from "../schema/words.ts";

export interface InspectOptions {
  readonly drives: DriveReader;
  /** Bytes that will be written there at once (a move). */
  readonly needed?: number;
  /** The data folder in use, which needs no other place inside itself. */
  readonly current?: string;
  readonly key?: string | undefined;
}

/** An empty database, its log and a few backups; below this the first photos fill the disk. */
const minimumFree = 500 * 1024 ** 2;
const comfortableFree = 5 * 1024 ** 3;
/** Made inside a folder that already holds other things. ASCII, so that it is the same in every code page. */
const ownFolder = "lianxinqiao-data";

export async function inspectFolder(chosen: string, options: InspectOptions): Promise<FolderReport> {
  const none = { warnings: [], free: null, existing: null };
  // By its name alone: touching a dead network drive takes a minute.
  if (isUncPath(chosen))
    return { ...none, folder: chosen, refusal: refused("folderNetwork", chosen, { detail: chosen }) };
  if (!isAbsolute(chosen))
    return {
      ...none,
      folder: chosen,
      refusal: refused("folderInvalid", chosen, { detail: words("路径不完整", "the path is not complete") }),
    };
  const asked = resolve(chosen);
  const drive = await driveOf(nearest(asked), options.drives);
  const unfit = refusalOf(drive, asked);
  if (unfit !== null) return { ...none, folder: asked, refusal: unfit };
  if (existsSync(asked) && !statSync(asked).isDirectory())
    return {
      ...none,
      folder: asked,
      refusal: refused("folderInvalid", asked, { detail: words("不是文件夹", "it is not a folder") }),
    };
  const folder = databaseExists(asked) || isEmpty(asked) || !completeMove(asked) ? asked : join(asked, ownFolder);
  if (!isWritable(folder)) return { ...none, folder, refusal: refused("folderReadOnly", folder) };
  const misplaced = misplacedIn(folder);
  if (misplaced !== null) return { ...none, folder, refusal: errorReport(misplaced) };
  const free = await freeBytes(folder);
  const needed = minimumFree + (options.needed ?? 0);
  const refusal = isInside(folder, options.current)
    ? refused("folderInvalid", folder, {
        detail: words("它就在现在的数据文件夹里", "it lies in the present data folder"),
      })
    : free !== null && free < needed
      ? refused("folderFull", folder, { free: sizeText(free), needed: sizeText(needed) })
      : null;
  return {
    folder,
    refusal,
    warnings: warningsOf(folder, drive, free),
    free,
    existing: refusal === null ? existingData(folder, options.key) : null,
  };
}

/** @throws AppError the refusal; existing data is the caller's to judge */
export async function requireFit(folder: string, options: InspectOptions): Promise<FolderReport> {
  const report = await inspectFolder(folder, options);
  if (report.refusal !== null) throw new AppError(report.refusal.name, report.refusal.params);
  return report;
}

type RefusalName = "folderNetwork" | "folderRemovable" | "folderReadOnly" | "folderFull" | "folderInvalid";

const refused = (name: RefusalName, folder: string, params: ErrorParams = {}) =>
  errorReport(new AppError(name, { folder, ...params }));

function refusalOf(drive: Drive, folder: string): FolderReport["refusal"] {
  switch (drive.kind) {
    case "network":
      return refused("folderNetwork", folder, { detail: drive.detail });
    case "removable":
      return refused("folderRemovable", folder);
    case "readOnly":
      return refused("folderReadOnly", folder);
    default:
      return null;
  }
}

async function driveOf(folder: string, drives: DriveReader): Promise<Drive> {
  if (drives.platform === "win32") return windowsDrive(folder, drives);
  if (drives.platform === "linux") return linuxDrive(folder, drives);
  return { kind: "unknown" };
}

/** The deepest folder on the way that is there, links resolved: the drive of what is to be made. */
function nearest(folder: string): string {
  for (let at = folder; ; at = dirname(at)) {
    try {
      return realpathSync(at);
    } catch {
      if (dirname(at) === at) return at;
    }
  }
}

const isEmpty = (folder: string): boolean => {
  try {
    return readdirSync(folder).every((name) => name === TYPED_FILE);
  } catch {
    return !existsSync(folder);
  }
};

/** Permissions alone do not tell (access lists, a write-protected disk), so it is tried. */
function isWritable(folder: string): boolean {
  try {
    rmdirSync(mkdtempSync(join(nearest(folder), ".lianxinqiao-")));
    return true;
  } catch {
    return false;
  }
}

export async function freeBytes(folder: string): Promise<number | null> {
  try {
    const { bavail, bsize } = await statfs(nearest(folder));
    return bavail * bsize;
  } catch {
    return null; // shown as "not known"
  }
}

const isInside = (folder: string, current: string | undefined): boolean =>
  current !== undefined && (folder === resolve(current) || folder.startsWith(join(resolve(current), "/")));

function warningsOf(folder: string, drive: Drive, free: number | null): FolderWarning[] {
  const service = cloudServiceOf(folder);
  return [
    ...(service === null ? [] : [{ kind: "cloud", service } as const]),
    ...(drive.kind === "temporary" ? [{ kind: "temporary" } as const] : []),
    ...(drive.kind === "unknown" ? [{ kind: "unknownDrive" } as const] : []),
    ...(free !== null && free < comfortableFree ? [{ kind: "littleSpace" } as const] : []),
  ];
}

/** Whose data a folder holds; null when there is none, or none that was ever set up. */
function existingData(folder: string, key: string | undefined): FolderReport["existing"] {
  // A copy that a power cut left unfinished is written over by the next move.
  if (!databaseExists(folder) || !completeMove(folder)) return null;
  try {
    const db = openReadable(databaseFile(folder), key);
    try {
      const identity = findIdentity(db);
      return identity === null ? null : { name: identity.name, role: identity.role };
    } finally {
      db.close();
    }
  } catch {
    // In use, damaged, newer: opening it says which.
    return { name: folder, role: "station" };
  }
}

const gigabyte = 1024 ** 3;
const sizeText = (bytes: number): string =>
  bytes < gigabyte ? `${Math.round(bytes / 1024 ** 2)} MB` : `${(bytes / gigabyte).toFixed(1)} GB`;
