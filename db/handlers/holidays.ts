/** Reads a holiday pack from a file. What it changes is shown before the settings take it. */
import { readFile, stat } from "node:fs/promises";
import { basename } from "node:path";
import { publishedYears } from "../calendar/calendar.ts";
import { readPack, WrongDate } from "../calendar/pack.ts";
import { AppError } from "../errors.ts";
import { decodeText } from "../ledger/encoding.ts";
import { readSettings } from "../settings.ts";
import type { Part } from "./context.ts";

const megabyte = 1_048_576;
const limit = 4;

export const holidayHandlers: Part<"holiday.read" | "holiday.inUse"> = {
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
};
