/** 统计: the year's figures, each opening onto its rule and rows. */
import { Button, Select, Spin } from "antd";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useRoute } from "../../stores/route.ts";
import { useIsDistrict } from "../../stores/status.ts";
import { useLabels } from "../../text/labels.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import { ErrorNotice } from "../../ui/error-notice.tsx";
import { Page, Toolbar } from "../../ui/page.tsx";
import { useThisYear } from "../../ui/use-now.ts";
import { useQuery } from "../../stores/use-query.ts";
import { FigureContext, type OpenFigure } from "./figure-context.ts";
import { FigureDrawer } from "./figure-drawer.tsx";
import { isEmptyYear } from "./figures.ts";
import { LedgerMenu } from "./ledger-menu.tsx";
import { MissingPanel } from "./missing-panel.tsx";
import { KindPanel } from "./panels.tsx";
import { figureOrder } from "../../kinds/register.ts";
import { reportText } from "./report-text.ts";
import { useCopy } from "../../ui/use-copy.tsx";
import { useLatestYear } from "./use-latest-year.ts";
import "../../styles/screens.css";
import "./stats.css";

const YEARS_BACK = 15;
/** antd's Select has no null value, and no station has an empty id. */
const ALL_STATIONS = "";

export function StatsScreen() {
  const { t } = useTranslation();
  const labels = useLabels();
  const copy = useCopy();
  const isDistrict = useIsDistrict();
  const thisYear = useThisYear();
  const [year, setYear] = useState(thisYear);
  const [station, setStation] = useState<string | null>(null);
  const [figure, setFigure] = useState<OpenFigure | null>(null);
  const latestYear = useLatestYear();
  const stations = useQuery("district.stations", isDistrict ? {} : null);
  const { data, error, isLoading, refresh } = useQuery("report.year", {
    year,
    ...(station === null ? {} : { station }),
  });
  // The answer of the year before must not stand under this year's heading.
  const report = data?.year === year && data.station === station ? data : undefined;

  const figures = useMemo(() => {
    const names = new Map(report?.rules.map((rule) => [rule.figure, labels.meta(rule)]));
    return { open: setFigure, nameOf: (path: string) => names.get(path) ?? path };
  }, [report, labels]);

  const stationName = stations.data?.stations.find((one) => one.station === station)?.name;
  const copyReport = (): void => {
    if (report === undefined) return;
    const place = isDistrict ? (stationName ?? t("stats.allStations")) : "";
    void copy(
      reportText(report, {
        heading: `${t("stats.yearValue", { year })} ${t("stats.title")} ${place}`.trim(),
        kind: (kind) => t(`kind.${kind}.name`),
        name: (rule) => labels.meta(rule),
        notReached: (count) => t("stats.notReached", { count }),
        leftOut: (count) => t("stats.leftOut", { count }),
        ratio: (share, numerator, denominator) => t("stats.ratio", { percent: share, numerator, denominator }),
      }),
    );
  };

  const years = Array.from({ length: YEARS_BACK }, (_, back) => thisYear - back);
  return (
    <Page
      title={t("stats.title")}
      subtitle={t("stats.hint")}
      actions={
        <>
          <Button onClick={() => useRoute.getState().open({ screen: "duty", year })}>{t("duty.title")}</Button>
          <LedgerMenu year={year} />
          <Button disabled={report === undefined} onClick={copyReport}>
            {t("stats.copy")}
          </Button>
        </>
      }
      toolbar={
        <Toolbar>
          <Button aria-label={t("stats.previousYear")} onClick={() => setYear(year - 1)}>
            ‹
          </Button>
          <Select
            className="stats-year"
            aria-label={t("stats.year")}
            value={year}
            options={[...new Set([...years, year])].map((value) => ({
              value,
              label: t("stats.yearValue", { year: value }),
            }))}
            onChange={setYear}
          />
          <Button aria-label={t("stats.nextYear")} disabled={year >= thisYear} onClick={() => setYear(year + 1)}>
            ›
          </Button>
          {isDistrict && (
            <Select
              className="stats-station"
              aria-label={t("stats.station")}
              showSearch={{ optionFilterProp: "label" }}
              value={station ?? ALL_STATIONS}
              options={[
                { value: ALL_STATIONS, label: t("stats.allStations") },
                ...(stations.data?.stations ?? []).map((one) => ({ value: one.station, label: one.name })),
              ]}
              onChange={(value) => setStation(value === ALL_STATIONS ? null : value)}
            />
          )}
        </Toolbar>
      }
    >
      <ErrorNotice error={error} onRetry={refresh} />
      {report === undefined && isLoading && <Spin />}
      {report !== undefined && isEmptyYear(report) && (
        <EmptyState
          title={t("stats.emptyTitle", { year })}
          hint={t("stats.emptyHint")}
          action={
            <>
              {latestYear !== null && latestYear !== year && (
                <Button type="primary" onClick={() => setYear(latestYear)}>
                  {t("stats.goToYear", { year: latestYear })}
                </Button>
              )}
              {!isDistrict && (
                <Button onClick={() => useRoute.getState().open({ screen: "ledger" })}>{t("stats.import")}</Button>
              )}
            </>
          }
        />
      )}
      {report !== undefined && (
        <FigureContext value={figures}>
          {!isEmptyYear(report) && (
            <>
              {figureOrder.map((kind) => (
                <KindPanel key={kind} report={report} kind={kind} />
              ))}
            </>
          )}
          <MissingPanel report={report} isDistrict={isDistrict} />
        </FigureContext>
      )}
      {figure !== null && (
        <FigureDrawer year={year} station={station} figure={figure} onClose={() => setFigure(null)} />
      )}
    </Page>
  );
}
