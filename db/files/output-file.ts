/** Files that the program writes for a user: whole and on the disk under their name, or not there at all. */
import { randomUUID } from "node:crypto";
import { existsSync, mkdirSync } from "node:fs";
import { readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { flushFile, renamePatiently, syncFolder } from "./durable-files.ts";
import { AppError, toAppError } from "../schema/app-error.ts";

export interface OutputOptions {
  /** Whether a file of that name is written over: the system's dialog has asked. */
  readonly replaces: boolean;
  /** Who may read it, on POSIX; as the account's other files unless given. */
  readonly mode?: number;
}

/**
 * Lets `write` fill a file of another name in the same folder, brings it to the disk and gives it its name. What fails leaves
 * neither file, so that the same command can be given again.
 * @param write fills the file at the path it gets, which is not there yet, and reads back what needs to be
 * @throws AppError fileExists, diskFull, fileUnwritable, and what `write` throws on purpose
 */
export async function writeOutput<T>(
  file: string,
  { replaces }: OutputOptions,
  write: (temporary: string) => Promise<T>,
): Promise<T> {
  const refuseExisting = (): void => {
    if (!replaces && existsSync(file)) throw new AppError("fileExists", { file });
  };
  refuseExisting();
  // Short, so that it fits wherever the name itself does.
  const temporary = join(dirname(file), `.${randomUUID().slice(0, 8)}.part`);
  try {
    mkdirSync(dirname(file), { recursive: true });
    const result = await write(temporary);
    await flushFile(temporary);
    refuseExisting();
    await renamePatiently(temporary, file);
    syncFolder(dirname(file));
    return result;
  } catch (error) {
    // SQLite writes beside it.
    for (const end of ["", "-journal"]) await rm(`${temporary}${end}`, { force: true }).catch(() => {});
    if (error instanceof AppError) throw error;
    const known = toAppError(error);
    throw known.code === "diskFull" ? known : new AppError("fileUnwritable", { file }, { cause: error });
  }
}

/** The same for bytes in memory, which are read back. @throws AppError as `writeOutput` */
export function saveOutput(file: string, bytes: Uint8Array, options: OutputOptions): Promise<void> {
  return writeOutput(file, options, async (temporary) => {
    await writeFile(temporary, bytes, { flag: "wx", ...(options.mode === undefined ? {} : { mode: options.mode }) });
    await flushFile(temporary);
    if (!(await readFile(temporary)).equals(bytes)) throw new AppError("fileUnwritable", { file });
  });
}
