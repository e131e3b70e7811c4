/** Whose settings these are: a district's travel to its stations, and hold there. */
import { Alert } from "antd";
import { useTranslation } from "react-i18next";
import { useStatus } from "../../stores/status.ts";
import { useQuery } from "../../ui/use-query.ts";
import type { SettingKey } from "./overruled.ts";

/** What the district has set: at a station it is shown and cannot be changed. Empty at the district itself. */
export function useDistrictKeys(): ReadonlySet<SettingKey> {
  const isStation = useStatus((state) => state.status?.role === "station");
  const { data } = useQuery("settings.sources", isStation ? {} : null);
  const keys = Object.entries(data ?? {}).filter(([, source]) => source === "district");
  return new Set(keys.map(([key]) => key as SettingKey));
}

const none: readonly SettingKey[] = [];

/** @param keys the settings of this section */
export function SourceHint({ keys = none }: { readonly keys?: readonly SettingKey[] }) {
  const { t } = useTranslation();
  const status = useStatus((state) => state.status);
  const fixed = useDistrictKeys();
  if (status?.role === "district") return <p className="note">{t("settings.districtOwn")}</p>;
  if ((status?.station?.district ?? null) === null) return null;
  const names = keys.filter((key) => fixed.has(key)).map((key) => t(`settings.key.${key}`));
  if (names.length === 0) return <p className="note">{t("settings.districtHint")}</p>;
  return (
    <Alert
      className="notice"
      type="info"
      showIcon
      title={t("settings.fromDistrictNote", { names: names.join(t("settings.separator")) })}
    />
  );
}
