/** Bytes from the page to the service and back, in pieces: the same way in every host, and never a whole file in a message. */
import type { StoredFile } from "../../db/api/operations.ts";
import { client } from "../hosts/client.ts";
import { localError } from "../hosts/client-error.ts";

const pieceSize = 512 * 1_024;

export interface SendOptions {
  readonly signal: AbortSignal;
  readonly onProgress: (sent: number) => void;
}

/**
 * Stores a file's content. It is on the disk and read back when this resolves.
 * @throws ClientError of `attachment.begin`, `append` and `finish`; cancelled; fileUnreadable
 */
export async function sendFile(file: Blob, name: string, { signal, onProgress }: SendOptions): Promise<StoredFile> {
  const { upload } = await client.call("attachment.begin", { name, size: file.size });
  try {
    for (let offset = 0; offset < file.size; offset += pieceSize) {
      if (signal.aborted) throw localError("cancelled");
      const data = await base64Of(file.slice(offset, offset + pieceSize), name);
      const { received } = await client.call("attachment.append", { upload, offset, data });
      onProgress(received);
    }
    return await client.call("attachment.finish", { upload });
  } catch (error) {
    // The first failure is the one to tell; what is left behind goes at the next start.
    await client.call("attachment.abort", { upload }).catch(() => null);
    throw error;
  }
}

/** Encoded by the browser, off this thread. */
function base64Of(piece: Blob, file: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener("load", () => {
      const text = typeof reader.result === "string" ? reader.result : "";
      resolve(text.slice(text.indexOf(",") + 1));
    });
    // The file was removed or changed since it was chosen.
    reader.addEventListener("error", () => reject(localError("fileUnreadable", { file })));
    reader.readAsDataURL(piece);
  });
}

const readSize = 1_048_576;

/** A stored content. @throws ClientError attachmentLost */
export async function readContent(sha256: string, mime: string | null, signal?: AbortSignal): Promise<Blob> {
  const parts: BlobPart[] = [];
  for (let offset = 0, size = 1; offset < size; offset += readSize) {
    if (signal?.aborted === true) throw localError("cancelled");
    const piece = await client.call("attachment.data", { sha256, offset, length: readSize });
    size = piece.size;
    parts.push(bytesOf(piece.data));
  }
  return new Blob(parts, { type: mime ?? "application/octet-stream" });
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at += 1) bytes[at] = text.charCodeAt(at);
  return bytes;
}
