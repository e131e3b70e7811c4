/** 数据与备份: where the data is, its backups, a copy by hand, and the check: what makes a successor able to take over. */
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { AppStatus, CheckReport, Output } from "../../../db/api/operations.ts";
import { shownMoment } from "../../text/when.ts";
import { ErrorNotice } from "../../ui/error-notice.tsx";
import { Panel } from "../../ui/page.tsx";
import { useFiles } from "../../ui/use-files.ts";
import { useOperation } from "../../ui/use-operation.ts";
import { Written } from "../sync/written.tsx";
import { Backups } from "./backups.tsx";
import { CheckResult } from "./check-result.tsx";
import { DataFolder } from "./data-folder.tsx";
import { KeysPanel } from "./keys-panel.tsx";

const MB = 1_000_000;
const EXTENSION = "lxqbackup";

const sizeText = (bytes: number): string => `${(bytes / MB).toFixed(bytes < 10 * MB ? 1 : 0)} MB`;

export function Upkeep({ status }: { readonly status: AppStatus }) {
  return (
    <>
      <DataFolder />
      {!status.isSample && <KeysPanel isDistrict={status.role === "district"} name={status.name ?? ""} />}
      <Backups />
      <Backup name={status.name ?? ""} />
      <Check />
    </>
  );
}

function Backup({ name }: { readonly name: string }) {
  const { t } = useTranslation();
  const files = useFiles();
  const backup = useOperation("backup.create", { writes: false });
  const [written, setWritten] = useState<Output<"backup.create"> | null>(null);

  const start = async (): Promise<void> => {
    setWritten(null);
    const stamp = shownMoment(Date.now()).replace(/[- :]/g, "");
    const file = await files.pickSaveFile({
      title: t("settings.upkeep.backupTitle"),
      defaultName: `${t("settings.upkeep.backupName", { name, stamp })}.${EXTENSION}`,
      filters: [{ name: t("settings.upkeep.backupFilter"), extensions: [EXTENSION] }],
    });
    if (file === null) return;
    const result = await backup.run({ file }, { progress: t("settings.upkeep.backupRunning") });
    if (result !== undefined) setWritten(result);
  };

  return (
    <Panel title={t("settings.upkeep.backup")} setting="backupCopy">
      <p className="note">{t("settings.upkeep.backupHint")}</p>
      <Button type="primary" loading={backup.busy} onClick={() => void start()}>
        {t("settings.upkeep.backupButton")}
      </Button>
      <ErrorNotice error={backup.error} onClose={backup.clearError} />
      {written !== null && (
        <Written
          title={{
            electron: t("settings.upkeep.backupDone", { size: sizeText(written.bytes) }),
            loopback: t("settings.upkeep.backupDone", { size: sizeText(written.bytes) }),
          }}
          files={[written.file]}
          next={t("settings.upkeep.backupDigest", { hash: written.sha256 })}
        />
      )}
    </Panel>
  );
}

function Check() {
  const { t } = useTranslation();
  const check = useOperation("check.run", { writes: false });
  const [report, setReport] = useState<CheckReport | null>(null);

  const start = async (): Promise<void> => {
    setReport(null);
    const result = await check.run({}, { progress: t("settings.upkeep.checkRunning") });
    if (result !== undefined) setReport(result);
  };

  return (
    <Panel title={t("settings.upkeep.check")} setting="checkData">
      <p className="note">{t("settings.upkeep.checkHint")}</p>
      <Button loading={check.busy} onClick={() => void start()}>
        {t("settings.upkeep.checkButton")}
      </Button>
      <ErrorNotice error={check.error} onClose={check.clearError} />
      {report !== null && <CheckResult report={report} />}
    </Panel>
  );
}
