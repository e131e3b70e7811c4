/** The list of one kind: search, filters, rows, drafts of the kind, and how to begin a new one. */
import { Button, type InputRef } from "antd";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { ListedRecord } from "../../../db/api/operations.ts";
import type { ListedKind } from "../../../db/schema/kinds.ts";
import { useCommandTitle } from "../../commands/command-title.ts";
import { noFilters, useLists, useListState } from "../../stores/lists.ts";
import { useAppearance } from "../../text/appearance.ts";
import { usePreferences } from "../../stores/preferences.ts";
import { newRoute, recordRoute, useRoute, type ListFilter } from "../../stores/route.ts";
import { useStations } from "../../stores/stations.ts";
import { useIsDistrict } from "../../stores/status.ts";
import type { ListQuery } from "../../stores/pages.ts";
import { ErrorNotice } from "../../ui/error-notice.tsx";
import { Page } from "../../ui/page.tsx";
import { useToast } from "../../ui/use-toast.tsx";
import { useShortcuts } from "../../commands/use-shortcuts.ts";
import { FilterBar } from "./filter-bar.tsx";
import { FilterDialog } from "./filter-dialog.tsx";
import { columnNames, shownColumns } from "./list-columns.ts";
import { fromTable, isRegister } from "./from-table.ts";
import { KindTabs } from "./kind-tabs.tsx";
import { ListDrafts } from "./list-drafts.tsx";
import { ListEmpty } from "./list-empty.tsx";
import { ListFoot } from "./list-foot.tsx";
import { ListToolbar } from "./list-toolbar.tsx";
import { PreviewPane } from "./preview-pane.tsx";
import { RecordGrid, type GridHandle } from "./record-grid.tsx";
import { useColumnWidths } from "./use-column-widths.ts";
import { useListExport } from "./use-list-export.ts";
import { usePagedList } from "./use-paged-list.ts";
import { usePicking } from "./use-picking.ts";

interface Props {
  readonly kind: ListedKind;
  readonly filter: ListFilter | undefined;
}

