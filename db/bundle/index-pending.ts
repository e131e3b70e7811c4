/** Full text that a large import left for afterwards. An interrupted run loses nothing: what has no text yet is found again. */
import { setImmediate } from "node:timers/promises";
import { tableOf } from "../columns.ts";
import type { WritableDb } from "../connection.ts";
import type { Task } from "../handlers/context.ts";
import { listedKinds, type Kind } from "../schema/kinds.ts";
import { indexRecords } from "../search.ts";

const pageSize = 500;

/** Indexes in short transactions, so that other operations run in between. @returns the number of records indexed */
export async function indexPending(db: WritableDb, task: Pick<Task, "progress">): Promise<number> {
  let indexed = 0;
  for (const kind of listedKinds) {
    let after = 0;
    for (;;) {
      const page = db.all<{ rid: number; id: string }>(
        `SELECT "rid", "id" FROM ${tableOf(kind)} WHERE "rid" > ? AND "rid" NOT IN (SELECT "id" FROM "${kind}Text_docsize")
         ORDER BY "rid" LIMIT ${pageSize}`,
        [after],
      );
      const last = page.at(-1);
      if (last === undefined) break;
      db.transaction(() => indexRecords(db, new Map(page.map(({ id }): [string, Kind] => [id, kind]))));
      after = last.rid;
      indexed += page.length;
      task.progress({ step: "建立检索", done: indexed, total: null });
      await setImmediate();
    }
  }
  return indexed;
}
