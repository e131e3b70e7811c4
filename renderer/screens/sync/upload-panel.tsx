/** Over a connection, where the district has given an address: how far everything has come, and one press that sends now. */
import { Alert, Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { UploadResult } from "../../../db/api/operations.ts";
import { shownMoment } from "../../text/when.ts";
import { ErrorNotice } from "../../ui/error-notice.tsx";
import { Panel } from "../../ui/page.tsx";
import { ClientError } from "../../hosts/client-error.ts";
import { useOperation } from "../../ui/use-operation.ts";
import { useQuery } from "../../stores/use-query.ts";

export function UploadPanel() {
  const { t } = useTranslation();
  const status = useQuery("exchange.status", {}).data;
  const upload = useOperation("upload.run");
  const [result, setResult] = useState<UploadResult | null>(null);
  const address = status?.address ?? null;
  const entries = status?.entries ?? null;
  if (address === null || entries === null) return null;
  const unsent = entries.saved - entries.received;
  const [last] = status?.contacts ?? [];

  const start = async (): Promise<void> => {
    setResult(null);
    const done = await upload.run({}, { progress: t("sync.upload.running") });
    if (done !== undefined) setResult(done);
  };

  return (
    <Panel title={t("sync.upload.title")}>
      <p>
        {unsent > 0
          ? t("sync.upload.unsent", { count: unsent })
          : entries.imported < entries.saved
            ? t("sync.upload.received")
            : t("sync.upload.imported")}
      </p>
      <p className="note">
        {last === undefined ? t("sync.upload.never") : t("sync.upload.last", { at: shownMoment(last.at) })}
      </p>
      <div className="sync-action">
        <Button type="primary" loading={upload.busy} onClick={() => void start()}>
          {t("sync.upload.button")}
        </Button>
      </div>
      <ErrorNotice error={upload.error} onClose={upload.clearError} />
      {result !== null && (
        <Alert
          className="notice"
          role="status"
          showIcon
          type={result.left === 0 && result.failures.length === 0 ? "success" : "warning"}
          title={result.sent.length > 0 ? t(`sync.upload.${gradeOf(result)}`) : t("sync.upload.nothing")}
          description={result.feedback > 0 ? t("sync.receipt.feedback", { count: result.feedback }) : undefined}
        />
      )}
      {result?.failures.map((failure) => (
        <ErrorNotice key={failure.message} error={new ClientError(failure)} />
      ))}
    </Panel>
  );
}

const gradeOf = ({ sent }: UploadResult): "sentReceived" | "sentImported" =>
  sent.every(({ grade }) => grade === "imported") ? "sentImported" : "sentReceived";
