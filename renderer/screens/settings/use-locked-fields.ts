/** A district's value that arrives while a form is open takes the place of what was typed and can no longer be saved. */
import { useEffect, useEffectEvent } from "react";
import type { Settings, SettingKey } from "../../../db/schema/settings.ts";
import { useDistrictKeys } from "./editing/source-hint.tsx";

/**
 * @param keys the settings of the form, a list that stays the same
 * @param put sets one field to its saved value
 */
export function useLockedFields<K extends SettingKey>(
  keys: readonly K[],
  settings: Settings,
  put: (key: K, value: Settings[K]) => void,
): ReadonlySet<SettingKey> {
  const fixed = useDistrictKeys();
  const take = useEffectEvent((key: K, value: Settings[K]) => put(key, value));
  useEffect(() => {
    for (const key of keys) if (fixed.has(key)) take(key, settings[key]);
  }, [keys, settings, fixed]);
  return fixed;
}
