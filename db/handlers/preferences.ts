/** This PC's preferences. */
import { readPreferences, savePreferences } from "../preferences.ts";
import type { Part } from "./context.ts";

export const preferenceHandlers: Part<"preference.get" | "preference.set"> = {
  "preference.get": ({ db }) => readPreferences(db),
  "preference.set": ({ db }, { values }) =>
    db.transaction(() => {
      savePreferences(db, values);
      return readPreferences(db);
    }),
};
