/** Search and filters of a list. */
import { Button, Select, type InputRef } from "antd";
import type { Ref } from "react";
import { useTranslation } from "react-i18next";
import type { StationStatus } from "../../../db/api/operations.ts";
import { kinds, type ListedKind } from "../../../db/schema/kinds.ts";
import { useLists, useListState } from "../../stores/lists.ts";
import { useLabels } from "../../text/labels.ts";
import { Toolbar } from "../../ui/page.tsx";
import { useThisYear } from "../../ui/use-now.ts";
import { SearchBox } from "../../ui/search-box.tsx";
import { ListTools } from "./list-tools.tsx";
import { SavedFilters } from "./saved-filters.tsx";
import { statesOf } from "../../ui/state-mark.tsx";
import type { ExportFormat } from "./use-list-export.ts";

interface Props {
  readonly kind: ListedKind;
  readonly stations: readonly StationStatus[];
  readonly searchRef: Ref<InputRef>;
  /** There is something to save as a filter. */
  readonly canSave: boolean;
  readonly onLeaveSearch: (key: "ArrowDown" | "Enter") => void;
  readonly onAddFilter: () => void;
  readonly onExport: (format: ExportFormat) => void;
}

const YEARS_BACK = 12;

export function ListToolbar(props: Props) {
  const { kind, stations, searchRef, canSave, onLeaveSearch, onAddFilter, onExport } = props;
  const { t } = useTranslation();
  const labels = useLabels();
  const state = useListState(kind);
  const filter = useLists((lists) => lists.filter);
  const states = statesOf(kind);
  const thisYear = useThisYear();
  const isDated = kinds[kind].dateField !== null;
  return (
    <Toolbar end={<ListTools kind={kind} onExport={onExport} />}>
      <SearchBox
        inputRef={searchRef}
        value={state.search}
        label={t("list.search")}
        placeholder={t(`kind.${kind}.searchHint`)}
        onSearch={(search) => filter(kind, { search })}
        onLeave={onLeaveSearch}
      />
      {isDated && (
        <Select<number | "all">
          aria-label={t("list.year")}
          className="filter-year"
          value={state.year ?? "all"}
          options={[
            { value: "all" as const, label: t("list.allYears") },
            ...Array.from({ length: YEARS_BACK }, (_, index) => ({
              value: thisYear - index,
              label: t("list.yearName", { year: thisYear - index }),
            })),
          ]}
          onChange={(year) => filter(kind, { year: year === "all" ? null : year })}
        />
      )}
      {states.length > 0 && (
        <Select<string>
          aria-label={t("list.state")}
          className="filter-state"
          value={state.state ?? "all"}
          options={[
            { value: "all", label: t("list.allStates") },
            ...states.map(({ name, label }) => ({ value: name, label: labels.meta(label) })),
          ]}
          onChange={(value) => filter(kind, { state: value === "all" ? null : value })}
        />
      )}
      {stations.length > 0 && (
        <Select<string>
          aria-label={t("list.station")}
          className="filter-station"
          value={state.station ?? "all"}
          showSearch={{ optionFilterProp: "label" }}
          options={[
            { value: "all", label: t("list.allStations") },
            ...stations.map(({ station, name }) => ({ value: station, label: name })),
          ]}
          onChange={(value) => filter(kind, { station: value === "all" ? null : value })}
        />
      )}
      <Button onClick={onAddFilter}>{t("listTools.filterAdd")}</Button>
      <SavedFilters kind={kind} canSave={canSave} />
      {(state.ids !== null || state.due) && (
        <span className="filter-ids">
          {t("list.behind", { title: state.idsTitle ?? "" })}
          <Button size="small" onClick={() => filter(kind, { ids: null, due: false, idsTitle: null })}>
            {t("list.clearFilter")}
          </Button>
        </span>
      )}
    </Toolbar>
  );
}
