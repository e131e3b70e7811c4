/**
 * Settings as they hold here: the defaults, overlaid by what was set on this PC, overlaid by what the district sent. And this
 * PC's preferences, which never leave it.
 */
import type { WaitingSettings } from "../api/operations.ts";
import type { ReadableDb, WritableDb } from "../sqlite/connection.ts";
import { AppError } from "../schema/app-error.ts";
import { defaultPreferences, preferencesSchema, type Preferences } from "../schema/preferences.ts";
import { defaultSettings, settingGroup, settingsSchema, type SettingKey, type Settings } from "../schema/settings.ts";

export type SettingSource = "local" | "district";

/** Every key of the settings, in the order of the defaults. */
const keys = Object.keys(defaultSettings) as SettingKey[];

export function readSettings(db: ReadableDb): Settings {
  const locked = lockedSettings(db);
  const local = Object.entries(settingsFrom(db, "local")).filter(([key]) => !locked.has(key as SettingKey));
  return settingsSchema.parse({ ...defaultSettings, ...Object.fromEntries(local), ...settingsFrom(db, "district") });
}

/** What the district decides here: all that it has set, and what goes together with that. */
function lockedSettings(db: ReadableDb): ReadonlySet<SettingKey> {
  const district = settingsFrom(db, "district");
  return new Set(keys.filter((key) => Object.hasOwn(district, key)).flatMap(settingGroup));
}

/** Whose value holds for each setting. */
export function settingSources(db: ReadableDb): Record<SettingKey, SettingSource | "default"> {
  const local = settingsFrom(db, "local");
  const locked = lockedSettings(db);
  const sourceOf = (key: SettingKey) =>
    locked.has(key) ? "district" : Object.hasOwn(local, key) ? "local" : "default";
  return Object.fromEntries(keys.map((key) => [key, sourceOf(key)])) as Record<SettingKey, SettingSource | "default">;
}

/** This PC's own values that do not hold while the district's do. They come back when the district lets go of them. */
export function waitingSettings(db: ReadableDb): WaitingSettings {
  const locked = lockedSettings(db);
  const known = settingsSchema.partial();
  const waiting = Object.entries(settingsFrom(db, "local")).filter(
    ([key, value]) => locked.has(key as SettingKey) && known.safeParse({ [key]: value }).success,
  );
  return known.parse(Object.fromEntries(waiting));
}

/** @throws AppError settingFromDistrict where the district has set one of them: a station's own would not hold */
export function requireOwnSettings(db: ReadableDb, changed: readonly SettingKey[]): void {
  const locked = lockedSettings(db);
  if (changed.some((key) => locked.has(key))) throw new AppError("settingFromDistrict");
}

/** Back to what holds without this source: at a district the stations decide again. Templates have operations of their own. */
export function removeSettings(db: WritableDb, source: SettingSource, gone: readonly SettingKey[]): void {
  for (const key of gone.flatMap(settingGroup)) {
    db.run(`DELETE FROM "setting" WHERE "key" = ? AND "source" = ?`, [key, source]);
  }
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

type PreferencesChange = { readonly [K in keyof Preferences]?: Preferences[K] | undefined };

/** A value that this program cannot read gives way to its default. */
export function readPreferences(db: ReadableDb): Preferences {
  const rows = db.all<{ key: string; value: string }>(`SELECT "key", "value" FROM "preference"`);
  const stored = rows.flatMap(({ key, value }) => {
    const field = preferencesSchema.shape[key as keyof Preferences] as
      | (typeof preferencesSchema.shape)[keyof Preferences]
      | undefined;
    // A newer program's key or shape: its own value stays in the table, this one goes on with the default.
    const parsed = field?.safeParse(JSON.parse(value));
    return parsed?.success === true ? [[key, parsed.data] as const] : [];
  });
  return { ...defaultPreferences, ...Object.fromEntries(stored) };
}

export function savePreferences(db: WritableDb, values: PreferencesChange): void {
  for (const [key, value] of Object.entries(values)) {
    if (value === undefined) continue;
    db.run(`INSERT INTO "preference" VALUES (?, ?) ON CONFLICT DO UPDATE SET "value" = excluded."value"`, [
      key,
      JSON.stringify(value),
    ]);
  }
}
