/** ⑥ What the import did, its undo, and the rows that are left to correct. */
import { Alert, Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { LedgerResult } from "../../../db/api/operations.ts";
import { useRoute } from "../../stores/route.ts";
import { jobInput, useWizard, type Job } from "../../stores/ledger-wizard.ts";
import { useLabels } from "../../text/labels.ts";
import { sentencesIn } from "../../text/sentences.ts";
import { ErrorNotice } from "../../ui/error-notice.tsx";
import { Panel } from "../../ui/page.tsx";
import { useFiles } from "../../ui/use-files.ts";
import { useOperation } from "../../ui/use-operation.ts";
import { SkippedDetails } from "./skipped-list.tsx";
import { jobFor } from "./use-job.ts";
import { useUndo } from "./use-undo.tsx";

interface Props {
  readonly job: Job;
  readonly result: LedgerResult;
}

export function StepResult({ job, result }: Props) {
  const { t } = useTranslation();
  const labels = useLabels();
  const { reset, begin } = useWizard();
  const [isUndone, setUndone] = useState(false);
  const undo = useUndo(() => setUndone(true));
  const kind = labels.kind(result.kind);
  const errors = result.skipped.filter(({ row, reason }) => row > 0 && reason === "error").length;
  const { batch } = result;
  const others = otherKind(job);
  const sentences = [
    result.imported > 0 ? t("wizard.result.imported", { count: result.imported, kind }) : "",
    result.updated === undefined ? "" : t("wizard.result.updated", { count: result.updated }),
    result.joined === undefined ? "" : t("wizard.result.joined", { count: result.joined }),
    result.registered === undefined || result.registered === 0
      ? ""
      : t("wizard.result.registered", { count: result.registered }),
    batch === null ? t("wizard.result.nothing") : "",
    result.known > 0 ? t("wizard.result.known", { count: result.known }) : "",
    result.leftOut === undefined ? "" : t("wizard.result.leftOut", { count: result.leftOut }),
    errors > 0 ? t("wizard.result.errors", { count: errors }) : "",
  ];
  return (
    <>
      <ErrorNotice error={undo.error} onClose={undo.clearError} />
      {undo.notice}
      <Panel title={t("wizard.result.title")} extra={<span>{t("wizard.result.from", { file: job.opened.file })}</span>}>
        {!isUndone && (
          <Alert
            className="notice"
            role="status"
            type={batch === null ? "info" : "success"}
            showIcon
            title={sentencesIn(labels.language, sentences)}
          />
        )}
        <div className="button-row wizard-result-actions">
          {!isUndone && (
            <Button type="primary" onClick={() => useRoute.getState().open({ screen: "list", kind: result.kind })}>
              {t("wizard.result.view", { kind })}
            </Button>
          )}
          {batch !== null && !isUndone && (
            <Button
              loading={undo.busy}
              onClick={() =>
                void undo.start({
                  batch,
                  file: job.opened.file,
                  imported: result.imported + (result.updated ?? 0),
                  kind: result.kind,
                })
              }
            >
              {t("wizard.result.undo")}
            </Button>
          )}
          {errors > 0 && <ExportErrors job={job} count={errors} />}
          {others !== null && (
            <Button onClick={() => begin(jobFor(job.file, job.opened, others))}>
              {t("wizard.result.others", { kind: labels.kind(others) })}
            </Button>
          )}
          <Button onClick={reset}>{t("wizard.result.next")}</Button>
        </div>
        <SkippedDetails skipped={result.skipped} isOpen />
      </Panel>
    </>
  );
}

/** Another kind of ledger in the same workbook, to go on with. */
function otherKind({ opened, kind }: Job): Job["kind"] | null {
  const other = opened.sheets.find(({ found, isHidden }) => !isHidden && found !== null && found.kind !== kind);
  return other?.found?.kind ?? null;
}

export function ExportErrors({ job, count }: { readonly job: Job; readonly count: number }) {
  const { t } = useTranslation();
  const files = useFiles();
  const { run, busy, error, clearError } = useOperation("ledger.errors", { writes: false });
  const [written, setWritten] = useState<string | null>(null);
  const write = async (): Promise<void> => {
    const to = await files.pickSaveFile({
      title: t("wizard.errors.saveTitle"),
      defaultName: t("wizard.errors.fileName", { file: job.opened.file.replace(/\.[^.]*$/, "") }),
      filters: [{ name: t("wizard.errors.filter"), extensions: ["xlsx"] }],
    });
    if (to === null) return;
    const done = await run({ ...jobInput(job), to });
    if (done !== undefined) setWritten(done.file);
  };
  return (
    <>
      <Button loading={busy} onClick={() => void write()}>
        {t("wizard.errors.export", { count })}
      </Button>
      {written !== null && (
        <Button type="link" onClick={() => void files.showFile(written)}>
          {t("wizard.errors.show")}
        </Button>
      )}
      <ErrorNotice error={error} onClose={clearError} />
    </>
  );
}
