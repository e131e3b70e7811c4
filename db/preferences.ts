/** Reads and writes this PC's preferences. A value that this program cannot read gives way to its default. */
import type { ReadableDb, WritableDb } from "./connection.ts";
import { defaultPreferences, preferencesSchema, type Preferences } from "./schema/preferences.ts";

type PreferencesChange = { readonly [K in keyof Preferences]?: Preferences[K] | undefined };

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
