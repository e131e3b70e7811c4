/** Does one thing to all ticked rows, says what was left out and why, and offers to take it back as one. */
import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import type { Input } from "../../../db/api/operations.ts";
import type { ListedKind } from "../../../db/schema/kinds.ts";
import { noteUndoable } from "../../stores/deletions.ts";
import { useLists } from "../../stores/lists.ts";
import { useLeftOut } from "../../ui/use-left-out.tsx";
import { useOperation } from "../../ui/use-operation.ts";
import { useToast } from "../../ui/use-toast.tsx";

type Action = Input<"records.batch">["action"];

export interface Batch {
  /** @param step what was done, in words: “交办”. @returns for how many rows it was done; they stay ticked when it was none */
  readonly run: (ids: ReadonlySet<string>, action: Action, step: string) => Promise<number>;
  readonly busy: boolean;
  readonly error: unknown;
  readonly clearError: () => void;
}

export function useBatch(kind: ListedKind): Batch {
  const { t } = useTranslation();
  const toast = useToast();
  const tellLeftOut = useLeftOut();
  const pick = useLists((lists) => lists.pick);
  const batch = useOperation("records.batch");
  const undo = useOperation("records.undo");
  const { run: runBatch } = batch;
  const { run: runUndo } = undo;

  const run = useCallback(
    async (ids: ReadonlySet<string>, action: Action, step: string) => {
      const result = await runBatch({ ids: [...ids], action }, { progress: t("listTools.batchRunning", { step }) });
      if (result === undefined) return 0;
      const { tx, done, leftOut } = result;
      if (tx !== null) {
        pick(kind, new Set());
        const text =
          leftOut.length === 0
            ? t("listTools.batchDone", { step, count: done })
            : t("listTools.batchDoneSome", { step, count: done, left: leftOut.length });
        const takeBack = async () => {
          const undone = await runUndo({ tx }, { progress: t("listTools.batchUndoing") });
          if (undone === undefined) return;
          toast.clear();
          toast.done(t("listTools.batchUndone", { count: undone.undone }));
          tellLeftOut(undone.leftOut, undone.undone);
        };
        toast.undoable(text, action.type === "delete" ? noteUndoable(ids, takeBack) : () => void takeBack());
      }
      tellLeftOut(leftOut, done);
      return done;
    },
    [kind, pick, runBatch, runUndo, t, toast, tellLeftOut],
  );
  return {
    run,
    busy: batch.busy || undo.busy,
    error: batch.error ?? undo.error,
    clearError: () => {
      batch.clearError();
      undo.clearError();
    },
  };
}
