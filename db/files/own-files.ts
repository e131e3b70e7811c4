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
