/** Undoing a whole batch: asked first, and told which records stayed because somebody worked on them since. */
import { Alert, Button } from "antd";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { LedgerBatch, Output } from "../../../db/api/operations.ts";
import type { ListedKind } from "../../../db/schema/kinds.ts";
import { useRoute } from "../../stores/route.ts";
import { useConfirm } from "../../ui/use-confirm.ts";
import { useOperation } from "../../ui/use-operation.ts";

export type UndoTarget = Pick<LedgerBatch, "batch" | "file" | "imported"> & { readonly kind: ListedKind };

interface Undo {
  readonly start: (target: UndoTarget) => Promise<void>;
  readonly busy: boolean;
  readonly error: unknown;
  readonly clearError: () => void;
  /** What the last undo did; null before one. */
  readonly notice: ReactNode;
}

/** @param onUndone the result of that import no longer holds */
export function useUndo(onUndone: () => void): Undo {
  const { t } = useTranslation();
  const confirm = useConfirm();
  const undo = useOperation("ledger.undo");
  const [done, setDone] = useState<(Output<"ledger.undo"> & { readonly kind: ListedKind }) | null>(null);

  const start = async ({ batch, file, imported, kind }: UndoTarget): Promise<void> => {
    const goAhead = await confirm({
      title: t("ledger.undo.title"),
      content: t("ledger.undo.content", { file, count: imported }),
      proceed: t("ledger.undo.proceed"),
      danger: true,
    });
    if (!goAhead) return;
    const result = await undo.run({ batch }, { progress: t("ledger.undo.running") });
    if (result === undefined) return;
    setDone({ ...result, kind });
    onUndone();
  };

  const notice =
    done === null ? null : (
      <Alert
        className="notice"
        role="status"
        showIcon
        type={done.kept.length > 0 ? "warning" : "success"}
        closable={{ onClose: () => setDone(null), "aria-label": t("action.close") }}
        title={
          t("ledger.undo.removed", { count: done.removed }) +
          (done.kept.length > 0 ? t("ledger.undo.kept", { count: done.kept.length }) : "")
        }
        action={
          done.kept.length === 0 ? undefined : (
            <Button
              onClick={() =>
                useRoute.getState().open({
                  screen: "list",
                  kind: done.kind,
                  filter: { ids: done.kept, title: t("ledger.undo.keptTitle") },
                })
              }
            >
              {t("ledger.undo.viewKept")}
            </Button>
          )
        }
      />
    );
  return { start, busy: undo.busy, error: undo.error, clearError: undo.clearError, notice };
}
