/** Ledgers as text: comma, semicolon or tab between the cells, quoted cells may hold line breaks. */
import { AppError } from "../schema/app-error.ts";
import { blankRow, columnLetter, type CellValue, type Sheets } from "./cells.ts";
import { scanDelimited } from "./delimited.ts";
import { decodeText } from "./encoding.ts";
import { Gauge } from "./limits.ts";
import { mendedText } from "../schema/plain-text.ts";
import { unguardFormula } from "./safe-cell.ts";

const delimiters = [",", "\t", ";"] as const;
type Delimiter = (typeof delimiters)[number];

const SAMPLE_CHARACTERS = 20_000;

/** How many cells most lines of the sample would have, weighed by how many lines agree. Quoted text does not count. */
function agreement(sample: string, delimiter: Delimiter): number {
  const lines = sample
    .replace(/"[^"]*"/g, "")
    .split(/\r\n|\r|\n/)
    .filter((line) => line.trim() !== "");
  const counts = new Map<number, number>();
  for (const line of lines) {
    const cells = line.split(delimiter).length;
    if (cells > 1) counts.set(cells, (counts.get(cells) ?? 0) + 1);
  }
  return Math.max(0, ...[...counts].map(([cells, times]) => times * Math.log2(cells)));
}

function delimiterOf(text: string): Delimiter {
  const sample = text.slice(0, SAMPLE_CHARACTERS);
  return delimiters.reduce((best, next) => (agreement(sample, next) > agreement(sample, best) ? next : best));
}

/**
 * Reads a delimited text file as one sheet named after the file. Row numbers are those that Excel shows: a quoted line
 * break does not start a new row. Blank rows at the end, and blank cells at the end of a row, are left out.
 * @throws AppError ledgerEncoding, ledgerQuoteOpen, and of `Gauge.check`
 */
export function readCsv(bytes: Uint8Array, file: string): Sheets {
  const { text: decoded, encoding } = decodeText(bytes, file);
  const text = mendedText(decoded);
  const gauge = new Gauge();
  const rows: (readonly CellValue[])[] = [];
  let last = -1;
  let cells: CellValue[] = [];
  const unclosed = scanDelimited(text, delimiterOf(text), (row, column, value) => {
    gauge.cell(column);
    gauge.text(value.length, () => `${columnLetter(column)}${row + 1}`);
    if (row !== last) gauge.rows += 1;
    if (row !== last && !gauge.isFull) {
      while (rows.length < row) rows.push(blankRow);
      cells = [];
      rows.push(cells);
    }
    last = row;
    if (gauge.isFull) return;
    while (cells.length < column) cells.push(null);
    // A leading apostrophe before `= + - @` is the guard that exports put there, not part of the value.
    cells.push(unguardFormula(value));
  });
  gauge.check(file);
  if (unclosed !== null) throw new AppError("ledgerQuoteOpen", { file, row: unclosed + 1 });
  const name = file.replace(/\.[^.]*$/, "");
  return { file, format: "csv", encoding, date1904: false, sheets: [{ name, rows, merges: [], hidden: false }] };
}
