/** 常用语: this PC's own, and those that the district hands out to all stations. */
import { useTranslation } from "react-i18next";
import type { Settings } from "../../../db/schema/settings.ts";
import type { Snippet } from "../../../db/schema/snippets.ts";
import { usePreferences } from "../../stores/preferences.ts";
import { useIsDistrict } from "../../stores/status.ts";
import { ErrorNotice } from "../../ui/error-notice.tsx";
import { Panel } from "../../ui/page.tsx";
import { useToast } from "../../ui/use-toast.tsx";
import { snippetKeys } from "../../forms/snippets/all.ts";
import { SnippetEditor } from "./snippet-editor.tsx";
import { useSaveSettings } from "./editing/use-save-settings.ts";

export function Snippets({ settings }: { readonly settings: Settings }) {
  const { t } = useTranslation();
  const toast = useToast();
  const isDistrict = useIsDistrict();
  const { values, save } = usePreferences();
  const saveOwn = async (snippets: readonly Snippet[]): Promise<boolean> => {
    try {
      await save({ snippets: [...snippets] });
      toast.done(t("settings.saved"));
      return true;
    } catch (error) {
      toast.failed(error);
      return false;
    }
  };
  return (
    <>
      <Panel title={t("aids.snippets")} setting="ownSnippets">
        <p className="note">{t("aids.snippetsNote")}</p>
        <SnippetEditor name="own" saved={values.snippets} onSave={saveOwn} />
      </Panel>
      {isDistrict ? <HandedOut settings={settings} /> : <FromDistrict snippets={settings.snippets} />}
    </>
  );
}

/** At the district: what goes to every station. */
function HandedOut({ settings }: { readonly settings: Settings }) {
  const { t } = useTranslation();
  const { save, error, clearError } = useSaveSettings();
  return (
    <Panel title={t("settings.snippets.handOut")} setting="districtSnippets">
      <p className="note">{t("settings.snippets.handOutHint")}</p>
      <SnippetEditor
        name="district"
        saved={settings.snippets}
        onSave={(snippets) => save({ snippets: [...snippets] })}
      />
      <ErrorNotice error={error} onClose={clearError} />
    </Panel>
  );
}

/** At a station: to be used, not to be changed. */
function FromDistrict({ snippets }: { readonly snippets: readonly Snippet[] }) {
  const { t } = useTranslation();
  return (
    <Panel title={t("settings.snippets.fromDistrict")} setting="districtSnippets">
      {snippets.length === 0 ? (
        <p className="quiet">{t("settings.snippets.none")}</p>
      ) : (
        <>
          <p className="note">{t("settings.snippets.fromDistrictHint")}</p>
          <dl className="snippet-list">
            {snippets.map((snippet) => (
              <div key={`${snippet.label}${snippet.text}`}>
                <dt>
                  {snippet.label} <span className="quiet">{snippetKeys(snippet)}</span>
                </dt>
                <dd>{snippet.text}</dd>
              </div>
            ))}
          </dl>
        </>
      )}
    </Panel>
  );
}
