/** Tells the rows of a ledger apart: records, and what stands between and below them. */
import { kinds } from "../schema/kinds.ts";
import type { CellValue, SheetData } from "../spreadsheet/cells.ts";
import type { Header } from "./header.ts";
import { cellText, comparable, isBlank } from "../spreadsheet/normalise.ts";
import { SEQUENCE } from "./targets.ts";
import { listedModules } from "../kinds/register.ts";
import { cutText } from "../schema/plain-text.ts";

/** Why a row is no record. `merged`: continues the row above; `error`: a required field cannot be read. */
type SkipReason = "empty" | "total" | "repeatedHeader" | "title" | "note" | "merged" | "error";

export interface SkippedRows {
  /** From 1, as Excel shows it. */
  readonly row: number;
  /** Last row of a run of empty rows. */
  readonly toRow?: number;
  readonly reason: SkipReason;
  readonly text: string;
}

export interface DataRow {
  /** From 0. */
  readonly index: number;
  readonly cells: readonly CellValue[];
}

const TEXT_LENGTH = 80;

/** The row in one line, for the list of what was skipped. */
export function rowText(cells: readonly CellValue[]): string {
  const text = cells
    .filter((cell) => !isBlank(cell))
    .map((cell) => cellText(cell).replace(/\s+/g, " "))
    .join(" | ");
  return text.length > TEXT_LENGTH ? `${cutText(text, TEXT_LENGTH)}…` : text;
}

const total = /^(?:[本全][月页季年度]{1,2})?(?:合计|总计|小计|累计|共计|总数|平均)(?:$|[:(共\d])/;
const totalInWords = /^共\d+[件条场次个]/;
const remark = /^(?:注|备注|说明|填表|填报|制表|审核|单位负责人|负责人|联系人|联系电话|经办人)[人时单]?.{0,4}[:：]/;

/** Cells of a vertical merge show the value of its top cell; only columns that are read as text or dates take it. */
function fillMerged(
  sheet: SheetData,
  header: Header,
  fillable: (target: string | null) => boolean,
): Map<string, CellValue> {
  const filled = new Map<string, CellValue>();
  const columns = new Map(header.columns.map((column) => [column.index, column.target]));
  for (const merge of sheet.merges) {
    if (merge.top <= header.last || merge.left !== merge.right || !fillable(columns.get(merge.left) ?? null)) continue;
    const value = sheet.rows[merge.top]?.[merge.left] ?? null;
    // A merge may be drawn over whole columns; only rows that exist are records.
    const bottom = Math.min(merge.bottom, sheet.rows.length - 1);
    for (let row = merge.top + 1; row <= bottom; row += 1) filled.set(`${row},${merge.left}`, value);
  }
  return filled;
}

export interface RowSorter {
  /** Sorts one row, from 0; call in order. Rows above the data are left alone. */
  readonly take: (index: number) => void;
  readonly data: readonly DataRow[];
  readonly skipped: readonly SkippedRows[];
}

/** Sorts the rows below the header into records and what is skipped. Runs of empty rows become one entry. */
export function rowSorter(
  sheet: SheetData,
  header: Header,
  title: string | null,
  fillable: (target: string | null) => boolean,
  /** First row that may be a record, from 0; chosen by hand when remarks stand below the header. */
  dataFrom: number = header.last + 1,
): RowSorter {
  const data: DataRow[] = [];
  const skipped: SkippedRows[] = [];
  const merged = fillMerged(sheet, header, fillable);
  const at = (targets: readonly string[]): number[] =>
    header.columns.flatMap(({ index, target }) => (target !== null && targets.includes(target) ? [index] : []));
  const anchorColumns = at(listedModules[header.kind].ledger.anchors);
  const dateColumns = at([kinds[header.kind].dateField ?? ""]);
  const sequenceColumns = at([SEQUENCE]);
  const covered = new Set(
    sheet.merges.flatMap((merge) =>
      anchorColumns
        .filter((column) => column >= merge.left && column <= merge.right && merge.top > header.last)
        .flatMap(() => rowsBelow(merge.top, Math.min(merge.bottom, sheet.rows.length - 1))),
    ),
  );
  const labels = new Set(
    header.columns.flatMap(({ header: text }) => [text, ...text.split("/")]).map((text) => comparable(text)),
  );

  const begin = Math.max(header.last + 1, dataFrom);
  const headerWidth = Math.max(0, ...header.columns.map((column) => column.index + 1));
  return { take, data, skipped };

  function take(index: number): void {
    if (index < begin) return;
    const own = sheet.rows[index] ?? [];
    const reason = judge(own, index);
    if (reason !== null) return skip(index, reason, own);
    const width = Math.max(own.length, headerWidth);
    const above = (column: number): CellValue =>
      merged.size === 0 ? null : (merged.get(`${index},${column}`) ?? null);
    const cells = Array.from({ length: width }, (_, column) => own[column] ?? above(column));
    data.push({ index, cells });
  }

  function judge(cells: readonly CellValue[], index: number): SkipReason | null {
    const filled = cells.flatMap((cell, column) =>
      isBlank(cell) ? [] : [{ column, key: comparable(cellText(cell)) }],
    );
    if (filled.every(({ column }) => sequenceColumns.includes(column) && /^\d*$/.test(cellKey(cells, column))))
      return "empty";
    if (covered.has(index)) return "merged";
    const has = (columns: readonly number[]): boolean => filled.some(({ column }) => columns.includes(column));
    if (filled.filter(({ key }) => labels.has(key)).length * 2 > filled.length && filled.length > 1)
      return "repeatedHeader";
    const [first] = filled;
    if (first === undefined || total.test(first.key)) return "total";
    if (!has(dateColumns) && filled.some(({ key }) => totalInWords.test(key))) return "total";
    if (filled.length === 1 && title !== null && first.key === comparable(title)) return "title";
    const few = filled.length <= (has(dateColumns) ? 1 : 2);
    if (!has(anchorColumns) && (few || filled.some(({ key }) => remark.test(key)))) return "note";
    if (!has(dateColumns) && filled.length <= 2 && remark.test(first.key)) return "note";
    return null;
  }

  function skip(index: number, reason: SkipReason, cells: readonly CellValue[]): void {
    const previous = skipped.at(-1);
    if (reason === "empty" && previous?.reason === "empty" && (previous.toRow ?? previous.row) === index) {
      skipped[skipped.length - 1] = { ...previous, toRow: index + 1 };
    } else {
      skipped.push({ row: index + 1, reason, text: rowText(cells) });
    }
  }
}

const cellKey = (cells: readonly CellValue[], column: number): string => comparable(cellText(cells[column] ?? null));

const rowsBelow = (top: number, bottom: number): number[] =>
  Array.from({ length: Math.max(0, bottom - top) }, (_, offset) => top + 1 + offset);
