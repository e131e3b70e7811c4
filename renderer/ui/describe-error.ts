/** Any thrown value as a sentence and a number. */
import i18n from "i18next";
import { errorCatalogue, errorText } from "../../db/schema/errors.ts";
import { ClientError } from "../client.ts";
import { useAppearance } from "../stores/appearance.ts";

export interface DescribedError {
  readonly message: string;
  /** The catalogue's number; null for what never reached the service. */
  readonly number: number | null;
}

export function describeError(error: unknown): DescribedError {
  if (error instanceof ClientError) {
    const { report } = error;
    // The service answers in Chinese; in an English window the sentence is made again from the same catalogue.
    const isEnglish = useAppearance.getState().language === "en" && report.name in errorCatalogue;
    return { message: isEnglish ? errorText(report.name, report.params, "en") : report.message, number: report.code };
  }
  const detail = error instanceof Error ? error.message : String(error);
  return { message: i18n.t("error.unexpected", { detail }), number: null };
}
