/** What a form says beside a field that cannot be saved yet. */
import type { z } from "zod";
import i18n from "i18next";
import { splitMoment } from "../text/times.ts";

type RawIssue = Parameters<NonNullable<NonNullable<Parameters<typeof z.config>[0]>["customError"]>>[0];

/** A date's text that nobody can read is the field's value as it is (fields/date-inputs.tsx). */
export const unreadDate = (value: unknown): string => i18n.t("validation.date", { text: String(value).trim() });

function unreadMoment(value: unknown): string {
  const { date, time } = splitMoment(value);
  return i18n.t("validation.moment", { text: `${date ?? ""} ${time ?? ""}`.trim() });
}

/** A sentence for one zod issue, in the language of the window. */
export function validationMessage(issue: RawIssue): string {
  switch (issue.code) {
    case "invalid_type":
      return issue.input === null || issue.input === undefined
        ? i18n.t("validation.required")
        : i18n.t("validation.invalid");
    case "invalid_value":
      return issue.input === null || issue.input === undefined
        ? i18n.t("validation.choose")
        : i18n.t("validation.invalid");
    case "too_small":
      if (issue.origin === "string") return i18n.t("validation.required");
      return i18n.t("validation.atLeast", { minimum: Number(issue.minimum) });
    case "too_big":
      if (issue.origin === "string") return i18n.t("validation.tooLong", { maximum: Number(issue.maximum) });
      if (issue.origin === "array") return i18n.t("validation.tooMany", { maximum: Number(issue.maximum) });
      return i18n.t("validation.atMost", { maximum: Number(issue.maximum) });
    case "invalid_union":
      return issue.input === null || issue.input === undefined
        ? i18n.t("validation.required")
        : unreadMoment(issue.input);
    case "invalid_format":
      return issue.format === "date" ? unreadDate(issue.input) : i18n.t("validation.invalid");
    default:
      return i18n.t("validation.invalid");
  }
}
