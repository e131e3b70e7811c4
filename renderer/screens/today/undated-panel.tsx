/** Calls that wait for a year's holidays: with a provisional date each, and the way to the missing holidays. */
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import type { UndatedCall } from "../../../db/api.ts";
import { recordRoute, useRoute } from "../../stores/route.ts";
import { Panel } from "../../ui/page.tsx";
import { Mark } from "../../ui/tags.tsx";

interface Props {
  readonly undated: readonly UndatedCall[];
  readonly total: number;
}

const SHOWN = 8;

export function UndatedPanel({ undated, total }: Props) {
  const { t } = useTranslation();
  const open = useRoute((state) => state.open);
  const years = [...new Set(undated.map(({ unknownYear }) => unknownYear))].toSorted().join("、");
  return (
    <Panel
      title={t("today.undated")}
      extra={total > 0 && <span className="panel-note">{t("today.waitingCount", { count: total })}</span>}
    >
      <div className="due-rule due-unknown" role="status">
        <span>{t("today.undatedHint", { years })}</span>
        <Button type="link" size="small" onClick={() => open({ screen: "settings", section: "holidays" })}>
          {t("today.undatedImport", { years })}
        </Button>
      </div>
      <ul className="today-list">
        {undated.slice(0, SHOWN).map(({ record, provisionalOn, isOverdue }) => (
          <li key={record.id} className="today-row">
            <button type="button" className="today-link" onClick={() => open(recordRoute("hotline", record.id))}>
              <span className="today-due">
                {provisionalOn}{" "}
                <Mark tone={isOverdue ? "late" : "soon"}>
                  {t(isOverdue ? "today.provisionalOver" : "today.provisional")}
                </Mark>
              </span>
              <span className="today-title">{record.title}</span>
            </button>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
