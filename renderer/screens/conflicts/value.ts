/** A conflict's values in words, as the forms show them. Pure but for the hook. */
import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import type { Conflict, ConflictValue } from "../../../db/api/operations.ts";
import type { FieldMeta } from "../../../db/schema/field.ts";
import { columnsOf } from "../../../db/schema/kinds.ts";
import { useLabels } from "../../text/labels.ts";

const metaOf = ({ kind, field }: Conflict): FieldMeta | undefined =>
  columnsOf(kind).find(({ name }) => name === field)?.meta;

/** Prose, in which the difference is marked. */
export const isProse = (conflict: Conflict): boolean => {
  const type = metaOf(conflict)?.type;
  return type === "multiline" || type === "text";
};

/** @returns the words for a value; never empty */
export function useValueText(): (conflict: Conflict, value: unknown) => string {
  const { t } = useTranslation();
  const labels = useLabels();
  return useCallback(
    (conflict, value) => {
      const meta = metaOf(conflict);
      const nameOf = (id: unknown): string => conflict.names[String(id)] ?? t("record.linked");
      if (value === null || value === undefined || value === "") return t("record.blank");
      if (meta === undefined) return typeof value === "string" ? value : JSON.stringify(value);
      if (meta.type === "id") return nameOf(value);
      if (meta.type === "ids" && Array.isArray(value))
        return value.map(nameOf).join(labels.separator) || t("record.blank");
      return labels.value(meta, value) || t("record.blank");
    },
    [t, labels],
  );
}

/** Who wrote a value: the office, and the operator where this PC knows the name. */
export function useAuthorText(): (from: ConflictValue) => string {
  const { t } = useTranslation();
  return useCallback(
    ({ side, office, operator }) => {
      const name = side === "district" ? t("record.sides.district") : (office ?? t("record.sides.station"));
      return operator === null ? name : t("conflict.by", { office: name, operator });
    },
    [t],
  );
}
