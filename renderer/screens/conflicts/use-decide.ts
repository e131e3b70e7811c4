/** Decides, says what was left out and why, and offers the way back (撤销, Ctrl+Z). */
import { useCallback, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Conflict, DecisionResult, Input } from "../../../db/api/operations.ts";
import { noteUndoable } from "../../stores/deletions.ts";
import { useOperation } from "../../ui/use-operation.ts";
import { useToast } from "../../ui/use-toast.tsx";

type Use = Input<"conflict.decide">["choices"][number]["use"];

export interface Decide {
  /** @returns whether anything was decided */
  readonly decide: (conflicts: readonly Conflict[], use: Use) => Promise<boolean>;
  readonly undo: (tx: string) => Promise<void>;
  /** Of the last decision. */
  readonly leftOut: DecisionResult["leftOut"];
  readonly forgetLeftOut: () => void;
  readonly busy: boolean;
  readonly error: unknown;
  readonly clearError: () => void;
}

const none: DecisionResult["leftOut"] = [];

export function useDecide(): Decide {
  const { t } = useTranslation();
  const toast = useToast();
  const [leftOut, setLeftOut] = useState(none);
  const deciding = useOperation("conflict.decide");
  const undoing = useOperation("conflict.undo");
  const { run: runDecide } = deciding;
  const { run: runUndo } = undoing;

  const undo = useCallback(
    async (tx: string) => {
      const answer = await runUndo({ tx }, { progress: t("conflict.undoing") });
      if (answer === undefined) return;
      toast.clear();
      toast.done(t("conflict.undone", { count: answer.undone }));
      if (answer.kept > 0) toast.warn(t("conflict.kept", { count: answer.kept }));
    },
    [runUndo, t, toast],
  );

  const decide = useCallback(
    async (conflicts: readonly Conflict[], use: Use) => {
      setLeftOut(none);
      const choices = conflicts.map(({ id, seen }) => ({ id, use, seen: [...seen] }));
      const result = await runDecide({ choices }, { progress: t("conflict.deciding") });
      if (result === undefined) return false;
      setLeftOut(result.leftOut);
      const { tx } = result;
      if (tx === null) return false;
      toast.clear();
      toast.undoable(
        t("conflict.decided", { count: result.decided }),
        noteUndoable([tx], () => undo(tx)),
      );
      return true;
    },
    [runDecide, t, toast, undo],
  );

  return {
    decide,
    undo,
    leftOut,
    forgetLeftOut: () => setLeftOut(none),
    busy: deciding.busy || undoing.busy,
    error: deciding.error ?? undoing.error,
    clearError: () => {
      deciding.clearError();
      undoing.clearError();
    },
  };
}
