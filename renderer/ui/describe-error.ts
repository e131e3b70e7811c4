/** Any thrown value as a sentence and a number. */
import i18n from "i18next";
import { errorCatalogue, errorText, type ErrorName, type ErrorParams } from "../../db/schema/errors.ts";
import { ClientError } from "../hosts/client.ts";
import { useAppearance } from "../text/appearance.ts";

export interface DescribedError {
  readonly message: string;
  /** The catalogue's number; null for what never reached the service. */
  readonly number: number | null;
}

/** The sentence for an error in the window's language; the service answers in Chinese. A newer service's stays as it came. */
export function errorSentence(name: ErrorName, params: ErrorParams, message: string): string {
  const isEnglish = useAppearance.getState().language === "en" && name in errorCatalogue;
  return isEnglish ? errorText(name, params, "en") : message;
}

export function describeError(error: unknown): DescribedError {
  if (error instanceof ClientError) {
    const { report } = error;
    return { message: errorSentence(report.name, report.params, report.message), number: report.code };
  }
  const detail = error instanceof Error ? error.message : String(error);
  return { message: i18n.t("error.unexpected", { detail }), number: null };
}
