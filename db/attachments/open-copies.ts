/** Copies of attachments that the system's programs have open: `opened/<random>/<name>`, gone at the next start. */
import { randomUUID } from "node:crypto";
import { chmodSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { blobFile, hasBlob } from "./store.ts";
import { copyIn, removeIfPossible } from "../files/durable-files.ts";
import { AppError, toAppError } from "../schema/app-error.ts";
import { privateFolder } from "../files/access.ts";
import { cleanFileName, isDangerousName } from "../schema/attachment.ts";

export const openedRoot = (dir: string): string => join(dir, "opened");

/**
 * A read-only copy, so that a program that saves it asks for another name and the attachment stays what it was.
 * @returns its path @throws AppError attachmentDangerous, attachmentLost, attachmentChanged, diskFull
 */
export async function copyForOpening(dir: string, sha256: string, name: string): Promise<string> {
  const file = cleanFileName(name);
  if (isDangerousName(file)) throw new AppError("attachmentDangerous", { file });
  if (!hasBlob(dir, sha256)) throw new AppError("attachmentLost", { file });
  const folder = join(openedRoot(dir), randomUUID());
  const target = join(folder, file);
  try {
    mkdirSync(folder, { recursive: true, mode: privateFolder });
    const copied = await copyIn(blobFile(dir, sha256), target, () => {});
    if (copied.sha256 !== sha256) throw new AppError("attachmentChanged", { file });
    chmodSync(target, 0o400);
    return target;
  } catch (error) {
    await removeIfPossible(folder);
    throw toAppError(error, { path: dir, file });
  }
}
