/** A list edited as lines of text, saved as a whole. */
import { Alert, Button, Input } from "antd";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import { z } from "zod";
import type { Settings } from "../../../db/schema/settings.ts";
import { ErrorNotice } from "../../ui/error-notice.tsx";
import { TypedNotice } from "../../ui/typed-notice.tsx";
import { difference, parseLines, toLines } from "./editing/lines.ts";
import { useUnsaved } from "./editing/unsaved.ts";
import { useSaveSettings } from "./editing/use-save-settings.ts";

const NAMED = 8;
const linesSchema = z.string();

interface Props {
  /** What is edited, for the edits that are kept while another list is looked at. */
  readonly name: string;
  readonly hint: string;
  readonly values: readonly string[];
  /** Set by the district. */
  readonly isFixed: boolean;
  readonly limits: { readonly length: number; readonly entries: number };
  readonly isNeverEmpty?: boolean;
  readonly valuesOf: (values: readonly string[]) => Partial<Settings>;
}

export function LineList({ name, hint, values, isFixed, limits, isNeverEmpty = false, valuesOf }: Props) {
  const { t } = useTranslation();
  const id = useId();
  const { save, busy, error, clearError } = useSaveSettings();
  /** null: as saved. What was typed before the district set the list cannot be saved any more. */
  const typed = useUnsaved(`lists.${name}`, linesSchema);
  const setText = typed.put;
  const text = isFixed ? null : typed.value;
  const parsed = parseLines(text ?? toLines(values), limits.length);
  const change = difference(values, parsed.values);
  const isChanged =
    text !== null && (change.added > 0 || change.removed > 0 || toLines(parsed.values) !== toLines(values));
  const isTooMany = parsed.values.length > limits.entries;
  const isEmpty = isNeverEmpty && parsed.values.length === 0;
  const named = (items: readonly string[]): string => items.slice(0, NAMED).join(t("settings.separator"));

  const submit = async (): Promise<void> => {
    if (await save(valuesOf(parsed.values))) setText(null);
  };

  return (
    <>
      <label className="note settings-list-label" htmlFor={id}>
        {hint}
      </label>
      {!isFixed && <TypedNotice typed={typed} />}
      <Input.TextArea
        id={id}
        className="settings-lines"
        value={text ?? toLines(values)}
        rows={14}
        spellCheck={false}
        readOnly={isFixed}
        onChange={(event) => setText(event.target.value)}
      />
      <p className="quiet settings-status" role="status">
        <span>{t("settings.lists.count", { count: parsed.values.length })}</span>
        {!isFixed && <span>{isChanged ? t("settings.lists.change", change) : t("settings.lists.noChange")}</span>}
        {change.removed > 0 && <span>{t("settings.lists.keepsRecords")}</span>}
      </p>
      {parsed.duplicates.length > 0 && (
        <p className="quiet">{t("settings.lists.duplicates", { items: named(parsed.duplicates) })}</p>
      )}
      {parsed.tooLong.length > 0 && (
        <Alert
          className="notice"
          type="error"
          showIcon
          title={t("settings.lists.tooLong", { items: named(parsed.tooLong) })}
        />
      )}
      {isTooMany && (
        <Alert
          className="notice"
          type="error"
          showIcon
          title={t("settings.lists.tooMany", { count: limits.entries })}
        />
      )}
      <ErrorNotice error={error} onClose={clearError} />
      {!isFixed && (
        <div className="settings-line">
          <Button
            type="primary"
            disabled={!isChanged || isTooMany || isEmpty || parsed.tooLong.length > 0}
            loading={busy}
            onClick={() => void submit()}
          >
            {t("action.save")}
          </Button>
          {text !== null && (
            <Button disabled={busy} onClick={() => setText(null)}>
              {t("settings.lists.revert")}
            </Button>
          )}
        </div>
      )}
    </>
  );
}
