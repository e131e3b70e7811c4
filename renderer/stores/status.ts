/** Who and where we are: the answer of `app.status` and the settings, read once and again after a change. */
import { create } from "zustand";
import type { AppStatus } from "../../db/api/operations.ts";
import type { SettingKey, Settings } from "../../db/schema/settings.ts";
import { client } from "../hosts/client.ts";
import { rememberedStatus, rememberStatus } from "./remembered-status.ts";

interface Status {
  readonly status: AppStatus | null;
  readonly settings: Settings | null;
  /** What the district has set: a station cannot change it. Empty at a district. */
  readonly locked: ReadonlySet<SettingKey>;
  /** The service has said so; until then `status` is what the last window knew. */
  readonly isConfirmed: boolean;
  readonly error: unknown;
  /** Reads both from the service. Call it after setup, sign-in, enrolment and `settings.set`. */
  readonly refresh: () => Promise<void>;
}

export const useStatus = create<Status>()((set) => ({
  status: rememberedStatus(),
  isConfirmed: false,
  settings: null,
  locked: new Set(),
  error: null,
  refresh: async () => {
    try {
      const status = await client.call("app.status", {});
      // Before the first run's choice there is no database, hence no settings.
      const settings = status.role === null ? null : await client.call("settings.get", {});
      const sources = status.role === "station" ? await client.call("settings.sources", {}) : {};
      const locked = Object.entries(sources).flatMap(([key, source]) => (source === "district" ? [key] : []));
      rememberStatus(status);
      set({ status, settings, locked: new Set(locked as SettingKey[]), isConfirmed: true, error: null });
    } catch (error) {
      set({ error });
    }
  },
}));

/** True at a district office; false at a station and before the first run. */
export const useIsDistrict = (): boolean => useStatus((state) => state.status?.role === "district");
