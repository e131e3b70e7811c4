/** Reads a ledger file in a thread of its own (`read-worker.ts`), under limits, and takes its rows over bit by bit. */
import { basename } from "node:path";
import { Worker } from "node:worker_threads";
import { AppError } from "../schema/app-error.ts";
import type { SheetData, Sheets } from "./cells.ts";
import { ledgerLimits } from "./limits.ts";
import type { Task } from "../tasks/task.ts";
import type { FromReader } from "./read-worker.ts";
import { progressSteps } from "../schema/progress-steps.ts";

/** Where the thread's code lies when the program is not bundled. */
export const plainReader: URL = new URL("./read-worker.ts", import.meta.url);

/** Of the thread's heap: for values that are soon given up. */
const YOUNG_MB = 32;

/** How often the cancel button is looked at: a thread can be ended at any moment. */
const LOOK_MS = 100;

export interface ReaderLimits {
  /** Of the whole reading. */
  readonly seconds: number;
  /** Of the thread's heap, in MiB; what the file itself takes lies beside it. */
  readonly heapMb: number;
}

/**
 * @param reader the thread's code
 * @throws AppError as `readLedgerFile`, and cancelled, ledgerTooSlow, ledgerTooHeavy
 */
export function readApart(
  path: string,
  reader: string | URL,
  task: Task,
  limits: ReaderLimits = ledgerLimits,
): Promise<Sheets> {
  const file = basename(path);
  return new Promise((resolve, reject) => {
    const worker = new Worker(reader, {
      workerData: path,
      name: "ledger-reader",
      resourceLimits: { maxOldGenerationSizeMb: limits.heapMb, maxYoungGenerationSizeMb: YOUNG_MB },
    });
    const taken: SheetData["rows"][number][][] = [];
    let read: Sheets | null = null;
    let total = 0;
    let done = 0;
    const looking = setInterval(() => {
      try {
        task.throwIfCancelled();
      } catch (error) {
        end(() => reject(error));
      }
    }, LOOK_MS);

    const tooSlow = setTimeout(
      () => end(() => reject(new AppError("ledgerTooSlow", { file, limit: limits.seconds }))),
      limits.seconds * 1000,
    );

    function end(settle: () => void): void {
      clearInterval(looking);
      clearTimeout(tooSlow);
      settle();
      void worker.terminate();
    }

    /** After others have had their turn. */
    const more = (): void => void setImmediate(() => worker.postMessage("more"));

    worker.on("message", (message: FromReader) => {
      switch (message.type) {
        case "file":
          read = message.file;
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
          const whole = read;
          if (whole === null) break;
          const sheets = whole.sheets.map((sheet, index) => ({ ...sheet, rows: taken[index] ?? [] }));
          end(() => resolve({ ...whole, sheets }));
        }
      }
    });
    worker.once("error", (error) => {
      const isHeavy = "code" in error && error.code === "ERR_WORKER_OUT_OF_MEMORY";
      const { heapMb: limit } = limits;
      end(() => reject(isHeavy ? new AppError("ledgerTooHeavy", { file, limit }, { cause: error }) : error));
    });
    // After a settled promise this changes nothing; before, the thread died without a word.
    worker.once("exit", (code) => end(() => reject(new Error(`ledger reader ended with ${code}`))));
  });
}
