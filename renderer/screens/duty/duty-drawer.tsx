/** A number opened: its rule and the records behind it. */
import { Drawer, Spin } from "antd";
import { useTranslation } from "react-i18next";
import type { DutyKey, DutyReport, Input } from "../../../db/api/operations.ts";
import { useLabels } from "../../text/labels.ts";
import { ErrorNotice } from "../../ui/error-notice.tsx";
import { useQuery } from "../../stores/use-query.ts";
import { DutyRecordList } from "./record-list.tsx";

export interface OpenNumber {
  readonly figure: DutyKey;
  /** Whose number, for the heading. */
  readonly name: string;
  readonly who: Pick<Input<"report.dutyRows">, "member" | "person">;
}

interface Props {
  readonly report: DutyReport;
  readonly number: OpenNumber;
  readonly onClose: () => void;
}

const WIDTH = 720;

export function DutyDrawer({ report, number, onClose }: Props) {
  const { t } = useTranslation();
  const labels = useLabels();
  const { year, station, figures } = report;
  const scope = station === null ? {} : { station };
  const { data, error, refresh } = useQuery("report.dutyRows", {
    year,
    ...scope,
    figure: number.figure,
    ...number.who,
  });
  const figure = figures.find(({ key }) => key === number.figure);
  return (
    <Drawer
      open
      title={`${number.name} · ${figure === undefined ? "" : labels.meta(figure)} · ${t("duty.yearValue", { year })}`}
      size={WIDTH}
      onClose={onClose}
      closable={{ "aria-label": t("action.close") }}
    >
      <ErrorNotice error={error} onRetry={refresh} />
      <p className="duty-rule">{figure === undefined ? null : labels.meta(figure.rule)}</p>
      {data === undefined ? (
        error === null && <Spin />
      ) : (
        <>
          <p className="quiet">{t("duty.recordCount", { count: data.records.length })}</p>
          <DutyRecordList records={data.records} figures={figures} />
        </>
      )}
    </Drawer>
  );
}
