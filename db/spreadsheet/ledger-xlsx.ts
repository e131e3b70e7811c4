/** Ledgers out: 台账 as .xlsx ready to print. */
import { writeXlsx, type CellStyle } from "hucre/xlsx";
import { xlsxText } from "./safe-cell.ts";

export type OutputCell = string | number | null;

interface OutputColumn {
  readonly header: string;
  /** In characters; 12 when left out. */
  readonly width?: number;
  /** For short values; longer text starts at the left. */
  readonly isCentred?: boolean;
}

export interface OutputTable {
  readonly title: string;
  /** A line below the title: who hands the ledger in, for which year. */
  readonly subtitle?: string;
  readonly columns: readonly OutputColumn[];
  readonly rows: readonly (readonly OutputCell[])[];
  /** The last row, as wide as the others; 合计 stands in its first cell. */
  readonly totals?: readonly OutputCell[];
}

const DEFAULT_WIDTH = 12;
/** The sheet's name goes into a print-title formula, which hucre does not quote: no spaces, no punctuation. */
const SHEET_NAME = "台账";
const thin = { style: "thin" } as const;
const font = { name: "宋体", size: 10 } as const;
const framed: CellStyle = {
  font,
  border: { top: thin, right: thin, bottom: thin, left: thin },
  alignment: { vertical: "center", wrapText: true },
};
const centred: CellStyle = { ...framed, alignment: { ...framed.alignment, horizontal: "center" } };

/**
 * A 台账 on A4 landscape: merged title, line below it, header repeated on every page, totals, page numbers. Text is written as
 * text, so phone numbers keep their digits and a cell that begins with `=` is no formula.
 */
export async function writeLedgerXlsx({ title, subtitle, columns, rows, totals }: OutputTable): Promise<Uint8Array> {
  const last = Math.max(0, columns.length - 1);
  const above = subtitle === undefined ? [[title]] : [[title], [subtitle]];
  const headerRow = above.length;
  const body = totals === undefined ? rows : [...rows, totals];
  const cells = new Map<string, { style: CellStyle }>();
  const heights = new Map(body.map((row, index) => [headerRow + 1 + index, { height: heightOf(row, columns) }]));
  heights.set(0, { height: 30 });
  if (subtitle !== undefined) heights.set(1, { height: 18 });
  heights.set(headerRow, {
    height: heightOf(
      columns.map(({ header }) => header),
      columns,
    ),
  });
  cells.set("0,0", {
    style: { font: { ...font, size: 16, bold: true }, alignment: { horizontal: "center", vertical: "center" } },
  });
  if (subtitle !== undefined)
    cells.set("1,0", { style: { font, alignment: { horizontal: "left", vertical: "center" } } });
  columns.forEach((_, column) =>
    cells.set(`${headerRow},${column}`, { style: { ...centred, font: { ...font, bold: true } } }),
  );
  body.forEach((row, index) => {
    const isTotal = index === rows.length;
    row.forEach((value, column) => {
      const base = columns[column]?.isCentred === true || isTotal ? centred : framed;
      const style = typeof value === "string" ? { ...base, numFmt: "@" } : base;
      cells.set(`${headerRow + 1 + index},${column}`, {
        style: isTotal ? { ...style, font: { ...font, bold: true } } : style,
      });
    });
  });
  return await writeXlsx({
    sheets: [
      {
        name: SHEET_NAME,
        columns: columns.map(({ width }) => ({ width: width ?? DEFAULT_WIDTH })),
        rows: [...above, columns.map(({ header }) => header), ...body.map((row) => [...row])].map((row) =>
          row.map(xlsxCell),
        ),
        cells,
        rowDefs: heights,
        merges: last === 0 ? [] : above.map((_, row) => ({ startRow: row, startCol: 0, endRow: row, endCol: last })),
        freezePane: { rows: headerRow + 1 },
        pageSetup: {
          paperSize: "a4",
          orientation: "landscape",
          fitToPage: true,
          fitToWidth: 1,
          fitToHeight: 0,
          horizontalCentered: true,
          margins: { left: 0.4, right: 0.4, top: 0.6, bottom: 0.6, header: 0.3, footer: 0.3 },
          printTitlesRow: `$${headerRow + 1}:$${headerRow + 1}`,
        },
        headerFooter: { oddFooter: "&C第 &P 页，共 &N 页" },
      },
    ],
  });
}

const LINE_HEIGHT = 13.5;
/** Excel allows 409 points. */
const MOST_HEIGHT = 405;

/** Room for the longest cell, in points: not every program works heights out for wrapped text when it opens a file. */
function heightOf(row: readonly OutputCell[], columns: readonly OutputColumn[]): number {
  const lines = row.map((value, column) => {
    const width = (columns[column]?.width ?? DEFAULT_WIDTH) - 1;
    const paragraphs = String(value ?? "").split("\n");
    return paragraphs.reduce((sum, text) => sum + Math.max(1, Math.ceil(displayWidth(text) / width)), 0);
  });
  return Math.min(MOST_HEIGHT, Math.max(1, ...lines) * LINE_HEIGHT + 4.5);
}

/** A Chinese character is as wide as two digits, in which columns are measured. */
const displayWidth = (text: string): number =>
  Array.from(text).reduce((sum, character) => sum + (character > "\u2000" ? 2 : 1), 0);

const xlsxCell = (value: OutputCell): OutputCell => (typeof value === "string" ? xlsxText(value) : value);
