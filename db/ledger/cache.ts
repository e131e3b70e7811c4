/**
 * Ledger files as last read, and the plans made of them, so that turning a page of the preview does not parse 50,000 rows
 * again. A file that was changed on the disk (time or size) is read again; memory is bounded and given back when idle.
 */
import { stat } from "node:fs/promises";
import { AppError } from "../schema/app-error.ts";
import type { Sheets } from "../spreadsheet/cells.ts";
import { Pace, type Task } from "../tasks/task.ts";
import { planLedger, type LedgerPlan, type PlanOptions } from "./plan.ts";
import { readApart } from "../spreadsheet/read-apart.ts";
import { isPacked, readLedgerFile } from "../spreadsheet/read.ts";
import { SharedWork } from "./shared-work.ts";
import { progressSteps } from "../schema/progress-steps.ts";

interface Held {
  readonly path: string;
  /** Size and time of the file when it was read. */
  readonly stamp: string;
  readonly sheets: Sheets;
  readonly cells: number;
  /** The last plan, by what it was asked with. */
  readonly plans: SharedWork<LedgerPlan>;
}

const MAX_FILES = 2;
/** Cells over all held files, about 60 bytes each; the newest file is kept whatever its size. */
const MAX_CELLS = 2_000_000;
const IDLE_MS = 15 * 60_000;
/** Bytes of a text file; what is smaller is read sooner than a thread has started. A small workbook may unpack to anything. */
const SMALL_TEXT = 200_000;

export interface ReadLedger {
  readonly sheets: Sheets;
  /** Changes when the file does. */
  readonly stamp: string;
  /** @throws AppError as `planLedger`, and cancelled */
  readonly plan: (key: string, options: PlanOptions, task: Task) => Promise<LedgerPlan>;
}

export class LedgerCache {
  readonly #reader: string | URL;
  readonly #reading = new SharedWork<Held>();
  #held: Held[] = [];
  #idle: NodeJS.Timeout | undefined;

  /** @param reader the code of the thread that reads large files */
  constructor(reader: string | URL) {
    this.#reader = reader;
  }

  /** @throws AppError as `readLedgerFile`, and cancelled */
  async read(path: string, task: Task): Promise<ReadLedger> {
    const { stamp, size } = await stampOf(path);
    const known = this.#held.find((one) => one.path === path && one.stamp === stamp);
    const held =
      known ??
      (await this.#reading.get(`${stamp} ${path}`, task, async (reading) => {
        reading.progress({ step: progressSteps.readingLedger, done: 0, total: null });
        const isSmall = size < SMALL_TEXT && /\.(?:csv|txt)$/i.test(path) && !(await isPacked(path));
        const sheets = isSmall ? await readLedgerFile(path) : await readApart(path, this.#reader, reading);
        return { path, stamp, sheets, cells: cellsIn(sheets), plans: new SharedWork() };
      }));
    this.#reading.forget();
    this.#keep(held);
    return {
      sheets: held.sheets,
      stamp,
      plan: (key, options, asker) =>
        held.plans.get(key, asker, (planning) => planLedger(held.sheets, options, new Pace(planning))),
    };
  }

  /** Gives the memory back. */
  clear(): void {
    this.#held = [];
    clearTimeout(this.#idle);
  }

  /** The newest first; as many of the others as fit. */
  #keep(newest: Held): void {
    const others = this.#held.filter((one) => one !== newest && one.path !== newest.path);
    let room = MAX_CELLS - newest.cells;
    const kept = others.slice(0, MAX_FILES - 1).filter(({ cells }) => (room -= cells) >= 0);
    this.#held = [newest, ...kept];
    clearTimeout(this.#idle);
    this.#idle = setTimeout(() => this.clear(), IDLE_MS);
    this.#idle.unref();
  }
}

async function stampOf(path: string): Promise<{ stamp: string; size: number }> {
  try {
    const { mtimeMs, size } = await stat(path);
    return { stamp: `${mtimeMs} ${size}`, size };
  } catch (error) {
    throw new AppError("fileUnreadable", { file: path }, { cause: error });
  }
}

const cellsIn = ({ sheets }: Sheets): number =>
  sheets.reduce((sum, { rows }) => rows.reduce((all, row) => all + row.length, sum), 0);
