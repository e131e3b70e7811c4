/** One row of a list. Memoised: while scrolling only the rows that come in are drawn. */
import { memo, type MouseEvent } from "react";
import type { ListedRecord } from "../../../db/api/operations.ts";
import { cellOf, type CellContext } from "./list-cell.tsx";
import type { ShownColumn } from "./list-columns.ts";

interface Props {
  readonly id: string;
  readonly index: number;
  /** Pixels. */
  readonly top: number;
  readonly height: number;
  readonly style: { readonly gridTemplateColumns: string; readonly minWidth: string };
  /** undefined until its page has come. */
  readonly record: ListedRecord | undefined;
  readonly columns: readonly ShownColumn[];
  readonly context: CellContext;
  readonly hasCursor: boolean;
  readonly isPicked: boolean;
  readonly tickLabel: string;
  readonly onOpen: (record: ListedRecord) => void;
  readonly onPress: (index: number, event: MouseEvent) => void;
  readonly onTick: (index: number) => void;
}

export const GridRow = memo(function GridRow(props: Props) {
  const { id, index, top, height, style, record, columns, context, hasCursor, isPicked, tickLabel } = props;
  const { onOpen, onPress, onTick } = props;
  const classes = ["grid-row", hasCursor && "grid-row-cursor", isPicked && "grid-row-picked"].filter(Boolean).join(" ");
  return (
    <div
      id={id}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={isPicked}
      className={classes}
      style={{ ...style, height, transform: `translateY(${top}px)` }}
      onMouseDown={(event) => {
        // Shift would mark text from here to the last click.
        if (event.shiftKey) event.preventDefault();
      }}
      onClick={(event) => onPress(index, event)}
      onDoubleClick={() => record !== undefined && onOpen(record)}
    >
      <div
        role="gridcell"
        className="grid-tick"
        onClick={(event) => {
          event.stopPropagation();
          if (event.shiftKey) onPress(index, event);
          else onTick(index);
        }}
        onDoubleClick={(event) => event.stopPropagation()}
      >
        {/* A plain box: a hundred of the library's would be felt while scrolling. The row says aria-selected. */}
        <span className="tick-box" title={tickLabel} />
      </div>
      {columns.map(({ field }) => (
        <div key={field.name} role="gridcell" className="grid-cell">
          {record === undefined ? "" : cellOf(record, field, context)}
        </div>
      ))}
    </div>
  );
});
