/** Attachments that came with a file, and those still missing. A record may arrive before its bytes. */
import { renameSync } from "node:fs";
import { dirname } from "node:path";
import { blobFile, hasBlob } from "../attachments/store.ts";
import type { ReadableDb } from "../sqlite/connection.ts";
import { toAppError } from "../schema/app-error.ts";
import { makeFolderDurably, syncFolder } from "../files/durable-files.ts";
import type { Staged } from "../bundle/stage.ts";

/**
 * Moves checked attachments into the store, as far as a record names them. Each is tried, whatever became of the others.
 * @returns how many could not be moved: their bytes count as missing, and are asked for
 */
export function keepBlobs(db: ReadableDb, dir: string, blobs: Staged["blobs"]): number {
  return blobs.filter((blob) => !isKept(db, dir, blob)).length;
}

function isKept(db: ReadableDb, dir: string, { sha256, file }: Staged["blobs"][number]): boolean {
  try {
    const isNamed = db.value<number>(`SELECT 1 FROM "attachment" WHERE "sha256" = ? LIMIT 1`, [sha256]) === 1;
    if (!isNamed || hasBlob(dir, sha256)) return true;
    const target = blobFile(dir, sha256);
    makeFolderDurably(dirname(target));
    renameSync(file, target);
    syncFolder(dirname(target));
    return true;
  } catch (error) {
    console.error(toAppError(error, { path: dir }).message);
    return false;
  }
}

/** A receipt asks for so many at a time; the next one for the rest. */
const mostAskedFor = 10_000;

/** SHA-256 of attachments that a station's records name and that are not here. */
export function missingBlobs(db: ReadableDb, dir: string, station: string): string[] {
  const sql = `SELECT DISTINCT "sha256" FROM "attachment" WHERE "station" = ? ORDER BY "sha256"`;
  return db
    .all<{ sha256: string }>(sql, [station])
    .map(({ sha256 }) => sha256)
    .filter((sha256) => !hasBlob(dir, sha256))
    .slice(0, mostAskedFor);
}
