/** Saves settings, with one press to take it back. */
import { useTranslation } from "react-i18next";
import type { SettingKey, Settings } from "../../../../db/schema/settings.ts";
import { client } from "../../../hosts/client.ts";
import { useStatus } from "../../../stores/status.ts";
import { useOperation } from "../../../ui/use-operation.ts";
import { useToast } from "../../../ui/use-toast.tsx";

interface Save {
  /** True when it was written. */
  readonly save: (values: Partial<Settings>) => Promise<boolean>;
  readonly busy: boolean;
  readonly error: unknown;
  readonly clearError: () => void;
}

export function useSaveSettings(): Save {
  const { t } = useTranslation();
  const toast = useToast();
  const operation = useOperation("settings.set");
  const reset = useOperation("settings.reset");
  const save = async (values: Partial<Settings>): Promise<boolean> => {
    const keys = Object.keys(values) as SettingKey[];
    const settings = useStatus.getState().settings;
    const sources = await client.call("settings.sources", {}).catch(() => null);
    // What nobody had set is left unset again: at a district, setting it to the same value would lock it for the stations.
    const unset = keys.filter((key) => sources?.[key] === "default");
    const before = Object.fromEntries(keys.map((key) => [key, settings?.[key]]));
    if ((await operation.run({ values })) === undefined) return false;
    toast.undoable(t("settings.saved"), () => void undo(before, unset));
    await useStatus.getState().refresh();
    return true;
  };
  const undo = async (before: Partial<Settings>, unset: readonly SettingKey[]): Promise<void> => {
    if (unset.length > 0 && (await reset.run({ keys: [...unset] })) === undefined) return;
    const kept = Object.fromEntries(Object.entries(before).filter(([key]) => !unset.includes(key as SettingKey)));
    if (Object.keys(kept).length > 0 && (await operation.run({ values: kept })) === undefined) return;
    toast.done(t("settings.savedUndone"));
    await useStatus.getState().refresh();
  };
  return {
    save,
    busy: operation.busy || reset.busy,
    error: operation.error ?? reset.error,
    clearError: () => {
      operation.clearError();
      reset.clearError();
    },
  };
}
