/** One row of the preview: whether it is taken, what it is, its cells with their marks, the cell being corrected. */
import { Button, Checkbox, Input, Tooltip } from "antd";
import { memo, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { LedgerRow, LedgerRowState, LedgerSheet } from "../../../db/api/operations.ts";
import { isComposing } from "../../keys/keyboard.ts";
import { useLabels } from "../../text/labels.ts";
import { Mark } from "../../ui/tags.tsx";
import { cellId } from "./cell-place.ts";
import { SectorCell } from "./sector-cell.tsx";

interface Props {
  readonly index: number;
  readonly top: number;
  readonly height: number;
  readonly columns: LedgerSheet["columns"];
  readonly row: LedgerRow | undefined;
  /** Place of the active cell when it is in this row. */
  readonly activePlace: number | null;
  readonly editingPlace: number | null;
  readonly onActive: (place: number) => void;
  readonly onEdit: (place: number) => void;
  readonly onCell: (row: LedgerRow, column: number, text: string) => void;
  /** At every keystroke in the open cell. */
  readonly onType: (row: LedgerRow, column: number, text: string) => void;
  readonly onLeave: () => void;
  readonly onToggle: (row: LedgerRow) => void;
  readonly onCompare: (row: LedgerRow) => void;
}

const tones: Readonly<Record<LedgerRowState, "plain" | "accent" | "good" | "soon" | "late">> = {
  new: "good",
  known: "plain",
  likely: "soon",
  same: "accent",
  namesake: "soon",
  repeated: "soon",
  earlier: "accent",
  error: "late",
};

export const GridRow = memo(function GridRow(props: Props) {
  const { index, top, height, columns, row, activePlace, editingPlace, onActive, onEdit } = props;
  const { t } = useTranslation();
  const labels = useLabels();
  const style = { height, transform: `translateY(${top}px)` };
  if (row === undefined) return <div className="sheet-row" role="row" aria-rowindex={index + 2} style={style} />;
  const ofRow = row.problems.filter(({ column }) => column === null);
  const isOut = row.action === "skip";
  return (
    <div className={isOut ? "sheet-row sheet-row-out" : "sheet-row"} role="row" aria-rowindex={index + 2} style={style}>
      <div
        id={cellId({ index, place: -1 })}
        role="gridcell"
        className={activePlace === -1 ? "sheet-fixed sheet-active" : "sheet-fixed"}
        onMouseDown={() => onActive(-1)}
      >
        <Checkbox
          className="sheet-take"
          tabIndex={-1}
          checked={!isOut}
          disabled={row.state === "error"}
          aria-label={t("wizard.grid.takeRow", { row: row.row })}
          onChange={() => props.onToggle(row)}
        />
        <span className="sheet-number">{row.row}</span>
        <Tooltip title={ofRow.map(({ remark }) => labels.remark(remark)).join("\n")}>
          <span className="sheet-state">
            {row.candidates.length > 0 ? (
              <Button size="small" type="link" tabIndex={-1} onClick={() => props.onCompare(row)}>
                {t(`wizard.grid.states.${row.state}`)}
              </Button>
            ) : (
              <Mark tone={tones[row.state]}>{t(`wizard.grid.states.${row.state}`)}</Mark>
            )}
          </span>
        </Tooltip>
      </div>
      {columns.map(({ index: column, target }, place) => {
        const problems = row.problems.filter((problem) => problem.column === column);
        const isEditing = editingPlace === place;
        return (
          <div
            key={column}
            id={cellId({ index, place })}
            role="gridcell"
            className={cellClass(problems, activePlace === place, row.edited.includes(column))}
            onMouseDown={() => onActive(place)}
            onDoubleClick={() => onEdit(place)}
          >
            {isEditing && target === "sector" ? (
              <SectorCell
                text={row.cells[place] ?? ""}
                term={row.cells[columns.findIndex((one) => one.target === "term")] ?? ""}
                onType={(text) => props.onType(row, column, text)}
                onDone={(text) => props.onCell(row, column, text)}
                onLeave={props.onLeave}
              />
            ) : isEditing ? (
              <CellInput
                text={row.cells[place] ?? ""}
                onType={(text) => props.onType(row, column, text)}
                onDone={(text) => props.onCell(row, column, text)}
                onLeave={props.onLeave}
              />
            ) : (
              <CellText text={row.cells[place] ?? ""} problems={problems} />
            )}
          </div>
        );
      })}
    </div>
  );
});

type Problems = LedgerRow["problems"];

function cellClass(problems: Problems, isActive: boolean, isEdited: boolean): string {
  const worst = problems.some(({ severity }) => severity === "error")
    ? "error"
    : problems.length > 0
      ? "warning"
      : null;
  return [
    "sheet-cell",
    worst === null ? "" : `sheet-cell-${worst}`,
    isActive ? "sheet-active" : "",
    isEdited ? "sheet-edited" : "",
  ]
    .filter((name) => name !== "")
    .join(" ");
}

function CellText({ text, problems }: { readonly text: string; readonly problems: Problems }) {
  const { t } = useTranslation();
  const labels = useLabels();
  const [first] = problems;
  if (first === undefined) return <span className="sheet-text">{text}</span>;
  const isError = problems.some(({ severity }) => severity === "error");
  return (
    <Tooltip title={problems.map(({ remark }) => labels.remark(remark)).join("\n")}>
      <span className="sheet-text">
        <span
          className={isError ? "sheet-icon sheet-icon-error" : "sheet-icon"}
          role="img"
          aria-label={t(isError ? "wizard.grid.error" : "wizard.grid.warning", {
            message: labels.remark(first.remark),
          })}
        >
          {isError ? "✕" : "!"}
        </span>
        {text}
      </span>
    </Tooltip>
  );
}

/** Characters in a line of the box that a cell is corrected in. */
const LINE = 22;
const MAX_LINES = 8;

const rowsFor = (text: string): number =>
  Math.min(
    MAX_LINES,
    text.split("\n").reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / LINE)), 0),
  );

interface InputProps {
  readonly text: string;
  readonly onType: (text: string) => void;
  readonly onDone: (text: string) => void;
  readonly onLeave: () => void;
}

function CellInput({ text, onType, onDone, onLeave }: InputProps) {
  const { t } = useTranslation();
  const isDone = useRef(false);
  const finish = (value: string): void => {
    if (isDone.current) return;
    isDone.current = true;
    if (value === text) onLeave();
    else onDone(value);
  };
  return (
    <Input.TextArea
      autoFocus
      className="sheet-input"
      aria-label={t("wizard.grid.edit")}
      // Not by antd's measuring, which writes a style that the policy forbids.
      rows={rowsFor(text)}
      defaultValue={text}
      onFocus={(event) => event.target.select()}
      onChange={(event) => onType(event.target.value)}
      onBlur={(event) => finish(event.target.value)}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (isComposing(event.nativeEvent)) return;
        if (event.key === "Escape") {
          event.preventDefault();
          isDone.current = true;
          onLeave();
        } else if ((event.key === "Enter" && !event.altKey) || event.key === "Tab") {
          event.preventDefault();
          finish(event.currentTarget.value);
        }
      }}
    />
  );
}
