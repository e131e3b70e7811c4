/** Says what other accounts of this PC can read in the data folder, why the program could not close it, and what to do. */
import { Alert } from "antd";
import { useTranslation } from "react-i18next";
import { useQuery } from "../stores/use-query.ts";

/** Renders nothing where nobody else gets at the data, which is nearly everywhere. */
export function FolderAccessNotice() {
  const { t } = useTranslation();
  // A failure to ask is no reason to alarm anybody: what the answer is about was there before.
  const { data } = useQuery("folder.access", {});
  if (data === undefined || data === null) return null;
  const { dir, open, replaceable } = data;
  const findings = [
    ...(open === null
      ? []
      : [{ text: "reads", said: open.names.join(t("settings.data.access.and")), ...open } as const]),
    ...(replaceable === null ? [] : [{ text: "replaces", said: "", ...replaceable } as const]),
  ];
  return findings.map(({ text, said, reason, owner }) => (
    <Alert
      key={text}
      className="notice"
      type="warning"
      showIcon
      role="status"
      title={t(`settings.data.access.${text}`, { dir, names: said })}
      description={t(`settings.data.access.${reason}`, { owner: owner ?? "", command: `chmod -R go-rwx '${dir}'` })}
    />
  ));
}
