/** Records that wait for a hand: how many, the first ones, and all of them as a list that shows the same number. */
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import type { ListedRecord } from "../../../db/api/operations.ts";
import { recordRoute, useRoute, type ListFilter } from "../../stores/route.ts";
import { useStations } from "../../stores/stations.ts";
import { Panel } from "../../ui/page.tsx";
import { StateMark } from "../../ui/state-mark.tsx";

interface Props {
  readonly title: string;
  readonly hint: string;
  readonly records: readonly ListedRecord[];
  readonly total: number;
  readonly filter: ListFilter;
}

const SHOWN = 6;

export function WaitingPanel({ title, hint, records, total, filter }: Props) {
  const { t } = useTranslation();
  const open = useRoute((state) => state.open);
  const stations = useStations();
  const [first] = records;
  if (first === undefined) return null;
  return (
    <Panel
      title={`${title}${t("mark.aside", { text: t("today.waitingCount", { count: total }) })}`}
      extra={<span className="panel-note">{hint}</span>}
    >
      <ul className="today-list">
        {records.slice(0, SHOWN).map((record) => (
          <li key={record.id} className="today-row">
            <button type="button" className="today-link" onClick={() => open(recordRoute(record.kind, record.id))}>
              <StateMark kind={record.kind} state={record.state} />
              <span className="today-title">{record.title}</span>
              <span className="today-date">
                {[stations.nameOf(record.station), record.date?.slice(0, 10)].filter(Boolean).join(" ")}
              </span>
            </button>
          </li>
        ))}
      </ul>
      {total > SHOWN && (
        <Button type="link" onClick={() => open({ screen: "list", kind: first.kind, filter })}>
          {t("action.showAll")}
        </Button>
      )}
    </Panel>
  );
}
