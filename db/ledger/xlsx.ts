/** The only file that reads through hucre: its workbook becomes our {@link Sheets}. */
import { readXlsx, type CellValue as HucreValue } from "hucre/xlsx";
import { AppError } from "../errors.ts";
import { columnLetter, type CellValue, type SheetData, type Sheets } from "./cells.ts";
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
  return value instanceof Date ? fromDate(value, date1904) : value;
}

function trimmedRow(row: readonly HucreValue[], date1904: boolean): CellValue[] {
  let length = row.length;
  while (length > 0 && (row[length - 1] ?? null) === null) length -= 1;
  return row.slice(0, length).map((value) => fromHucre(value ?? null, date1904));
}

/**
 * Reads a workbook. Formatted cells without content are left out, so 65,000 blank formatted rows cost their unpacking and
 * nothing more.
 * @throws AppError ledgerUnreadable, ledgerTooLarge, ledgerProtected, ledgerFormat
 */
export async function readWorkbook(bytes: Uint8Array, file: string): Promise<Sheets> {
  const extent = await checkWorkbook(bytes, file);
  // `range` keeps blank cells out of the rows, `maxRows` keeps hucre from looking at blank rows at all.
  const limits =
    extent === null
      ? {}
      : { range: `A1:${columnLetter(extent.lastColumn - 1)}${extent.lastRow}`, maxRows: extent.lastRow };
  let book;
  try {
    book = await readXlsx(bytes, limits);
  } catch (error) {
    throw new AppError("ledgerUnreadable", { file }, { cause: error });
  }
  const date1904 = book.dateSystem === "1904";
  const sheets = book.sheets.map((sheet): SheetData => ({
    name: sheet.name,
    rows: sheet.rows.map((row) => trimmedRow(row, date1904)),
    merges: (sheet.merges ?? []).map((merge) => ({
      top: merge.startRow,
      left: merge.startCol,
      bottom: merge.endRow,
      right: merge.endCol,
    })),
    hidden: sheet.hidden === true || sheet.veryHidden === true,
  }));
  return { file, format: "xlsx", encoding: null, date1904, sheets };
}
