/** The rows of a long list: only those on the screen exist, and the keyboard moves a cursor through all of them. */
import { useVirtualizer } from "@tanstack/react-virtual";
import {
  useCallback,
  useEffect,
  useImperativeHandle,
  useMemo,
  useRef,
  type KeyboardEvent,
  type MouseEvent,
  type Ref,
} from "react";
import { useTranslation } from "react-i18next";
import type { ListedRecord } from "../../../db/api/operations.ts";
import { kinds, type ListedKind } from "../../../db/schema/kinds.ts";
import { isComposing } from "../../keys/keyboard.ts";
import { fontSizes } from "../../ui/theme.ts";
import { useAppearance } from "../../text/appearance.ts";
import { useLists, useListState } from "../../stores/lists.ts";
import { useMemberNames } from "../../stores/member-names.ts";
import { useLabels } from "../../text/labels.ts";
import { useRowHeight } from "../../ui/use-row-height.ts";
import { GridHead } from "./grid-head.tsx";
import { GridRow } from "./grid-row.tsx";
import type { CellContext } from "./list-cell.tsx";
import type { ShownColumn } from "./list-columns.ts";
import { moveSelection } from "./selection.ts";
import type { LongList } from "./use-paged-list.ts";
import type { Picking } from "./use-picking.ts";

export interface GridHandle {
  focus(): void;
  /** Opens the row with the cursor. */
  enter(): void;
}

interface Props {
  readonly kind: ListedKind;
  readonly list: LongList;
  readonly columns: readonly ShownColumn[];
  readonly picking: Picking;
  readonly stationName: (station: string) => string | undefined;
  readonly onOpen: (record: ListedRecord) => void;
  readonly onWidth: (name: string, width: number) => void;
  /** A letter was typed: it belongs into the search box. */
  readonly onType: () => void;
  readonly label: string;
  readonly handle: Ref<GridHandle>;
}

/** In text sizes: one line with room to press. */
const ROW_REM = 2.7;
const TICK_REM = 2.2;
const GAP_REM = 0.9;

