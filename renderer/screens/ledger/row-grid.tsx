/**
 * Every row of a sheet with its problems by cell. Only the rows on the screen exist; arrow keys move through all cells,
 * Enter or F2 corrects one in place, Space leaves a row out.
 */
import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useEffectEvent, useImperativeHandle, useRef, useState, type KeyboardEvent, type Ref } from "react";
import { useTranslation } from "react-i18next";
import type { LedgerRow, LedgerSheet } from "../../../db/api/operations.ts";
import { isComposing } from "../../keys/keyboard.ts";
import { fontSizes } from "../../ui/theme.ts";
import { useAppearance } from "../../text/appearance.ts";
import { useRowHeight } from "../../ui/use-row-height.ts";
import { GridRow } from "./grid-row.tsx";
import { cellId, type CellPlace } from "./cell-place.ts";
import { columnLetter } from "./mapping.ts";
import type { LedgerRows } from "./use-rows.ts";

export interface RowGridHandle {
  focus(): void;
}

interface Props {
  readonly sheet: LedgerSheet;
  readonly labels: readonly string[];
  readonly rows: LedgerRows;
  readonly active: CellPlace;
  readonly onActive: (place: CellPlace) => void;
  readonly onCell: (row: LedgerRow, column: number, text: string) => void;
  readonly onType: (row: LedgerRow, column: number, text: string) => void;
  /** The open cell was left without a change. */
  readonly onLeave: () => void;
  readonly onToggle: (row: LedgerRow) => void;
  readonly onCompare: (row: LedgerRow) => void;
  readonly handle: Ref<RowGridHandle>;
}

const ROW_REM = 2.2;

export function RowGrid(props: Props) {
  const { sheet, labels, rows, active, onActive, onCell, onType, onLeave, onToggle, onCompare, handle } = props;
  const { t } = useTranslation();
  const textSize = useAppearance((state) => state.textSize);
  const scroller = useRef<HTMLDivElement>(null);
  const [editing, setEditing] = useState<CellPlace | null>(null);
  const rowHeight = Math.round(fontSizes[textSize] * ROW_REM);
  const total = rows.total ?? 0;
  // oxlint-disable-next-line react/incompatible-library -- no React compiler here; what must be memoised is, by hand
  const virtual = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 8,
    // The head stays in sight above the rows.
    scrollMargin: rowHeight,
    scrollPaddingStart: rowHeight,
    initialOffset: active.index * rowHeight,
  });
  const items = virtual.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? 0;
  const { show } = rows;
  useEffect(() => show(first, last), [show, first, last]);
  useRowHeight(virtual, rowHeight);
  useImperativeHandle(handle, () => ({ focus: () => scroller.current?.focus() }), []);

  const { columns } = sheet;
  const reveal = useEffectEvent(({ index, place }: CellPlace): void => {
    virtual.scrollToIndex(index);
    const head = scroller.current?.querySelector<HTMLElement>(`[data-place="${place}"]`);
    const box = scroller.current;
    if (head === null || head === undefined || box === null) return;
    const frozen = box.querySelector<HTMLElement>(".sheet-fixed")?.offsetWidth ?? 0;
    if (place < 0 || head.offsetLeft - frozen < box.scrollLeft) box.scrollLeft = Math.max(0, head.offsetLeft - frozen);
    else if (head.offsetLeft + head.offsetWidth > box.scrollLeft + box.clientWidth)
      box.scrollLeft = head.offsetLeft + head.offsetWidth - box.clientWidth;
  });
  // Also after a jump to a problem, which comes from outside.
  useEffect(() => reveal(active), [active]);

  const move = (index: number, place: number): void =>
    onActive({
      index: Math.min(Math.max(0, index), Math.max(0, total - 1)),
      place: Math.min(Math.max(-1, place), columns.length - 1),
    });
  const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? rowHeight) / rowHeight) - 3);

  const onKeyDown = (event: KeyboardEvent): void => {
    if (editing !== null || event.target !== scroller.current) return;
    if (event.altKey || event.metaKey) return;
    const { index, place } = active;
    const row = rows.at(index);
    const moves: Readonly<Record<string, CellPlace>> = {
      ArrowDown: { index: index + 1, place },
      ArrowUp: { index: index - 1, place },
      ArrowRight: { index, place: place + 1 },
      ArrowLeft: { index, place: place - 1 },
      PageDown: { index: index + page, place },
      PageUp: { index: index - page, place },
      Home: event.ctrlKey ? { index: 0, place } : { index, place: 0 },
      End: event.ctrlKey ? { index: total - 1, place } : { index, place: columns.length - 1 },
    };
    const next = moves[event.key];
    if (next !== undefined) {
      event.preventDefault();
      return move(next.index, next.place);
    }
    if (event.ctrlKey || row === undefined) return;
    if (event.key === " ") {
      event.preventDefault();
      return onToggle(row);
    }
    if (event.key === "Enter" && place === -1 && row.candidates.length > 0) {
      event.preventDefault();
      return onCompare(row);
    }
    // A key that an input method takes opens the cell too; what it composes is typed there.
    const opens = event.key === "Enter" || event.key === "F2" || isComposing(event.nativeEvent);
    if (opens && place >= 0) {
      event.preventDefault();
      setEditing(active);
    }
  };

  const closeCell = (): void => {
    setEditing(null);
    scroller.current?.focus();
  };

  return (
    <div className="sheet-box">
      <div
        ref={scroller}
        className="sheet-scroll"
        role="grid"
        tabIndex={0}
        aria-label={t("wizard.grid.label", { sheet: sheet.sheet })}
        aria-rowcount={total + 1}
        aria-colcount={columns.length + 1}
        aria-activedescendant={total > 0 ? cellId(active) : undefined}
        onKeyDown={onKeyDown}
      >
        <div className="sheet-head" role="row" aria-rowindex={1}>
          <div className="sheet-fixed" role="columnheader" data-place={-1}>
            <span className="sheet-take">{t("wizard.grid.take")}</span>
            <span className="sheet-number">{t("wizard.grid.row")}</span>
            <span className="sheet-state">{t("wizard.grid.state")}</span>
          </div>
          {columns.map(({ index, header, isUnlabelled }, place) => (
            <div
              key={index}
              className="sheet-cell"
              role="columnheader"
              data-place={place}
              title={isUnlabelled ? "" : header}
            >
              <span className="sheet-letter">{columnLetter(index)}</span>
              <span className="sheet-text" title={labels[place]}>
                {labels[place]}
              </span>
            </div>
          ))}
        </div>
        <div className="sheet-rows" role="rowgroup" style={{ height: virtual.getTotalSize() }}>
          {items.map((item) => (
            <GridRow
              key={item.key}
              index={item.index}
              top={item.start - rowHeight}
              height={rowHeight}
              columns={columns}
              row={rows.at(item.index)}
              activePlace={item.index === active.index ? active.place : null}
              editingPlace={editing?.index === item.index ? editing.place : null}
              onActive={(place) => onActive({ index: item.index, place })}
              onEdit={(place) => setEditing({ index: item.index, place })}
              onCell={(row, column, text) => {
                closeCell();
                onCell(row, column, text);
              }}
              onType={onType}
              onLeave={() => {
                closeCell();
                onLeave();
              }}
              onToggle={onToggle}
              onCompare={onCompare}
            />
          ))}
        </div>
      </div>
    </div>
  );
}
