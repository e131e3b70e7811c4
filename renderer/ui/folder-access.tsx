/** Says what other accounts of this PC can read in the data folder, why the program could not close it, and what to do. */
import { Alert } from "antd";
import { useTranslation } from "react-i18next";
import { useQuery } from "./use-query.ts";

/** Renders nothing where nobody else gets at the data, which is nearly everywhere. */
export function FolderAccessNotice() {
  const { t } = useTranslation();
  // A failure to ask is no reason to alarm anybody: what the answer is about was there before.
  const { data } = useQuery("folder.access", {});
  if (data === undefined || data === null) return null;
  const { dir, open, isReplaceable, reason, owner } = data;
  const names = open.join(t("settings.data.access.and"));
  return (
    <Alert
      className="notice"
      type="warning"
      showIcon
      role="status"
      title={
        open.length > 0 ? t("settings.data.access.reads", { dir, names }) : t("settings.data.access.replaces", { dir })
      }
      description={
        <>
          {open.length > 0 && isReplaceable && <p>{t("settings.data.access.replaces", { dir })}</p>}
          <p>{t(`settings.data.access.${reason}`, { dir, owner: owner ?? "" })}</p>
        </>
      }
    />
  );
}
