/** What is done to a selection of a list: steps and deletions for many records, their undo, and the list as a file. */
import { actedOn, runBatch, undoBatch } from "../batch.ts";
import { authorOf, type Part } from "./context.ts";
import { dueLimits } from "./today.ts";

export const batchHandlers: Part<"records.batch" | "records.actedOn" | "records.undo" | "list.export"> = {
  "records.batch": (context, input, task) => context.alone(() => runBatch(context.db, authorOf(context), input, task)),

  "records.actedOn": ({ db }, { ids }) => ({ total: actedOn(db, ids) }),

  "records.undo": (context, { tx }, task) => context.alone(() => undoBatch(context.db, authorOf(context), tx, task)),

  "list.export": async (context, input, task) => {
    // With the library for spreadsheets, which no start needs.
    const { exportList } = await import("../ledger/list-export.ts");
    return exportList(context.db, input, dueLimits(context), task);
  },
};
