/** This PC's preferences, read once and written through; a failed write is told and the old value comes back. */
import { create } from "zustand";
import { client } from "../hosts/client.ts";
import { defaultPreferences, type Preferences } from "../../db/schema/preferences.ts";

interface PreferencesState {
  readonly values: Preferences;
  readonly isLoaded: boolean;
  readonly load: () => Promise<void>;
  /** Shows at once, then writes. @throws ClientError when the disk refused; the shown value is taken back. */
  readonly save: (values: Partial<Preferences>) => Promise<void>;
}

export const usePreferences = create<PreferencesState>()((set, get) => ({
  values: defaultPreferences,
  isLoaded: false,
  load: async () => set({ values: await client.call("preference.get", {}), isLoaded: true }),
  save: async (values) => {
    // A list of all columns written over an unread one would lose what was chosen before.
    if (!get().isLoaded) await get().load();
    const before = get().values;
    set({ values: { ...before, ...values } });
    try {
      set({ values: await client.call("preference.set", { values }) });
    } catch (error) {
      set({ values: before });
      throw error;
    }
  },
}));
