/** Names of fields and options come from the schema's metadata, never from the text files. */
import { cellRemarkText, type CellRemark } from "../../db/schema/cell-remarks.ts";
import { eventActs, eventTypes } from "../../db/schema/event.ts";
import type { FieldMeta, Option } from "../../db/schema/field.ts";
import { columnsOf, kinds, type Kind } from "../../db/schema/kinds.ts";
import { useAppearance } from "./appearance.ts";
import type { Language } from "./i18n.ts";

export interface Labels {
  readonly language: Language;
  /** Between the items of a list. */
  readonly separator: string;
  readonly kind: (kind: Kind) => string;
  readonly field: (kind: Kind, name: string) => string;
  readonly meta: (meta: { readonly zh: string; readonly en: string }) => string;
  /** The name of an option's code; the code itself when it is unknown (a newer program wrote it). */
  readonly option: (options: Readonly<Record<string, Option>> | undefined, code: string) => string;
  /** What a step's button says: 交办, “Assign”; the step that was entered is an `option`: 交办, “Assigned”. */
  readonly act: (type: keyof typeof eventTypes) => string;
  /** What is said about a cell or row of a ledger. */
  readonly remark: (remark: CellRemark) => string;
  /** A public holiday by its name in the State Council's notice. */
  readonly holiday: (name: string) => string;
  /** A field's value as a person reads it; "" when empty. Ids stay ids. */
  readonly value: (meta: FieldMeta, value: unknown) => string;
}

const holidays: Readonly<Record<string, string>> = {
  元旦: "New Year's Day",
  春节: "Spring Festival",
  清明节: "Qingming",
  劳动节: "Labour Day",
  端午节: "Dragon Boat Festival",
  中秋节: "Mid-Autumn Festival",
  国庆节: "National Day",
};

const textOf = (value: unknown): string => (typeof value === "string" ? value : JSON.stringify(value));

export function labelsIn(language: Language): Labels {
  const meta = (text: { readonly zh: string; readonly en: string }) => text[language];
  const option = (options: Readonly<Record<string, Option>> | undefined, code: string) =>
    options?.[code]?.[language] ?? code;
  const separator = language === "zh" ? "、" : ", ";
  return {
    language,
    separator,
    meta,
    option,
    act: (type) => (language === "zh" ? eventTypes[type].zh : eventActs[type]),
    remark: (remark) => cellRemarkText(remark, language),
    holiday: (name) => (language === "zh" ? name : (holidays[name] ?? name)),
    kind: (kind) => kinds[kind][language],
    field: (kind, name) => columnsOf(kind).find((column) => column.name === name)?.meta[language] ?? name,
    value(field, value) {
      if (value === null || value === undefined || value === "") return "";
      if (field.type === "flag")
        return value === true ? (language === "zh" ? "是" : "Yes") : language === "zh" ? "否" : "No";
      if (field.type === "terms") return termsText(value, field, option, language === "zh" ? "；" : "; ");
      if (Array.isArray(value)) return value.map((item) => option(field.options, String(item))).join(separator);
      if (field.type === "choice") return option(field.options, textOf(value));
      if (field.type === "moment") return textOf(value).replace("T", " ");
      return textOf(value);
    },
  };
}

/** Terms as one line: “十四届 市政协委员 经济界；…”. */
function termsText(value: unknown, field: FieldMeta, option: Labels["option"], separator: string): string {
  if (!Array.isArray(value)) return "";
  return (value as readonly Readonly<Record<string, unknown>>[])
    .map(({ term, role, sector }) =>
      [term, typeof role === "string" ? option(field.options, role) : null, sector].filter(Boolean).join(" "),
    )
    .join(separator);
}

/** Labels in the window's language; re-renders when it changes. */
export function useLabels(): Labels {
  return tables[useAppearance((state) => state.language)];
}

const tables: Readonly<Record<Language, Labels>> = { zh: labelsIn("zh"), en: labelsIn("en") };
