/**
 * A thread of its own for reading large files: parsing a workbook of 50,000 rows is one run of a second (several on an old
 * PC) that cannot be interrupted, while the service has other operations to answer. Ended from outside when cancelled.
 */
import { parentPort, workerData } from "node:worker_threads";
import { errorReport } from "../errors.ts";
import type { ErrorReport } from "../schema/errors.ts";
import type { SheetData, Sheets } from "./cells.ts";
import { readLedgerFile } from "./read.ts";

/** Each is sent when the one before has been taken; both ends are of the same build. */
export type FromReader =
  /** The file without its rows, which follow sheet by sheet. */
  | { readonly type: "file"; readonly file: Sheets; readonly rows: number }
  | { readonly type: "rows"; readonly sheet: number; readonly rows: SheetData["rows"] }
  | { readonly type: "end" }
  | { readonly type: "failed"; readonly error: ErrorReport };

/** Rows that the service takes in one turn: some 5 ms. */
const chunk = 1_000;

const send = (message: FromReader): void => parentPort?.postMessage(message);

function* answers(file: Sheets): Generator<FromReader> {
  const rows = file.sheets.reduce((sum, sheet) => sum + sheet.rows.length, 0);
  yield { type: "file", file: { ...file, sheets: file.sheets.map((sheet) => ({ ...sheet, rows: [] })) }, rows };
  for (const [index, sheet] of file.sheets.entries()) {
    for (let from = 0; from < sheet.rows.length; from += chunk)
      yield { type: "rows", sheet: index, rows: sheet.rows.slice(from, from + chunk) };
  }
  yield { type: "end" };
}

async function read(path: string): Promise<void> {
  try {
    const waiting = answers(await readLedgerFile(path));
    const sendNext = (): void => {
      const { value } = waiting.next();
      if (value !== undefined) send(value);
    };
    // One at a time: a port hands over everything that has come in a single turn, however long that takes.
    parentPort?.on("message", sendNext);
    sendNext();
  } catch (error) {
    send({ type: "failed", error: errorReport(error) });
  }
}

void read(String(workerData));
