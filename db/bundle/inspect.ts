/** What a file says of itself, without keys and without changing anything. */
import type { BundleSummary } from "../api/operations.ts";
import type { ReadableDb } from "../sqlite/connection.ts";
import { findChain } from "../journal/chains.ts";
import { isSignedBy } from "./crypto.ts";
import { openFile, requirePayload, type OpenedFile } from "./read.ts";

/**
 * @param db null outside a data folder: then every sender is unknown
 * @throws AppError fileUnreadable, bundleNotOurs, bundleTruncated, bundleDamaged
 */
export async function inspectFile(db: ReadableDb | null, file: string): Promise<BundleSummary> {
  const opened = await openFile(file, file);
  const sha256 = await requirePayload(opened);
  const { stable, header, bytes } = opened;
  return {
    file,
    type: stable.type,
    format: stable.format,
    station: stable.station,
    stationName: header?.stationName ?? null,
    replica: stable.replica,
    fromSeq: stable.fromSeq,
    toSeq: stable.toSeq,
    bytes,
    sha256,
    rosterVersion: header?.rosterVersion ?? 0,
    recipients: header?.recipients ?? [],
    hasJoinRequest: (header?.join ?? null) !== null,
    signature: signatureOf(db, opened),
  };
}

function signatureOf(
  db: ReadableDb | null,
  { stable, headerBytes, signature }: OpenedFile,
): BundleSummary["signature"] {
  const key = db === null ? null : (findChain(db, stable.replica)?.signingKey ?? null);
  if (key === null) return "unknownSender";
  return isSignedBy("file", key, headerBytes, signature) ? "valid" : "invalid";
}
