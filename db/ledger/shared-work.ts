/**
 * Long work that several operations ask for at the same time (a preview, and the rows on the screen): it is done once, its
 * last result is kept, and it stops when none of those that asked wants it any more.
 */
import { AppError } from "../schema/app-error.ts";
import type { Task } from "../tasks/task.ts";

interface Running<T> {
  readonly askers: Set<Task>;
  readonly result: Promise<T>;
}

export class SharedWork<T> {
  readonly #running = new Map<string, Running<T>>();
  #last: { readonly key: string; readonly value: T } | null = null;

  /**
   * The result for `key`: the last one, one that is on its way, or what `work` gives.
   * @throws AppError cancelled when this asker has left, and what `work` throws
   */
  async get(key: string, asker: Task, work: (task: Task) => Promise<T>): Promise<T> {
    if (this.#last?.key === key) return this.#last.value;
    const running = this.#running.get(key) ?? this.#start(key, asker, work);
    running.askers.add(asker);
    try {
      const value = await running.result;
      asker.throwIfCancelled();
      return value;
    } finally {
      running.askers.delete(asker);
    }
  }

  /** Forgets the last result; what is on its way goes on. */
  forget(): void {
    this.#last = null;
  }

  #start(key: string, first: Task, work: (task: Task) => Promise<T>): Running<T> {
    const askers = new Set([first]);
    const task: Task = {
      progress: (progress) => {
        for (const asker of askers) asker.progress(progress);
      },
      throwIfCancelled: () => {
        if ([...askers].some((asker) => !hasLeft(asker))) return;
        // At once, so that whoever asks next begins anew instead of joining work that is ending.
        if (this.#running.get(key)?.askers === askers) this.#running.delete(key);
        throw new AppError("cancelled");
      },
    };
    const result = this.#finish(key, askers, work(task));
    const running = { askers, result };
    this.#running.set(key, running);
    return running;
  }

  async #finish(key: string, askers: ReadonlySet<Task>, result: Promise<T>): Promise<T> {
    try {
      const value = await result;
      this.#last = { key, value };
      return value;
    } finally {
      if (this.#running.get(key)?.askers === askers) this.#running.delete(key);
    }
  }
}

function hasLeft(asker: Task): boolean {
  try {
    asker.throwIfCancelled();
    return false;
  } catch (error) {
    if (error instanceof AppError && error.code === "cancelled") return true;
    throw error;
  }
}
