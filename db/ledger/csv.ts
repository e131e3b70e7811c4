/** Ledgers as text: comma, semicolon or tab between the cells, quoted cells may hold line breaks. */
import { parse } from "csv-parse/sync";
import { AppError } from "../errors.ts";
import type { CellValue, Sheets } from "./cells.ts";
import { decodeText } from "./encoding.ts";
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

/** A leading apostrophe before `= + - @` is the guard that exports put there (`safe-cell.ts`), not part of the value. */
function cell(value: string): CellValue {
  return value === "" ? null : unguardFormula(value);
}

/**
 * Reads a delimited text file as one sheet named after the file. Row numbers are those that Excel shows: a quoted line
 * break does not start a new row.
 * @throws AppError ledgerEncoding, ledgerUnreadable (a quote that never closes)
 */
export function readCsv(bytes: Uint8Array, file: string): Sheets {
  const { text, encoding } = decodeText(bytes, file);
  let records: string[][];
  try {
    records = parse(text, {
      delimiter: delimiterOf(text),
      record_delimiter: ["\r\n", "\n", "\r"],
      relax_column_count: true,
      relax_quotes: true,
    });
  } catch (error) {
    throw new AppError("ledgerUnreadable", { file }, { cause: error });
  }
  const rows = records.map((record) => record.map(cell));
  const name = file.replace(/\.[^.]*$/, "");
  return { file, format: "csv", encoding, date1904: false, sheets: [{ name, rows, merges: [], hidden: false }] };
}
