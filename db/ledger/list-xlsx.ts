/** A list as a workbook to work on: header row fixed, filterable and repeated in print, text cells as text, A4 landscape. */
import { writeXlsx, type CellStyle } from "hucre/xlsx";
import type { ListField } from "../schema/kind-definition.ts";
import { columnLetter } from "../spreadsheet/cells.ts";
import { xlsxText } from "../spreadsheet/safe-cell.ts";
import type { OutputCell } from "../spreadsheet/ledger-xlsx.ts";

/** The sheet's name goes into a print-title formula, which hucre does not quote: no spaces, no punctuation. */
const SHEET_NAME = "列表";

const widths: Readonly<Partial<Record<ListField["type"], number>>> = {
  multiline: 40,
  text: 16,
  date: 12,
  moment: 17,
  timestamp: 17,
  integer: 9,
  number: 9,
  flag: 7,
  ids: 20,
  terms: 32,
};

const isNumber = ({ type }: ListField): boolean => type === "integer" || type === "number";

/** Styles are the columns', not the cells': 100,000 rows would otherwise be a million of them in memory. */
export async function writeListXlsx(
  columns: readonly ListField[],
  rows: readonly (readonly OutputCell[])[],
): Promise<Uint8Array> {
  const header: CellStyle = { font: { bold: true }, alignment: { horizontal: "center", vertical: "center" } };
  const last = `${columnLetter(Math.max(0, columns.length - 1))}${rows.length + 1}`;
  return await writeXlsx({
    sheets: [
      {
        name: SHEET_NAME,
        columns: columns.map((field) => ({
          width: widths[field.type] ?? 13,
          style: {
            alignment: { vertical: "top", wrapText: field.type === "multiline" },
            // Text, so that phone numbers keep their zeros and nothing that begins with = is ever worked out.
            ...(isNumber(field) ? {} : { numFmt: "@" }),
          },
        })),
        rows: [
          columns.map(({ zh }) => zh),
          ...rows.map((row) => row.map((value) => (typeof value === "string" ? xlsxText(value) : value))),
        ],
        cells: new Map(columns.map((_, index) => [`0,${index}`, { style: header }])),
        freezePane: { rows: 1 },
        autoFilter: { range: `A1:${last}` },
        pageSetup: {
          paperSize: "a4",
          orientation: "landscape",
          fitToPage: true,
          fitToWidth: 1,
          fitToHeight: 0,
          printTitlesRow: "$1:$1",
        },
      },
    ],
  });
}
