/**
 * A thread of its own for reading files: parsing a workbook of 50,000 rows is one run of a second (several on an old PC)
 * that cannot be interrupted, while the service has other operations to answer. Ended from outside when cancelled, or when
 * it takes too long; a file that takes too much memory ends the thread, not the service.
 */
import { parentPort, workerData } from "node:worker_threads";
import { errorReport } from "../schema/app-error.ts";
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

/** What the service takes in one turn, some 5 ms, whichever comes first. */
const chunk = { rows: 1_000, cells: 10_000, characters: 500_000 };

const send = (message: FromReader): void => parentPort?.postMessage(message);

function* answers(file: Sheets): Generator<FromReader> {
  const rows = file.sheets.reduce((sum, sheet) => sum + sheet.rows.length, 0);
  yield { type: "file", file: { ...file, sheets: file.sheets.map((sheet) => ({ ...sheet, rows: [] })) }, rows };
  for (const [index, sheet] of file.sheets.entries()) {
    for (let from = 0; from < sheet.rows.length;) {
      const to = chunkEnd(sheet.rows, from);
      yield { type: "rows", sheet: index, rows: sheet.rows.slice(from, to) };
      from = to;
    }
  }
  yield { type: "end" };
}

function chunkEnd(rows: SheetData["rows"], from: number): number {
  let cells = 0;
  let characters = 0;
  let to = from;
  while (to < rows.length && to - from < chunk.rows && cells < chunk.cells && characters < chunk.characters) {
    const row = rows[to] ?? [];
    cells += row.length;
    for (const cell of row) if (typeof cell === "string") characters += cell.length;
    to += 1;
  }
  return to;
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
