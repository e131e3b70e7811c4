/** What the wizard says while it reads and checks a large sheet: how far it is, and a way to stop. */
import { Alert, Button, Progress, Spin } from "antd";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useLabels } from "../../text/labels.ts";
import type { PreviewQuery } from "./use-preview.ts";

/** Most sheets are checked before anybody could read a line about it. */
const PATIENCE_MS = 400;

export function Checking({ query, onOther }: { readonly query: PreviewQuery; readonly onOther: () => void }) {
  const { t } = useTranslation();
  if (query.isStopped)
    return (
      <Alert
        className="notice"
        type="info"
        showIcon
        role="status"
        title={t("wizard.checking.stopped")}
        action={
          <span className="button-row">
            <Button type="primary" autoFocus onClick={query.goOn}>
              {t("wizard.checking.goOn")}
            </Button>
            <Button onClick={onOther}>{t("wizard.checking.other")}</Button>
          </span>
        }
      />
    );
  return query.isLoading ? <Bar query={query} /> : null;
}

function Bar({ query: { progress, stop } }: { readonly query: PreviewQuery }) {
  const { t } = useTranslation();
  const labels = useLabels();
  const [isLong, setLong] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLong(true), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, []);
  if (!isLong) return null;
  const { done, total } = progress ?? { done: 0, total: null };
  const step = progress === null ? t("wizard.checking.title") : labels.meta(progress.step);
  return (
    <div className="wizard-checking">
      <Spin size="small" />
      <span role="status">{step}</span>
      {total !== null && (
        <>
          <Progress
            percent={Math.floor((done / Math.max(total, 1)) * 100)}
            status="active"
            showInfo={false}
            aria-label={step}
          />
          <span className="wizard-checking-rows">{t("wizard.checking.rows", { done, total })}</span>
        </>
      )}
      <Button onClick={stop}>{t("wizard.checking.stop")}</Button>
      <span className="quiet">{t("wizard.checking.hint")}</span>
    </div>
  );
}
