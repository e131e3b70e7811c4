/** This PC: its office, operators, settings, preferences and days off. */
import { z } from "zod";
import { roleSchema } from "../schema/roles.ts";
import { preferencesSchema, type Preferences } from "../schema/preferences.ts";
import { settingsSchema, type Settings } from "../schema/settings.ts";
import { operation, nothing, path } from "./operation.ts";

export interface AppStatus {
  /** null before the first run's choice. */
  readonly role: "station" | "district" | null;
  readonly name: string | null;
  readonly dir: string;
  readonly version: string;
  /** Sample data to try is open: nothing of it can be sent. */
  readonly isSample: boolean;
  readonly operator: { readonly id: string; readonly name: string } | null;
  readonly station: {
    /**
     * `none` before an invitation was opened; `waiting` until the district's answer was typed, and only a join file goes out;
     * `compared` until the roster arrived; then `active`.
     */
    readonly enrolment: "none" | "waiting" | "compared" | "active" | "retired";
    readonly district: string | null;
    /** The join code, twenty digits; null where the district has no use for it. */
    readonly checkCode: string | null;
    /** The name that this station had before a roster gave it another; null once the clerk has seen it. */
    readonly renamedFrom: string | null;
    /** Journal entries that the district has not acknowledged. */
    readonly unsent: number;
  } | null;
}

/** A file of days off, as read; dates `YYYY-MM-DD`. */
export interface HolidayPack {
  readonly file: string;
  readonly years: readonly {
    readonly year: string;
    readonly off: readonly string[];
    readonly work: readonly string[];
  }[];
}

/** Whose value of a setting holds. */
export type SettingSources = Readonly<Record<keyof Settings, "default" | "local" | "district">>;

/** A station's own values that do not hold, because the district has set them. */
export type WaitingSettings = { readonly [K in keyof Settings]?: Settings[K] | undefined };

export const officeOperations = {
  "app.status": operation<AppStatus>()(nothing),
  "app.setup": operation<AppStatus>()(
    z.strictObject({
      role: roleSchema,
      name: z.string().trim().min(1).max(60),
      operator: z.string().trim().min(1).max(30).optional(),
      /** Where the data shall live, at the first run; inspected again. */
      folder: path.optional(),
    }),
    { isLogged: true },
  ),
  "app.signIn": operation<AppStatus>()(z.strictObject({ operator: z.string().trim().min(1).max(30) }), {
    isLogged: true,
  }),
  "operator.list": operation<readonly { id: string; name: string; active: boolean }[]>()(nothing),
  "settings.get": operation<Settings>()(nothing),
  /** Whose value holds: the district's cannot be changed at a station. */
  "settings.sources": operation<SettingSources>()(nothing),
  /** A station's own values that do not hold because the district has set these; empty at a district. */
  "settings.waiting": operation<WaitingSettings>()(nothing),
  /** Refused at a station for what the district has set. */
  "settings.set": operation<Settings>()(z.strictObject({ values: settingsSchema.partial() })),
  /** Takes this office's own values away, with those that go together with them. */
  "settings.reset": operation<Settings>()(z.strictObject({ keys: z.array(settingsSchema.keyof()).min(1).max(50) })),
  "preference.get": operation<Preferences>()(nothing),
  "preference.set": operation<Preferences>()(z.strictObject({ values: preferencesSchema.partial() })),
  /** Reads a file of days off and shifted working days; nothing is saved. */
  "holiday.read": operation<HolidayPack>()(z.strictObject({ file: path })),
  /** The days that count now: the settings' own years, else those that came with the program. */
  "holiday.inUse": operation<{ years: Settings["holidays"] }>()(nothing),
} as const;
