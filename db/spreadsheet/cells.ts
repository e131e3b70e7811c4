/** The shape that every ledger has once read, whatever program wrote it. Nothing here knows hucre or csv-parse. */

/** A real date cell: its wall-clock reading `YYYY-MM-DDTHH:mm:ss`, free of any time zone. */
export interface CellMoment {
  readonly moment: string;
}

export type CellValue = string | number | boolean | CellMoment | null;

/** A merged range; rows and columns count from 0, ends included. */
export interface Merge {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

export interface SheetData {
  readonly name: string;
  /** Rows from the first of the sheet; a row ends with its last filled cell, so lengths differ. */
  readonly rows: readonly (readonly CellValue[])[];
  readonly merges: readonly Merge[];
  readonly hidden: boolean;
}

/** Stands for every row without content, of which a file may have millions. */
export const blankRow: readonly CellValue[] = [];

/** A ledger file as read. */
export interface Sheets {
  /** File name without its folder. */
  readonly file: string;
  readonly format: "xlsx" | "csv";
  /** What the text was decoded from; null for a workbook. */
  readonly encoding: TextEncodingName | null;
  /** The workbook counts its days from 1904 (old Excel for Mac): matters for bare serial numbers. */
  readonly date1904: boolean;
  readonly sheets: readonly SheetData[];
}

export type TextEncodingName = "UTF-8" | "UTF-8 BOM" | "UTF-16LE" | "UTF-16BE" | "GB18030";

export function isMoment(cell: CellValue): cell is CellMoment {
  return typeof cell === "object" && cell !== null;
}

/** The letters that Excel and WPS show above a column: 0 → A, 26 → AA. */
export function columnLetter(index: number): string {
  let letters = "";
  for (let rest = index + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  }
  return letters;
}

/** A column of a sheet, as its header names it. */
export interface HeaderColumn {
  readonly index: number;
  /** The label as written; two rows are joined by `/`. */
  readonly header: string;
  /** The file gives the column no label; `header` is made of its letter. */
  readonly isUnlabelled?: true;
  readonly target: string | null;
  /** 1 for a word of the dictionary, less for a part of the label, 0 for no match. */
  readonly confidence: number;
}
