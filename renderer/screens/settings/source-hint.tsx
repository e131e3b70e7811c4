/** Whose settings these are: a district's travel to its stations, and hold there. */
import { useTranslation } from "react-i18next";
import { useStatus } from "../../stores/status.ts";

export function SourceHint() {
  const { t } = useTranslation();
  const status = useStatus((state) => state.status);
  if (status?.role === "district") return <p className="note">{t("settings.districtOwn")}</p>;
  if ((status?.station?.district ?? null) === null) return null;
  return <p className="note">{t("settings.districtHint")}</p>;
}
