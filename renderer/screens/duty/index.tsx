/** 委员履职档案: all members of a year, or one member's sheet. */
import { Button, Input, Select, Spin } from "antd";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useLedgerExport } from "../../paper/use-ledger-export.ts";
import { useRoute } from "../../stores/route.ts";
import { useStations } from "../../stores/stations.ts";
import { useIsDistrict, useStatus } from "../../stores/status.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import { ErrorNotice } from "../../ui/error-notice.tsx";
import { Page, Toolbar } from "../../ui/page.tsx";
import { useThisYear } from "../../ui/use-now.ts";
import { useQuery } from "../../stores/use-query.ts";
import { useShortcuts } from "../../commands/use-shortcuts.ts";
import { DutyDrawer, type OpenNumber } from "./duty-drawer.tsx";
import { DutyTable } from "./duty-table.tsx";
import { Rules } from "./rules.tsx";
import { matching, sorted } from "./rows.ts";
import { SectorFilter, useYearSectors } from "./sectors.tsx";
import { DutySheet } from "./sheet.tsx";
import { Unresolved } from "./unresolved.tsx";
import { useDutyView } from "./view.ts";
import { YearSelect } from "./year-select.tsx";
import "../../styles/screens.css";
import "./duty.css";

/** antd's Select has no null value, and no station has an empty id. */
const ALL_STATIONS = "";

export function DutyScreen({ year: asked, member }: { readonly year?: number; readonly member?: string }) {
  const { t } = useTranslation();
  const isDistrict = useIsDistrict();
  const place = useStatus((state) => state.status?.name ?? "");
  const stations = useStations();
  const thisYear = useThisYear();
  const year = asked ?? thisYear;
  const { back, replace } = useRoute();
  const view = useDutyView();
  const [number, setNumber] = useState<OpenNumber | null>(null);
  const station = member === undefined && isDistrict ? view.station : null;
  const { data, error, isLoading, refresh } = useQuery("report.duty", {
    year,
    ...(station === null ? {} : { station }),
  });
  // The answer of the year before must not stand under this year's heading.
  const report = data?.year === year && data.station === station ? data : undefined;
  const names = useMemo(() => report?.rows.map(({ name }) => name) ?? [], [report]);
  const initials = useQuery("search.initials", names.length === 0 ? null : { texts: names.slice(0, 500) }).data;
  const rows = useMemo(() => {
    const byId = new Map(report?.rows.map(({ id }, index) => [id, initials?.[index] ?? ""]));
    return sorted(matching(report?.rows ?? [], view.search, byId, view.sector), view.sorting);
  }, [report, initials, view.search, view.sector, view.sorting]);
  const sectors = useYearSectors(year);
  useShortcuts({ leave: back });

  const one = member === undefined ? undefined : report?.rows.find(({ id }) => id === member);
  const stationName = (id: string) => stations.nameOf(id) ?? (isDistrict ? undefined : place);
  const goTo = (next: number) => replace({ screen: "duty", year: next, ...(member === undefined ? {} : { member }) });
  const years = <YearSelect year={year} onChange={goTo} />;
  if (member !== undefined) {
    return (
      <Page
        title={one === undefined ? t("duty.title") : t("duty.titleOf", { name: one.name })}
        actions={<Button onClick={() => replace({ screen: "duty", year })}>{t("duty.backToTable")}</Button>}
        toolbar={<Toolbar>{years}</Toolbar>}
      >
        <ErrorNotice error={error} onRetry={refresh} />
        {report === undefined && isLoading && <Spin />}
        {report !== undefined && one === undefined && <EmptyState title={t("duty.noRecords")} />}
        {report !== undefined && one !== undefined && (
          <DutySheet key={`${year} ${one.id}`} report={report} row={one} stationName={stationName(one.station)} />
        )}
      </Page>
    );
  }
  return (
    <Page
      title={t("duty.title")}
      subtitle={report === undefined ? t("duty.hint") : `${t("duty.count", { count: rows.length })}　${t("duty.hint")}`}
      actions={<LedgerButton year={year} />}
      toolbar={
        <Toolbar>
          {years}
          {isDistrict && (
            <Select
              className="filter-station"
              aria-label={t("duty.station")}
              showSearch={{ optionFilterProp: "label" }}
              value={view.station ?? ALL_STATIONS}
              options={[
                { value: ALL_STATIONS, label: t("duty.allStations") },
                ...stations.list.map((item) => ({ value: item.station, label: item.name })),
              ]}
              onChange={(value) => view.change({ station: value === ALL_STATIONS ? null : value })}
            />
          )}
          <SectorFilter
            of={sectors}
            rows={report?.rows ?? []}
            value={view.sector}
            onChange={(sector) => view.change({ sector })}
          />
          <Input
            className="search-box"
            value={view.search}
            allowClear
            aria-label={t("duty.search")}
            placeholder={t("duty.searchHint")}
            onChange={(event) => view.change({ search: event.target.value })}
          />
        </Toolbar>
      }
    >
      <ErrorNotice error={error} onRetry={refresh} />
      {report === undefined && isLoading && <Spin />}
      {report !== undefined && report.rows.length === 0 && (
        <EmptyState
          title={t("duty.emptyTitle")}
          hint={t("duty.emptyHint")}
          action={
            <Button type="primary" onClick={() => useRoute.getState().open({ screen: "list", kind: "member" })}>
              {t("duty.emptyAction")}
            </Button>
          }
        />
      )}
      {report !== undefined && report.rows.length > 0 && (
        <>
          {rows.length === 0 ? (
            <p className="duty-note">{t("duty.noneFound")}</p>
          ) : (
            <DutyTable
              report={report}
              rows={rows}
              stationName={stationName}
              isDistrict={isDistrict}
              onOpen={setNumber}
            />
          )}
          <Rules report={report} />
          <Unresolved report={report} stationName={stationName} onOpen={setNumber} />
        </>
      )}
      {report !== undefined && number !== null && (
        <DutyDrawer report={report} number={number} onClose={() => setNumber(null)} />
      )}
    </Page>
  );
}

/** The table of the year as .xlsx, ready to print. */
function LedgerButton({ year }: { readonly year: number }) {
  const { t } = useTranslation();
  const { write, operation } = useLedgerExport(year);
  return (
    <>
      <ErrorNotice error={operation.error} onClose={operation.clearError} />
      <Button loading={operation.busy} onClick={() => void write("duty")}>
        {t("paper.ledger.menu")}
      </Button>
    </>
  );
}
