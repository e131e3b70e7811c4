/** Documents to disk: complete under their name, or not there at all. */
import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { removeIfPossible } from "../bundle/files.ts";
import { AppError, toAppError } from "../errors.ts";

/**
 * Replaces a file of that name: the system's dialog has asked.
 * @throws AppError fileUnwritable (also when Word has it open), diskFull
 */
export async function saveDocument(file: string, bytes: Uint8Array): Promise<void> {
  const part = `${file}.${randomUUID().slice(0, 8)}.part`;
  try {
    await writeFile(part, bytes, { flag: "wx" });
    await rename(part, file);
  } catch (error) {
    await removeIfPossible(part);
    const known = toAppError(error);
    throw known.code === "diskFull" ? known : new AppError("fileUnwritable", { file }, { cause: error });
  }
}

/** A name in the folder that nothing has yet: `名.docx`, `名(2).docx`, … */
export function freeName(folder: string, name: string, extension: string, taken: ReadonlySet<string>): string {
  for (let number = 1; ; number++) {
    const file = join(folder, `${name}${number === 1 ? "" : `(${number})`}.${extension}`);
    if (!taken.has(file.toLowerCase()) && !existsSync(file)) return file;
  }
}
