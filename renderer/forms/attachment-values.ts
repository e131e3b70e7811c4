/** 附件 as rows of a form. Pure. */
import type { StoredFile } from "../../db/api/operations.ts";
import { attachmentRoles } from "../../db/schema/attachment.ts";
import { newRow, type ChildRow } from "../values/form-values.ts";

export type AttachmentRole = keyof typeof attachmentRoles;

/** A row as the panel shows it. */
export interface AttachmentValues {
  readonly role: AttachmentRole | null;
  readonly name: string;
  readonly mime: string | null;
  readonly size: number;
  readonly sha256: string;
}

export function attachmentOf(row: ChildRow): AttachmentValues {
  const { role, name, mime, size, sha256 } = row.fields;
  return {
    role: typeof role === "string" && role in attachmentRoles ? (role as AttachmentRole) : null,
    name: String(name),
    mime: typeof mime === "string" ? mime : null,
    size: typeof size === "number" ? size : 0,
    sha256: String(sha256),
  };
}

export const rowOf = (file: StoredFile, role: AttachmentRole): ChildRow => newRow({ ...file, role });

/** What a file most likely is, by its name and type; the clerk can change it. */
export function likelyRole(name: string, mime: string | null): AttachmentRole {
  if (/签到|签名册|报到/.test(name)) return "signIn";
  if (/纪要|记录|会议|纪录/.test(name)) return "minutes";
  return mime?.startsWith("image/") === true ? "photo" : "other";
}

export const totalSize = (rows: readonly ChildRow[]): number =>
  rows.reduce((sum, row) => sum + attachmentOf(row).size, 0);

/** The rows with one of them moved by one place; the same rows at either end. */
export function moved(rows: readonly ChildRow[], index: number, by: -1 | 1): ChildRow[] {
  const next = [...rows];
  const [row] = next.splice(index, 1);
  if (row === undefined || index + by < 0 || index + by > next.length) return [...rows];
  next.splice(index + by, 0, row);
  return next;
}

/** A name in two parts: the clerk edits the first; the second says which program opens the file, and stays. */
export function nameParts(name: string): readonly [stem: string, ending: string] {
  const dot = name.lastIndexOf(".");
  return dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, ""];
}
