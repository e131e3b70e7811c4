/** The only file that reads through hucre: its workbook becomes our {@link Sheets}. */
import { readXlsx, type CellValue as HucreValue, type Sheet } from "hucre/xlsx";
import { AppError } from "../schema/app-error.ts";
import { mendedText } from "../schema/plain-text.ts";
import { words } from "../schema/words.ts";
import { blankRow, columnLetter, type CellValue, type Merge, type SheetData, type Sheets } from "./cells.ts";
import { Gauge, ledgerLimits } from "./limits.ts";
import { checkWorkbook } from "./zip-check.ts";

/** Shown for a number that no calendar can show, e.g. a phone number in a cell with a date format. */
const IMPOSSIBLE_DATE = "#NUM!";

/** hucre gives the wall clock of a date cell as UTC; a cell with a time alone lies in the first day of its epoch. */
function fromDate(date: Date, date1904: boolean): CellValue {
  const time = Math.round(date.getTime() / 1000) * 1000;
  if (!Number.isFinite(time)) return IMPOSSIBLE_DATE;
  const text = new Date(time).toISOString();
  if (!/^\d{4}-/.test(text)) return IMPOSSIBLE_DATE;
  const timeOnly = date1904 ? text.startsWith("1904-01-01") : text < "1900-01-01";
  return timeOnly ? text.slice(11, 16) : { moment: text.slice(0, 19) };
}

function fromHucre(value: HucreValue, date1904: boolean): CellValue {
  if (value instanceof Date) return fromDate(value, date1904);
  return typeof value === "string" ? mendedText(value) : value;
}

function trimmedRow(row: readonly HucreValue[], date1904: boolean): readonly CellValue[] {
  let length = row.length;
  while (length > 0 && (row[length - 1] ?? null) === null) length -= 1;
  return length === 0 ? blankRow : row.slice(0, length).map((value) => fromHucre(value ?? null, date1904));
}

/** Merges as far as they cover rows and columns with content; a merge may be drawn over whole columns. */
function mergesOf(sheet: Sheet, rows: SheetData["rows"], file: string): readonly Merge[] {
  const width = rows.reduce((widest, row) => Math.max(widest, row.length), 0);
  const merges = (sheet.merges ?? [])
    .map((merge) => ({
      top: merge.startRow,
      left: merge.startCol,
      bottom: Math.min(merge.endRow, rows.length - 1),
      right: Math.min(merge.endCol, width - 1),
    }))
    .filter(({ top, left, bottom, right }) => bottom >= top && right >= left && (bottom > top || right > left));
  const count = merges.length;
  const limit = ledgerLimits.merges;
  if (count > limit)
    throw new AppError("ledgerBloated", { file, what: words("合并单元格（处）", "merged ranges"), count, limit });
  // Merged ranges never overlap; those of a damaged file might cost their square.
  const covered = merges.reduce(
    (sum, { top, left, bottom, right }) => sum + (bottom - top + 1) * (right - left + 1),
    0,
  );
  if (covered > width * rows.length) throw new AppError("ledgerUnreadable", { file });
  return merges;
}

/** @throws AppError of `Gauge.check` */
function checkTexts(sheets: readonly SheetData[], file: string): void {
  const gauge = new Gauge();
  for (const { name, rows } of sheets) {
    rows.forEach((row, index) =>
      row.forEach((cell, column) => {
        if (typeof cell === "string") gauge.text(cell.length, () => `${name}!${columnLetter(column)}${index + 1}`);
      }),
    );
  }
  gauge.check(file);
}

/**
 * Reads a workbook. Formatted cells without content are left out, so 65,000 blank formatted rows cost their unpacking and
 * nothing more.
 * @throws AppError ledgerUnreadable, ledgerProtected, ledgerFormat, and those of `checkWorkbook`
 */
export async function readWorkbook(bytes: Uint8Array, file: string): Promise<Sheets> {
  const { extent, bytes: parts } = await checkWorkbook(bytes, file);
  // `range` keeps blank cells out of the rows, `maxRows` keeps hucre from looking at blank rows at all.
  const limits =
    extent === null
      ? {}
      : { range: `A1:${columnLetter(extent.lastColumn - 1)}${extent.lastRow}`, maxRows: extent.lastRow };
  let book;
  try {
    book = await readXlsx(parts, limits);
  } catch (error) {
    throw new AppError("ledgerUnreadable", { file }, { cause: error });
  }
  const date1904 = book.dateSystem === "1904";
  const sheets = book.sheets.map((sheet): SheetData => {
    const rows = sheet.rows.map((row) => trimmedRow(row, date1904));
    while (rows.at(-1)?.length === 0) rows.pop();
    const hidden = sheet.hidden === true || sheet.veryHidden === true;
    return { name: mendedText(sheet.name), rows, merges: mergesOf(sheet, rows, file), hidden };
  });
  checkTexts(sheets, file);
  return { file, format: "xlsx", encoding: null, date1904, sheets };
}
