/** Several members of the roster, found by name, pinyin or initials; a missing one can be added on the spot. */
import { Select } from "antd";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { client } from "../../hosts/client.ts";
import { useMemberNames } from "../../stores/member-names.ts";
import { useToast } from "../../ui/use-toast.tsx";
import { useAddMissing, useAdding } from "../../stores/adding.ts";
import { ADD_VALUE, usePickerOptions } from "./suggested-label.tsx";
import { statusOf, type InputProps } from "./types.ts";
import { useComposition } from "../../ui/use-composition.ts";
import { isPinyin, useSuggestions } from "./use-suggestions.ts";

/** What parts the names of a pasted list. */
const separator = /[、，,；;\s]+/;

export function MemberSelect({ id, value, onChange, invalid, disabled, describedBy }: InputProps) {
  const { t } = useTranslation();
  const toast = useToast();
  const { names, learn, load } = useMemberNames();
  const ids = Array.isArray(value) ? value.map(String) : [];
  const [search, setSearch] = useState<string | null>(null);
  const [shown, setShown] = useState("");
  const typed = useRef("");
  const { isComposing, handlers } = useComposition(() => setSearch(typed.current));
  const { items, isFresh } = useSuggestions("member", search);
  const show = (text: string) => {
    typed.current = text;
    setShown(text);
    if (!isComposing()) setSearch(text);
  };
  const add = useAddMissing("member", id, (added) => {
    if (added.id === null) return;
    learn([[added.id, added.text]]);
    onChange([...ids, added.id]);
    show("");
    toast.done(t("form.memberAdded", { name: added.text }));
  });

  const isAdding = useAdding((state) => state.request?.fieldId === id);

  const key = ids.join();
  // Without their names the chosen ones are shown as unknown; the choice holds all the same.
  useEffect(() => void load(key === "" ? [] : key.split(",")).catch(() => {}), [key, load]);
  useEffect(
    () => learn(items.flatMap((item) => (item.id === null ? [] : [[item.id, item.text] as const]))),
    [items, learn],
  );

  /** A list of names from a message or a sheet: those who are meant without doubt are taken, the others stay to be chosen. */
  const takeSeveral = async (text: string) => {
    const parts = text.split(separator).filter((part) => part !== "");
    const found = await Promise.all(
      parts.map(async (part) => {
        const answers = await client.call("suggest", { list: "member", search: part, limit: 2 });
        const exact = answers.filter((item) => item.text === part);
        const [only, second] = exact.length > 0 ? exact : answers;
        return only !== undefined && second === undefined ? only : null;
      }),
    );
    const taken = found.flatMap((item) => (item === null || item.id === null ? [] : [[item.id, item.text] as const]));
    learn(taken);
    if (taken.length > 0) onChange([...new Set([...ids, ...taken.map(([one]) => one)])]);
    const rest = parts.filter((_, index) => found[index] === null);
    show(rest[0] ?? "");
    if (rest.length > 0) toast.warn(t("aids.namesLeft", { names: rest.join(t("mark.list")) }));
  };

  const wanted = search?.trim() ?? "";
  const isMissing = wanted !== "" && isFresh && !items.some((item) => item.text === wanted);
  const options = usePickerOptions({
    items: isPinyin(wanted) && !isFresh ? [] : items,
    valueOf: (item) => item.id ?? item.text,
    isBrowsing: wanted === "",
    missing: add !== null && isMissing && (!isPinyin(wanted) || items.length === 0) ? wanted : null,
  });
  return (
    <div {...handlers}>
      <Select
        id={id}
        mode="multiple"
        // Its list, empty or not, would lie over the dialog that adds a member.
        {...(isAdding ? { open: false } : {})}
        className="field-wide"
        value={ids}
        options={options}
        labelRender={({ value: one }) => names.get(String(one)) ?? t("form.memberUnknown")}
        status={statusOf(invalid)}
        disabled={disabled}
        showSearch={{
          filterOption: false,
          autoClearSearchValue: true,
          searchValue: shown,
          onSearch: (text) => {
            if (!isComposing() && separator.test(text.trim())) void takeSeveral(text).catch(toast.failed);
            else show(text);
          },
        }}
        placeholder={t("form.membersHint")}
        notFoundContent={t(wanted === "" ? "form.membersNone" : "form.linkNone")}
        aria-invalid={invalid}
        aria-describedby={describedBy}
        onFocus={() => setSearch("")}
        onBlur={() => show("")}
        onChange={(next: string[]) => {
          if (next.includes(ADD_VALUE)) {
            add?.(wanted);
            return;
          }
          onChange(next);
          show("");
        }}
      />
    </div>
  );
}
