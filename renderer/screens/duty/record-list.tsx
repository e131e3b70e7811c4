/** Records behind a number or of a whole year, by month, each with what it counts for and one press from its form. */
import { useTranslation } from "react-i18next";
import type { DutyRecord, DutyReport } from "../../../db/api/operations.ts";
import { recordRoute, useRoute } from "../../stores/route.ts";
import { useLabels } from "../../text/labels.ts";
import { Mark } from "../../ui/tags.tsx";
import "./duty.css";

interface Props {
  readonly records: readonly DutyRecord[];
  /** For the names of what a record counts for; without them the marks are left out. */
  readonly figures: DutyReport["figures"];
}

export function DutyRecordList({ records, figures }: Props) {
  const { t } = useTranslation();
  const labels = useLabels();
  const open = useRoute((state) => state.open);
  const names = new Map(figures.map((figure) => [figure.key, labels.meta(figure)]));
  if (records.length === 0) return <p className="quiet">{t("duty.noRecords")}</p>;
  const months = [...Map.groupBy(records, ({ date }) => date.slice(0, 7))];
  return (
    <ol className="duty-months">
      {months.map(([month, inMonth]) => (
        <li key={month}>
          <h3>{t("duty.month", { month: Number(month.slice(5)) })}</h3>
          <ul>
            {inMonth.map((record) => (
              <li key={record.id}>
                <button type="button" className="duty-record" onClick={() => open(recordRoute(record.kind, record.id))}>
                  <span className="duty-day">{record.date.slice(0, 10)}</span>
                  <span className="duty-kind">{t(`kind.${record.kind}.name`)}</span>
                  <span className="duty-title">{record.title}</span>
                  <span className="duty-marks">
                    {record.figures.flatMap((key) => {
                      const name = names.get(key);
                      return name === undefined
                        ? []
                        : [
                            <Mark key={key} tone="accent">
                              {name}
                            </Mark>,
                          ];
                    })}
                  </span>
                </button>
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ol>
  );
}
