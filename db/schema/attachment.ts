/** 附件: a file that belongs to a record. The row names the bytes by their SHA-256; the bytes live beside the database. */
import { z } from "zod";
import { choice, count, fieldMeta, requiredIdOf, requiredText, text } from "./field.ts";

export const attachmentRoles = {
  signIn: { zh: "签到表", en: "Sign-in sheet" },
  photo: { zh: "现场照片", en: "Photo" },
  minutes: { zh: "会议记录", en: "Minutes" },
  other: { zh: "其他", en: "Other" },
} as const;

export const attachmentFields = z.object({
  recordId: requiredIdOf("所属记录", "Record", { internal: true }),
  role: choice("类别", "Role", attachmentRoles),
  name: requiredText("文件名", "File name", { personal: true }),
  mime: text("类型", "Media type", { internal: true }),
  size: count("大小", "Size in bytes", { internal: true }),
  sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .register(fieldMeta, { zh: "内容指纹", en: "SHA-256", type: "text", required: true, internal: true }),
});
