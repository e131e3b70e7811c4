/** The window's language as the page last said it, for what is shown when there is no page: dialogs, the first menu. */
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { privateFile } from "../../db/files/access.ts";
import type { Words } from "../../db/schema/words.ts";

export const languageSchema = z.enum(["zh", "en"]);
export type Language = z.output<typeof languageSchema>;

const fileSchema = z.strictObject({ language: languageSchema });
const fileIn = (userData: string): string => join(userData, "language.json");

/**
 * @param userData the shell's own folder; null when it is not known yet
 * @param systemLocale what decides until a page has said something, e.g. `en-GB`
 */
export function readLanguage(userData: string | null, systemLocale: string): Language {
  const ofSystem: Language = /^zh\b/iu.test(systemLocale) ? "zh" : "en";
  if (userData === null) return ofSystem;
  try {
    return fileSchema.parse(JSON.parse(readFileSync(fileIn(userData), "utf8"))).language;
  } catch {
    // Not there yet, or broken: the system's language is as good a guess as any.
    return ofSystem;
  }
}

/** @throws Error when the shell's own folder cannot be written */
export function rememberLanguage(userData: string, language: Language): void {
  const temporary = `${fileIn(userData)}.new`;
  writeFileSync(temporary, JSON.stringify({ language }), { mode: privateFile });
  renameSync(temporary, fileIn(userData));
}

/** The locale of this PC's user, known before Electron is ready. */
export const systemLocale = (): string => Intl.DateTimeFormat().resolvedOptions().locale;

/** An argument of the start that cannot be used. */
export class WrongArgument extends Error {
  readonly words: Words;

  constructor(said: Words) {
    super(`${said.zh} (${said.en})`);
    this.words = said;
  }
}
