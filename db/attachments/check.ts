/** Checks that every attachment's bytes are here and are what was added. */
import type { AttachmentCheck } from "../api/operations.ts";
import { blobState } from "./store.ts";
import type { ReadableDb } from "../sqlite/connection.ts";
import type { Task } from "../tasks/task.ts";
import { readIdentity } from "../office/identity.ts";
import { progressSteps } from "../schema/progress-steps.ts";

/** @throws AppError cancelled */
export async function checkBlobs(db: ReadableDb, dir: string, task: Task): Promise<AttachmentCheck> {
  const { stationId } = readIdentity(db);
  const files = db.all<{ sha256: string; name: string; isOwn: 0 | 1 }>(
    `SELECT "sha256", min("name") AS "name", max("station" = ?) AS "isOwn" FROM "attachment" GROUP BY "sha256" ORDER BY 2`,
    [stationId],
  );
  const missing: string[] = [];
  const changed: string[] = [];
  let waiting = 0;
  for (const [index, { sha256, name, isOwn }] of files.entries()) {
    task.throwIfCancelled();
    task.progress({ step: progressSteps.checkingFiles, done: index, total: files.length });
    const state = await blobState(dir, sha256, { isThorough: true });
    if (state === "changed") changed.push(name);
    else if (state === "missing" && isOwn === 1) missing.push(name);
    else if (state === "missing") waiting += 1;
  }
  return { checked: files.length, missing, changed, waiting };
}
