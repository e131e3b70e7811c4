/** A new word of a list that the settings hold (品牌, 类别, 界别), or a new name among the operators (受理人). */
import { Input } from "antd";
import { useEffect, useId, useRef, useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { isSameTerm } from "../../../db/schema/terms.ts";
import { client } from "../../hosts/client.ts";
import { useChanges } from "../../stores/changes.ts";
import { useStatus } from "../../stores/status.ts";
import { TypedNotice } from "../../ui/typed-notice.tsx";
import { useToast } from "../../ui/use-toast.tsx";
import type { Typed } from "../../ui/use-typed.ts";
import type { AddableList } from "../../stores/adding.ts";
import { focusSoon, saveByKey, type AddFormProps } from "./record-form.tsx";

const settingOf = { brand: "brands", category: "categories", sector: "sectors" } as const;
type SettingList = keyof typeof settingOf;
type WordList = SettingList | "operator";

const isSettingList = (list: AddableList): list is SettingList => Object.hasOwn(settingOf, list);
export const isWordList = (list: AddableList): list is WordList => isSettingList(list) || list === "operator";

/** As the settings' schema and the sign-in allow. */
const longest = { brand: 60, category: 200, sector: 60, operator: 30 } as const;

export function AddWordForm({
  list,
  term,
  formId,
  name,
  typed,
  onBusy,
  onError,
  onSaved,
}: AddFormProps & { readonly list: WordList; readonly term: string | null; readonly typed: Typed<string> }) {
  const { t } = useTranslation();
  const toast = useToast();
  const id = useId();
  const root = useRef<HTMLFormElement>(null);
  const word = typed.value ?? name;
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
      const isKept = list === "operator" ? await keepOperator(text) : await keepWord(list, text, term);
      // The district's list holds for its stations: the word stays in this record, and the clerk is told.
      if (!isKept) toast.warn(t("aids.addOverruled"));
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
      <TypedNotice typed={typed} />
      <label htmlFor={id}>{t(`aids.addWord.${list}`)}</label>
      <Input
        id={id}
        value={word}
        maxLength={longest[list]}
        autoComplete="off"
        status={isMissing ? "error" : ""}
        aria-invalid={isMissing}
        onChange={(event) => typed.put(event.target.value)}
      />
      {isMissing && (
        <p className="field-error" role="alert">
          {t("validation.required")}
        </p>
      )}
      {list === "category" && <p className="field-help">{t("aids.addCategoryHint")}</p>}
      {list === "operator" && <p className="field-help">{t("aids.addOperatorHint")}</p>}
    </form>
  );
}

/** @returns whether the list holds the word now */
async function keepWord(list: SettingList, text: string, term: string | null): Promise<boolean> {
  const setting = settingOf[list];
  await useStatus.getState().refresh();
  if (useStatus.getState().locked.has(setting)) return false;
  const settings = await client.call("settings.get", {});
  const added = (words: readonly string[]) => (words.includes(text) ? [...words] : [...words, text]);
  const own = settings.termSectors.find((one) => list === "sector" && term !== null && isSameTerm(one.term, term));
  const values =
    own === undefined
      ? { [setting]: added(settings[setting]) }
      : {
          termSectors: settings.termSectors.map((one) => (one === own ? { ...one, sectors: added(one.sectors) } : one)),
        };
  await client.call("settings.set", { values });
  await useStatus.getState().refresh();
  return true;
}

/** Whoever works at this PC stays signed in. A retired operator of this name comes back instead of being there twice. */
async function keepOperator(name: string): Promise<true> {
  const known = (await client.call("operator.list", {})).find((operator) => operator.name === name);
  if (known === undefined) await client.call("record.save", { kind: "operator", fields: { name, active: true } });
  else if (!known.active)
    await client.call("record.save", { kind: "operator", id: known.id, fields: { active: true } });
  useChanges.getState().changed();
  return true;
}

/** Levels parted by one plain slash, however they were typed. */
export const tidyPath = (text: string): string =>
  text
    .split(/[/／>＞、]/)
    .map((level) => level.trim())
    .filter((level) => level !== "")
    .join("/");
