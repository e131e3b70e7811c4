/** Calls that are overdue or due soon, most urgent first. */
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import type { ListedRecord } from "../../../db/api/operations.ts";
import { recordRoute, useRoute } from "../../stores/route.ts";
import { Panel } from "../../ui/page.tsx";
import { DueMark } from "../../ui/tags.tsx";

interface Props {
  readonly due: readonly ListedRecord[];
  readonly dueTotal: number;
  readonly overdueTotal: number;
}

const SHOWN = 8;

export function DuePanel({ due, dueTotal, overdueTotal }: Props) {
  const { t } = useTranslation();
  const open = useRoute((state) => state.open);
  return (
    <Panel
      title={t("today.due")}
      extra={
        dueTotal > 0 && (
          <span className="panel-note">
            {t("today.dueCount", { overdue: overdueTotal, soon: dueTotal - overdueTotal })}
          </span>
        )
      }
    >
      <ul className="today-list">
        {due.slice(0, SHOWN).map((record) => (
          <li key={record.id} className="today-row">
            <button type="button" className="today-link" onClick={() => open(recordRoute("hotline", record.id))}>
              <span className="today-due">
                <DueMark dueOn={record.dueOn} warning={record.warning} />
              </span>
              <span className="today-title">{record.title}</span>
              <span className="today-date">{unitOf(record)}</span>
            </button>
          </li>
        ))}
      </ul>
      {dueTotal > SHOWN && (
        <Button
          type="link"
          onClick={() => open({ screen: "list", kind: "hotline", filter: { title: t("today.due"), due: true } })}
        >
          {t("action.showAll")}
        </Button>
      )}
    </Panel>
  );
}

const unitOf = (record: ListedRecord): string =>
  typeof record.fields["unit"] === "string" ? record.fields["unit"] : "";
