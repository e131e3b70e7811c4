/** 两边都改过的内容: the list, the decision and the way back. */
import type { DecisionResult } from "../api/operations.ts";
import { decide, undoDecisions } from "../journal/decide.ts";
import { conflictsIn, decidedConflicts, openConflicts } from "../queries/conflicts.ts";
import { AppError } from "../schema/app-error.ts";
import { undecidableReasons } from "../schema/conflict.ts";
import { uuidv7 } from "../schema/ids.ts";
import { authorOf, type Part } from "./context.ts";

export const conflictHandlers: Part<"conflict.list" | "conflict.count" | "conflict.decide" | "conflict.undo"> = {
  "conflict.list": ({ db }) => ({
    total: openConflicts(db),
    open: conflictsIn(db),
    decided: decidedConflicts(db),
  }),

  "conflict.count": ({ db }) => ({ total: openConflicts(db) }),

  "conflict.decide": (context, { choices }) => {
    const { db } = context;
    const author = authorOf(context);
    const tx = uuidv7(author.now);
    return db.transaction(() => {
      const leftOut: DecisionResult["leftOut"][number][] = [];
      for (const { id, use, seen } of choices) {
        const [record = "", field = ""] = id.split(".");
        const reason = decide(db, author, { record, field, use, seen }, tx);
        if (reason === null) continue;
        if (choices.length === 1) throw new AppError("conflictNotDecided", { reason: undecidableReasons[reason] });
        leftOut.push({ id, reason });
      }
      const decided = choices.length - leftOut.length;
      return { tx: decided === 0 ? null : tx, decided, leftOut };
    });
  },

  "conflict.undo": (context, { tx }) => {
    const result = undoDecisions(context.db, authorOf(context), tx);
    if (result.undone === 0) throw new AppError("conflictNotUndone");
    return result;
  },
};
