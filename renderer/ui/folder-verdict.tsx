/** What was found out about a folder that was chosen for the data: the refusal, or what to mind. */
import { Alert } from "antd";
import { useTranslation } from "react-i18next";
import type { FolderReport } from "../../db/api/operations.ts";
import { errorText } from "../../db/schema/errors.ts";
import { sizeText } from "../text/sizes.ts";

/** Renders nothing for a folder without fault, or none. */
export function FolderVerdict({ report }: { readonly report: FolderReport | null }) {
  const { t, i18n } = useTranslation();
  if (report === null) return null;
  const { refusal, warnings, free } = report;
  if (refusal !== null) {
    const language = i18n.language === "en" ? "en" : "zh";
    return (
      <Alert
        className="notice"
        type="error"
        showIcon
        role="alert"
        title={errorText(refusal.name, refusal.params, language)}
        description={t("error.number", { number: refusal.code })}
      />
    );
  }
  return warnings.map((warning) => (
    <Alert
      key={warning.kind}
      className="notice"
      type="warning"
      showIcon
      title={t(`settings.data.warn.${warning.kind}`, {
        service: warning.kind === "cloud" ? warning.service : "",
        free: sizeText(free),
      })}
    />
  ));
}
