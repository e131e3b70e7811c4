/** ⑤ The import itself: what is about to happen, then its progress, which can be stopped without a trace. */
import { Alert, Button, Progress } from "antd";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { LedgerPreview, Progress as Step } from "../../../db/api/operations.ts";
import { client } from "../../hosts/client.ts";
import { useChanges } from "../../stores/changes.ts";
import { jobInput, useWizard, type Job } from "../../stores/ledger-wizard.ts";
import { useLabels } from "../../text/labels.ts";
import { describeError } from "../../ui/describe-error.ts";
import { ErrorNotice } from "../../ui/error-notice.tsx";
import { Panel } from "../../ui/page.tsx";
import { useToast } from "../../ui/use-toast.tsx";
import { Counts } from "./counts.tsx";
import { rememberLayouts } from "./use-job.ts";

interface Props {
  readonly job: Job;
  readonly preview: LedgerPreview;
  readonly onBusy: (isBusy: boolean) => void;
}

/** The catalogue's number of `cancelled`. */
const CANCELLED = 2007;

export function StepImport({ job, preview, onBusy }: Props) {
  const { t } = useTranslation();
  const labels = useLabels();
  const toast = useToast();
  const finish = useWizard((state) => state.finish);
  const [running, setRunning] = useState<AbortController | null>(null);
  const [progress, setProgress] = useState<Step | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [isStopped, setStopped] = useState(false);
  const isMounted = useRef(true);
  useEffect(() => {
    isMounted.current = true;
    return () => {
      isMounted.current = false;
    };
  }, []);
  const total = preview.actions.add + preview.actions.update;
  const registered = job.members.length + job.villages.length;

  const run = async (): Promise<void> => {
    const abort = new AbortController();
    setRunning(abort);
    setError(null);
    setStopped(false);
    onBusy(true);
    try {
      const register = registered > 0 ? { register: { members: [...job.members], villages: [...job.villages] } } : {};
      const result = await client.call(
        "ledger.import",
        { ...jobInput(job), ...register },
        { signal: abort.signal, onProgress: (step) => isMounted.current && setProgress(step) },
      );
      useChanges.getState().changed();
      finish(result);
      await rememberLayouts(job, preview, Date.now()).catch(toast.failed);
    } catch (failure) {
      if (!isMounted.current) return toast.failed(failure);
      const isCancelled = abort.signal.aborted && describeError(failure).number === CANCELLED;
      if (isCancelled) setStopped(true);
      else setError(failure);
    } finally {
      onBusy(false);
      if (isMounted.current) {
        setRunning(null);
        setProgress(null);
      }
    }
  };

  const percent =
    progress?.total === null || progress === null || progress.total === 0
      ? null
      : Math.floor((progress.done / progress.total) * 100);
  return (
    <Panel className="wizard-import">
      <ErrorNotice error={error} onClose={() => setError(null)} />
      {isStopped && <Alert className="notice" type="info" showIcon role="status" title={t("wizard.import.stopped")} />}
      <Counts preview={preview} />
      <p className="wizard-import-words">
        {t("wizard.import.words", { file: job.opened.file, count: total, kind: labels.kind(job.kind) })}
        {registered > 0 && t("wizard.import.registers", { count: registered })}
      </p>
      {running === null ? (
        <Button type="primary" size="large" autoFocus disabled={total + registered === 0} onClick={() => void run()}>
          {total + registered === 0
            ? t("wizard.import.nothing")
            : t("wizard.import.start", { count: total, kind: labels.kind(job.kind) })}
        </Button>
      ) : (
        <div className="wizard-progress">
          <Progress
            percent={percent ?? 100}
            status="active"
            showInfo={percent !== null}
            aria-label={t("wizard.steps.import")}
          />
          <p className="progress-step" aria-live="polite">
            {running.signal.aborted
              ? t("progress.stopping")
              : progress === null
                ? t("progress.working")
                : labels.meta(progress.step)}
            {progress !== null &&
              progress.done > 0 &&
              ` ${progress.done}${progress.total === null ? "" : ` / ${progress.total}`}`}
          </p>
          <Button
            autoFocus
            disabled={running.signal.aborted}
            onClick={() => {
              running.abort();
              setProgress((before) => (before === null ? null : { ...before }));
            }}
          >
            {t("wizard.import.cancel")}
          </Button>
          <span className="quiet">{t("wizard.import.cancelHint")}</span>
        </div>
      )}
    </Panel>
  );
}
