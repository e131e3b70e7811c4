/** The end of a section that is saved as a whole. */
import { Button } from "antd";
import { useTranslation } from "react-i18next";

export function SaveLine({ isDirty, busy }: { readonly isDirty: boolean; readonly busy: boolean }) {
  const { t } = useTranslation();
  return (
    <div className="settings-line">
      <Button type="primary" htmlType="submit" disabled={!isDirty} loading={busy}>
        {t("action.save")}
      </Button>
      {isDirty && <span className="quiet">{t("settings.unsavedHint")}</span>}
    </div>
  );
}
