/** 常用语: what is written again and again, with its abbreviation and its key. Kept for this PC. */
import { Button, Input, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { MOST_SNIPPETS, snippetSchema, type Snippet } from "../../../db/schema/snippets.ts";
import { usePreferences } from "../../stores/preferences.ts";
import { Panel } from "../../ui/page.tsx";
import { useToast } from "../../ui/use-toast.tsx";

type Field = "label" | "text" | "abbreviation" | "digit";

interface Row extends Omit<Snippet, "abbreviation"> {
  readonly abbreviation: string;
  /** Stable while rows come and go. */
  readonly key: number;
}

let nextKey = 0;
const toRow = (snippet: Snippet): Row => ({ ...snippet, abbreviation: snippet.abbreviation ?? "", key: nextKey++ });
const toSnippet = ({ label, text, abbreviation, digit }: Row): unknown => ({
  label,
  text,
  abbreviation: abbreviation.trim() === "" ? null : abbreviation,
  digit,
});

/** What cannot be saved: by row, the fields that are wrong. */
function problemsOf(rows: readonly Row[]): ReadonlyMap<number, ReadonlySet<Field>> {
  const problems = new Map<number, Set<Field>>();
  const note = (row: Row, field: Field) => problems.set(row.key, (problems.get(row.key) ?? new Set()).add(field));
  for (const [index, row] of rows.entries()) {
    for (const issue of snippetSchema.safeParse(toSnippet(row)).error?.issues ?? []) note(row, issue.path[0] as Field);
    const earlier = rows.slice(0, index);
    const typed = row.abbreviation.trim();
    if (typed !== "" && earlier.some((other) => other.abbreviation.trim() === typed)) note(row, "abbreviation");
    if (row.digit !== null && earlier.some((other) => other.digit === row.digit)) note(row, "digit");
  }
  return problems;
}

export function Snippets() {
  const { t } = useTranslation();
  const toast = useToast();
  const { values, save } = usePreferences();
  const [rows, setRows] = useState<readonly Row[]>(() => values.snippets.map(toRow));
  const [busy, setBusy] = useState(false);
  const problems = problemsOf(rows);
  const isChanged = JSON.stringify(rows.map(toSnippet)) !== JSON.stringify(values.snippets);
  const change = (key: number, fields: Partial<Row>) =>
    setRows(rows.map((row) => (row.key === key ? { ...row, ...fields } : row)));
  const remove = (row: Row) => {
    const before = rows;
    setRows(rows.filter((other) => other !== row));
    toast.undoable(t("aids.snippetRemoved", { label: row.label }), () => setRows(before));
  };
  const submit = async () => {
    setBusy(true);
    try {
      await save({ snippets: rows.map((row) => snippetSchema.parse(toSnippet(row))) });
      toast.done(t("settings.saved"));
    } catch (error) {
      toast.failed(error);
    } finally {
      setBusy(false);
    }
  };
  const status = (row: Row, field: Field) => (problems.get(row.key)?.has(field) === true ? "error" : "");
  return (
    <Panel title={t("aids.snippets")}>
      <p className="note">{t("aids.snippetsNote")}</p>
      {rows.length === 0 && <p className="quiet">{t("aids.snippetsEmpty")}</p>}
      {rows.map((row, index) => (
        <div
          key={row.key}
          className="snippet-row"
          role="group"
          aria-label={t("aids.snippetRow", { number: index + 1 })}
        >
          <Input
            aria-label={t("aids.snippetLabel")}
            placeholder={t("aids.snippetLabel")}
            maxLength={30}
            value={row.label}
            status={status(row, "label")}
            onChange={(event) => change(row.key, { label: event.target.value })}
          />
          <Input
            aria-label={t("aids.snippetAbbreviation")}
            placeholder={t("aids.snippetAbbreviation")}
            maxLength={12}
            value={row.abbreviation}
            status={status(row, "abbreviation")}
            onChange={(event) => change(row.key, { abbreviation: event.target.value })}
          />
          <Select
            aria-label={t("aids.snippetDigit")}
            value={row.digit ?? 0}
            status={status(row, "digit")}
            options={[0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map((digit) => ({
              value: digit,
              label: digit === 0 ? t("aids.snippetNoDigit") : `Ctrl+${digit}`,
            }))}
            onChange={(digit) => change(row.key, { digit: digit === 0 ? null : digit })}
          />
          <Button onClick={() => remove(row)}>{t("action.remove")}</Button>
          <Input.TextArea
            className="field-multiline snippet-row-text"
            aria-label={t("aids.snippetText")}
            placeholder={t("aids.snippetText")}
            maxLength={2_000}
            value={row.text}
            status={status(row, "text")}
            onChange={(event) => change(row.key, { text: event.target.value })}
          />
        </div>
      ))}
      {problems.size > 0 && (
        <p className="problem" role="alert">
          {t("aids.snippetProblem")}
        </p>
      )}
      <div className="settings-line">
        <Button
          disabled={rows.length >= MOST_SNIPPETS}
          onClick={() => setRows([...rows, toRow({ label: "", text: "", abbreviation: null, digit: null })])}
        >
          {t("aids.snippetAdd")}
        </Button>
        <Button type="primary" disabled={!isChanged || problems.size > 0} loading={busy} onClick={() => void submit()}>
          {t("action.save")}
        </Button>
        {isChanged && <span className="quiet">{t("settings.unsavedHint")}</span>}
      </div>
    </Panel>
  );
}
