/** Settings as they hold here: the defaults, overlaid by what was set on this PC, overlaid by what the district sent. */
import type { ReadableDb, WritableDb } from "./connection.ts";
import { defaultSettings, settingsSchema, type Settings } from "./schema/settings.ts";

export type SettingSource = "local" | "district";

export function readSettings(db: ReadableDb): Settings {
  const merged: Record<string, unknown> = { ...defaultSettings };
  // "local" sorts after "district" by name, so the order is spelt out.
  for (const source of ["local", "district"] as const) Object.assign(merged, settingsFrom(db, source));
  return settingsSchema.parse(merged);
}

/** Whose value holds for each setting. */
export function settingSources(db: ReadableDb): Record<keyof Settings, SettingSource | "default"> {
  const local = settingsFrom(db, "local");
  const district = settingsFrom(db, "district");
  const sourceOf = (key: string) =>
    Object.hasOwn(district, key) ? "district" : Object.hasOwn(local, key) ? "local" : "default";
  const keys = Object.keys(defaultSettings) as (keyof Settings)[];
  return Object.fromEntries(keys.map((key) => [key, sourceOf(key)])) as Record<
    keyof Settings,
    SettingSource | "default"
  >;
}

/** What one source says, as stored; empty when it says nothing. */
export function settingsFrom(db: ReadableDb, source: SettingSource): Record<string, unknown> {
  const rows = db.all<{ key: string; value: string }>(
    `SELECT "key", "value" FROM "setting" WHERE "source" = ? ORDER BY "key"`,
    [source],
  );
  return Object.fromEntries(rows.map(({ key, value }) => [key, JSON.parse(value) as unknown]));
}

export function saveSettings(db: WritableDb, source: SettingSource, values: Readonly<Record<string, unknown>>): void {
  for (const [key, value] of Object.entries(values)) {
    if (value === undefined) continue;
    db.run(`INSERT INTO "setting" VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET "value" = excluded."value"`, [
      key,
      source,
      JSON.stringify(value),
    ]);
  }
}
