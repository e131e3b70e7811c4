/** Says on 今日 when the backups need a hand, one press from where they are made; silent otherwise. */
import { Alert, Button } from "antd";
import { useTranslation } from "react-i18next";
import { useRoute } from "../../stores/route.ts";
import { useQuery } from "../../stores/use-query.ts";

export function BackupNotice() {
  const { t } = useTranslation();
  const open = useRoute((state) => state.open);
  // A failure to ask is shown where the backups are; here it would only hide the day's work.
  const { data } = useQuery("backup.status", {});
  const place = [data?.here, data?.second].find((one) => (one?.warning ?? null) !== null);
  if (place === null || place === undefined) return null;
  const where = t(place === data?.second ? "settings.backups.second" : "settings.backups.here");
  const what =
    place.warning === "failed"
      ? t("settings.backups.warning.failed", { message: place.failure?.message ?? "" })
      : t("settings.backups.warning.old");
  return (
    <Alert
      className="notice"
      type="warning"
      showIcon
      role="status"
      title={`${where}${t("settings.colon")}${what}`}
      action={
        <Button onClick={() => open({ screen: "settings", section: "upkeep" })}>{t("settings.section.upkeep")}</Button>
      }
    />
  );
}
