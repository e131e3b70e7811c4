/** The one progress dialog: shown for work that takes longer than a second, with a way to stop it. */
import { Button, Modal, Progress } from "antd";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useLabels } from "../text/labels.ts";
import { useProgress, type Running } from "../stores/progress.ts";

const PATIENCE_MS = 1_000;

export function ProgressHost() {
  const current = useProgress((state) => state.running[0]);
  return current === undefined ? null : <ProgressDialog key={current.id} running={current} />;
}

function ProgressDialog({ running }: { readonly running: Running }) {
  const { t } = useTranslation();
  const labels = useLabels();
  const [isShown, setShown] = useState(false);
  const [isStopping, setStopping] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), PATIENCE_MS - (Date.now() - running.startedAt));
    return () => clearTimeout(timer);
  }, [running.startedAt]);

  const { progress } = running;
  const step = progress?.step ?? t("progress.working");
  const stepText = typeof step === "string" ? step : labels.meta(step);
  const percent =
    progress !== null && progress.total !== null && progress.total > 0
      ? Math.floor((progress.done / progress.total) * 100)
      : null;
  return (
    <Modal
      open={isShown}
      title={running.title}
      closable={false}
      keyboard={false}
      mask={{ closable: false }}
      footer={
        <Button
          disabled={isStopping}
          onClick={() => {
            setStopping(true);
            running.cancel();
          }}
        >
          {t("action.cancel")}
        </Button>
      }
    >
      <Progress percent={percent ?? 100} status="active" showInfo={percent !== null} aria-label={running.title} />
      <p className="progress-step" aria-live="polite">
        {isStopping ? t("progress.stopping") : stepText}
        {progress !== null &&
          progress.done > 0 &&
          `　${progress.done}${progress.total === null ? "" : ` / ${progress.total}`}`}
      </p>
    </Modal>
  );
}
