/** 数据文件夹: where everything is, how much room is left, and moving it without risk. */
import { Alert, Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { FolderReport } from "../../../db/api/operations.ts";
import { client, shell } from "../../hosts/client.ts";
import { useStatus } from "../../stores/status.ts";
import { ErrorNotice } from "../../ui/error-notice.tsx";
import { FolderAccessNotice } from "../../ui/folder-access.tsx";
import { FolderVerdict } from "../../ui/folder-verdict.tsx";
import { Panel } from "../../ui/page.tsx";
import { useConfirm } from "../../ui/use-confirm.ts";
import { useFiles } from "../../ui/use-files.ts";
import { useOperation } from "../../ui/use-operation.ts";
import { useQuery } from "../../stores/use-query.ts";
import { useToast } from "../../ui/use-toast.tsx";
import { sizeText } from "../../text/sizes.ts";
import { useCopy } from "../../ui/use-copy.tsx";

export function DataFolder() {
  const { t } = useTranslation();
  const files = useFiles();
  const toast = useToast();
  const confirm = useConfirm();
  const copy = useCopy();
  const isSample = useStatus((state) => state.status?.isSample === true);
  const status = useQuery("folder.status", {});
  const move = useOperation("folder.move");
  const forget = useOperation("folder.forget");
  const [refused, setRefused] = useState<FolderReport | null>(null);
  const { data } = status;

  const start = async (): Promise<void> => {
    setRefused(null);
    const picked = await files.pickFolder({ title: t("settings.data.movePick") });
    if (picked === null) return;
    try {
      const report = await client.call("folder.inspect", { folder: picked });
      if (report.refusal !== null) return setRefused(report);
      const goes = await confirm({
        title: t("settings.data.moveTitle"),
        content: (
          <>
            <p>{report.folder}</p>
            <FolderVerdict report={report} />
            <p>{t("settings.data.moveHint")}</p>
          </>
        ),
        proceed: t("settings.data.moveGo"),
      });
      if (!goes) return;
      const moved = await move.run({ folder: picked }, { progress: t("settings.data.moving") });
      if (moved === undefined) return;
      // The old folder leads to the new one anyway; this spares the next start the way round.
      await shell.rememberFolder(moved.dir);
      toast.done(t("settings.data.moved", { dir: moved.dir }));
    } catch (error) {
      toast.failed(error);
    }
  };
  const remove = async (): Promise<void> => {
    const goes = await confirm({
      title: t("settings.data.forgetTitle"),
      content: data?.previous ?? "",
      proceed: t("settings.data.forgetGo"),
      danger: true,
    });
    if (goes && (await forget.run({})) !== undefined) toast.done(t("settings.data.forgotten"));
  };

  return (
    <Panel title={t("settings.data.folder")} setting="dataFolder">
      <p className="note">{t("settings.data.folderHint")}</p>
      <ErrorNotice error={status.error} onRetry={status.refresh} />
      {data !== undefined && (
        <dl className="settings-about">
          <dt>{t("settings.data.path")}</dt>
          <dd>
            {data.dir}{" "}
            <Button size="small" onClick={() => void copy(data.dir)}>
              {t("settings.about.copy")}
            </Button>
          </dd>
          <dt>{t("settings.data.free")}</dt>
          <dd>{data.free === null ? "—" : sizeText(data.free)}</dd>
          <dt>{t("settings.data.sizes")}</dt>
          <dd>
            {t("settings.data.sizesValue", {
              database: sizeText(data.bytes.database),
              attachments: sizeText(data.bytes.attachments),
              backups: sizeText(data.bytes.backups),
            })}
          </dd>
        </dl>
      )}
      <FolderAccessNotice />
      <FolderVerdict report={refused} />
      <ErrorNotice error={move.error} onClose={move.clearError} />
      <ErrorNotice error={forget.error} onClose={forget.clearError} />
      {data !== undefined && data.previous !== null && (
        <Alert
          className="notice"
          type="info"
          showIcon
          title={t("settings.data.old", { dir: data.previous })}
          action={
            <Button loading={forget.busy} onClick={() => void remove()}>
              {t("settings.data.forget")}
            </Button>
          }
        />
      )}
      {shell.host === "electron" && (
        <div className="settings-line">
          <Button disabled={data === undefined} onClick={() => data !== undefined && void files.openFolder(data.dir)}>
            {t("settings.data.openFolder")}
          </Button>
          <Button disabled={isSample} loading={move.busy} onClick={() => void start()}>
            {t("settings.data.move")}
          </Button>
        </div>
      )}
    </Panel>
  );
}
