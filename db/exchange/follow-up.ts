/**
 * What is left to do once an import is committed: attachments into their store, what an erasure leaves outside the tables, the
 * full text of many records. Its failure never makes the import a failure. What is left is known from the data itself, so no
 * power cut forgets it: a mark that is committed with an erasure, attachments whose bytes are missing (the next receipt asks for
 * them), records without full text. Every start and every import tries again.
 */
import { keepBlobs } from "./received-blobs.ts";
import type { Staged } from "../bundle/stage.ts";
import type { WritableDb } from "../sqlite/connection.ts";
import { AppError, toAppError } from "../schema/app-error.ts";
import type { Task } from "../tasks/task.ts";
import { indexPending } from "../journal/full-text.ts";
import { purgeErased } from "../journal/erase.ts";
import { leftWords, type Left } from "../schema/words.ts";

/** Call after the commit. @returns what could not be done */
export function followUp(db: WritableDb, dir: string, blobs: Staged["blobs"]): Left[] {
  const left: Left[] = [];
  if (keepBlobs(db, dir, blobs) > 0) left.push("blobs");
  if (!purgeErased(db, dir)) left.push("purge");
  return left;
}

/** `indexPending` after a commit. */
export async function indexLeft(db: WritableDb, task: Pick<Task, "progress">): Promise<Left[]> {
  try {
    await indexPending(db, task);
    return [];
  } catch (error) {
    console.error(toAppError(error).message);
    return ["index"];
  }
}

/** What the user is told of it beside the success; null when nothing is left. */
export function leftNotice(left: readonly Left[]): AppError | null {
  return left.length === 0 ? null : new AppError("workLeft", { work: leftWords(left) });
}
