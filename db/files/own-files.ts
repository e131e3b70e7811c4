/** What lies in a data folder. */
import { existsSync, lstatSync, realpathSync, statSync, type Stats } from "node:fs";
import { basename, dirname, join, relative, resolve, sep } from "node:path";
import { AppError } from "../schema/app-error.ts";

/** What the program makes in a data folder, by name. Whatever else lies there is somebody else's and left as it is. */

/** Folders of a data folder. */
export const ownFolders = [
  "backups",
  "blobs",
  "held",
  "exports",
  "uploads",
  "tmp",
  "opened",
  "inbox",
  "outgoing",
  "receiver",
] as const;

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

/** The database and what SQLite keeps beside it. */
const databaseNames = ["lianxinqiao.db", "lianxinqiao.db-wal", "lianxinqiao.db-journal"] as const;

/**
 * Before a data folder is opened, made or restored into: no folder lies where a file of the database belongs, and no file and no
 * dead link where a folder belongs. What fails on them later fails with the reasons of other faults, a backup long after the opening.
 * @returns databaseIsFolder, folderIsFile; null when all is where it belongs, or not there
 */
export function misplacedIn(dir: string): AppError | null {
  for (const path of databaseNames.map((name) => join(dir, name)))
    if (lookAt(statSync, path)?.isDirectory() === true) return new AppError("databaseIsFolder", { path });
  for (const path of ownFolders.map((name) => join(dir, name)))
    if (lookAt(lstatSync, path) !== undefined && lookAt(statSync, path)?.isDirectory() !== true)
      return new AppError("folderIsFile", { path });
  return null;
}

/** @throws AppError databaseIsFolder, folderIsFile */
export function requireLayout(dir: string): void {
  const misplaced = misplacedIn(dir);
  if (misplaced !== null) throw misplaced;
}

/** Nothing where there is nothing, and where nobody may look: opening says why. */
function lookAt(look: (path: string) => Stats, path: string): Stats | undefined {
  try {
    return look(path);
  } catch {
    return undefined;
  }
}

/**
 * Before a file is written where a user said: never over the program's own data, whatever links lead there, and never over what is
 * no file (a device, a folder). `exports/` in the data folder is where files wait to be fetched.
 * @param dir the data folder
 * @throws AppError fileNotForOutput
 */
export function requireForOutput(dir: string, file: string): void {
  const isThere = existsSync(file);
  if (isAmongOwn(dir, file) || (isThere && !statSync(file).isFile())) throw new AppError("fileNotForOutput", { file });
}

/** The same for a folder in which files are written. @throws AppError fileNotForOutput */
export function requireFolderForOutput(dir: string, folder: string): void {
  if (isAmongOwn(dir, folder)) throw new AppError("fileNotForOutput", { file: folder });
}

function isAmongOwn(dir: string, path: string): boolean {
  const [first = ""] = relative(realPath(dir), realPath(path)).split(sep);
  // Many disks take KEYS.JSON for keys.json, and Windows takes “keys.json. ” and “keys.json:x” for it, too.
  const name = (first.split(":", 1)[0] ?? "").replace(/[. ]+$/u, "").toLowerCase();
  return name !== "exports" && isOwnName(name);
}

/** With the links resolved of all that is there; what is to be made lies in the deepest folder that is. */
function realPath(path: string): string {
  const missing: string[] = [];
  for (let at = resolve(path); ; at = dirname(at)) {
    try {
      return join(realpathSync.native(at), ...missing);
    } catch {
      if (dirname(at) === at) return resolve(path);
      missing.unshift(basename(at));
    }
  }
}
