/** 附件: a file that belongs to a record. The row names the bytes by their SHA-256; the bytes live beside the database. */
import { z } from "zod";
import { byteCount, choice, count, fieldMeta, requiredIdOf, requiredText, text } from "./field.ts";
import { cutText } from "./plain-text.ts";

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
  size: byteCount("大小", "Size in bytes", { internal: true }),
  sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .register(fieldMeta, { zh: "内容指纹", en: "SHA-256", type: "text", required: true, internal: true }),
  /** Among the record's attachments, from 0. Files of earlier versions have none and come first, as they were added. */
  position: count("顺序", "Position", { internal: true }),
});

/**
 * Files that run when they are opened (Windows, 统信 UOS, 麒麟), documents with macros among them. They are neither stored
 * nor opened, whatever their name says before the last dot.
 */
const dangerousExtensions: ReadonlySet<string> = new Set(
  (
    "ade adp app appimage application appref-ms apk bat bin chm cmd com cpl crx deb desktop dll dmg docm dotm drv exe gadget " +
    "hta inf ins iso isp jar js jse ksh lnk mde msc msi msp mst pif pl potm ppam ppsm pptm ps1 ps1xml psc1 psm1 py reg rpm run " +
    "scf scr sct settingcontent-ms sh shb shs sys url vb vbe vbs vhd vhdx vxd website ws wsc wsf wsh xlam xll xlsm xltm xnk"
  ).split(" "),
);

/** In lower case, without the dot; empty when there is none. */
export function extensionOf(name: string): string {
  const cleaned = cleanFileName(name);
  const dot = cleaned.lastIndexOf(".");
  return dot > 0 ? cleaned.slice(dot + 1).toLowerCase() : "";
}

export const isDangerousName = (name: string): boolean => dangerousExtensions.has(extensionOf(name));

/**
 * The last part of a name as any system writes it, without what Windows forbids, invisible characters that turn a name
 * around, and dots and spaces at its end, which Windows drops. At most 70 characters before the ending, so that it fits every
 * file system.
 */
export function cleanFileName(name: string): string {
  const last = name.split(/[\\/]/).at(-1) ?? "";
  const cleaned = last
    .replace(/\p{Cf}/gu, "")
    .replace(/[\p{Cc}<>:"|?*]/gu, "_")
    .replace(/^\.+|[. ]+$/g, "");
  if (cleaned === "") return "文件";
  if (isDeviceName(cleaned)) return cleanFileName(`_${cleaned}`);
  const dot = cleaned.lastIndexOf(".");
  const ending = dot > 0 ? cutText(cleaned.slice(dot), 20) : "";
  const stem = dot > 0 ? cleaned.slice(0, dot) : cleaned;
  return ([...stem].slice(0, 70).join("") + ending).replace(/[. ]+$/g, "");
}

/**
 * Whether Windows takes a name for a device, with any ending and with spaces before it: it cannot be made, copied or deleted
 * there. Rule: https://learn.microsoft.com/windows/win32/fileio/naming-a-file
 */
export const isDeviceName = (name: string): boolean =>
  /^(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9\u00b9\u00b2\u00b3])\s*(\.|$)/iu.test(name);

const mediaTypes: Readonly<Record<string, string>> = {
  jpg: "image/jpeg",
  jpeg: "image/jpeg",
  png: "image/png",
  gif: "image/gif",
  webp: "image/webp",
  bmp: "image/bmp",
  heic: "image/heic",
  heif: "image/heif",
  pdf: "application/pdf",
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  pptx: "application/vnd.openxmlformats-officedocument.presentationml.presentation",
  doc: "application/msword",
  xls: "application/vnd.ms-excel",
  ppt: "application/vnd.ms-powerpoint",
  txt: "text/plain",
  zip: "application/zip",
};

/** By the name's ending; null when it is not among the usual ones. */
export const mediaTypeOf = (name: string): string | null => mediaTypes[extensionOf(name)] ?? null;

/** Whether Chromium shows it in an <img>. HEIC is an image too, but cannot be shown. */
export const isShownImage = (mime: string | null): boolean =>
  mime !== null && /^image\/(jpeg|png|gif|webp|bmp)$/.test(mime);
