/**
 * Who may use the connection. Operations share it: each is synchronous between two awaits. One that keeps a transaction open
 * over several awaits, so that it can report progress and be cancelled, must be exclusive: whatever another operation wrote
 * meanwhile would be taken back with it. A readers-writer lock, where every short operation is a reader.
 */
export class ReadWriteLock {
  #active = 0;
  #isExclusive = false;
  #waiting: (() => void)[] = [];

  /** Runs `work` beside others, once no exclusive work runs. */
  async shared<T>(work: () => T | Promise<T>): Promise<T> {
    if (this.#isExclusive) await this.#until(() => !this.#isExclusive);
    this.#active += 1;
    try {
      return await work();
    } finally {
      this.#active -= 1;
      this.#wake();
    }
  }

  /** Runs `work`, a part of some shared work, after all other work has ended and before any begins. */
  async exclusive<T>(work: () => Promise<T>): Promise<T> {
    this.#active -= 1;
    this.#wake();
    await this.#until(() => !this.#isExclusive && this.#active === 0);
    this.#isExclusive = true;
    try {
      return await work();
    } finally {
      this.#isExclusive = false;
      this.#active += 1;
      this.#wake();
    }
  }

  async #until(isReady: () => boolean): Promise<void> {
    while (!isReady()) await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  #wake(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resolve of waiting) resolve();
  }
}

/** The last exchange on each connection. */
const last = new WeakMap<object, Promise<unknown>>();

/** Runs `work` after every exchange asked for earlier on the same connection: exports, imports and confirmations move the same chain heads. */
export async function oneExchangeAtATime<T>(db: object, work: () => Promise<T>): Promise<T> {
  const before = last.get(db) ?? Promise.resolve();
  const run = before.then(work, work);
  last.set(
    db,
    run.catch(() => {}),
  );
  return run;
}
