/** Attachments: their bytes in and out. */
import { z } from "zod";
import { recordId } from "../schema/field.ts";
import { operation, path } from "./operation.ts";
import type { FullRecord } from "./records.ts";

/** A content that is in the store, checked. */
export interface StoredFile {
  /** As it may be saved: without a path and what Windows forbids. */
  readonly name: string;
  readonly mime: string | null;
  /** Bytes. */
  readonly size: number;
  readonly sha256: string;
}

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const fileName = z.string().trim().min(1).max(1_000);

export const filesOperations = {
  "attachment.add": operation<FullRecord>()(
    z.strictObject({ recordId, file: path, role: z.enum(["signIn", "photo", "minutes", "other"]) }),
  ),
  /** A new file's bytes come in pieces, so that a large one never lies in memory as a whole; `append` in order. */
  "attachment.begin": operation<{ upload: string }>()(z.strictObject({ name: fileName, size: z.int().min(1) })),
  "attachment.append": operation<{ received: number }>()(
    z.strictObject({ upload: z.uuid(), offset: z.int().min(0), data: z.base64().max(4 * 1_048_576) }),
  ),
  /** Flushes, reads back and compares. The content is then in the store and waits for a draft or a record to name it. */
  "attachment.finish": operation<StoredFile>()(z.strictObject({ upload: z.uuid() })),
  "attachment.abort": operation<{ aborted: boolean }>()(z.strictObject({ upload: z.uuid() })),
  /** Whether contents are still what they were; reads them all. */
  "attachment.verify": operation<readonly { sha256: string; state: "ok" | "missing" | "changed" }[]>()(
    z.strictObject({ sha256: z.array(sha256).max(500) }),
  ),
  /** A piece of a content, for thumbnails and the preview. */
  "attachment.data": operation<{ data: string; size: number }>()(
    z.strictObject({ sha256, offset: z.int().min(0), length: z.int().min(1).max(1_048_576) }),
  ),
  /** A checked read-only copy under the file's own name, for the system's program. */
  "attachment.open": operation<{ file: string }>()(z.strictObject({ sha256, name: fileName })),
} as const;
