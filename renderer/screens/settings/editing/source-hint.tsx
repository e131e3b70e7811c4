/** Whose settings these are: a district's travel to its stations, and hold there. */
import { Alert, Button } from "antd";
import { useTranslation } from "react-i18next";
import type { SettingKey } from "../../../../db/schema/settings.ts";
import { useStatus } from "../../../stores/status.ts";
import { ErrorNotice } from "../../../ui/error-notice.tsx";
import { Mark } from "../../../ui/tags.tsx";
import { useOperation } from "../../../ui/use-operation.ts";
import { useQuery } from "../../../stores/use-query.ts";
import { useToast } from "../../../ui/use-toast.tsx";
import { useSettingText } from "./setting-text.ts";

/** What the district has set: at a station it is shown and cannot be changed. Empty at the district itself. */
export const useDistrictKeys = (): ReadonlySet<SettingKey> => useStatus((state) => state.locked);

const none: readonly SettingKey[] = [];

/** @param keys the settings of this section */
export function SourceHint({ keys = none }: { readonly keys?: readonly SettingKey[] }) {
  const { t } = useTranslation();
  const status = useStatus((state) => state.status);
  const fixed = useDistrictKeys();
  const { nameOf, listOf } = useSettingText();
  if (status?.role === "district") return <HandedOut keys={keys} />;
  const district = status?.station?.district ?? null;
  if (district === null) return null;
  const names = keys.filter((key) => fixed.has(key)).map(nameOf);
  if (names.length === 0) return <p className="note">{t("settings.districtHint")}</p>;
  return (
    <Alert
      className="notice settings-lock-note"
      type="info"
      showIcon
      title={t("settings.fromDistrictNote", { district, names: listOf(names) })}
      description={<Waiting keys={keys} />}
    />
  );
}

/** What this PC had itself: kept, and in force again once the district lets go. */
function Waiting({ keys }: { readonly keys: readonly SettingKey[] }) {
  const { t } = useTranslation();
  const { nameOf, valueOf } = useSettingText();
  const { data } = useQuery("settings.waiting", {});
  const waiting = keys.filter((key) => data?.[key] !== undefined);
  if (data === undefined || waiting.length === 0) return null;
  return (
    <>
      <p>{t("settings.waiting")}</p>
      <ul className="settings-waiting">
        {waiting.map((key) => (
          <li key={key}>
            {nameOf(key)}
            {t("settings.colon")}
            {valueOf(key, data)}
          </li>
        ))}
      </ul>
    </>
  );
}

/** Beside one setting that the district has set. */
export function DistrictMark({ setting }: { readonly setting: SettingKey }) {
  const { t } = useTranslation();
  const isFixed = useDistrictKeys().has(setting);
  return isFixed ? <Mark tone="accent">{t("settings.locked")}</Mark> : null;
}

/** At the district: what it has set for its stations, and the way to leave it to them again. */
function HandedOut({ keys }: { readonly keys: readonly SettingKey[] }) {
  const { t } = useTranslation();
  const toast = useToast();
  const { nameOf, listOf } = useSettingText();
  const { data } = useQuery("settings.sources", {});
  const reset = useOperation("settings.reset");
  const set = useOperation("settings.set");
  const handed = keys.filter((key) => data?.[key] === "district");
  const release = async (): Promise<void> => {
    const settings = useStatus.getState().settings;
    const before = Object.fromEntries(handed.map((key) => [key, settings?.[key]]));
    if ((await reset.run({ keys: [...handed] })) === undefined) return;
    toast.undoable(t("settings.released", { names: listOf(handed.map(nameOf)) }), () => {
      void set.run({ values: before });
    });
  };
  return (
    <>
      <p className="note">{t("settings.districtOwn")}</p>
      {handed.length > 0 && (
        <p className="settings-line">
          <span>{t("settings.handedOut", { names: listOf(handed.map(nameOf)) })}</span>
          <Button size="small" loading={reset.busy} onClick={() => void release()}>
            {t("settings.release")}
          </Button>
        </p>
      )}
      <ErrorNotice error={reset.error ?? set.error} onClose={reset.clearError} />
    </>
  );
}
