/** Settings, this PC's preferences, days off, and the day a call is due by them. */
import type { ReadableDb } from "../sqlite/connection.ts";
import { requireFolderForOutput } from "../files/own-files.ts";
import { parseProxy } from "../network/proxy.ts";
import { readIdentity } from "../office/identity.ts";
import { AppError } from "../schema/app-error.ts";
import type { SettingKey } from "../schema/settings.ts";
import {
  readSettings,
  removeSettings,
  requireOwnSettings,
  saveSettings,
  settingSources,
  waitingSettings,
  type SettingSource,
  readPreferences,
  savePreferences,
} from "../office/settings.ts";
import { recountDueDates } from "../journal/derived-state.ts";
import { type Part } from "./context.ts";
import { readFile, stat } from "node:fs/promises";
import { basename } from "node:path";
import { publishedYears } from "../calendar/calendar.ts";
import { readPack, WrongDate } from "../calendar/pack.ts";
import { decodeText } from "../spreadsheet/encoding.ts";
import { dueDate } from "../kinds/hotline/due.ts";

const megabyte = 1_048_576;
const limit = 4;

export const settingHandlers: Part<
  | "settings.get"
  | "settings.set"
  | "settings.sources"
  | "settings.waiting"
  | "settings.reset"
  | "preference.get"
  | "preference.set"
  | "holiday.read"
  | "holiday.inUse"
  | "hotline.due"
> = {
  "settings.get": ({ db }) => readSettings(db),

  "settings.sources": ({ db }) => settingSources(db),

  "settings.waiting": ({ db }) => (readIdentity(db).role === "district" ? {} : waitingSettings(db)),

  "settings.set": ({ db }, { values }) =>
    db.transaction(() => {
      saveSettings(db, ownSource(db, Object.keys(values) as SettingKey[]), values);
      recountDueDates(db);
      return readSettings(db);
    }),

  "settings.reset": ({ db }, { keys }) =>
    db.transaction(() => {
      removeSettings(db, ownSource(db, keys), keys);
      recountDueDates(db);
      return readSettings(db);
    }),

  "preference.get": ({ db }) => readPreferences(db),
  "preference.set": ({ db, dir, sender }, { values }) => {
    const second = values.backup?.second ?? null;
    if (second !== null) requireFolderForOutput(dir, second);
    if (values.sending?.proxy === "manual" && parseProxy(values.sending.proxyAddress) === null)
      throw new AppError("proxyAddressInvalid", { address: values.sending.proxyAddress });
    const saved = db.transaction(() => {
      savePreferences(db, values);
      return readPreferences(db);
    });
    if (values.sending !== undefined) sender.reconsider();
    return saved;
  },

  "holiday.inUse": ({ db }) => ({ years: { ...publishedYears(), ...readSettings(db).holidays } }),

  "holiday.read": async (_context, { file: path }) => {
    const file = basename(path);
    if ((await stat(path)).size > limit * megabyte) throw new AppError("holidayFileTooLarge", { file, limit });
    const { text } = decodeText(await readFile(path), file);
    try {
      const years = readPack(text);
      if (years === null) throw new AppError("holidayFileUnread", { file });
      return { file, years };
    } catch (error) {
      if (error instanceof WrongDate) throw new AppError("holidayFileWrong", { file, detail: error.message });
      throw error;
    }
  },

  "hotline.due": ({ db }, input) => dueDate(input, readSettings(db)),
};

/** What a district sets is what its stations receive. @throws AppError settingFromDistrict */
function ownSource(db: ReadableDb, changed: readonly SettingKey[]): SettingSource {
  if (readIdentity(db).role === "district") return "district";
  requireOwnSettings(db, changed);
  return "local";
}
