/** What lies in a data folder. */
import { existsSync, realpathSync, statSync } from "node:fs";
import { basename, dirname, join, relative, sep } from "node:path";
import { AppError } from "../schema/app-error.ts";

/** What the program makes in a data folder, by name. Whatever else lies there is somebody else's and left as it is. */

/** Folders of a data folder. */
export const ownFolders = ["backups", "blobs", "held", "exports", "uploads", "tmp", "opened"] as const;

const folderNames: ReadonlySet<string> = new Set(ownFolders);

const fileName =
  /^(lianxinqiao\.db(-wal|-shm|-journal)?|damaged-.*|complete|(keys(-[0-9a-f]{32})?|typed|moved-to|moved-from|incoming)\.json.*)$/;

/** What file managers and file systems leave in any folder. */
const litter =
  /^(\.DS_Store|Thumbs\.db|desktop\.ini|\.directory|lost\+found|\.Trash-\d+|\$RECYCLE\.BIN|System Volume Information)$/i;

export const isOwnName = (name: string): boolean => folderNames.has(name) || fileName.test(name);

/** Whether a folder with these names is a data folder and nothing more: its own rights are then the program's to set. */
export const isOwnFolder = (names: readonly string[]): boolean =>
  names.some(isOwnName) && names.every((name) => isOwnName(name) || litter.test(name));

/**
 * Before a file is written where a user said: never over the program's own data, whatever links lead there, and never over what is
 * no file (a device, a folder). `exports/` in the data folder is where files wait to be fetched.
 * @param dir the data folder
 * @throws AppError fileNotForOutput
 */
export function requireForOutput(dir: string, file: string): void {
  const isThere = existsSync(file);
  // The folder may not be there yet; then it cannot be a link either.
  const real = isThere ? realpathSync(file) : join(realFolder(dirname(file)), basename(file));
  const [first = ""] = relative(realFolder(dir), real).split(sep);
  const isOwn = first !== "exports" && first !== ".." && isOwnName(first);
  if (isOwn || (isThere && !statSync(real).isFile())) throw new AppError("fileNotForOutput", { file });
}

const realFolder = (folder: string): string => (existsSync(folder) ? realpathSync(folder) : folder);
