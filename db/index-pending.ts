/** Full text that a large import left for afterwards. An interrupted run loses nothing: what has no text yet is found again. */
import { setImmediate } from "node:timers/promises";
import type { WritableDb } from "./connection.ts";
import type { Task } from "./handlers/context.ts";
import { listedKinds } from "./schema/kinds.ts";
import { indexPage } from "./search.ts";
import { progressSteps } from "./schema/progress-steps.ts";

/** Larger pages are faster (full text is merged at every commit), smaller ones let other operations in sooner: about 0.3 s. */
const pageSize = 2_000;

/** Indexes in short transactions, so that other operations run in between. @returns the number of records indexed */
export async function indexPending(db: WritableDb, task: Pick<Task, "progress">): Promise<number> {
  let indexed = 0;
  for (const kind of listedKinds) {
    let after = 0;
    for (;;) {
      const page = indexPage(db, kind, after, pageSize);
      if (page.after === null) break;
      after = page.after;
      indexed += page.indexed;
      task.progress({ step: progressSteps.indexing, done: indexed, total: null });
      await setImmediate();
    }
  }
  return indexed;
}
