/** 附件: the bytes. The rows that name them are saved with their record (attachment-rows.ts). */
import { existsSync } from "node:fs";
import { open } from "node:fs/promises";
import { basename } from "node:path";
import { kindOf } from "../journal/apply.ts";
import { blobFile, blobState, hasBlob, storeBlob, storedSize } from "../attachments/store.ts";
import { sizeOf } from "../files/durable-files.ts";
import { AppError, toAppError } from "../schema/app-error.ts";
import { uuidv7 } from "../schema/ids.ts";
import { writeRecords } from "../journal/write.ts";
import { copyForOpening } from "../attachments/open-copies.ts";
import { fullRecord } from "../queries/record.ts";
import { cleanFileName, isDangerousName, mediaTypeOf } from "../schema/attachment.ts";
import { readSettings } from "../office/settings.ts";
import { abortUpload, appendUpload, beginUpload, finishUpload } from "../attachments/uploads.ts";
import { authorOf, type Context, type Part } from "./context.ts";

export const attachmentHandlers: Part<
  | "attachment.add"
  | "attachment.begin"
  | "attachment.append"
  | "attachment.finish"
  | "attachment.abort"
  | "attachment.verify"
  | "attachment.data"
  | "attachment.open"
> = {
  "attachment.add": async (context, { recordId, file, role }) => {
    if (kindOf(context.db, recordId) === null) throw new AppError("recordMissing", { id: recordId });
    if (!existsSync(file)) throw new AppError("fileUnreadable", { file });
    const name = cleanFileName(basename(file));
    requireAllowed(context, name, sizeOf(file));
    const { sha256, size } = await storeBlob(context.dir, file);
    const position = fullRecord(context.db, recordId).attachments.length;
    const set = { recordId, role, name, mime: mediaTypeOf(name), size, sha256, position };
    writeRecords(context.db, authorOf(context), [{ op: "create", kind: "attachment", id: uuidv7(context.now()), set }]);
    return fullRecord(context.db, recordId);
  },

  "attachment.begin": async (context, { name, size }) => {
    requireAllowed(context, name, size);
    return { upload: await beginUpload(context.dir, cleanFileName(name), size) };
  },
  "attachment.append": async ({ dir }, { upload, offset, data }) => ({
    received: await appendUpload(dir, upload, offset, Buffer.from(data, "base64")),
  }),
  "attachment.finish": async ({ dir }, { upload }) => {
    const { name, size, sha256 } = await finishUpload(dir, upload);
    return { name, mime: mediaTypeOf(name), size, sha256 };
  },
  "attachment.abort": async ({ dir }, { upload }) => ({ aborted: await abortUpload(dir, upload) }),

  "attachment.verify": async ({ dir }, { sha256 }, task) => {
    const states = [];
    // One after the other: an old disk is slower with many at once.
    for (const name of new Set(sha256)) {
      task.throwIfCancelled();
      states.push({ sha256: name, state: await blobState(dir, name) });
    }
    return states;
  },

  "attachment.data": async ({ dir }, { sha256, offset, length }) => {
    const size = storedSize(dir, sha256);
    if (size === null || !hasBlob(dir, sha256)) throw new AppError("attachmentLost", { file: sha256.slice(0, 8) });
    try {
      const handle = await open(blobFile(dir, sha256), "r");
      try {
        const buffer = Buffer.alloc(Math.max(0, Math.min(length, size - offset)));
        const { bytesRead } = await handle.read(buffer, 0, buffer.length, offset);
        return { data: buffer.toString("base64", 0, bytesRead), size };
      } finally {
        await handle.close();
      }
    } catch (error) {
      throw toAppError(error, { path: dir, file: sha256 });
    }
  },

  "attachment.open": async ({ dir }, { sha256, name }) => ({ file: await copyForOpening(dir, sha256, name) }),
};

/** Before a byte is written. @throws AppError attachmentDangerous, attachmentEmpty, attachmentTooLarge */
function requireAllowed({ db }: Context, name: string, size: number): void {
  if (isDangerousName(name)) throw new AppError("attachmentDangerous", { file: cleanFileName(name) });
  if (size === 0) throw new AppError("attachmentEmpty", { file: cleanFileName(name) });
  const limit = readSettings(db).attachmentFileMb;
  if (size > limit * 1_048_576) {
    const megabytes = (size / 1_048_576).toFixed(1);
    throw new AppError("attachmentTooLarge", { file: cleanFileName(name), size: megabytes, limit });
  }
}
