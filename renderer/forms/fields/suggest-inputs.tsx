/** Text with suggestions, and several names as free text. */
import { AutoComplete, Select } from "antd";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Suggestion } from "../../../db/schema/field.ts";
import { useAddMissing } from "../../stores/adding.ts";
import { useHalfTyped } from "../../values/half-typed.ts";
import { ADD_VALUE, usePickerOptions } from "./suggested-label.tsx";
import { statusOf, type InputProps } from "./types.ts";
import { useComposition } from "../../ui/use-composition.ts";
import { isPinyin, useSuggestions } from "./use-suggestions.ts";

/** One line of text; the list only helps, anything may be typed. */
export function SuggestInput(props: InputProps & { readonly list: Suggestion; readonly term?: string | null }) {
  const { id, value, onChange, invalid, disabled, describedBy, list, term = null } = props;
  const text = typeof value === "string" ? value : "";
  const [search, setSearch] = useState<string | null>(null);
  const typed = useRef(text);
  const { isComposing, handlers } = useComposition(() => setSearch(typed.current));
  const { items, isFresh } = useSuggestions(list, search, { term });
  const add = useAddMissing(list, id, (added) => onChange(added.text), term);
  const isMeant = search !== null && isPinyin(search);
  const offered = isMeant && !isFresh ? [] : items.filter((item) => item.text !== text);
  const isMissing =
    search !== null && search.trim() !== "" && isFresh && !items.some((item) => item.text === search.trim());
  const options = usePickerOptions({
    items: offered,
    valueOf: (item) => item.text,
    isBrowsing: search === "",
    missing: add !== null && isMissing && (!isMeant || items.length === 0) ? search.trim() : null,
  });
  return (
    <div {...handlers}>
      <AutoComplete
        id={id}
        className="field-wide"
        value={text}
        options={options}
        status={statusOf(invalid)}
        disabled={disabled}
        defaultActiveFirstOption={isMeant && offered.length > 0}
        popupMatchSelectWidth={false}
        aria-invalid={invalid}
        aria-describedby={describedBy}
        onFocus={() => setSearch("")}
        onSelect={(chosen) => {
          if (chosen === ADD_VALUE) add?.(text.trim());
        }}
        onChange={(next: string | undefined) => {
          if (next === ADD_VALUE) return;
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
export function NamesInput(props: InputProps & { readonly list: Suggestion | undefined; readonly path: string }) {
  const { id, value, onChange, invalid, disabled, describedBy, list, path } = props;
  const { t } = useTranslation();
  const [search, setSearch] = useState<string | null>(null);
  const typed = useRef("");
  const { isComposing, handlers } = useComposition(() => setSearch(typed.current));
  const { items, isFresh } = useSuggestions(list ?? "member", list === undefined ? null : search);
  const onHalfTyped = useHalfTyped();
  const names = Array.isArray(value) ? value.map(String) : [];
  const add = useAddMissing(list ?? "member", id, (added) => onChange([...names, added.text]));
  const isMeant = search !== null && isPinyin(search);
  const wanted = search?.trim() ?? "";
  const isMissing = list !== undefined && wanted !== "" && isFresh && !items.some((item) => item.text === wanted);
  const options = usePickerOptions({
    items: list === undefined || (isMeant && !isFresh) ? [] : items.filter((item) => !names.includes(item.text)),
    valueOf: (item) => item.text,
    isBrowsing: wanted === "",
    missing: add !== null && isMissing && !isMeant ? wanted : null,
  });
  return (
    <div {...handlers}>
      <Select
        id={id}
        mode="tags"
        className="field-wide"
        value={names}
        options={options}
        // A tag is the name alone, not what tells namesakes apart in the list.
        labelRender={({ value: name }) => String(name)}
        status={statusOf(invalid)}
        disabled={disabled}
        tokenSeparators={separators}
        // The service has filtered already, also by pinyin initials, which the list could not.
        showSearch={{
          filterOption: false,
          onSearch: (text) => {
            typed.current = text;
            onHalfTyped(path, text);
            if (!isComposing()) setSearch(text);
          },
        }}
        notFoundContent={null}
        placeholder={t("form.namesHint")}
        aria-invalid={invalid}
        aria-describedby={describedBy}
        onFocus={() => setSearch("")}
        onChange={(next: string[]) => {
          if (next.includes(ADD_VALUE)) {
            add?.(wanted);
            return;
          }
          onHalfTyped(path, "");
          onChange(next.map((name) => name.trim()).filter((name) => name !== ""));
        }}
      />
    </div>
  );
}
