/**
 * A thread of its own for reading large files: parsing a workbook of 50,000 rows is one run of a second (several on an old
 * PC) that cannot be interrupted, while the service has other operations to answer. Ended from outside when cancelled.
 */
import { parentPort, workerData } from "node:worker_threads";
import { errorReport } from "../errors.ts";
import type { ErrorReport } from "../schema/errors.ts";
import type { SheetData, Sheets } from "./cells.ts";
import { readLedgerFile } from "./read.ts";

/** Answers in the order they are sent; both ends are of the same build. */
export type FromReader =
  /** The file without its rows, which follow sheet by sheet. */
  | { readonly type: "file"; readonly file: Sheets; readonly rows: number }
  | { readonly type: "rows"; readonly sheet: number; readonly rows: SheetData["rows"] }
  | { readonly type: "end" }
  | { readonly type: "failed"; readonly error: ErrorReport };

/** Rows that the service takes in one turn: some 5 ms. */
const chunk = 1_000;

const send = (message: FromReader): void => parentPort?.postMessage(message);

async function read(path: string): Promise<void> {
  try {
    const file = await readLedgerFile(path);
    const rows = file.sheets.reduce((sum, sheet) => sum + sheet.rows.length, 0);
    send({ type: "file", file: { ...file, sheets: file.sheets.map((sheet) => ({ ...sheet, rows: [] })) }, rows });
    file.sheets.forEach((sheet, index) => {
      for (let from = 0; from < sheet.rows.length; from += chunk)
        send({ type: "rows", sheet: index, rows: sheet.rows.slice(from, from + chunk) });
    });
    send({ type: "end" });
  } catch (error) {
    send({ type: "failed", error: errorReport(error) });
  }
}

void read(String(workerData));
