/** One suggestion in a list: the name, and what tells it from its namesakes. */
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { memberRoles } from "../../../db/schema/people.ts";
import { useLabels, type Labels } from "../../text/labels.ts";
import type { Suggested } from "./use-suggestions.ts";

/** Roles and employer in one line; "" when there is nothing to add. */
export const detailOf = ({ roles, detail }: Pick<Suggested, "roles" | "detail">, labels: Labels): string =>
  [...roles.map((role) => labels.option(memberRoles, role)), ...(detail === null ? [] : [detail])].join(" · ");

export function SuggestedLabel({ item }: { readonly item: Suggested }) {
  const { t } = useTranslation();
  const labels = useLabels();
  const detail = detailOf(item, labels);
  return (
    <span className="suggested">
      <span className="suggested-name">{item.text}</span>
      {detail !== "" && <span className="suggested-detail">{detail}</span>}
      {item.isFormer && <span className="suggested-detail">{t("aids.former")}</span>}
    </span>
  );
}

export interface PickerOption {
  readonly value: string;
  readonly key?: string;
  readonly label: ReactNode;
}

interface PickerGroup {
  readonly label: string;
  readonly key: string;
  readonly options: PickerOption[];
}

/** The value of the last entry, which adds what was typed. No name contains it. */
export const ADD_VALUE = "\u0001add";

interface Offer {
  readonly items: readonly Suggested[];
  readonly valueOf: (item: Suggested) => string;
  /** Nothing was typed: recent ones stand apart. */
  readonly isBrowsing: boolean;
  /** What could be added; null when it is there or nothing may be added. */
  readonly missing: string | null;
}

/** Options of a picker: recent ones in a group of their own, the way to add a missing one last. */
export function usePickerOptions({ items, valueOf, isBrowsing, missing }: Offer): (PickerOption | PickerGroup)[] {
  const { t } = useTranslation();
  const toOption = (item: Suggested): PickerOption => ({
    value: valueOf(item),
    key: item.id ?? item.text,
    label: <SuggestedLabel item={item} />,
  });
  const recent = items.filter((item) => item.isRecent);
  const others = items.filter((item) => !item.isRecent);
  const isGrouped = isBrowsing && recent.length > 0 && others.length > 0;
  return [
    ...(isGrouped
      ? [
          { key: "recent", label: t("aids.recent"), options: recent.map(toOption) },
          { key: "others", label: t("aids.others"), options: others.map(toOption) },
        ]
      : items.map(toOption)),
    ...(missing === null
      ? []
      : [{ value: ADD_VALUE, label: <span className="suggested-add">{t("aids.add", { name: missing })}</span> }]),
  ];
}
