/**
 * Long work on the service's one thread: who is told of its progress and may stop it, how other operations are answered in
 * between, and a transaction that lasts over several turns of the event loop.
 */
import { setImmediate } from "node:timers/promises";
import type { Progress } from "../api/operations.ts";
import type { WritableDb } from "../sqlite/connection.ts";
import type { Words } from "../schema/words.ts";

/** Whoever asked for the work. */
export interface Task {
  progress(progress: Progress): void;
  /** Call between steps that leave nothing half done. @throws AppError cancelled */
  throwIfCancelled(): void;
  /** Aborted when the work is cancelled: for what waits on something else than this thread. Absent where nobody can cancel. */
  readonly signal?: AbortSignal | undefined;
}

/** Tells how far the work is, and lets other operations in. @throws AppError cancelled */
export async function pause(task: Task, progress: Progress): Promise<void> {
  task.progress(progress);
  await setImmediate();
  task.throwIfCancelled();
}

/**
 * A transaction that stays open over several turns of the event loop, so that its work can report progress and be cancelled.
 * Nobody else may use the connection meanwhile: run it as `exclusive` work (`lock.ts`).
 * @throws what `work` throws; nothing was changed then
 */
export async function inLongTransaction<T>(db: WritableDb, work: () => Promise<T>): Promise<T> {
  db.exec("BEGIN IMMEDIATE");
  try {
    const result = await work();
    db.exec("COMMIT");
    return result;
  } catch (error) {
    if (db.inTransaction) db.exec("ROLLBACK");
    throw error;
  }
}

/** How long others may have to wait for their turn; a slow office PC does a quarter of the rows in it, not four times the wait. */
const SLICE_MS = 12;

const nobody: Task = { progress: () => {}, throwIfCancelled: () => {} };

/** Work on many items in slices of time. */
export class Pace {
  readonly #task: Task;
  #begun = performance.now();

  /** @param task hears of progress and may stop the work; nobody unless given */
  constructor(task: Task = nobody) {
    this.#task = task;
  }

  /** Runs `work` on each item in order, reporting `step` in items. @throws AppError cancelled, and what `work` throws */
  async each<T>(step: Words, items: readonly T[], work: (item: T, index: number) => void): Promise<void> {
    for (let index = 0; index < items.length; index += 1) {
      // Every item is there: the index is below the length.
      work(items[index] as T, index);
      if (performance.now() - this.#begun >= SLICE_MS) await this.#rest(step, index + 1, items.length);
    }
  }

  /** `items.map(work)` in slices. @throws AppError cancelled, and what `work` throws */
  async map<T, U>(step: Words, items: readonly T[], work: (item: T, index: number) => U): Promise<U[]> {
    const results: U[] = [];
    await this.each(step, items, (item, index) => results.push(work(item, index)));
    return results;
  }

  /** Between two runs that cannot be cut up. @throws AppError cancelled */
  async pause(step: Words): Promise<void> {
    if (performance.now() - this.#begun >= SLICE_MS) await this.#rest(step, 0, null);
  }

  async #rest(step: Words, done: number, total: number | null): Promise<void> {
    await pause(this.#task, { step, done, total });
    this.#begun = performance.now();
  }
}
