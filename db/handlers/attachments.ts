/** 附件: files that belong to a record. */
import { existsSync } from "node:fs";
import { basename, extname } from "node:path";
import { kindOf } from "../apply.ts";
import { blobFile, hasBlob, storeBlob } from "../blobs.ts";
import { AppError } from "../errors.ts";
import { uuidv7 } from "../ids.ts";
import { writeRecords } from "../journal.ts";
import { fullRecord } from "../queries/record.ts";
import { authorOf, type Part } from "./context.ts";

const mediaTypes: Readonly<Record<string, string>> = {
  ".jpg": "image/jpeg",
  ".jpeg": "image/jpeg",
  ".png": "image/png",
  ".pdf": "application/pdf",
  ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
};

export const attachmentHandlers: Part<"attachment.add" | "attachment.read"> = {
  "attachment.add": async (context, { recordId, file, role }) => {
    if (kindOf(context.db, recordId) === null) throw new AppError("recordMissing", { id: recordId });
    if (!existsSync(file)) throw new AppError("fileUnreadable", { file });
    const { sha256, size } = await storeBlob(context.dir, file);
    const mime = mediaTypes[extname(file).toLowerCase()] ?? null;
    const set = { recordId, role, name: basename(file), mime, size, sha256 };
    writeRecords(context.db, authorOf(context), [{ op: "create", kind: "attachment", id: uuidv7(context.now()), set }]);
    return fullRecord(context.db, recordId);
  },

  "attachment.read": ({ db, dir }, { id }) => {
    const row = db.get<{ name: string; mime: string | null; sha256: string }>(
      `SELECT "name", "mime", "sha256" FROM "attachment" WHERE "id" = ?`,
      [id],
    );
    if (row === undefined) throw new AppError("recordMissing", { id });
    const file = blobFile(dir, row.sha256);
    // A record may arrive before its file.
    if (!hasBlob(dir, row.sha256)) throw new AppError("fileUnreadable", { file: row.name });
    return { name: row.name, mime: row.mime, file };
  },
};
