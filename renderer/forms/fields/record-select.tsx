/** A link to another record: found by its words, shown by its title, opened with one press. */
import { Button, Select } from "antd";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { MainKind } from "../../../db/schema/kinds.ts";
import { recordRoute, useRoute } from "../../stores/route.ts";
import { useQuery } from "../../stores/use-query.ts";
import { statusOf, type InputProps } from "./types.ts";
import { useComposition } from "../../ui/use-composition.ts";

const LIMIT = 20;

export function RecordSelect({
  id,
  value,
  onChange,
  invalid,
  disabled,
  describedBy,
  kind,
}: InputProps & { readonly kind: MainKind }) {
  const { t } = useTranslation();
  const open = useRoute((state) => state.open);
  const [search, setSearch] = useState<string | null>(null);
  const typed = useRef("");
  const { isComposing, handlers } = useComposition(() => setSearch(typed.current));
  const linked = typeof value === "string" && value !== "" ? value : null;
  const found = useQuery(
    "record.list",
    search === null ? null : { kind, limit: LIMIT, ...(search === "" ? {} : { search }) },
  );
  const current = useQuery("record.get", linked === null ? null : { id: linked });
  const label = (title: string, date: string | null) => (date === null ? title : `${date.slice(0, 10)}　${title}`);
  const options = (found.data?.records ?? []).map((record) => ({
    value: record.id,
    label: label(record.title, record.date),
  }));
  return (
    <div className="field-link" {...handlers}>
      <Select
        id={id}
        className="field-wide"
        value={linked}
        options={options}
        labelRender={() => current.data?.title ?? ""}
        status={statusOf(invalid)}
        disabled={disabled}
        popupMatchSelectWidth={480}
        showSearch={{
          filterOption: false,
          onSearch: (text) => {
            typed.current = text;
            if (!isComposing()) setSearch(text);
          },
        }}
        placeholder={t("form.linkHint")}
        notFoundContent={t("form.linkNone")}
        aria-invalid={invalid}
        aria-describedby={describedBy}
        onFocus={() => setSearch("")}
        onChange={(next: string) => onChange(next)}
      />
      {linked !== null && (
        <>
          <Button onClick={() => open(recordRoute(kind, linked))}>{t("action.open")}</Button>
          <Button onClick={() => onChange(null)}>{t("action.remove")}</Button>
        </>
      )}
    </div>
  );
}
