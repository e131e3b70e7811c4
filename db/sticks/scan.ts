/** What lies on a stick for people who exchange files: names, and the heads of those that are named as ours. Nothing else is opened. */
import { opendir } from "node:fs/promises";
import { join } from "node:path";
import { openFile, type OpenedFile } from "../bundle/read.ts";
import { AppError } from "../schema/app-error.ts";

export interface Scan {
  readonly files: readonly OpenedFile[];
  /** Named as ours, and cut off, damaged or not to be read. */
  readonly unreadable: number;
  /** There is more than was looked at. */
  readonly isCut: boolean;
}

/** Names cost little: 20,000 are read in a tenth of a second. A head is opened for each of ours. */
const limits = { names: 20_000, heads: 1_000 } as const;

/** Chinese and ASCII names, in capitals, and with what browsers and people add to them: `…(1).lxq`, `….lxq(1)`, `….LXQ.1`. */
const fileName = /\.lx[qr][ .]?[(（]?\d{0,3}[)）]?$/i;

/** Folders in which people sort our files. One level: nobody waits for a walk through a whole disk. */
const folderName = /^(连心桥|lianxinqiao|lxq|数据包|上报|回执|交还)|联络站$/i;

/** Reads a stick once. A stick that goes away meanwhile has nothing on it. @param folder its top folder */
export async function scanMedium(folder: string): Promise<Scan> {
  const top = await namesIn(folder, limits.names);
  const files = [...top.files];
  let left = limits.names - top.count;
  let isCut = top.isCut;
  for (const name of top.folders.filter((one) => folderName.test(one)).toSorted()) {
    if (left <= 0) {
      isCut = true;
      break;
    }
    const below = await namesIn(join(folder, name), left);
    files.push(...below.files);
    left -= below.count;
    isCut ||= below.isCut;
  }
  return { ...(await headsOf(files.toSorted().slice(0, limits.heads))), isCut: isCut || files.length > limits.heads };
}

interface Names {
  readonly files: readonly string[];
  readonly folders: readonly string[];
  readonly count: number;
  readonly isCut: boolean;
}

async function namesIn(folder: string, most: number): Promise<Names> {
  const files: string[] = [];
  const folders: string[] = [];
  let count = 0;
  try {
    for await (const entry of await opendir(folder, { bufferSize: 512 })) {
      if (count === most) return { files, folders, count, isCut: true };
      count += 1;
      // Hidden: what is half written, and what other systems put beside each file.
      if (entry.name.startsWith(".")) continue;
      if (entry.isDirectory()) folders.push(entry.name);
      else if (fileName.test(entry.name)) files.push(join(folder, entry.name));
    }
  } catch {
    // Gone, or a folder of somebody else's: what was read so far is what there is.
  }
  return { files, folders, count, isCut: false };
}

async function headsOf(paths: readonly string[]): Promise<Pick<Scan, "files" | "unreadable">> {
  const files: OpenedFile[] = [];
  let unreadable = 0;
  for (const path of paths) {
    try {
      files.push(await openFile(path, path));
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      // Another program's file of the same ending is none of ours.
      if (error.code !== "bundleNotOurs") unreadable += 1;
    }
  }
  return { files, unreadable };
}
