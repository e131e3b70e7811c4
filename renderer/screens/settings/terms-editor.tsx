/** 届次: from which day each holds, so that a year's duty record shows the sectors of its own term. */
import { Alert, Button, Input } from "antd";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import { z } from "zod";
import type { Settings } from "../../../db/schema/settings.ts";
import { ErrorNotice } from "../../ui/error-notice.tsx";
import { Panel } from "../../ui/page.tsx";
import { TypedNotice } from "../../ui/typed-notice.tsx";
import { parseTerms, termLines } from "./editing/terms.ts";
import { DistrictMark, SourceHint, useDistrictKeys } from "./editing/source-hint.tsx";
import { useUnsaved } from "./editing/unsaved.ts";
import { useSaveSettings } from "./editing/use-save-settings.ts";

const linesSchema = z.string();
const ownKeys = ["terms"] as const;

export function TermsEditor({ settings }: { readonly settings: Settings }) {
  const { t } = useTranslation();
  const id = useId();
  const { save, busy, error, clearError } = useSaveSettings();

  const typed = useUnsaved("lists.terms", linesSchema);
  const setText = typed.put;
  const isFixed = useDistrictKeys().has("terms");
  const saved = termLines(settings.terms);
  // What was typed before the district set it cannot be saved any more.
  const text = isFixed ? null : typed.value;
  const { terms, wrong } = parseTerms(text ?? saved);
  const isChanged = text !== null && termLines(terms) !== saved;
  const submit = async (): Promise<void> => {
    if (await save({ terms: [...terms] })) setText(null);
  };
  return (
    <Panel title={t("member.terms")} extra={<DistrictMark setting="terms" />} setting="terms">
      <SourceHint keys={ownKeys} />
      <label className="note settings-list-label" htmlFor={id}>
        {t("member.termsHint")}
      </label>
      {!isFixed && <TypedNotice typed={typed} />}
      <Input.TextArea
        id={id}
        className="settings-lines"
        value={text ?? saved}
        rows={4}
        spellCheck={false}
        placeholder={t("member.termsExample")}
        readOnly={isFixed}
        onChange={(event) => setText(event.target.value)}
      />
      {wrong.length > 0 && (
        <Alert
          className="notice"
          type="error"
          showIcon
          title={t("member.termsWrong", { lines: wrong.join(t("settings.separator")) })}
        />
      )}
      <ErrorNotice error={error} onClose={clearError} />
      {!isFixed && (
        <div className="settings-line">
          <Button type="primary" disabled={!isChanged || wrong.length > 0} loading={busy} onClick={() => void submit()}>
            {t("action.save")}
          </Button>
        </div>
      )}
    </Panel>
  );
}
