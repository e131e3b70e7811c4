/**
 * Whether an open database's files are still the ones in the folder. On Linux a file that is open can be deleted or replaced:
 * SQLite goes on writing to what nobody can find any more, and every save would be acknowledged and lost.
 */
import { statSync } from "node:fs";
import { AppError } from "../schema/app-error.ts";

interface Seen {
  readonly device: bigint;
  readonly inode: bigint;
  readonly size: bigint;
}

function look(file: string): Seen | null {
  const status = statSync(file, { bigint: true, throwIfNoEntry: false });
  return status === undefined ? null : { device: status.dev, inode: status.ino, size: status.size };
}

export interface FileWatch {
  /** Asked after a commit and before it is acknowledged. @throws AppError databaseGone */
  requireSame(): void;
}

/** Two `stat` a save, some millionths of a second. @param file the database, open and with its log */
export function watchFiles(file: string): FileWatch {
  const paths = [file, `${file}-wal`] as const;
  const first = paths.map(look);
  let size = first[0]?.size ?? 0n;
  const isSame = (at: Seen | null, index: number): boolean => {
    const before = first[index];
    // A log that is not there yet: it is made by the first write.
    if (before === null || before === undefined) {
      if (index > 0) first[index] = at;
      return index > 0;
    }
    return at !== null && at.device === before.device && at.inode === before.inode;
  };
  return {
    requireSame: () => {
      const [main = null, log = null] = paths.map(look);
      // A database in use only grows: nothing of it is vacuumed in place.
      const isCut = main !== null && main.size < size;
      if (!isSame(main, 0) || !isSame(log, 1) || isCut) throw new AppError("databaseGone", { path: file, detail: "" });
      size = main?.size ?? 0n;
    },
  };
}
