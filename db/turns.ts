/**
 * Who may use the connection. Operations share it: each is synchronous between two awaits. One that keeps a transaction open
 * over several awaits, so that it can report progress and be cancelled, must be alone: whatever another operation wrote
 * meanwhile would be taken back with it.
 */
export class Turns {
  #active = 0;
  #isAlone = false;
  #waiting: (() => void)[] = [];

  /** Runs `work` beside others, once nobody is alone. */
  async shared<T>(work: () => T | Promise<T>): Promise<T> {
    if (this.#isAlone) await this.#until(() => !this.#isAlone);
    this.#active += 1;
    try {
      return await work();
    } finally {
      this.#active -= 1;
      this.#wake();
    }
  }

  /** Runs `work`, a part of some shared work, after all other work has ended and before any begins. */
  async alone<T>(work: () => Promise<T>): Promise<T> {
    this.#active -= 1;
    this.#wake();
    await this.#until(() => !this.#isAlone && this.#active === 0);
    this.#isAlone = true;
    try {
      return await work();
    } finally {
      this.#isAlone = false;
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
