/** In: the district's receipt, with what it confirms, brings back and refuses. */
import { Alert, Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ReceiptResult } from "../../../db/api.ts";
import { ErrorNotice } from "../../ui/error-notice.tsx";
import { Panel } from "../../ui/page.tsx";
import { useFiles } from "../../ui/use-files.ts";
import { useOperation } from "../../ui/use-operation.ts";
import { RefusedList } from "./refused-list.tsx";

export function ReceiptPanel() {
  const { t } = useTranslation();
  const files = useFiles();
  const receipt = useOperation("receipt.import");
  const [result, setResult] = useState<ReceiptResult | null>(null);

  const start = async (): Promise<void> => {
    setResult(null);
    const [file] = await files.pickFiles({
      title: t("sync.receipt.pickTitle"),
      filters: [{ name: t("sync.allFiles"), extensions: ["*"] }],
      multiple: false,
    });
    if (file === undefined) return;
    const answer = await receipt.run({ file }, { progress: t("sync.receipt.running") });
    if (answer !== undefined) setResult(answer);
  };

  return (
    <Panel title={t("sync.receipt.title")}>
      <p>{t("sync.receipt.hint")}</p>
      <div className="sync-action">
        <Button loading={receipt.busy} onClick={() => void start()}>
          {t("sync.receipt.button")}
        </Button>
      </div>
      <ErrorNotice error={receipt.error} onClose={receipt.clearError} />
      {result !== null && (
        <Alert
          className="notice"
          role="status"
          showIcon
          type={result.refused.length > 0 || result.isRestored ? "warning" : "success"}
          title={t(`sync.receipt.${result.grade}`)}
          description={
            <>
              <p>{t("sync.receipt.acknowledged", { count: result.acknowledged })}</p>
              <p>
                {result.entries > 0
                  ? t("sync.receipt.feedback", { count: result.entries })
                  : t("sync.receipt.noFeedback")}
              </p>
              {result.isRestored && <p>{t("sync.receipt.restored")}</p>}
              {result.refused.length > 0 && <RefusedList refused={result.refused} />}
            </>
          }
        />
      )}
    </Panel>
  );
}
