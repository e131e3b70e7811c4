/** Text with suggestions, and several names as free text. */
import { AutoComplete, Select } from "antd";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Suggestion } from "../../../db/schema/field.ts";
import { statusOf, type InputProps } from "./types.ts";
import { useComposition } from "./use-composition.ts";
import { useSuggestions } from "./use-suggestions.ts";

/** One line of text; the list only helps, anything may be typed. */
export function SuggestInput(props: InputProps & { readonly list: Suggestion }) {
  const { id, value, onChange, invalid, disabled, describedBy, list } = props;
  const text = typeof value === "string" ? value : "";
  const [search, setSearch] = useState<string | null>(null);
  const typed = useRef(text);
  const { isComposing, handlers } = useComposition(() => setSearch(typed.current));
  const suggested = useSuggestions(list, search);
  const options = suggested
    .filter((item) => item.text !== text)
    .map((item) => ({ value: item.text, key: item.id ?? item.text }));
  return (
    <div {...handlers}>
      <AutoComplete
        id={id}
        className="field-wide"
        value={text}
        options={options}
        status={statusOf(invalid)}
        disabled={disabled}
        defaultActiveFirstOption={false}
        popupMatchSelectWidth={false}
        aria-invalid={invalid}
        aria-describedby={describedBy}
        onFocus={() => setSearch(typed.current)}
        onChange={(next: string | undefined) => {
          typed.current = next ?? "";
          onChange(typed.current);
          if (!isComposing()) setSearch(typed.current);
        }}
      />
    </div>
  );
}

/** Characters that part names in a pasted list. */
const separators = ["、", "，", ",", "；", ";"];

/** Several names; each becomes a tag by Enter or a separator, also when the field is left. */
export function NamesInput(props: InputProps & { readonly list: Suggestion | undefined }) {
  const { id, value, onChange, invalid, disabled, describedBy, list } = props;
  const { t } = useTranslation();
  const [search, setSearch] = useState<string | null>(null);
  const typed = useRef("");
  const { isComposing, handlers } = useComposition(() => setSearch(typed.current));
  const suggested = useSuggestions(list ?? "member", list === undefined ? null : search);
  const names = Array.isArray(value) ? value.map(String) : [];
  return (
    <div {...handlers}>
      <Select
        id={id}
        mode="tags"
        className="field-wide"
        value={names}
        options={suggested
          .filter((item) => !names.includes(item.text))
          .map((item) => ({ value: item.text, label: item.text }))}
        status={statusOf(invalid)}
        disabled={disabled}
        tokenSeparators={separators}
        // The service has filtered already, also by pinyin initials, which the list could not.
        showSearch={{
          filterOption: false,
          onSearch: (text) => {
            typed.current = text;
            if (!isComposing()) setSearch(text);
          },
        }}
        notFoundContent={null}
        placeholder={t("form.namesHint")}
        aria-invalid={invalid}
        aria-describedby={describedBy}
        onFocus={() => setSearch("")}
        onChange={(next: string[]) => onChange(next.map((name) => name.trim()).filter((name) => name !== ""))}
      />
    </div>
  );
}
