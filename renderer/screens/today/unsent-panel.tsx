/** What the district has not confirmed yet, and the way there. */
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import type { Today } from "../../../db/api.ts";
import { mainKinds } from "../../../db/schema/kinds.ts";
import { useRoute } from "../../stores/route.ts";
import { Panel } from "../../ui/page.tsx";

export function UnsentPanel({ unsent }: { readonly unsent: Today["unsent"] }) {
  const { t } = useTranslation();
  const open = useRoute((state) => state.open);
  const waiting = mainKinds.filter((kind) => unsent[kind] > 0);
  return (
    <Panel
      title={t("today.unsent")}
      extra={
        <Button type={waiting.length > 0 ? "primary" : "default"} onClick={() => open({ screen: "sync" })}>
          {t("today.unsentGo")}
        </Button>
      }
    >
      {waiting.length === 0 ? (
        <p className="today-none">{t("today.unsentNone")}</p>
      ) : (
        <ul className="unsent-counts">
          {waiting.map((kind) => (
            <li key={kind}>
              <span>{t(`nav.${kind}`)}</span>
              <strong>{t("today.unsentCount", { count: unsent[kind] })}</strong>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
