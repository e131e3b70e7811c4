/** One member's year: who they are, every number, and the records in order of time; a number narrows them to its own. */
import { Button, Spin } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { DutyKey, DutyReport, DutyRow } from "../../../db/api/operations.ts";
import { memberLevels, memberRoles } from "../../../db/schema/people.ts";
import { recordRoute, useRoute } from "../../stores/route.ts";
import { useLabels } from "../../text/labels.ts";
import { ErrorNotice } from "../../ui/error-notice.tsx";
import { Panel } from "../../ui/page.tsx";
import { useQuery } from "../../stores/use-query.ts";
import { DutyRecordList } from "./record-list.tsx";
import { UnlistedMark, useYearSectors } from "./sectors.tsx";

interface Props {
  readonly report: DutyReport;
  readonly row: DutyRow;
  readonly stationName: string | undefined;
}

export function DutySheet({ report, row, stationName }: Props) {
  const { t } = useTranslation();
  const labels = useLabels();
  const open = useRoute((state) => state.open);
  const sectors = useYearSectors(report.year);
  const [chosen, setChosen] = useState<DutyKey | null>(null);
  const { data, error, refresh } = useQuery("report.dutyRows", { year: report.year, member: row.id });
  const figure = report.figures.find(({ key }) => key === chosen);
  const records = (data?.records ?? []).filter(({ figures }) => chosen === null || figures.includes(chosen));
  const facts = [
    row.roles.map((role) => labels.option(memberRoles, role)).join(" / "),
    row.levels.length === 0
      ? null
      : t("duty.levels", { levels: row.levels.map((level) => labels.option(memberLevels, level)).join(" / ") }),
    row.sector === null ? null : (
      <>
        {row.sector} <UnlistedMark sector={row.sector} of={sectors} />
      </>
    ),
    row.employer,
    t("duty.homeStation", { name: row.homeStation ?? stationName ?? "" }),
    row.leftOn === null ? (row.active ? "" : t("duty.left")) : t("duty.leftOn", { date: row.leftOn }),
  ].filter((fact) => fact !== null && fact !== "");
  return (
    <>
      <Panel>
        <div className="duty-facts">
          <ul>
            {facts.map((fact, index) => (
              // oxlint-disable-next-line react/no-array-index-key -- facts of one member in a fixed order
              <li key={index}>{fact}</li>
            ))}
          </ul>
          <Button onClick={() => open(recordRoute("member", row.id))}>{t("duty.openMember")}</Button>
        </div>
        <div className="duty-numbers">
          {report.figures.map(({ key, ...words }) => {
            const value = row.values[key];
            return (
              <button
                key={key}
                type="button"
                className="duty-number"
                aria-pressed={chosen === key}
                title={value === null ? t("duty.missingHere") : labels.meta(words.rule)}
                onClick={() => setChosen(chosen === key ? null : key)}
              >
                <span className={value === null ? "duty-value duty-missing" : "duty-value"}>
                  {value === null ? t("duty.missing") : value}
                </span>
                <span>{labels.meta(words)}</span>
              </button>
            );
          })}
        </div>
      </Panel>
      <Panel
        title={figure === undefined ? t("duty.timeline") : labels.meta(figure)}
        extra={chosen !== null && <Button onClick={() => setChosen(null)}>{t("duty.showAll")}</Button>}
      >
        {figure !== undefined && <p className="duty-rule">{labels.meta(figure.rule)}</p>}
        <ErrorNotice error={error} onRetry={refresh} />
        {data === undefined ? (
          error === null && <Spin />
        ) : (
          <DutyRecordList records={records} figures={report.figures} />
        )}
      </Panel>
    </>
  );
}
