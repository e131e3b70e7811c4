/** Hands a copy of an attachment to the system's program. Main checks the path: the page may be wrong about it. */
import { shell } from "electron";
import { realpath, stat } from "node:fs/promises";
import { sep } from "node:path";
import { openedRoot } from "../db/attachments/open-copies.ts";
import { isDangerousName } from "../db/schema/attachment.ts";

/** @returns false when no program opens it @throws Error for anything but a file under one of the folders of such copies */
export async function openCopy(dataDirs: readonly string[], path: string): Promise<boolean> {
  const file = await realpath(path);
  const isCopy = (await Promise.all(dataDirs.map((dir) => holds(openedRoot(dir), file)))).includes(true);
  if (!isCopy || !(await stat(file)).isFile() || isDangerousName(file)) throw new Error("not a copy of an attachment");
  return (await shell.openPath(file)) === "";
}

async function holds(folder: string, file: string): Promise<boolean> {
  try {
    return file.startsWith((await realpath(folder)) + sep);
  } catch {
    return false; // nothing was ever opened from this data folder
  }
}