export function RecordListScreen({ kind, filter }: Props) {
  const { t } = useTranslation();
  const titleOf = useCommandTitle();
  const open = useRoute((state) => state.open);
  const state = useListState(kind);
  const setFilter = useLists((lists) => lists.filter);
  const isDistrict = useIsDistrict();
  const toast = useToast();
  const stations = useStations();
  const search = useRef<InputRef>(null);
  const grid = useRef<GridHandle>(null);

  // A filter that came with the route (a figure's rows) replaces the one the list was left with.
  useEffect(() => {
    if (filter === undefined) return;
    setFilter(kind, {
      ...noFilters,
      search: filter.search ?? "",
      year: filter.year ?? null,
      state: filter.state ?? null,
      ids: filter.ids ?? null,
      due: filter.due ?? false,
      where: filter.where ?? [],
      idsTitle: filter.title ?? null,
    });
  }, [kind, filter, setFilter]);

  const query = useMemo<ListQuery>(
    () => ({
      kind,
      ...(state.search.trim() === "" ? {} : { search: state.search.trim() }),
      ...(state.year === null ? {} : { year: state.year }),
      ...(state.state === null ? {} : { state: state.state }),
      ...(state.station === null ? {} : { station: state.station }),
      ...(state.ids === null ? {} : { ids: [...state.ids] }),
      ...(state.due ? { due: true } : {}),
      ...(state.where.length === 0 ? {} : { where: [...state.where] }),
    }),
    [kind, state.search, state.year, state.state, state.station, state.ids, state.due, state.where],
  );
  const isFiltered = Object.keys(query).length > 1;
  const ordered = useMemo<ListQuery>(
    () => (state.order.length === 0 ? query : { ...query, order: [...state.order] }),
    [query, state.order],
  );
  const preferences = usePreferences((store) => store.values);
  const { widths, setWidth } = useColumnWidths(kind);
  const language = useAppearance((store) => store.language);
  const columns = useMemo(
    () => shownColumns(kind, isDistrict, { ...preferences, listWidths: { [kind]: widths } }, language),
    [kind, isDistrict, preferences, widths, language],
  );
  const names = columnNames(kind, isDistrict, preferences).join();
  const paged = useMemo(() => ({ ...ordered, columns: names.split(",") }), [ordered, names]);
  const list = usePagedList(paged);
  const picking = usePicking(kind, ordered, list);
  const exporting = useListExport(kind, ordered);
  /** Which chip is open; its index, or "new". */
  const [chip, setChip] = useState<number | "new" | null>(null);
  const { listPreview } = preferences;
  const openRecord = useCallback((record: ListedRecord) => open(recordRoute(kind, record.id)), [kind, open]);
  const create = useCallback(() => open(newRoute(kind)), [kind, open]);

  const leave = () => {
    if (isTyping(document.activeElement)) grid.current?.focus();
    else if (picking.picked.size > 0) picking.none();
  };
  const savePreferences = usePreferences((store) => store.save);
  const togglePreview = () =>
    void savePreferences({ listPreview: listPreview === "off" ? "right" : "off" }).catch(toast.failed);
  const edit = useCallback(() => search.current?.focus({ cursor: "end" }), []);
  useShortcuts({ create, leave, togglePreview, search: () => search.current?.focus({ cursor: "all" }) });
  useEffect(() => {
    const onSlash = (event: KeyboardEvent) => {
      if (event.key !== "/" || event.isComposing || isTyping(event.target)) return;
      event.preventDefault();
      search.current?.focus({ cursor: "all" });
    };
    window.addEventListener("keydown", onSlash);
    return () => window.removeEventListener("keydown", onSlash);
  }, []);
  useEffect(() => grid.current?.focus(), []);

  const isEmpty = list.total === 0 && !list.isStale;
  return (
    <Page
      layout="fill"
      title={isRegister(kind) ? <KindTabs kind={kind} /> : t(`kind.${kind}.name`)}
      subtitle={
        list.isStale || list.total === null
          ? t("list.searching")
          : t(isFiltered ? "list.found" : "list.total", { count: list.total })
      }
      actions={
        <>
          {isRegister(kind) && <Button onClick={() => fromTable(kind)}>{t("wizard.fromTable")}</Button>}
          <Button type="primary" onClick={create} title={titleOf("create", t(`kind.${kind}.create`))}>
            {t(`kind.${kind}.create`)}
          </Button>
        </>
      }
      toolbar={
        <ListToolbar
          kind={kind}
          stations={stations.list}
          searchRef={search}
          canSave={isFiltered || state.order.length > 0}
          onLeaveSearch={(key) => (key === "Enter" ? grid.current?.enter() : grid.current?.focus())}
          onAddFilter={() => setChip("new")}
          onExport={(format) => void exporting.run(format, names.split(","), picking.picked)}
        />
      }
    >
      <ErrorNotice error={list.error} onRetry={list.refresh} />
      <ErrorNotice error={exporting.error} onClose={exporting.clearError} />
      <ListDrafts kind={kind} />
      <FilterBar kind={kind} stations={stations} onEdit={setChip} />
      {isEmpty ? (
        <ListEmpty kind={kind} isFiltered={isFiltered} onCreate={create} />
      ) : (
        <>
          <div className={`list-split list-split-${listPreview}`}>
            <RecordGrid
              kind={kind}
              list={list}
              columns={columns}
              picking={picking}
              stationName={stations.nameOf}
              onOpen={openRecord}
              onWidth={setWidth}
              onType={edit}
              label={t(`kind.${kind}.name`)}
              handle={grid}
            />
            {listPreview !== "off" && (
              <aside className="list-preview" aria-label={t("listTools.preview")}>
                <PreviewPane kind={kind} record={list.at(state.selected)} onOpen={openRecord} />
              </aside>
            )}
          </div>
          <ListFoot
            kind={kind}
            query={query}
            picking={picking}
            onExport={(format) => void exporting.run(format, names.split(","), picking.picked)}
          />
        </>
      )}
      {chip !== null && (
        <FilterDialog
          kind={kind}
          condition={chip === "new" ? undefined : state.where[chip]}
          stations={stations}
          onClose={() => setChip(null)}
          onDone={(condition) => {
            const where = chip === "new" ? [...state.where, condition] : state.where.with(chip, condition);
            setFilter(kind, { where });
            setChip(null);
          }}
        />
      )}
    </Page>
  );
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
}