export function RecordGrid(props: Props) {
  const { kind, list, columns, picking, stationName, onOpen, onWidth, onType, label, handle } = props;
  const { t } = useTranslation();
  const textSize = useAppearance((state) => state.textSize);
  const { selected, scrollTop } = useListState(kind);
  const place = useLists((state) => state.place);
  const scroller = useRef<HTMLDivElement>(null);
  const rowHeight = Math.round(fontSizes[textSize] * ROW_REM);
  const total = list.total ?? 0;
  // oxlint-disable-next-line react/incompatible-library -- no React compiler here; what must be memoised is, by hand
  const virtual = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 8,
    initialOffset: scrollTop,
    // The head lies over the first row.
    scrollPaddingStart: rowHeight,
  });
  const items = virtual.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? 0;
  const { show, at } = list;
  useEffect(() => show(first, last), [show, first, last]);
  useRowHeight(virtual, rowHeight);
  // Where the list was left is remembered when it goes away, not at every scroll event.
  useEffect(() => {
    const element = scroller.current;
    return () => place(kind, { scrollTop: element?.scrollTop ?? 0 });
  }, [kind, place]);

  const openSelected = useCallback(() => {
    const record = at(selected);
    if (record !== undefined) onOpen(record);
  }, [at, selected, onOpen]);
  useImperativeHandle(handle, () => ({ focus: () => scroller.current?.focus(), enter: openSelected }), [openSelected]);

  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    // The heads and their tick have their own keys.
    if (event.target !== event.currentTarget) return;
    if (event.key === "Enter") {
      event.preventDefault();
      openSelected();
    } else if (event.key === " ") {
      event.preventDefault();
      picking.toggle(selected);
    } else if (event.key.toLowerCase() === "a" && (event.ctrlKey || event.metaKey) && !event.altKey) {
      event.preventDefault();
      picking.all();
    } else if (isTyped(event)) {
      // The key itself goes on: the search box has the focus by the time it becomes a letter or opens an input method.
      onType();
    } else move(event);
  };
  const move = (event: KeyboardEvent) => {
    if (event.altKey || isComposing(event.nativeEvent)) return;
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? rowHeight) / rowHeight) - 2);
    const next = moveSelection(event.key, selected, total, page);
    if (next === null) return;
    event.preventDefault();
    if (event.shiftKey) picking.extend(next, selected);
    place(kind, { selected: next });
    virtual.scrollToIndex(next);
  };
  const onPress = useCallback(
    (index: number, event: MouseEvent) => {
      const { selected: from } = useLists.getState().byKind[kind] ?? { selected: 0 };
      if (event.shiftKey) picking.extend(index, from);
      else if (event.ctrlKey || event.metaKey) picking.toggle(index);
      place(kind, { selected: index });
    },
    [kind, place, picking],
  );

  const style = useMemo(
    () => ({
      gridTemplateColumns: `${TICK_REM}rem ${columns.map(({ track }) => track).join(" ")}`,
      minWidth: `calc(${columns.map(({ least }) => `${least} + ${GAP_REM}rem`).join(" + ")} + ${TICK_REM + 2 * GAP_REM}rem)`,
    }),
    [columns],
  );
  const context = useCellContext(kind, columns, stationName, onOpen);
  useMembersShown(columns, at, first, last);
  const isAll = total > 0 && picking.picked.size >= total;
  return (
    <div className="grid-box">
      <div
        ref={scroller}
        className="grid-scroll"
        role="grid"
        tabIndex={0}
        aria-label={label}
        aria-rowcount={total + 1}
        aria-colcount={columns.length + 1}
        aria-multiselectable
        aria-activedescendant={total > 0 ? rowId(kind, selected) : undefined}
        onKeyDown={onKeyDown}
      >
        <GridHead
          kind={kind}
          columns={columns}
          style={style}
          picked={isAll ? "all" : picking.picked.size > 0 ? "some" : "none"}
          onPickAll={(all) => (all ? picking.all() : picking.none())}
          onWidth={onWidth}
          onLeave={() => scroller.current?.focus()}
        />
        <div className="grid-rows" role="rowgroup" style={{ height: virtual.getTotalSize(), minWidth: style.minWidth }}>
          {items.map((item) => {
            const record = at(item.index);
            return (
              <GridRow
                key={item.key}
                id={rowId(kind, item.index)}
                index={item.index}
                top={item.start}
                height={rowHeight}
                style={style}
                record={record}
                columns={columns}
                context={context}
                hasCursor={item.index === selected}
                isPicked={record !== undefined && picking.picked.has(record.id)}
                tickLabel={t("listTools.pickRow")}
                onOpen={onOpen}
                onPress={onPress}
                onTick={picking.toggle}
              />
            );
          })}
        </div>
      </div>
    </div>
  );
}

const rowId = (kind: ListedKind, index: number) => `${kind}-row-${index}`;

/** A letter, a digit, a character; also the first key of an input method, which has no letter yet. */
function isTyped(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey) return false;
  return isComposing(event.nativeEvent) || (event.key.length === 1 && event.key !== "/");
}

function useCellContext(
  kind: ListedKind,
  columns: readonly ShownColumn[],
  stationName: (station: string) => string | undefined,
  onOpen: (record: ListedRecord) => void,
): CellContext {
  const labels = useLabels();
  const memberNames = useMemberNames((state) => state.names);
  return useMemo(() => {
    const { titleField } = kinds[kind];
    const opener = columns.some(({ field }) => field.name === titleField)
      ? titleField
      : (columns.find(({ field }) => field.type === "text")?.field.name ?? "");
    return { labels, stationName, memberNames, onOpen, opener };
  }, [kind, columns, labels, stationName, memberNames, onOpen]);
}

/** Asks for the names of members in the rows on the screen, where a column shows them. */
function useMembersShown(
  columns: readonly ShownColumn[],
  at: (index: number) => ListedRecord | undefined,
  first: number,
  last: number,
): void {
  const load = useMemberNames((state) => state.load);
  const names = columns
    .filter(({ field }) => field.type === "ids")
    .map(({ field }) => field.name)
    .join();
  useEffect(() => {
    if (names === "") return;
    const ids = new Set<string>();
    for (let index = first; index <= last; index += 1) {
      for (const name of names.split(",")) {
        const value = at(index)?.fields[name];
        if (Array.isArray(value)) for (const id of value) ids.add(String(id));
      }
    }
    // Names are an addition to the row; without them it shows the others.
    load([...ids]).catch(() => {});
  }, [names, at, first, last, load]);
}
