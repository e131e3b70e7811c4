/** A filter chip in words: “村(社区) 是 石桥村”. Pure. */
import type { TFunction } from "i18next";
import { listField } from "../../../db/schema/list-fields.ts";
import type { ListField } from "../../../db/schema/kind-definition.ts";
import { periods, type Condition } from "../../../db/schema/list-query.ts";
import type { ListedKind } from "../../../db/schema/kinds.ts";
import type { Labels } from "../../text/labels.ts";

export interface FilterWords {
  readonly t: TFunction;
  readonly labels: Labels;
  readonly stationName: (station: string) => string | undefined;
  readonly memberNames: ReadonlyMap<string, string>;
}

/** The words of an operator for this field: a count of files is not “为空”, there are none. */
export function operatorText({ t }: Pick<FilterWords, "t">, field: ListField, is: Condition["is"]): string {
  const isCount = field.type === "id" || (field.type === "integer" && field.isDerived === true);
  if (isCount && is === "filled") return t("listTools.has");
  if (isCount && is === "empty") return t("listTools.hasNot");
  return t(`listTools.is.${is}`);
}

export function filterText(kind: ListedKind, condition: Condition, words: FilterWords): string {
  const field = listField(kind, condition.field);
  if (field === undefined) return condition.field;
  const value = valueText(field, condition, words);
  // What the chip says of a time names itself: “来电时间 本月”.
  const names = condition.is === "period" || condition.is === "between" || condition.is === "range";
  const how = names ? "" : operatorText(words, field, condition.is);
  return [words.labels.meta(field), how, value].filter(Boolean).join(" ");
}

function valueText(
  field: ListField,
  condition: Condition,
  { t, labels, stationName, memberNames }: FilterWords,
): string {
  switch (condition.is) {
    case "contains":
    case "lacks":
      return t("mark.quoted", { text: condition.text });
    case "any":
    case "none":
      return condition.values
        .map((value) => {
          if (field.name === "station") return stationName(value) ?? value;
          if (field.type === "ids") return memberNames.get(value) ?? "…";
          return labels.option(field.options, value);
        })
        .join(` ${t("listTools.or")} `);
    case "between":
      return `${condition.from ?? "…"} — ${condition.to ?? "…"}`;
    case "period":
      return labels.meta(periods[condition.period]);
    case "range":
      if (condition.min === null) return `≤ ${condition.max ?? ""}`;
      return condition.max === null ? `≥ ${condition.min}` : `${condition.min} — ${condition.max}`;
    case "flag":
      return t(condition.value ? "listTools.yes" : "listTools.no");
    case "empty":
    case "filled":
      return "";
  }
}
