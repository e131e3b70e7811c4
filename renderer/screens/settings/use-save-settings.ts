/** Saves settings, and says so when the district's own value keeps holding. */
import { useTranslation } from "react-i18next";
import type { Settings } from "../../../db/schema/settings.ts";
import { useStatus } from "../../stores/status.ts";
import { useOperation } from "../../ui/use-operation.ts";
import { useToast } from "../../ui/use-toast.tsx";
import { overruled } from "./overruled.ts";

interface Save {
  /** True when it was written, whether or not it holds. */
  readonly save: (values: Partial<Settings>) => Promise<boolean>;
  readonly busy: boolean;
  readonly error: unknown;
  readonly clearError: () => void;
}

export function useSaveSettings(): Save {
  const { t } = useTranslation();
  const toast = useToast();
  const operation = useOperation("settings.set");
  const save = async (values: Partial<Settings>): Promise<boolean> => {
    const settings = useStatus.getState().settings;
    const before = Object.fromEntries(
      Object.keys(values).map((key) => [key, settings?.[key as keyof Settings]]),
    ) as Partial<Settings>;
    const result = await operation.run({ values });
    if (result === undefined) return false;
    const names = overruled(values, result).map((key) => t(`settings.key.${key}`));
    if (names.length === 0) toast.undoable(t("settings.saved"), () => void undo(before));
    else toast.warn(t("settings.notTaken", { names: names.join(t("settings.separator")) }));
    await useStatus.getState().refresh();
    return true;
  };
  const undo = async (before: Partial<Settings>): Promise<void> => {
    if ((await operation.run({ values: before })) === undefined) return;
    toast.done(t("settings.savedUndone"));
    await useStatus.getState().refresh();
  };
  return { save, busy: operation.busy, error: operation.error, clearError: operation.clearError };
}
