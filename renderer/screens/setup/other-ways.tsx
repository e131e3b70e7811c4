/** Other ways to begin: try with sample data, or go on from a backup on this new PC. */
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ErrorNotice } from "../../ui/error-notice.tsx";
import { useFiles } from "../../ui/use-files.ts";
import { useOperation } from "../../ui/use-operation.ts";
import { useQuery } from "../../stores/use-query.ts";
import { BackupLook } from "../settings/backup-look.tsx";
import { KeysImport } from "../settings/keys-import.tsx";

export function OtherWays() {
  const { t } = useTranslation();
  const files = useFiles();
  const folder = useQuery("folder.status", {});
  const start = useOperation("sample.start", { writes: false });
  const end = useOperation("sample.end", { writes: false });
  const [isKeysOpen, setKeysOpen] = useState(false);
  const [backup, setBackup] = useState<string | null>(null);
  const sample = folder.data?.sample;

  const tryOut = async (): Promise<void> => {
    if ((await start.run({}, { progress: t("setup.sample.making") })) !== undefined) location.reload();
  };
  const remove = async (): Promise<void> => {
    if ((await end.run({})) !== undefined) folder.refresh();
  };
  const restore = async (): Promise<void> => {
    const [file] = await files.pickFiles({
      title: t("setup.restore"),
      multiple: false,
      filters: [{ name: t("settings.backups.filter"), extensions: ["lxqbackup"] }],
    });
    if (file !== undefined) setBackup(file);
  };

  return (
    <section className="setup-other" aria-label={t("setup.otherWays")}>
      <ErrorNotice error={start.error} onClose={start.clearError} />
      <ErrorNotice error={end.error} onClose={end.clearError} />
      <div className="setup-actions">
        {sample?.canStart === true && (
          <Button loading={start.busy} onClick={() => void tryOut()}>
            {t(sample.exists ? "setup.sample.goOn" : "setup.sample.start")}
          </Button>
        )}
        {sample?.exists === true && (
          <Button loading={end.busy} onClick={() => void remove()}>
            {t("setup.sample.remove")}
          </Button>
        )}
        <Button onClick={() => void restore()}>{t("setup.restore")}</Button>
        <Button onClick={() => setKeysOpen(true)}>{t("keys.begin")}</Button>
      </div>
      <p className="setup-hint">{t("setup.otherHint")}</p>
      {isKeysOpen && <KeysImport isFirstRun onClose={() => setKeysOpen(false)} onDone={() => location.reload()} />}
      {backup !== null && <BackupLook key={backup} file={backup} onClose={() => setBackup(null)} />}
    </section>
  );
}
