/**
 * Ledger files as last read, and the plans made of them, so that turning a page of the preview does not parse 50,000 rows
 * again. A file that was changed on the disk (time or size) is read again; memory is bounded and given back when idle.
 */
import { stat } from "node:fs/promises";
import { AppError } from "../errors.ts";
import type { Sheets } from "./cells.ts";
import { planLedger, type LedgerPlan, type PlanOptions } from "./plan.ts";
import { readLedgerFile } from "./read.ts";

interface Held {
  readonly path: string;
  /** Size and time of the file when it was read. */
  readonly stamp: string;
  readonly sheets: Sheets;
  readonly cells: number;
  /** The last plan, by what it was asked with. */
  plan: { readonly key: string; readonly plan: LedgerPlan } | null;
}

const MAX_FILES = 2;
/** Cells over all held files, about 60 bytes each; the newest file is kept whatever its size. */
const MAX_CELLS = 2_000_000;
const IDLE_MS = 15 * 60_000;

export interface ReadLedger {
  readonly sheets: Sheets;
  /** Changes when the file does. */
  readonly stamp: string;
  /** @throws AppError as `planLedger` */
  readonly plan: (key: string, options: PlanOptions) => LedgerPlan;
}

export class LedgerCache {
  #held: Held[] = [];
  #idle: NodeJS.Timeout | undefined;

  /** @throws AppError as `readLedgerFile` */
  async read(path: string): Promise<ReadLedger> {
    const stamp = await stampOf(path);
    let held = this.#held.find((one) => one.path === path && one.stamp === stamp);
    if (held === undefined) {
      const sheets = await readLedgerFile(path);
      held = { path, stamp, sheets, cells: cellsIn(sheets), plan: null };
    }
    const found = held;
    this.#keep(found);
    return {
      sheets: found.sheets,
      stamp,
      plan: (key, options) => {
        if (found.plan?.key !== key) found.plan = { key, plan: planLedger(found.sheets, options) };
        return found.plan.plan;
      },
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

async function stampOf(path: string): Promise<string> {
  try {
    const { mtimeMs, size } = await stat(path);
    return `${mtimeMs} ${size}`;
  } catch (error) {
    throw new AppError("fileUnreadable", { file: path }, { cause: error });
  }
}

const cellsIn = ({ sheets }: Sheets): number =>
  sheets.reduce((sum, { rows }) => rows.reduce((all, row) => all + row.length, sum), 0);
