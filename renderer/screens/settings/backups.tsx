/** 自动备份: when the last ones were made and where, how many stay, and the list to look into. */
import { Alert, Button, Select, Spin } from "antd";
import { useTranslation } from "react-i18next";
import type { BackupStatus } from "../../../db/api/operations.ts";
import type { BackupPlan } from "../../../db/schema/backup.ts";
import { shell } from "../../hosts/client.ts";
import { useChanges } from "../../stores/changes.ts";
import { usePreferences } from "../../stores/preferences.ts";
import { shownMoment } from "../../text/when.ts";
import { ErrorNotice } from "../../ui/error-notice.tsx";
import { Panel } from "../../ui/page.tsx";
import { useFiles } from "../../ui/use-files.ts";
import { useOperation } from "../../ui/use-operation.ts";
import { useQuery } from "../../stores/use-query.ts";
import { useToast } from "../../ui/use-toast.tsx";
import { sizeText } from "../../text/sizes.ts";
import { KeptInput } from "./kept-input.tsx";
import { BackupList } from "./backup-list.tsx";

const intervals = [15, 30, 60, 120, 240];
const kept = [
  { key: "hourly", text: "settings.backups.keepHours", max: 168 },
  { key: "daily", text: "settings.backups.keepDays", max: 366 },
  { key: "monthly", text: "settings.backups.keepMonths", max: 120 },
] as const;

export function Backups() {
  const { t } = useTranslation();
  const status = useQuery("backup.status", {});
  const { data } = status;
  return (
    <>
      <Panel title={t("settings.backups.title")} setting="backups">
        <p className="note">{t("settings.backups.hint")}</p>
        <ErrorNotice error={status.error} onRetry={status.refresh} />
        {data === undefined ? <Spin /> : <Places status={data} />}
      </Panel>
      {data !== undefined && (
        <Panel title={t("settings.backups.list")} setting="backupList">
          <p className="note">{t("settings.backups.listHint")}</p>
          <BackupList hasSecond={data.second !== null} />
        </Panel>
      )}
    </>
  );
}

function Places({ status }: { readonly status: BackupStatus }) {
  const { t } = useTranslation();
  const files = useFiles();
  const toast = useToast();
  const now = useOperation("backup.now");
  const { plan } = status;

  const save = async (change: Partial<BackupPlan>): Promise<boolean> => {
    try {
      await usePreferences.getState().save({ backup: { ...plan, ...change } });
      useChanges.getState().changed();
      return true;
    } catch (error) {
      toast.failed(error);
      return false;
    }
  };
  const change = async (values: Partial<BackupPlan>, text: string = t("settings.backups.saved")): Promise<void> => {
    const before = plan;
    if (await save(values)) toast.undoable(text, () => void save(before));
  };
  const chooseSecond = async (): Promise<void> => {
    const folder = await files.pickFolder({ title: t("settings.backups.secondPick") });
    if (folder === null) return;
    await change({ second: folder }, t("settings.backups.secondSet", { folder }));
    await now.run({}, { progress: t("settings.backups.running") });
  };
  const run = async (): Promise<void> => {
    if ((await now.run({}, { progress: t("settings.backups.running") })) !== undefined)
      toast.done(t("settings.backups.done"));
  };

  return (
    <>
      <dl className="settings-about">
        <dt>{t("settings.backups.here")}</dt>
        <dd>
          <Place place={status.here} />
        </dd>
        <dt>{t("settings.backups.second")}</dt>
        <dd data-setting="backupSecond">
          {status.second === null ? (
            <p>{t("settings.backups.secondNone")}</p>
          ) : (
            <Place place={status.second} isFolderShown />
          )}
          <span className="button-row settings-line">
            {/* A browser cannot choose a folder of this PC. */}
            {shell.host === "electron" && (
              <Button onClick={() => void chooseSecond()}>
                {t(status.second === null ? "settings.backups.chooseSecond" : "settings.backups.changeSecond")}
              </Button>
            )}
            {status.second !== null && (
              <Button onClick={() => void change({ second: null }, t("settings.backups.secondCleared"))}>
                {t("settings.backups.clearSecond")}
              </Button>
            )}
          </span>
        </dd>
      </dl>
      <ErrorNotice error={now.error} onClose={now.clearError} />
      <div className="settings-line">
        <Button type="primary" loading={now.busy} onClick={() => void run()}>
          {t("settings.backups.now")}
        </Button>
        <span className="settings-kept" data-setting="backupEvery">
          <label htmlFor="backup-every">{t("settings.backups.every")}</label>
          <Select
            id="backup-every"
            className="settings-unit"
            value={plan.everyMinutes}
            options={[...new Set([...intervals, plan.everyMinutes])]
              .toSorted((a, b) => a - b)
              .map((count) => ({ value: count, label: t("settings.backups.minutes", { count }) }))}
            onChange={(everyMinutes) => void change({ everyMinutes })}
          />
        </span>
      </div>
      <div className="settings-line" data-setting="backupKeep">
        <span>{t("settings.backups.keep")}</span>
        {kept.map(({ key, text, max }) => (
          <label key={key} className="settings-kept">
            {t(text)}
            <KeptInput
              name={`backups.${key}`}
              max={max}
              saved={plan[key]}
              onDone={(value) => void change({ [key]: value })}
            />
          </label>
        ))}
      </div>
    </>
  );
}

function Place({
  place,
  isFolderShown = false,
}: {
  readonly place: BackupStatus["here"];
  readonly isFolderShown?: boolean;
}) {
  const { t } = useTranslation();
  const { lastAt, isCurrent, count, bytes, failure, warning, folder } = place;
  return (
    <>
      <p>
        <strong>
          {lastAt === null ? t("settings.backups.never") : t("settings.backups.last", { at: shownMoment(lastAt) })}
        </strong>
        {lastAt !== null && (
          <span className="quiet settings-beside">
            {t(isCurrent ? "settings.backups.current" : "settings.backups.behind")}
          </span>
        )}
        <span className="quiet settings-beside">
          {t("settings.backups.countSize", { count, size: sizeText(bytes) })}
        </span>
      </p>
      {isFolderShown && <p className="quiet">{folder}</p>}
      {warning !== null && (
        <Alert
          className="notice"
          type="warning"
          showIcon
          title={
            warning === "failed"
              ? t("settings.backups.warning.failed", { message: failure?.message ?? "" })
              : t("settings.backups.warning.old")
          }
        />
      )}
    </>
  );
}
