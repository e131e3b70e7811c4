/** A new word of a list that the settings hold: 品牌, 类别, 界别. */
import { Input } from "antd";
import { useEffect, useId, useRef, useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { client } from "../../client.ts";
import { useStatus } from "../../stores/status.ts";
import { useToast } from "../../ui/use-toast.tsx";
import type { AddableList } from "../../stores/adding.ts";
import { focusSoon, saveByKey, type AddFormProps } from "./record-form.tsx";

type WordList = "brand" | "category" | "sector";

const settingOf = { brand: "brands", category: "categories", sector: "sectors" } as const;
export const isWordList = (list: AddableList): list is WordList => Object.hasOwn(settingOf, list);

/** As the settings' schema allows. */
const longest = { brand: 60, category: 200, sector: 60 } as const;

export function AddWordForm({
  list,
  formId,
  name,
  onBusy,
  onError,
  onSaved,
}: AddFormProps & { readonly list: WordList }) {
  const { t } = useTranslation();
  const toast = useToast();
  const id = useId();
  const root = useRef<HTMLFormElement>(null);
  const [word, setWord] = useState(name);
  const [isMissing, setMissing] = useState(false);
  useEffect(() => focusSoon(root.current, 0), []);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    event.stopPropagation();
    const text = list === "category" ? tidyPath(word) : word.trim();
    setMissing(text === "");
    if (text === "") return;
    onBusy(true);
    try {
      const setting = settingOf[list];
      const current = (await client.call("settings.get", {}))[setting];
      const values = current.includes(text) ? current : [...current, text];
      const result = await client.call("settings.set", { values: { [setting]: values } });
      await useStatus.getState().refresh();
      // The district's list holds for its stations: the word stays in this record, and the clerk is told.
      if (!result[setting].includes(text)) toast.warn(t("aids.addOverruled"));
      onSaved({ id: null, text });
    } catch (error) {
      onError(error);
    } finally {
      onBusy(false);
    }
  };
  return (
    <form
      ref={root}
      id={formId}
      className="add-form"
      noValidate
      onSubmit={(event) => void submit(event)}
      onKeyDown={saveByKey}
    >
      <label htmlFor={id}>{t(`aids.addWord.${list}`)}</label>
      <Input
        id={id}
        value={word}
        maxLength={longest[list]}
        autoComplete="off"
        status={isMissing ? "error" : ""}
        aria-invalid={isMissing}
        onChange={(event) => setWord(event.target.value)}
      />
      {isMissing && (
        <p className="field-error" role="alert">
          {t("validation.required")}
        </p>
      )}
      {list === "category" && <p className="field-help">{t("aids.addCategoryHint")}</p>}
    </form>
  );
}

/** Levels parted by one plain slash, however they were typed. */
export const tidyPath = (text: string): string =>
  text
    .split(/[/／>＞、]/)
    .map((level) => level.trim())
    .filter((level) => level !== "")
    .join("/");
