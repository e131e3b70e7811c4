/** Documents to disk: complete under their name, or not there at all. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { saveOutput } from "../files/output-file.ts";

/**
 * Replaces a file of that name: the system's dialog has asked.
 * @throws AppError fileUnwritable (also when Word has it open), diskFull
 */
export function saveDocument(file: string, bytes: Uint8Array): Promise<void> {
  return saveOutput(file, bytes, { replaces: true });
}

/** A name in the folder that nothing has yet: `名.docx`, `名(2).docx`, … */
export function freeName(folder: string, name: string, extension: string, taken: ReadonlySet<string>): string {
  for (let number = 1; ; number++) {
    const file = join(folder, `${name}${number === 1 ? "" : `(${number})`}.${extension}`);
    if (!taken.has(file.toLowerCase()) && !existsSync(file)) return file;
  }
}
