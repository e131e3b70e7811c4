/** The backups of a place, newest first; each can be looked into before anything else. */
import { Alert, Button, Segmented } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { BackupEntry, Input } from "../../../db/api/operations.ts";
import { mainKinds } from "../../../db/schema/kinds.ts";
import { shownMoment } from "../../text/when.ts";
import { ErrorNotice } from "../../ui/error-notice.tsx";
import { useFiles } from "../../ui/use-files.ts";
import { useQuery } from "../../stores/use-query.ts";
import { sizeText } from "../../text/sizes.ts";
import { BackupLook } from "./backup-look.tsx";

const FIRST = 8;
const EXTENSION = "lxqbackup";

interface Props {
  /** Whether a second place is set, so that its backups can be chosen too. */
  readonly hasSecond: boolean;
  readonly emptyText?: string;
}

export function BackupList({ hasSecond, emptyText }: Props) {
  const { t } = useTranslation();
  const files = useFiles();
  const [place, setPlace] = useState<"here" | "second">("here");
  const [isWhole, setWhole] = useState(false);
  const [file, setFile] = useState<string | null>(null);
  const input: Input<"backup.list"> = { place };
  const { data, error, refresh } = useQuery("backup.list", input);
  const backups = data?.backups ?? [];

  const openFile = async (): Promise<void> => {
    const [picked] = await files.pickFiles({
      title: t("settings.backups.fromFile"),
      multiple: false,
      filters: [{ name: t("settings.backups.filter"), extensions: [EXTENSION] }],
    });
    if (picked !== undefined) setFile(picked);
  };

  return (
    <>
      <div className="settings-line">
        {hasSecond && (
          <Segmented
            aria-label={t("settings.backups.from")}
            value={place}
            onChange={setPlace}
            options={(["here", "second"] as const).map((value) => ({ value, label: t(`settings.backups.${value}`) }))}
          />
        )}
        <Button onClick={() => void openFile()}>{t("settings.backups.fromFile")}</Button>
      </div>
      <ErrorNotice error={error} onRetry={refresh} />
      {data !== undefined && backups.length === 0 && (
        <p className="quiet settings-line">
          {place === "second" ? t("settings.backups.noneSecond") : (emptyText ?? t("settings.backups.none"))}
        </p>
      )}
      {backups.length > 0 && (
        <div className="settings-scroll">
          <table className="plain-table settings-backups" aria-label={t("settings.backups.list")}>
            <thead>
              <tr>
                <th scope="col">{t("settings.backups.at")}</th>
                <th scope="col">{t("settings.backups.reason")}</th>
                <th scope="col">{t("settings.backups.contents")}</th>
                <th scope="col">{t("settings.backups.since")}</th>
                <th scope="col" className="number">
                  {t("settings.backups.size")}
                </th>
                <th scope="col">
                  <span className="visually-hidden">{t("settings.backups.look")}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {(isWhole ? backups : backups.slice(0, FIRST)).map((backup) => (
                <BackupRow key={backup.file} backup={backup} onLook={() => setFile(backup.file)} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {!isWhole && backups.length > FIRST && (
        <Button type="link" onClick={() => setWhole(true)}>
          {t("settings.backups.more", { count: backups.length })}
        </Button>
      )}
      {file !== null && <BackupLook key={file} file={file} onClose={() => setFile(null)} />}
    </>
  );
}

function BackupRow({ backup, onLook }: { readonly backup: BackupEntry; readonly onLook: () => void }) {
  const { t } = useTranslation();
  const at = shownMoment(backup.at);
  const since =
    backup.since === null
      ? t("settings.backups.sinceUnknown")
      : backup.since === 0
        ? t("settings.backups.sinceNone")
        : t("settings.backups.sinceCount", { count: backup.since });
  return (
    <tr>
      <th scope="row" className="nowrap">
        {at}
      </th>
      <td>{t(`settings.backups.reasons.${backup.reason}`)}</td>
      <td>
        {mainKinds.map((kind) => `${t(`kind.${kind}.name`)} ${backup.counts[kind] ?? 0}`).join(t("settings.separator"))}
      </td>
      <td>{since}</td>
      <td className="number">{sizeText(backup.bytes)}</td>
      <td>
        {backup.isWhole ? (
          <Button size="small" aria-label={t("settings.backups.lookLabel", { at })} onClick={onLook}>
            {t("settings.backups.look")}
          </Button>
        ) : (
          <Alert type="error" title={t("settings.backups.damaged")} />
        )}
      </td>
    </tr>
  );
}
