/** Over a connection, where the district has given an address: how far everything has come, what was refused, and one press that sends now. */
import { Alert, Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { UploadResult } from "../../../db/api/operations.ts";
import { client } from "../../hosts/client.ts";
import { ClientError, isCancelled } from "../../hosts/client-error.ts";
import { useRoute } from "../../stores/route.ts";
import { useSending } from "../../stores/sending.ts";
import { useQuery } from "../../stores/use-query.ts";
import { clockOf } from "../../text/times.ts";
import { shownMoment } from "../../text/when.ts";
import { ErrorNotice } from "../../ui/error-notice.tsx";
import { Panel } from "../../ui/page.tsx";
import { useToast } from "../../ui/use-toast.tsx";

export function UploadPanel() {
  const { t } = useTranslation();
  const toast = useToast();
  const open = useRoute(({ open: go }) => go);
  const entries = useQuery("exchange.status", {}).data?.entries ?? null;
  const { state, send } = useSending();
  const [result, setResult] = useState<UploadResult | null>(null);
  if (state === null || entries === null) return null;
  const { mode, phase, unsent, lastAt, nextAt, error, refused, progress } = state;
  const isSending = phase === "sending";

  const start = async (): Promise<void> => {
    setResult(null);
    try {
      setResult(await send());
    } catch (failure) {
      // Why it failed shows as the state's own error; what is none of the service's is told here.
      if (!isCancelled(failure) && !(failure instanceof ClientError)) toast.failed(failure);
    }
  };

  return (
    <Panel
      title={t("sync.upload.title")}
      extra={
        <Button type="link" onClick={() => open({ screen: "settings", section: "sending" })}>
          {t("sending.panel.change")}
        </Button>
      }
    >
      <p>
        {unsent > 0
          ? t("sending.panel.unsent", { count: unsent })
          : entries.imported < entries.saved
            ? t("sync.upload.received")
            : t("sync.upload.imported")}
      </p>
      <p className="note">
        {t(mode === "off" ? "sending.panel.off" : "sending.panel.automatic")}{" "}
        {lastAt === null ? t("sync.upload.never") : t("sync.upload.last", { at: shownMoment(lastAt) })}{" "}
        {nextAt !== null && error === null && t("sending.panel.planned", { at: clockOf(nextAt) })}
      </p>
      <div className="sync-action button-row">
        <Button type="primary" loading={isSending} onClick={() => void start()}>
          {t(isSending ? "sending.mark.sending" : "sync.upload.button")}
        </Button>
        {isSending && (
          <>
            <Button onClick={() => void client.call("sending.stop", {}).catch(toast.failed)}>
              {t("sending.stop")}
            </Button>
            {progress !== null && progress.total !== null && progress.total > 0 && (
              <span className="quiet">{`${Math.floor((progress.done / progress.total) * 100)}%`}</span>
            )}
          </>
        )}
      </div>
      {error !== null && !isSending && (
        <>
          <ErrorNotice error={new ClientError(error)} />
          {nextAt !== null && <p className="note">{t("sending.panel.next", { at: clockOf(nextAt) })}</p>}
        </>
      )}
      {refused.length > 0 && (
        <section aria-label={t("sending.panel.refusedTitle")}>
          {refused.map((report) => (
            <ErrorNotice key={report.message} error={new ClientError(report)} />
          ))}
        </section>
      )}
      {result !== null && !isSending && error === null && (
        <Alert
          className="notice"
          role="status"
          showIcon
          type={result.left === 0 && result.failures.length === 0 ? "success" : "warning"}
          title={result.sent.length > 0 ? t(`sync.upload.${gradeOf(result)}`) : t("sync.upload.nothing")}
          description={result.feedback > 0 ? t("sync.receipt.feedback", { count: result.feedback }) : undefined}
        />
      )}
    </Panel>
  );
}

const gradeOf = ({ sent }: UploadResult): "sentReceived" | "sentImported" =>
  sent.every(({ grade }) => grade === "imported") ? "sentImported" : "sentReceived";
