/** What support asks for first: which office, which version, where the data is. */
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import type { AppStatus } from "../../../db/api/operations.ts";
import { Panel } from "../../ui/page.tsx";
import { useCopy } from "../../ui/use-copy.tsx";

export function About({ status }: { readonly status: AppStatus }) {
  const { t } = useTranslation();
  const copy = useCopy();
  return (
    <Panel title={t("settings.section.about")} setting="version">
      <dl className="settings-about">
        <dt>{t("settings.about.name")}</dt>
        <dd>{status.name}</dd>
        <dt>{t("settings.about.role")}</dt>
        <dd>{t(status.role === "district" ? "app.district" : "app.station")}</dd>
        <dt>{t("settings.about.version")}</dt>
        <dd>{status.version}</dd>
        <dt>{t("settings.about.dir")}</dt>
        <dd>
          {status.dir}{" "}
          <Button size="small" onClick={() => void copy(status.dir)}>
            {t("settings.about.copy")}
          </Button>
          <p className="note">{t("settings.about.dirHint")}</p>
        </dd>
      </dl>
    </Panel>
  );
}
