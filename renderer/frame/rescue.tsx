/** The data cannot be opened: the reason, and where that helps, a way to look into the backups and restore one. */
import { useTranslation } from "react-i18next";
import { mendable } from "../../db/schema/backup.ts";
import { ClientError } from "../hosts/client.ts";
import { BackupList } from "../screens/settings/backup-list.tsx";
import { ErrorNotice } from "../ui/error-notice.tsx";
import { Panel } from "../ui/page.tsx";
import "../screens/settings/settings.css";
import "../styles/screens.css";

export function Rescue({ error, onRetry }: { readonly error: unknown; readonly onRetry: () => void }) {
  const { t } = useTranslation();
  const canRestore = error instanceof ClientError && mendable.has(error.report.name);
  return (
    <div className="rescue">
      <ErrorNotice error={error} onRetry={onRetry} />
      {canRestore && (
        <Panel title={t("settings.rescue.title")}>
          <p className="note">{t("settings.rescue.hint")}</p>
          <BackupList hasSecond={false} emptyText={t("settings.rescue.none")} />
        </Panel>
      )}
    </div>
  );
}
