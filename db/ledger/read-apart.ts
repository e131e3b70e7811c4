/** Reads a large ledger file in a thread of its own (`read-worker.ts`) and takes its rows over bit by bit. */
import { Worker } from "node:worker_threads";
import { AppError } from "../errors.ts";
import type { SheetData, Sheets } from "./cells.ts";
import type { Watcher } from "./pace.ts";
import type { FromReader } from "./read-worker.ts";
import { progressSteps } from "../schema/progress-steps.ts";

/** Where the thread's code lies when the program is not bundled. */
export const plainReader: URL = new URL("./read-worker.ts", import.meta.url);

/** How often the cancel button is looked at: a thread can be ended at any moment. */
const LOOK_MS = 100;

/**
 * @param reader the thread's code
 * @throws AppError as `readLedgerFile`, and cancelled
 */
export function readApart(path: string, reader: string | URL, task: Watcher): Promise<Sheets> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(reader, { workerData: path, name: "ledger-reader" });
    const taken: SheetData["rows"][number][][] = [];
    let file: Sheets | null = null;
    let total = 0;
    let done = 0;
    const looking = setInterval(() => {
      try {
        task.throwIfCancelled();
      } catch (error) {
        end(() => reject(error));
      }
    }, LOOK_MS);

    function end(settle: () => void): void {
      clearInterval(looking);
      settle();
      void worker.terminate();
    }

    /** After others have had their turn. */
    const more = (): void => void setImmediate(() => worker.postMessage("more"));

    worker.on("message", (message: FromReader) => {
      switch (message.type) {
        case "file":
          file = message.file;
          total = message.rows;
          taken.push(...message.file.sheets.map(() => []));
          more();
          break;
        case "rows":
          for (const row of message.rows) taken[message.sheet]?.push(row);
          done += message.rows.length;
          task.progress({ step: progressSteps.readingLedger, done, total });
          more();
          break;
        case "failed": {
          const { name, params } = message.error;
          end(() => reject(new AppError(name, params)));
          break;
        }
        case "end": {
          const read = file;
          if (read === null) break;
          const sheets = read.sheets.map((sheet, index) => ({ ...sheet, rows: taken[index] ?? [] }));
          end(() => resolve({ ...read, sheets }));
        }
      }
    });
    worker.once("error", (error) => end(() => reject(error)));
    // After a settled promise this changes nothing; before, the thread died without a word (out of memory).
    worker.once("exit", (code) => end(() => reject(new Error(`ledger reader ended with ${code}`))));
  });
}
