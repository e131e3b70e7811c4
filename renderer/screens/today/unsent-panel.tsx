/** What the district has not confirmed yet: each kind opens as a list, and one button leads to sending. */
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import type { Today } from "../../../db/api/operations.ts";
import { mainKinds } from "../../../db/schema/kinds.ts";
import { undelivered } from "../../../db/schema/waiting.ts";
import { useRoute } from "../../stores/route.ts";
import { Panel } from "../../ui/page.tsx";

export function UnsentPanel({ unsent }: { readonly unsent: Today["unsent"] }) {
  const { t } = useTranslation();
  const open = useRoute((state) => state.open);
  const waiting = mainKinds.filter((kind) => unsent[kind] > 0);
  if (waiting.length === 0) return null;
  const filter = { where: undelivered, title: t("today.unsent") };
  return (
    <Panel
      title={t("today.unsent")}
      extra={
        <Button type="primary" onClick={() => open({ screen: "sync" })}>
          {t("today.unsentGo")}
        </Button>
      }
    >
      <ul className="today-list">
        {waiting.map((kind) => (
          <li key={kind} className="today-row">
            <button
              type="button"
              className="today-link"
              aria-label={t("today.unsentOpen", { kind: t(`kind.${kind}.name`), count: unsent[kind] })}
              onClick={() => open({ screen: "list", kind, filter })}
            >
              <span className="today-title">{t(`kind.${kind}.name`)}</span>
              <strong>{t("today.unsentCount", { count: unsent[kind] })}</strong>
            </button>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
