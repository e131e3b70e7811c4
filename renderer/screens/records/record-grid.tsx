/** The rows of a long list: only those on the screen exist, and the keyboard moves a selection through all of them. */
import { useVirtualizer } from "@tanstack/react-virtual";
import {
  memo,
  useCallback,
  useEffect,
  useImperativeHandle,
  useMemo,
  useRef,
  type KeyboardEvent,
  type Ref,
} from "react";
import { useTranslation } from "react-i18next";
import type { ListedRecord } from "../../../db/api.ts";
import type { ListedKind } from "../../../db/schema/kinds.ts";
import { fontSizes } from "../../frame/theme.ts";
import { useAppearance } from "../../stores/appearance.ts";
import { useLists, useListState } from "../../stores/lists.ts";
import { useLabels } from "../../text/labels.ts";
import type { CellContext, ListColumn } from "./columns.tsx";
import { moveSelection } from "./selection.ts";
import type { LongList } from "./use-paged-list.ts";

export interface GridHandle {
  focus(): void;
  /** Opens the selected row. */
  enter(): void;
}

interface Props {
  readonly kind: ListedKind;
  readonly list: LongList;
  readonly columns: readonly ListColumn[];
  readonly stationName: (station: string) => string | undefined;
  readonly onOpen: (record: ListedRecord) => void;
  readonly label: string;
  readonly handle: Ref<GridHandle>;
}

/** In text sizes: one line with room to press. */
const ROW_REM = 2.7;

export function RecordGrid({ kind, list, columns, stationName, onOpen, label, handle }: Props) {
  const { t } = useTranslation();
  const labels = useLabels();
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
  });
  const items = virtual.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? 0;
  const { show, at } = list;
  useEffect(() => show(first, last), [show, first, last]);
  useEffect(() => virtual.measure(), [virtual, rowHeight]);
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

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      openSelected();
      return;
    }
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? rowHeight) / rowHeight) - 2);
    const next = moveSelection(event.key, selected, total, page);
    if (next === null) return;
    event.preventDefault();
    place(kind, { selected: next });
    virtual.scrollToIndex(next);
  };

  const template = useMemo(() => columns.map((column) => column.width).join(" "), [columns]);
  const context = useMemo<CellContext>(() => ({ labels, stationName }), [labels, stationName]);
  return (
    <div className="grid-box">
      <div
        ref={scroller}
        className="grid-scroll"
        role="grid"
        tabIndex={0}
        aria-label={label}
        aria-rowcount={total + 1}
        aria-activedescendant={total > 0 ? rowId(kind, selected) : undefined}
        onKeyDown={onKeyDown}
      >
        <div className="grid-head" role="row" aria-rowindex={1} style={{ gridTemplateColumns: template }}>
          {columns.map(({ key, head }) => (
            <div key={key} role="columnheader">
              {"field" in head ? labels.field(kind, head.field) : t(`list.heads.${head.text}`)}
            </div>
          ))}
        </div>
        <div className="grid-rows" role="rowgroup" style={{ height: virtual.getTotalSize() }}>
          {items.map((item) => (
            <Row
              key={item.key}
              id={rowId(kind, item.index)}
              index={item.index}
              top={item.start}
              height={rowHeight}
              template={template}
              record={at(item.index)}
              columns={columns}
              context={context}
              isSelected={item.index === selected}
              onOpen={onOpen}
              onSelect={place}
              kind={kind}
            />
          ))}
        </div>
      </div>
    </div>
  );
}

const rowId = (kind: ListedKind, index: number) => `${kind}-row-${index}`;

interface RowProps {
  readonly id: string;
  readonly kind: ListedKind;
  readonly index: number;
  readonly top: number;
  readonly height: number;
  readonly template: string;
  readonly record: ListedRecord | undefined;
  readonly columns: readonly ListColumn[];
  readonly context: CellContext;
  readonly isSelected: boolean;
  readonly onOpen: (record: ListedRecord) => void;
  readonly onSelect: (kind: ListedKind, change: { selected: number }) => void;
}

/** Memoised: while scrolling only the rows that come in are drawn. */
const Row = memo(function Row({
  id,
  kind,
  index,
  top,
  height,
  template,
  record,
  columns,
  context,
  isSelected,
  onOpen,
  onSelect,
}: RowProps) {
  return (
    <div
      id={id}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={isSelected}
      className={isSelected ? "grid-row grid-row-selected" : "grid-row"}
      style={{ height, transform: `translateY(${top}px)`, gridTemplateColumns: template }}
      onMouseDown={() => onSelect(kind, { selected: index })}
      onClick={() => record !== undefined && onOpen(record)}
    >
      {columns.map((column) => (
        <div key={column.key} role="gridcell" className="grid-cell">
          {record === undefined ? "" : column.cell(record, context)}
        </div>
      ))}
    </div>
  );
});
