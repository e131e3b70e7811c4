/**
 * Contents that nothing names any more: an attachment of a discarded draft, one that was removed before it was saved. They
 * stay for a day, so that undoing brings them back, and go when the program is started: never while a form is open that
 * could still undo.
 */
import { readdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { blobFile, blobRoot, spoolEnding } from "./store.ts";
import type { ReadableDb } from "../sqlite/connection.ts";
import { openedRoot } from "./open-copies.ts";
import { isUploading } from "./uploads.ts";

const graceMs = 24 * 3_600_000;

/** @returns how many contents were removed */
export function sweepBlobs(db: ReadableDb, dir: string, now: number): number {
  removeTree(openedRoot(dir));
  sweepWork(dir);
  sweepHeld(db, dir);
  let removed = 0;
  for (const name of namesIn(blobRoot(dir))) {
    if (name.endsWith(spoolEnding)) {
      if (!isUploading(name.slice(0, -spoolEnding.length))) remove(join(blobRoot(dir), name));
      continue;
    }
    for (const sha256 of namesIn(join(blobRoot(dir), name))) {
      if (!/^[0-9a-f]{64}$/.test(sha256)) continue;
      const file = blobFile(dir, sha256);
      // From here to the removal nothing else runs: no draft or record can begin to name the content in between.
      const status = statSync(file, { throwIfNoEntry: false });
      if (status === undefined || now - status.mtimeMs < graceMs || isNamed(db, sha256)) continue;
      if (remove(file)) removed += 1;
    }
  }
  return removed;
}

/** Work folders that could not be removed when their work ended. Those of this run of the program are left alone. */
function sweepWork(dir: string): void {
  for (const name of namesIn(join(dir, "tmp")))
    for (const folder of namesIn(join(dir, "tmp", name))) {
      const path = join(dir, "tmp", name, folder);
      if (isOfEarlierRun(path)) removeTree(path);
    }
}

/** Held files whose rows are gone: they were imported, but could not be removed then. */
function sweepHeld(db: ReadableDb, dir: string): void {
  const known = new Set(db.all<{ sha256: string }>(`SELECT "sha256" FROM "held"`).map(({ sha256 }) => sha256));
  for (const name of namesIn(join(dir, "held"))) {
    const path = join(dir, "held", name);
    if (name.endsWith(".lxq") && !known.has(name.slice(0, -".lxq".length)) && isOfEarlierRun(path)) remove(path);
  }
}

/** By the file's time: a data folder is open in one program at a time. */
function isOfEarlierRun(path: string): boolean {
  const status = statSync(path, { throwIfNoEntry: false });
  return status !== undefined && status.mtimeMs < performance.timeOrigin;
}

/** By a record, a deleted record that can be brought back, an entry of the journal, or a draft. */
function isNamed(db: ReadableDb, sha256: string): boolean {
  const inRecords = db.value<number>(
    `SELECT EXISTS (SELECT 1 FROM "attachment" WHERE "sha256" = ?)
         OR EXISTS (SELECT 1 FROM "journal" WHERE "kind" = 'attachment' AND "payload" IS NOT NULL
                    AND instr("payload", CAST(? AS BLOB)) > 0)`,
    [sha256, sha256],
  );
  return inRecords === 1 || contentsOfDrafts(db).has(sha256);
}

const draftSchema = z.object({
  attachments: z.array(z.object({ fields: z.object({ sha256: z.string() }) })).nullish(),
});

/** SHA-256 of the attachments that drafts hold. @param where which drafts; all of them unless given */
export function contentsOfDrafts(db: ReadableDb, where = "1"): ReadonlySet<string> {
  const rows = db.all<{ content: string }>(`SELECT "content" FROM "draft" WHERE ${where}`);
  return new Set(
    rows.flatMap(({ content }) => {
      const parsed = draftSchema.safeParse(JSON.parse(content));
      return parsed.data?.attachments?.map(({ fields }) => fields.sha256) ?? [];
    }),
  );
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return []; // a file, or nothing was stored yet
  }
}

/** What another program holds is tried again at the next start; nothing depends on it being gone. */
function remove(file: string): boolean {
  try {
    rmSync(file, { force: true });
    return true;
  } catch {
    return false;
  }
}

function removeTree(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true });
  } catch {
    // As above.
  }
}
