/** Rows as the text of a CSV that Excel and WPS open: guarded cells, lines that end as theirs do. */
import { stringify } from "csv-stringify/sync";
import type { OutputCell } from "./ledger-xlsx.ts";
import { guardFormula } from "./safe-cell.ts";

/** @param isStart the first rows of a file: behind a UTF-8 byte order mark, which Excel and WPS need for Chinese */
export const csvText = (rows: readonly (readonly OutputCell[])[], isStart: boolean): string =>
  stringify(
    rows.map((row) => row.map((cell) => (typeof cell === "string" ? guardFormula(cell) : cell))),
    { bom: isStart, record_delimiter: "windows", quote_record_delimiter: true },
  );
