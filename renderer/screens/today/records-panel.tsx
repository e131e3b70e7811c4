/** A short list of records of any kind. */
import { useTranslation } from "react-i18next";
import type { ListedRecord } from "../../../db/api/operations.ts";
import { recordRoute, useRoute } from "../../stores/route.ts";
import { useLabels } from "../../text/labels.ts";
import { Panel } from "../../ui/page.tsx";
import { StateMark } from "../../ui/state-mark.tsx";
import { namedDate } from "./named-date.ts";

export function RecordsPanel({
  title,
  records,
}: {
  readonly title: string;
  readonly records: readonly ListedRecord[];
}) {
  const { t } = useTranslation();
  const labels = useLabels();
  const open = useRoute((state) => state.open);
  return (
    <Panel title={title}>
      <ul className="today-list">
        {records.map((record) => (
          <li key={record.id} className="today-row">
            <button type="button" className="today-link" onClick={() => open(recordRoute(record.kind, record.id))}>
              <span className="today-kind">{t(`kind.${record.kind}.name`)}</span>
              <span className="today-title">{record.title}</span>
              <StateMark kind={record.kind} state={record.state} />
              <span className="today-date">{namedDate(record, labels)}</span>
            </button>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
