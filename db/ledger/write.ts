/** Ledgers out: 台账 as .xlsx ready to print, and CSV that a spreadsheet opens without running anything in it. */
import { writeXlsx, type CellStyle } from "hucre/xlsx";
import { csvField, xlsxText } from "./safe-cell.ts";

export type OutputCell = string | number | null;

interface OutputColumn {
  readonly header: string;
  /** In characters; 12 when left out. */
  readonly width?: number;
}

export interface OutputTable {
  readonly title: string;
  readonly columns: readonly OutputColumn[];
  readonly rows: readonly (readonly OutputCell[])[];
}

const DEFAULT_WIDTH = 12;
/** The sheet's name goes into a print-title formula, which hucre does not quote: no spaces, no punctuation. */
const SHEET_NAME = "台账";
/** Row of the header in Excel's counting, below the title. */
const HEADER_ROW = 2;

const thin = { style: "thin" } as const;
const framed: CellStyle = {
  border: { top: thin, right: thin, bottom: thin, left: thin },
  alignment: { vertical: "center", wrapText: true },
};

/**
 * A 台账 on A4 landscape: merged title, header repeated on every page. Text is written as text, so phone numbers keep their
 * digits and a cell that begins with `=` is no formula.
 */
export async function writeLedgerXlsx({ title, columns, rows }: OutputTable): Promise<Uint8Array> {
  const cells = new Map<string, { style: CellStyle }>();
  cells.set("0,0", { style: { font: { size: 16, bold: true }, alignment: { horizontal: "center" } } });
  columns.forEach((_, column) => {
    const alignment = { ...framed.alignment, horizontal: "center" as const };
    cells.set(`1,${column}`, { style: { ...framed, alignment, font: { bold: true } } });
  });
  rows.forEach((row, index) => {
    row.forEach((value, column) => {
      const style = typeof value === "string" ? { ...framed, numFmt: "@" } : framed;
      cells.set(`${index + HEADER_ROW},${column}`, { style });
    });
  });
  const last = Math.max(0, columns.length - 1);
  return await writeXlsx({
    sheets: [
      {
        name: SHEET_NAME,
        columns: columns.map(({ width }) => ({ width: width ?? DEFAULT_WIDTH })),
        rows: [[title], columns.map(({ header }) => header), ...rows.map((row) => row.map(xlsxCell))],
        cells,
        merges: last === 0 ? [] : [{ startRow: 0, startCol: 0, endRow: 0, endCol: last }],
        freezePane: { rows: HEADER_ROW },
        pageSetup: {
          paperSize: "a4",
          orientation: "landscape",
          fitToPage: true,
          fitToWidth: 1,
          fitToHeight: 0,
          printTitlesRow: `$${HEADER_ROW}:$${HEADER_ROW}`,
        },
      },
    ],
  });
}

const xlsxCell = (value: OutputCell): OutputCell => (typeof value === "string" ? xlsxText(value) : value);

/** CSV with a UTF-8 byte order mark, which Excel and WPS need for Chinese. The title is left out: the header comes first. */
export function toCsv({ columns, rows }: Omit<OutputTable, "title">): string {
  const lines = [columns.map(({ header }) => header), ...rows].map((row) => row.map(csvField).join(","));
  return `\uFEFF${lines.join("\r\n")}\r\n`;
}
