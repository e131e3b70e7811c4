/** Long work on the service's one thread, in slices, so that other operations are answered in between. */
import { setImmediate } from "node:timers/promises";
import type { Task } from "../handlers/context.ts";
import type { Words } from "../schema/words.ts";

/** How long others may have to wait for their turn; a slow office PC does a quarter of the rows in it, not four times the wait. */
const SLICE_MS = 12;

export type Watcher = Pick<Task, "progress" | "throwIfCancelled">;

const nobody: Watcher = { progress: () => {}, throwIfCancelled: () => {} };

export class Pace {
  readonly #task: Watcher;
  #begun = performance.now();

  /** @param task hears of progress and may stop the work; nobody unless given */
  constructor(task: Watcher = nobody) {
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
    this.#task.progress({ step, done, total });
    await setImmediate();
    this.#task.throwIfCancelled();
    this.#begun = performance.now();
  }
}
