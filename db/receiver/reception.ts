/**
 * Whether this PC listens: brings what runs in line with what was chosen (`plan.ts`), and knows why it does not. One change after
 * another, however they are asked for.
 */
import type { ReceivingState } from "../api/receiving.ts";
import { toAppError, type AppError } from "../schema/app-error.ts";
import type { ReceivingPlan } from "../schema/receiving.ts";
import type { Receiver } from "./receiver.ts";
import type { TurnedAway } from "./turned-away.ts";

export interface ReceiverEvents {
  /** The data has changed by what came in. */
  readonly onImported: () => void;
  /** A PC has called, or a file has come. */
  readonly onContact: () => void;
  readonly onTurnedAway: (list: readonly TurnedAway[]) => void;
  /** The thread has ended by itself. */
  readonly onLost: (error: AppError) => void;
}

export interface ReceptionOptions {
  readonly start: (where: { readonly host: string; readonly port: number } & ReceiverEvents) => Promise<Receiver>;
  /** What was chosen; null while there is no district's own data open. */
  readonly plan: () => Promise<ReceivingPlan | null>;
  /** Milliseconds after which a start that failed is tried again by itself. */
  readonly retryMs?: number;
}

const everyAddress = "0.0.0.0";
/** A PC that is switched on has its network a little later than its programs. */
const usualRetryMs = 30_000;

interface Run {
  readonly receiver: Receiver;
  readonly host: string;
  readonly port: number;
}

export class Reception {
  readonly #options: ReceptionOptions;
  #run: Run | null = null;
  #state: "off" | "starting" | "receiving" | "failed" | "lost" = "off";
  #error: AppError | null = null;
  #isPaused = false;
  #isClosed = false;
  #turnedAway: readonly TurnedAway[] = [];
  #contacts = 0;
  #imports = 0;
  #retry: NodeJS.Timeout | undefined;
  #last: Promise<void> = Promise.resolve();

  constructor(options: ReceptionOptions) {
    this.#options = options;
  }

  get state(): ReceivingState {
    return this.#state === "receiving" && this.#isPaused ? "paused" : this.#state;
  }

  get error(): AppError | null {
    return this.#error;
  }

  /** Rises with whatever changes the list of contacts. */
  get contacts(): number {
    return this.#contacts;
  }

  /** Rises with each import that may have changed the data. */
  get imports(): number {
    return this.#imports;
  }

  get turnedAway(): readonly TurnedAway[] {
    return this.#turnedAway;
  }

  /** Starts, stops or moves the receiver as the plan says. Never fails: why it does not run stands in `error`. */
  follow(): Promise<void> {
    return this.#next(() => this.#follow());
  }

  /** Until `follow`: the data is about to be replaced. */
  stop(): Promise<void> {
    return this.#next(() => this.#stop());
  }

  /** Whoever calls is told to come later, until it is gone on with or switched off. Nothing where it does not run. */
  pause(isPaused: boolean): void {
    if (this.#run === null) return;
    this.#isPaused = isPaused;
    this.#run.receiver.pause(isPaused);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.stop();
  }

  #next(work: () => Promise<void>): Promise<void> {
    this.#last = this.#last.then(work, work);
    return this.#last;
  }

  async #follow(): Promise<void> {
    clearTimeout(this.#retry);
    try {
      const plan = this.#isClosed ? null : await this.#options.plan();
      if (plan?.isOn === true) return await this.#listen(plan.host ?? everyAddress, plan.port);
      this.#isPaused = false;
      await this.#stop();
    } catch (error) {
      this.#state = "failed";
      this.#error = toAppError(error);
      this.#retry = setTimeout(() => void this.follow(), this.#options.retryMs ?? usualRetryMs);
      this.#retry.unref();
    }
  }

  async #listen(host: string, port: number): Promise<void> {
    if (this.#run?.host === host && this.#run.port === port) return;
    await this.#stop();
    this.#state = "starting";
    const run: Run = { host, port, receiver: await this.#options.start({ host, port, ...this.#events(() => run) }) };
    this.#run = run;
    this.#state = "receiving";
    if (this.#isPaused) run.receiver.pause(true);
  }

  /** @param own the run that they belong to; asked only once it began */
  #events(own: () => Run): ReceiverEvents {
    return {
      onImported: () => {
        this.#imports += 1;
        this.#contacts += 1;
      },
      onContact: () => {
        this.#contacts += 1;
      },
      onTurnedAway: (list) => {
        this.#turnedAway = list;
        this.#contacts += 1;
      },
      onLost: (error) => {
        // A start that fails is told by its own promise.
        if (this.#run === null || this.#run !== own()) return;
        this.#run = null;
        this.#state = "lost";
        this.#error = error;
      },
    };
  }

  async #stop(): Promise<void> {
    clearTimeout(this.#retry);
    const run = this.#run;
    this.#run = null;
    this.#state = "off";
    this.#error = null;
    await run?.receiver.close();
  }
}
