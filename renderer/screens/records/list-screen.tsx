/** The list of one kind: search, filters, rows, drafts of the kind, and how to begin a new one. */
import { Button, type InputRef } from "antd";
import { useCallback, useEffect, useMemo, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { ListedRecord } from "../../../db/api.ts";
import type { ListedKind } from "../../../db/schema/kinds.ts";
import { useCommandTitle } from "../../commands/command-title.ts";
import { useLists, useListState } from "../../stores/lists.ts";
import { newRoute, recordRoute, useRoute, type ListFilter } from "../../stores/route.ts";
import { useStations } from "../../stores/stations.ts";
import { useIsDistrict } from "../../stores/status.ts";
import type { ListQuery } from "../../stores/pages.ts";
import { ErrorNotice } from "../../ui/error-notice.tsx";
import { Page } from "../../ui/page.tsx";
import { useShortcuts } from "../../ui/use-shortcuts.ts";
import { columnsFor } from "./columns.tsx";
import { fromTable, isRegister } from "./from-table.ts";
import { KindTabs } from "./kind-tabs.tsx";
import { ListDrafts } from "./list-drafts.tsx";
import { ListEmpty } from "./list-empty.tsx";
import { ListToolbar } from "./list-toolbar.tsx";
import { RecordGrid, type GridHandle } from "./record-grid.tsx";
import { usePagedList } from "./use-paged-list.ts";

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
  const stations = useStations();
  const search = useRef<InputRef>(null);
  const grid = useRef<GridHandle>(null);

  // A filter that came with the route (a figure's rows) replaces the one the list was left with.
  useEffect(() => {
    if (filter === undefined) return;
    setFilter(kind, {
      search: filter.search ?? "",
      year: filter.year ?? null,
      state: filter.state ?? null,
      ids: filter.ids ?? null,
      due: filter.due ?? false,
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
    }),
    [kind, state.search, state.year, state.state, state.station, state.ids, state.due],
  );
  const list = usePagedList(query);
  const columns = useMemo(() => columnsFor(kind, isDistrict), [kind, isDistrict]);
  const openRecord = useCallback((record: ListedRecord) => open(recordRoute(kind, record.id)), [kind, open]);
  const create = useCallback(() => open(newRoute(kind)), [kind, open]);

  useShortcuts({ create, search: () => search.current?.focus({ cursor: "all" }) });
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

  const isFiltered = Object.keys(query).length > 1;
  const isEmpty = list.total === 0 && !list.isStale;
  return (
    <Page
      layout="fill"
      title={isRegister(kind) ? <KindTabs kind={kind} /> : t(`nav.${kind}`)}
      subtitle={
        list.isStale || list.total === null
          ? t("list.searching")
          : t(isFiltered ? "list.found" : "list.total", { count: list.total })
      }
      actions={
        <>
          {isRegister(kind) && <Button onClick={() => fromTable(kind)}>{t("wizard.fromTable")}</Button>}
          <Button type="primary" onClick={create} title={titleOf("create", t(`list.create.${kind}`))}>
            {t(`list.create.${kind}`)}
          </Button>
        </>
      }
      toolbar={
        <ListToolbar
          kind={kind}
          stations={stations.list}
          searchRef={search}
          onLeaveSearch={(key) => (key === "Enter" ? grid.current?.enter() : grid.current?.focus())}
        />
      }
    >
      <ErrorNotice error={list.error} onRetry={list.refresh} />
      <ListDrafts kind={kind} />
      {isEmpty ? (
        <ListEmpty kind={kind} isFiltered={isFiltered} onCreate={create} />
      ) : (
        <RecordGrid
          kind={kind}
          list={list}
          columns={columns}
          stationName={stations.nameOf}
          onOpen={openRecord}
          label={t(`nav.${kind}`)}
          handle={grid}
        />
      )}
    </Page>
  );
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
}
