/** Several members of the roster, found by name, pinyin or initials; a missing one can be added on the spot. */
import { Button, Select } from "antd";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useMemberNames } from "../../stores/member-names.ts";
import { useOperation } from "../../ui/use-operation.ts";
import { useToast } from "../../ui/use-toast.tsx";
import { statusOf, type InputProps } from "./types.ts";
import { useComposition } from "./use-composition.ts";
import { useSuggestions } from "./use-suggestions.ts";

export function MemberSelect({ id, value, onChange, invalid, disabled, describedBy }: InputProps) {
  const { t } = useTranslation();
  const toast = useToast();
  const { names, learn, load } = useMemberNames();
  const ids = Array.isArray(value) ? value.map(String) : [];
  const [search, setSearch] = useState<string | null>(null);
  const typed = useRef("");
  // What is offered to be added; a ref must not decide what is drawn.
  const [missing, setMissing] = useState("");
  const { isComposing, handlers } = useComposition(() => setSearch(typed.current));
  const suggested = useSuggestions("member", search);
  const save = useOperation("record.save");

  const key = ids.join();
  useEffect(() => void load(key === "" ? [] : key.split(",")).catch(() => {}), [key, load]);
  useEffect(
    () => learn(suggested.flatMap((item) => (item.id === null ? [] : [[item.id, item.text] as const]))),
    [suggested, learn],
  );

  const addMissing = async (name: string) => {
    const saved = await save.run({ kind: "member", fields: { name, active: true } });
    if (saved === undefined) return;
    learn([[saved.record.id, name]]);
    onChange([...ids, saved.record.id]);
    setSearch("");
    toast.done(t("form.memberAdded", { name }));
  };

  const options = [
    ...suggested.flatMap((item) => (item.id === null ? [] : [{ value: item.id, label: item.text }])),
    ...ids
      .filter((one) => !suggested.some((item) => item.id === one))
      .map((one) => ({ value: one, label: names.get(one) ?? t("form.memberUnknown"), disabled: false })),
  ];
  return (
    <div {...handlers}>
      <Select
        id={id}
        mode="multiple"
        className="field-wide"
        value={ids}
        options={
          search === null || search === ""
            ? options
            : options.filter((item) => suggested.some((one) => one.id === item.value))
        }
        labelRender={({ value: one }) => names.get(String(one)) ?? t("form.memberUnknown")}
        status={statusOf(invalid)}
        disabled={disabled}
        showSearch={{
          filterOption: false,
          autoClearSearchValue: true,
          onSearch: (text) => {
            typed.current = text;
            setMissing(text.trim());
            if (!isComposing()) setSearch(text);
          },
        }}
        placeholder={t("form.membersHint")}
        notFoundContent={
          missing === "" ? (
            t("form.membersNone")
          ) : (
            <Button type="link" disabled={save.busy} onClick={() => void addMissing(missing)}>
              {t("form.memberAdd", { name: missing })}
            </Button>
          )
        }
        aria-invalid={invalid}
        aria-describedby={describedBy}
        onFocus={() => setSearch("")}
        onChange={(next: string[]) => {
          onChange(next);
          typed.current = "";
          setMissing("");
          setSearch("");
        }}
      />
    </div>
  );
}
