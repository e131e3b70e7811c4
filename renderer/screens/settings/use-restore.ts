/** Restores a backup and begins the window afresh: nothing on the screen may show the data that is gone. */
import { useTranslation } from "react-i18next";
import { noteRestored } from "../../stores/restored.ts";
import { useOperation } from "../../ui/use-operation.ts";

interface Restore {
  /** @param at the backup's time as shown */
  readonly run: (file: string, at: string) => Promise<void>;
  readonly busy: boolean;
  readonly error: unknown;
  readonly clearError: () => void;
}

export function useRestore(): Restore {
  const { t } = useTranslation();
  const operation = useOperation("backup.restore", { writes: false });
  const run = async (file: string, at: string): Promise<void> => {
    const result = await operation.run({ file }, { progress: t("settings.look.restoring") });
    if (result === undefined) return;
    const { undo, renewed, checkCode, status } = result;
    noteRestored({ at, undo, renewed, checkCode, role: status.role });
    location.reload();
  };
  return { run, busy: operation.busy, error: operation.error, clearError: operation.clearError };
}
