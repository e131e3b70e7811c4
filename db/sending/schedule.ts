/**
 * When a station contacts its district by itself. It knows nothing of the network: it is told what has happened, and says when it is
 * time to go.
 *
 *   a save             once nothing was saved for a while, so that a case being typed is not sent in twenty pieces; but not for ever
 *   the start          after a moment, so that the first screen comes first
 *   the interval       also when nothing is to be sent: receipts and feedback come back
 *   the network        soon after it has changed, if the last contact failed or is a while ago
 *   after a failure    a retry that may mend it: after a random part of a time that doubles with each failure, up to a limit, so that
 *                      a hundred stations do not come back to a district's receiver all at once; never before the receiver has asked
 *                      to be left alone
 *   a person's matter  (a wrong certificate, a refusal): with the interval alone; a save does not bring it forward
 */

/** Milliseconds throughout. */
export interface SendingTimes {
  readonly firstAfter: number;
  /** Without a save. */
  readonly quiet: number;
  /** After the first save that was not sent, however often is saved since. */
  readonly longestQuiet: number;
  /** From a change of the network until it can be used. */
  readonly settle: number;
  /** The limit of the first retry's wait, and of all others. */
  readonly retry: { readonly first: number; readonly most: number };
  /** Between two looks at this PC's network addresses. */
  readonly watch: number;
  /** Between two contacts; the preference (minutes) decides unless this is given. */
  readonly every?: number;
}

export const usualTimes: SendingTimes = {
  firstAfter: 10_000,
  quiet: 30_000,
  longestQuiet: 300_000,
  settle: 3_000,
  retry: { first: 30_000, most: 900_000 },
  watch: 15_000,
};

/** For trying it out: no wait is longer than the given interval. */
export function timesWithin(every: number): SendingTimes {
  const within = (usual: number): number => Math.min(usual, every);
  return {
    firstAfter: within(usualTimes.firstAfter),
    quiet: within(usualTimes.quiet),
    longestQuiet: within(usualTimes.longestQuiet),
    settle: within(usualTimes.settle),
    retry: { first: within(usualTimes.retry.first), most: within(usualTimes.retry.most) },
    watch: within(usualTimes.watch),
    every,
  };
}

export interface Clock {
  /** Milliseconds that only grow: a PC's date may jump. */
  now(): number;
  /** From 0 up to, without, 1. */
  random(): number;
  /** @returns takes it back */
  after(milliseconds: number, run: () => void): () => void;
}

export const systemClock: Clock = {
  now: () => performance.now(),
  random: Math.random,
  after: (milliseconds, run) => {
    const timer = setTimeout(run, milliseconds);
    // A waiting timer must not keep the program from ending.
    timer.unref();
    return () => clearTimeout(timer);
  },
};

export type Ending =
  | { readonly type: "done" }
  /** Stopped by a person. */
  | { readonly type: "stopped" }
  /** A retry may mend it, not sooner than after so many milliseconds. */
  | { readonly type: "again"; readonly retryAfter: number }
  /** Only a person can mend it. */
  | { readonly type: "person" };

/** What a failed retry waits at least: less would be hammering. */
const leastRetry = 1_000;
/** A network that comes and goes is not tried with every blink. */
const leastBetween = 10_000;

/**
 * The wait before a retry, in milliseconds: full jitter (a random part of the whole) over a limit that doubles.
 * @param failures in a row, from 1
 * @param random from 0 up to 1
 */
export function retryDelay(
  { first, most }: SendingTimes["retry"],
  { failures, retryAfter, random }: { readonly failures: number; readonly retryAfter: number; readonly random: number },
): number {
  const limit = Math.min(most, first * 2 ** Math.min(failures - 1, 30));
  // What the receiver asks for is added to, or all of its stations would come back in the same second.
  return retryAfter + Math.min(most, Math.max(leastRetry, random * limit));
}

