/**
 * The numbered catalogue of errors. A number is for the phone call to support and never changes its meaning; the sentence
 * says what happened, that nothing was lost, and what to do. `{name}` is replaced from the error's parameters.
 *
 * A file a group: 1xxx database and disk · 2xxx input · 3xxx ledger · 4xxx bundle and receipt · 5xxx enrolment · 9xxx the program itself
 */
import { diskErrors } from "./errors/disk.ts";
import { exchangeErrors } from "./errors/exchange.ts";
import { inputErrors } from "./errors/input.ts";
import { programErrors } from "./errors/program.ts";
import { spreadsheetErrors } from "./errors/spreadsheet.ts";
import { partIn, type Part } from "./words.ts";
import type { ErrorText } from "./errors/error-text.ts";

export const errorCatalogue = {
  ...diskErrors,
  ...inputErrors,
  ...spreadsheetErrors,
  ...exchangeErrors,
  ...programErrors,
} as const satisfies Record<string, ErrorText>;

export type ErrorName = keyof typeof errorCatalogue;
export type ErrorParams = Readonly<Record<string, Part>>;

/** What crosses a process boundary for an error; `code` is the catalogue's number. */
export interface ErrorReport {
  readonly code: number;
  readonly name: ErrorName;
  readonly message: string;
  readonly params: ErrorParams;
}

/** The catalogue's sentence with its parameters filled in. */
export function errorText(name: ErrorName, params: ErrorParams, language: "zh" | "en" = "zh"): string {
  return errorCatalogue[name][language].replace(/\{(\w+)\}/g, (_, key: string) => partIn(params[key], language));
}
