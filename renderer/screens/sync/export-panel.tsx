/** Out: the bundle is written, read back and compared; only then is the stick said to be free. */
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { AppStatus, Output } from "../../../db/api/operations.ts";
import { ErrorNotice } from "../../ui/error-notice.tsx";
import { Panel } from "../../ui/page.tsx";
import { useFiles } from "../../ui/use-files.ts";
import { useOperation } from "../../ui/use-operation.ts";
import { useQuery } from "../../stores/use-query.ts";
import { Written } from "./written.tsx";

interface Props {
  readonly enrolment: NonNullable<AppStatus["station"]>["enrolment"];
  readonly unsent: number;
}

export function ExportPanel({ enrolment, unsent }: Props) {
  const { t } = useTranslation();
  const files = useFiles();
  const bundle = useOperation("bundle.export");
  const [written, setWritten] = useState<Output<"bundle.export"> | null>(null);
  const records = useQuery("bundle.unsent", unsent === 0 ? null : {}).data?.records ?? 0;
  // Feedback that a restored district lost is no record of this station's own.
  const unsentText =
    unsent === 0
      ? t("sync.export.nothing")
      : records === 0
        ? t("sync.export.unsentOther")
        : t("sync.export.unsent", { count: records });
  const isJoining = enrolment === "waiting";
  const canExport = isJoining || (unsent > 0 && (enrolment === "compared" || enrolment === "active"));

  const start = async (): Promise<void> => {
    setWritten(null);
    const folder = await files.pickFolder({ title: t("sync.export.pickTitle") });
    if (folder === null) return;
    const result = await bundle.run({ folder }, { progress: t("sync.export.running") });
    if (result !== undefined) setWritten(result);
  };

  return (
    <Panel title={t(isJoining ? "sync.export.joinTitle" : "sync.export.title")}>
      <p>{isJoining ? t("sync.export.joinOnly") : unsentText}</p>
      {enrolment === "none" && <p className="note">{t("sync.export.notJoined")}</p>}
      <div className="sync-action">
        <Button type="primary" disabled={!canExport} loading={bundle.busy} onClick={() => void start()}>
          {t(isJoining ? "sync.export.joinButton" : "sync.export.button")}
        </Button>
      </div>
      <ErrorNotice error={bundle.error} onClose={bundle.clearError} />
      {written !== null && (
        <Written
          title={{ electron: t("sync.export.doneElectron"), loopback: t("sync.export.doneLoopback") }}
          intro={
            written.isJoinFile
              ? t("sync.export.joinFiles")
              : t("sync.export.files", { count: written.files.length, records: written.records })
          }
          files={written.files}
          next={t(written.isJoinFile ? "sync.export.joinNext" : "sync.export.next")}
        />
      )}
    </Panel>
  );
}
