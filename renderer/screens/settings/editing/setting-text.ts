/** Settings and their values in one line each, for notes about whose value holds. */
import { useTranslation } from "react-i18next";
import type { Output } from "../../../../db/api/operations.ts";
import { grades } from "../../../../db/schema/event.ts";
import { demandTypes } from "../../../../db/schema/hotline.ts";
import type { SettingKey } from "../../../../db/schema/settings.ts";
import { useLabels } from "../../../text/labels.ts";
import { termLines } from "./terms.ts";

const NAMED = 5;

interface SettingText {
  readonly nameOf: (key: SettingKey) => string;
  /** Names with the language's own comma. */
  readonly listOf: (items: readonly string[]) => string;
  /** The value as a person reads it; "" when it is not among them. */
  readonly valueOf: (key: SettingKey, values: Output<"settings.waiting">) => string;
}

export function useSettingText(): SettingText {
  const { t } = useTranslation();
  const labels = useLabels();
  const listOf = (items: readonly string[]): string => items.join(t("settings.separator"));
  const some = (items: readonly string[]): string =>
    items.length > NAMED
      ? t("settings.someOf", { names: listOf(items.slice(0, NAMED)), count: items.length })
      : listOf(items);
  const valueOf: SettingText["valueOf"] = (key, values) => {
    switch (key) {
      case "dueRules":
        return listOf(
          Object.entries(values.dueRules ?? {}).map(([type, { days, unit }]) =>
            t("settings.ruleValue", {
              type: type === "urgent" ? t("settings.deadlines.urgent") : labels.option(demandTypes, type),
              days,
              unit: t(`settings.deadlines.${unit}`),
            }),
          ),
        );
      case "satisfiedGrades":
        return listOf((values.satisfiedGrades ?? []).map((grade) => labels.option(grades, grade)));
      case "terms":
        return listOf(termLines(values.terms ?? []).split("\n"));
      case "termSectors":
        return listOf((values.termSectors ?? []).map(({ term }) => term));
      case "categoriesRenamed":
        return listOf((values.categoriesRenamed ?? []).map(({ to }) => to));
      case "holidays":
        return listOf(Object.keys(values.holidays ?? {}));
      case "snippets":
        return some((values.snippets ?? []).map(({ label }) => label));
      case "sectors":
      case "brands":
      case "categories":
      case "categoriesOff":
        return some(values[key] ?? []);
      case "dueSoonDays":
        return `${values[key] ?? ""} ${t("settings.deadlines.dueSoonUnit")}`;
      case "opinionLimit":
        return `${values[key] ?? ""} ${t("settings.deadlines.opinionLimitUnit")}`;
      case "attachmentFileMb":
      case "attachmentRecordMb":
        return `${values[key] ?? ""} ${t("attachment.settings.megabytes")}`;
      case "photoLongestSide":
        return `${values[key] ?? ""} ${t("attachment.settings.pixels")}`;
    }
  };
  return { nameOf: (key) => t(`settings.key.${key}`), listOf, valueOf };
}