export class Schedule {
  readonly #times: SendingTimes;
  readonly #clock: Clock;
  readonly #go: () => void;
  /** Null while nothing goes by itself. */
  #every: number | null = null;
  #isRunning = false;
  #failures = 0;
  #hasTrouble = false;
  #lastEnd = -Infinity;
  /** The receiver has asked to be left alone until then. */
  #notBefore = -Infinity;
  #regularAt: number | null = null;
  #saved: { readonly since: number; readonly at: number } | null = null;
  #networkCame = false;
  #cancel: () => void = () => {};

  constructor(times: SendingTimes, clock: Clock, go: () => void) {
    this.#times = times;
    this.#clock = clock;
    this.#go = go;
  }

  /** When it goes next by its clock; null when it does not, or is on its way. */
  get next(): number | null {
    if (this.#every === null || this.#isRunning) return null;
    const times = [this.#regularAt, this.#saved?.at ?? null].filter((at) => at !== null);
    return times.length === 0 ? null : Math.max(this.#notBefore, Math.min(...times));
  }

  /** @param every milliseconds between two contacts; null: nothing goes by itself */
  set(every: number | null): void {
    const before = this.#every;
    const after = every === null ? null : (this.#times.every ?? every);
    if (before === after) return;
    this.#every = after;
    if (after === null) {
      this.#regularAt = null;
      this.#saved = null;
    } else if (before === null) this.#regularAt = this.#clock.now() + this.#times.firstAfter;
    // A shorter interval holds at once; a retry's time is not the interval's.
    else if (!this.#hasTrouble && this.#regularAt !== null)
      this.#regularAt = Math.min(this.#regularAt, this.#clock.now() + after);
    this.#wind();
  }

  saved(): void {
    if (this.#every === null) return;
    const now = this.#clock.now();
    const since = this.#saved?.since ?? now;
    this.#saved = { since, at: Math.min(now + this.#times.quiet, since + this.#times.longestQuiet) };
    // What is saved goes with the retry.
    if (this.#hasTrouble) this.#saved = null;
    this.#wind();
  }

  networkChanged(): void {
    if (this.#every === null) return;
    this.#networkCame = this.#isRunning;
    if (this.#isRunning) return;
    this.#goSoon();
    this.#wind();
  }

  #goSoon(): void {
    const now = this.#clock.now();
    if (!this.#hasTrouble && now - this.#lastEnd < leastBetween) return;
    const soon = Math.max(now + this.#times.settle, this.#lastEnd + Math.min(leastBetween, this.#times.retry.most));
    this.#regularAt = Math.min(this.#regularAt ?? soon, soon);
  }

  /** A contact has begun, by itself or because a person asked. */
  began(): void {
    this.#isRunning = true;
    this.#regularAt = null;
    this.#saved = null;
    this.#networkCame = false;
    this.#wind();
  }

  ended(ending: Ending): void {
    const now = this.#clock.now();
    this.#isRunning = false;
    this.#lastEnd = now;
    this.#hasTrouble = ending.type === "again" || ending.type === "person";
    this.#failures = ending.type === "again" ? this.#failures + 1 : 0;
    this.#notBefore = ending.type === "again" ? now + ending.retryAfter : -Infinity;
    if (this.#every === null) return;
    this.#regularAt =
      now +
      (ending.type === "again"
        ? retryDelay(this.#times.retry, {
            failures: this.#failures,
            retryAfter: ending.retryAfter,
            random: this.#clock.random(),
          })
        : this.#every);
    if (this.#hasTrouble) this.#saved = null;
    if (this.#networkCame && this.#hasTrouble) this.#goSoon();
    this.#networkCame = false;
    this.#wind();
  }

  stop(): void {
    this.set(null);
  }

  #wind(): void {
    this.#cancel();
    this.#cancel = () => {};
    const { next } = this;
    if (next === null) return;
    this.#cancel = this.#clock.after(Math.max(0, next - this.#clock.now()), () => this.#go());
  }
}
