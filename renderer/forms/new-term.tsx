/** 换届: what was this term becomes an earlier one, so that nobody types it again and the old sector is not overwritten. */
import { Button } from "antd";
import { useWatch, type UseFormReturn } from "react-hook-form";
import { useTranslation } from "react-i18next";
import { termRowsOf } from "./fields/terms-input.tsx";
import type { FormValues } from "../values/form-values.ts";

export function NewTerm({ form }: { readonly form: UseFormReturn<FormValues> }) {
  const { t } = useTranslation();
  const [term, sector] = useWatch({ control: form.control, name: ["fields.term", "fields.sector"] });
  const isEmpty = (value: unknown) => typeof value !== "string" || value.trim() === "";
  if (isEmpty(term)) return null;
  const move = () => {
    const { roles, otherTerms } = form.getValues("fields");
    const held: readonly (string | null)[] = Array.isArray(roles) && roles.length > 0 ? roles.map(String) : [null];
    const ended = held.map((role) => ({ term, role, sector: isEmpty(sector) ? null : sector }));
    const change = (name: string, value: unknown) => form.setValue(`fields.${name}`, value, { shouldDirty: true });
    change("otherTerms", [...termRowsOf(otherTerms), ...ended]);
    change("term", null);
    document.querySelector<HTMLElement>('[data-field="term"] input')?.focus();
  };
  return (
    <p className="new-term">
      <Button onClick={move}>{t("member.newTerm")}</Button>
      <span>{t("member.newTermHint")}</span>
    </p>
  );
}
