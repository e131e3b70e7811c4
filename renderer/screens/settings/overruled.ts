/** Which saved settings do not hold, because the district's own value does. Pure. */
import type { Settings } from "../../../db/schema/settings.ts";

export type SettingKey = keyof Settings;

/** JSON with sorted keys, so that two equal values read alike. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === "object" && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

/** @param result what `settings.set` answers: the settings as they hold now */
export function overruled(values: Partial<Settings>, result: Settings): readonly SettingKey[] {
  return (Object.keys(values) as SettingKey[]).filter((key) => canonical(values[key]) !== canonical(result[key]));
}
