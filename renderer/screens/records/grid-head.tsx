/** The heads of a list's columns: press to sort (Shift adds a level), draw at the edge or Alt+←/→ to widen. */
import { Checkbox } from "antd";
import { useRef, type KeyboardEvent, type PointerEvent } from "react";
import { useTranslation } from "react-i18next";
import type { ListedKind } from "../../../db/schema/kinds.ts";
import type { Order } from "../../../db/schema/list-query.ts";
import { fontSizes } from "../../ui/theme.ts";
import { useAppearance } from "../../text/appearance.ts";
import { useLists, useListState } from "../../stores/lists.ts";
import { useLabels } from "../../text/labels.ts";
import { NORMAL_TEXT, type ShownColumn } from "./list-columns.ts";
import { pressed } from "./picking.ts";

interface Props {
  readonly kind: ListedKind;
  readonly columns: readonly ShownColumn[];
  readonly style: { readonly gridTemplateColumns: string; readonly minWidth: string };
  readonly picked: "none" | "some" | "all";
  readonly onPickAll: (all: boolean) => void;
  readonly onWidth: (name: string, width: number) => void;
  /** ↓ goes on to the rows. */
  readonly onLeave: () => void;
}

/** Pixels of one Alt+← or Alt+→. */
const STEP = 14;

export function GridHead({ kind, columns, style, picked, onPickAll, onWidth, onLeave }: Props) {
  const { t } = useTranslation();
  const labels = useLabels();
  const { order } = useListState(kind);
  const filter = useLists((lists) => lists.filter);
  const textSize = useAppearance((state) => state.textSize);
  const row = useRef<HTMLDivElement>(null);
  const scale = NORMAL_TEXT / fontSizes[textSize];

  const widthOf = (index: number) => (row.current?.children[index + 1]?.getBoundingClientRect().width ?? 0) * scale;
  const onKeyDown = (event: KeyboardEvent, index: number, name: string) => {
    const side = event.key === "ArrowLeft" ? -1 : event.key === "ArrowRight" ? 1 : 0;
    if (event.key === "ArrowDown") {
      event.preventDefault();
      onLeave();
    } else if (side !== 0 && event.altKey) {
      event.preventDefault();
      event.stopPropagation();
      onWidth(name, widthOf(index) + side * STEP);
    } else if (side !== 0) {
      event.preventDefault();
      row.current?.querySelectorAll<HTMLElement>(".grid-sort")[index + side]?.focus();
    }
  };
  return (
    <div ref={row} className="grid-head" role="row" aria-rowindex={1} style={style}>
      <div role="columnheader" className="grid-tick">
        <Checkbox
          aria-label={t("listTools.pickAll")}
          checked={picked === "all"}
          indeterminate={picked === "some"}
          onChange={(event) => onPickAll(event.target.checked)}
        />
      </div>
      {columns.map(({ field }, index) => {
        const level = order.findIndex((one) => one.field === field.name);
        const sorted = order[level];
        return (
          <div key={field.name} role="columnheader" className="grid-column" aria-sort={sortOf(sorted)}>
            <button
              type="button"
              className="grid-sort"
              // One stop for Tab; the arrows go along the heads.
              tabIndex={index === 0 ? 0 : -1}
              title={t("listTools.sortHint")}
              onKeyDown={(event) => onKeyDown(event, index, field.name)}
              onClick={(event) => filter(kind, { order: pressed(order, field.name, event.shiftKey) })}
            >
              <span className="grid-sort-name">{labels.meta(field)}</span>
              {sorted !== undefined && (
                <span className="grid-sort-mark" aria-hidden="true">
                  {sorted.descending ? "▼" : "▲"}
                  {order.length > 1 && level + 1}
                </span>
              )}
            </button>
            <Edge onDraw={(by) => onWidth(field.name, by * scale)} />
          </div>
        );
      })}
    </div>
  );
}

const sortOf = (order: Order | undefined): "ascending" | "descending" | "none" =>
  order === undefined ? "none" : order.descending ? "descending" : "ascending";

/** The right edge of a head. `onDraw` gets the new width in pixels while it is drawn. */
function Edge({ onDraw }: { readonly onDraw: (width: number) => void }) {
  const from = useRef<{ readonly x: number; readonly width: number } | null>(null);
  const onDown = (event: PointerEvent<HTMLSpanElement>) => {
    event.preventDefault();
    event.stopPropagation();
    event.currentTarget.setPointerCapture(event.pointerId);
    const width = event.currentTarget.parentElement?.getBoundingClientRect().width ?? 0;
    from.current = { x: event.clientX, width };
  };
  return (
    <span
      className="grid-edge"
      aria-hidden="true"
      onPointerDown={onDown}
      onPointerMove={(event) => {
        if (from.current !== null) onDraw(from.current.width + event.clientX - from.current.x);
      }}
      onPointerUp={() => {
        from.current = null;
      }}
    />
  );
}
