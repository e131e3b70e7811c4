/** 台账导入: choose a file, look at the preview, import in one batch, undo it if it was wrong. */
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { useLabels } from "../../text/labels.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import { ErrorNotice } from "../../ui/error-notice.tsx";
import { Page } from "../../ui/page.tsx";
import { Batches } from "./batches.tsx";
import { Preview } from "./preview.tsx";
import { importable } from "./problems.ts";
import { Result } from "./result.tsx";
import { SourceBar } from "./source-bar.tsx";
import { useLedger } from "./use-ledger.ts";
import { useUndo } from "./use-undo.tsx";
import "../../styles/screens.css";
import "./ledger.css";

export function LedgerScreen() {
  const { t } = useTranslation();
  const labels = useLabels();
  const ledger = useLedger();
  const undo = useUndo(ledger.dismiss);
  const { source, preview, finished } = ledger;
  const ready = preview === null ? 0 : importable(preview);

  return (
    <Page
      title={t("ledger.title")}
      actions={
        <>
          {(source !== null || finished !== null) && (
            <Button disabled={ledger.busy} onClick={() => void ledger.pick()}>
              {t(source === null ? "ledger.result.next" : "ledger.pickOther")}
            </Button>
          )}
          {preview !== null && (
            <Button type="primary" disabled={ready === 0} loading={ledger.busy} onClick={() => void ledger.importNow()}>
              {ready === 0
                ? t("ledger.import.nothing")
                : t("ledger.import.button", { count: ready, kind: labels.kind(preview.kind) })}
            </Button>
          )}
        </>
      }
    >
      <ErrorNotice error={ledger.error} onClose={ledger.clearError} />
      <ErrorNotice error={undo.error} onClose={undo.clearError} />
      {undo.notice}
      {finished !== null && <Result finished={finished} busy={undo.busy} onUndo={(batch) => void undo.start(batch)} />}
      {source !== null && (
        <SourceBar
          source={source}
          preview={preview}
          busy={ledger.busy}
          onChange={(changes) => void ledger.change(changes)}
        />
      )}
      {preview !== null && source !== null && (
        <Preview
          key={source.file}
          preview={preview}
          overrides={source.overrides}
          sheet={source.sheet}
          busy={ledger.busy}
          onMap={(overrides) => void ledger.change({ overrides })}
        />
      )}
      {source === null && (
        <>
          {finished === null && (
            <EmptyState
              title={t("ledger.emptyTitle")}
              hint={
                <>
                  {t("ledger.intro")}
                  <br />
                  {t("ledger.emptyHint")}
                </>
              }
              action={
                <Button type="primary" size="large" loading={ledger.busy} onClick={() => void ledger.pick()}>
                  {t("ledger.pick")}
                </Button>
              }
            />
          )}
          <Batches busy={undo.busy} onUndo={(batch) => void undo.start(batch)} />
        </>
      )}
    </Page>
  );
}
