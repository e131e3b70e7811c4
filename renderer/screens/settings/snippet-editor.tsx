/** 常用语 in rows: a name, an abbreviation, a key and the text. */
import { Button, Input, Select } from "antd";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { z } from "zod";
import { MOST_SNIPPETS, snippetSchema, type Snippet } from "../../../db/schema/snippets.ts";
import { TypedNotice } from "../../ui/typed-notice.tsx";
import { useToast } from "../../ui/use-toast.tsx";
import { useUnsaved } from "./editing/unsaved.ts";

type Field = "label" | "text" | "abbreviation" | "digit";

interface Row extends Omit<Snippet, "abbreviation"> {
  readonly abbreviation: string;
  /** Stable while rows come and go. */
  readonly key: string;
}

/** Half written rows as an earlier run of the program left them. */
const rowsSchema: z.ZodType<readonly Row[]> = z.array(
  z.object({
    label: z.string(),
    text: z.string(),
    abbreviation: z.string(),
    digit: z.number().nullable(),
    key: z.string(),
  }),
);

const toRow = (snippet: Snippet): Row => ({
  ...snippet,
  abbreviation: snippet.abbreviation ?? "",
  key: crypto.randomUUID(),
});
const toSnippet = ({ label, text, abbreviation, digit }: Row): unknown => ({
  label,
  text,
  abbreviation: abbreviation.trim() === "" ? null : abbreviation,
  digit,
});

/** What cannot be saved: by row, the fields that are wrong. */
function problemsOf(rows: readonly Row[]): ReadonlyMap<string, ReadonlySet<Field>> {
  const problems = new Map<string, Set<Field>>();
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

interface Props {
  /** What is edited, for the edits that are kept while another section is looked at. */
  readonly name: string;
  readonly saved: readonly Snippet[];
  /** @returns whether it was written */
  readonly onSave: (snippets: readonly Snippet[]) => Promise<boolean>;
}

export function SnippetEditor({ name, saved, onSave }: Props) {
  const { t } = useTranslation();
  const toast = useToast();
  const typed = useUnsaved(`snippets.${name}`, rowsSchema);
  const setEdit = typed.put;
  const savedRows = useMemo(() => saved.map(toRow), [saved]);
  const rows = typed.value ?? savedRows;
  const [busy, setBusy] = useState(false);
  const problems = problemsOf(rows);
  const isChanged = JSON.stringify(rows.map(toSnippet)) !== JSON.stringify(saved);
  const change = (key: string, fields: Partial<Row>) =>
    setEdit(rows.map((row) => (row.key === key ? { ...row, ...fields } : row)));
  const remove = (row: Row) => {
    const before = rows;
    setEdit(rows.filter((other) => other !== row));
    toast.undoable(t("aids.snippetRemoved", { label: row.label }), () => setEdit(before));
  };
  const submit = async () => {
    setBusy(true);
    try {
      if (await onSave(rows.map((row) => snippetSchema.parse(toSnippet(row))))) setEdit(null);
    } finally {
      setBusy(false);
    }
  };
  const status = (row: Row, field: Field) => (problems.get(row.key)?.has(field) === true ? "error" : "");
  return (
    <>
      <TypedNotice typed={typed} />
      {rows.length === 0 && <p className="quiet">{t("aids.snippetsEmpty")}</p>}
      {rows.length > 0 && (
        // The fields themselves carry these names for screen readers.
        <div className="snippet-row snippet-heads" aria-hidden="true">
          <span>{t("aids.snippetLabel")}</span>
          <span>{t("aids.snippetAbbreviation")}</span>
          <span>{t("aids.snippetDigit")}</span>
        </div>
      )}
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
          onClick={() => setEdit([...rows, toRow({ label: "", text: "", abbreviation: null, digit: null })])}
        >
          {t("aids.snippetAdd")}
        </Button>
        <Button type="primary" disabled={!isChanged || problems.size > 0} loading={busy} onClick={() => void submit()}>
          {t("action.save")}
        </Button>
        {isChanged && <span className="quiet">{t("settings.unsavedHint")}</span>}
      </div>
    </>
  );
}
