/** Calls that wait for a year's holidays: with a provisional date each, and the way to the missing holidays. */
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import type { UndatedCall } from "../../../db/api/operations.ts";
import { recordRoute, useRoute, type ListFilter } from "../../stores/route.ts";
import { Panel } from "../../ui/page.tsx";
import { Mark } from "../../ui/tags.tsx";

interface Props {
  readonly undated: readonly UndatedCall[];
  readonly total: number;
}

const SHOWN = 8;

/** Open calls without a date; also those of no type, which never had one. */
const withoutDate = (title: string): ListFilter => ({
  title,
  where: [
    { field: "dueOn", is: "empty" },
    { field: "state", is: "none", values: ["closed"] },
  ],
});

export function UndatedPanel({ undated, total }: Props) {
  const { t } = useTranslation();
  const open = useRoute((state) => state.open);
  const missing = [...new Set(undated.map(({ unknownYear }) => unknownYear))].toSorted();
  const years = missing.join("、");
  const goImport = (): void => {
    const [year] = missing;
    open({ screen: "settings", section: "holidays", ...(year === undefined ? {} : { year: Number(year) }) });
  };
  return (
    <Panel title={t("today.undated")} extra={<Button onClick={goImport}>{t("today.undatedImport", { years })}</Button>}>
      <p className="today-hint due-unknown" role="status">
        {t("today.undatedHint", { years, count: total })}
      </p>
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
      {total > SHOWN && (
        <Button
          type="link"
          onClick={() => open({ screen: "list", kind: "hotline", filter: withoutDate(t("today.noDate")) })}
        >
          {t("action.showAll")}
        </Button>
      )}
    </Panel>
  );
}
