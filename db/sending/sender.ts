/**
 * A station's contacts with its district: one at a time, by itself when its schedule says so, or because a person asks. Knows why the
 * last one failed and what is to be told of it.
 */
import { networkInterfaces } from "node:os";
import type { SendingState, UploadResult } from "../api/operations.ts";
import { unsentRecords } from "../exchange/station/export.ts";
import { storedDocument } from "../exchange/document-files.ts";
import { uploadAddressFor } from "../exchange/upload-address.ts";
import { readChain, type Chain } from "../journal/chains.ts";
import { parseUploadAddress } from "../network/address.ts";
import { parseProxy } from "../network/proxy.ts";
import { findIdentity, isCompared, readIdentity } from "../office/identity.ts";
import { readPreferences } from "../office/settings.ts";
import { AppError, errorReport, toAppError } from "../schema/app-error.ts";
import type { ErrorName } from "../schema/errors.ts";
import type { SendingPlan } from "../schema/sending.ts";
import type { ReadableDb, WritableDb } from "../sqlite/connection.ts";
import type { Task } from "../tasks/task.ts";
import type { ContactResult } from "./contact.ts";
import { DistrictRefused } from "./district-refused.ts";
import { receivedSeq, refusedError, refusedFiles } from "./outgoing.ts";
import { Schedule, systemClock, usualTimes, type Clock, type Ending, type SendingTimes } from "./schedule.ts";

// Loaded when first used: their libraries would be a part of every start.
const contact = () => import("./contact.ts");

export interface SenderOptions {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** The data that is open; null before there is an office, and with sample data. */
  readonly open: () => { readonly db: WritableDb; readonly dir: string } | null;
  /** Runs work on the open data, beside others and never beside work that is alone. */
  readonly use: <T>(work: (db: WritableDb) => T | Promise<T>) => Promise<T>;
  /** When it goes by itself; null: only when asked. */
  readonly times: SendingTimes | null;
  readonly clock?: Clock;
  /** The proxy that this PC's system uses for an address; null for none. */
  readonly systemProxy: (address: string) => Promise<string | null>;
  /** This PC's network addresses in one text; a test's own. */
  readonly networks?: () => string;
}

/** A mistake of the line, or of this PC for a moment: trying again may mend it. All others wait for a person. */
const mendable: ReadonlySet<ErrorName> = new Set([
  "uploadNoName",
  "uploadNoConnection",
  "uploadTimeout",
  "uploadProxy",
  "uploadBusy",
  "databaseInUse",
  "diskFailed",
  "fileBusy",
]);

const minuteMs = 60_000;

interface Running {
  readonly done: Promise<UploadResult>;
  readonly isAsked: boolean;
  readonly abort: AbortController;
  readonly tasks: Set<Task>;
}

interface Station {
  readonly chain: Chain;
  readonly received: number;
  readonly origin: string;
}

export class Sender {
  readonly #options: SenderOptions;
  readonly #clock: Clock;
  readonly #schedule: Schedule;
  #running: Running | null = null;
  #progress: SendingState["progress"] = null;
  #failure: AppError | null = null;
  #revision = 0;
  #isClosed = false;
  #seen: {
    readonly db: WritableDb;
    readonly replica: string;
    readonly head: number;
    readonly standing: string;
  } | null = null;
  #counted: { readonly key: string; readonly records: number } | null = null;
  #networks: string;
  #unwatch: () => void = () => {};

  constructor(options: SenderOptions) {
    this.#options = options;
    this.#clock = options.clock ?? systemClock;
    this.#schedule = new Schedule(options.times ?? usualTimes, this.#clock, () => void this.#goByItself());
    this.#networks = this.#readNetworks();
    if (options.times !== null) this.#watch(options.times.watch);
    this.noticed();
  }

  /** The data may have changed: looks whether there is something new to send. Cheap: asked after every operation. */
  noticed(): void {
    try {
      this.#look();
    } catch (error) {
      // Data that cannot be read is told where it is asked for; what was done a moment ago is done all the same.
      console.error(`sending: ${toAppError(error).message}`);
    }
  }

  #look(): void {
    const opened = this.#isClosed || this.#options.times === null ? null : this.#options.open();
    if (opened === null) return this.#schedule.set(null);
    const own = opened.db.get<{ replica: string; head: number }>(
      `SELECT "id" AS "replica", "headSeq" AS "head" FROM "replica" WHERE "isSelf" = 1`,
    );
    if (own === undefined) return this.#schedule.set(null);
    const before = this.#seen;
    const standing = standingOf(opened.db);
    this.#seen = { db: opened.db, ...own, standing };
    const isSame = before?.db === opened.db && before.replica === own.replica && before.standing === standing;
    if (isSame && before.head === own.head) return;
    this.reconsider();
    // Another database's entries are no saves. An invitation, an address or a comparison opens the way for what waits.
    if (before?.db === opened.db && (own.head > before.head || before.standing !== standing)) this.#schedule.saved();
  }

  /** The plan, the address or the enrolment may have changed. */
  reconsider(): void {
    const opened = this.#isClosed || this.#options.times === null ? null : this.#options.open();
    const plan = opened === null ? null : readPreferences(opened.db).sending;
    const isOn = opened !== null && plan !== null && plan.mode !== "off" && stationIn(opened.db) !== null;
    this.#schedule.set(isOn ? plan.everyMinutes * minuteMs : null);
    // Told to stay off the network while one that nobody asked for is under way.
    if (plan?.mode === "off" && this.#running?.isAsked === false) this.stop();
  }

  networkChanged(): void {
    this.#schedule.networkChanged();
  }

  /** Ends the contact that is under way. */
  stop(): void {
    this.#running?.abort.abort();
  }

  /** Ends the contact that is under way, and waits for that: the data will be replaced. */
  async rest(): Promise<void> {
    this.stop();
    await this.#running?.done.catch(() => {});
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#unwatch();
    this.#schedule.stop();
    await this.rest();
  }

  /**
   * A contact because a person asks: joins the one that is under way, and has another one after it where that did not do all.
   * @param proxy null for a direct line; as the plan says unless given
   * @throws AppError as `contactDistrict`
   */
  async press(task: Task, proxy?: string | null): Promise<UploadResult> {
    const under = this.#running;
    if (under !== null) {
      const joined = await this.#join(under, task).catch((error: unknown) => {
        task.throwIfCancelled();
        if (under.isAsked) throw error;
        return null;
      });
      if (under.isAsked && joined !== null) return joined;
      if (joined !== null && joined.left === 0 && joined.failures.length === 0) return joined;
    }
    return this.#join(this.#start(true, proxy), task);
  }

  /** @returns null where there is nothing to show: no station, or none that knows where to send */
  state(): SendingState | null {
    const opened = this.#options.open();
    const station = opened === null ? null : stationIn(opened.db);
    if (opened === null || station === null) return null;
    const { db } = opened;
    const { mode } = readPreferences(db).sending;
    const { next } = this.#schedule;
    return {
      mode: mode ?? "undecided",
      phase: this.#running !== null ? "sending" : this.#failure !== null ? "failed" : "idle",
      unsent: this.#unsent(db, station),
      progress: this.#running === null ? null : this.#progress,
      lastAt: db.value<number | null>(`SELECT "contactAt" FROM "replica" WHERE "id" = ?`, [station.chain.id]) ?? null,
      nextAt: next === null ? null : this.#options.now() + Math.max(0, next - this.#clock.now()),
      error: this.#failure === null ? null : errorReport(this.#failure),
      refused: refusedFiles(db).map((file) => errorReport(refusedError(file))),
      revision: this.#revision,
    };
  }

  #unsent(db: ReadableDb, { chain, received }: Station): number {
    const key = `${chain.id} ${chain.headSeq} ${received}`;
    if (this.#counted?.key !== key) this.#counted = { key, records: unsentRecords(db, chain, received) };
    return this.#counted.records;
  }

  #watch(every: number): void {
    this.#unwatch = this.#clock.after(every, () => {
      if (this.#isClosed) return;
      const now = this.#readNetworks();
      if (now !== this.#networks) this.networkChanged();
      this.#networks = now;
      this.noticed();
      this.#watch(every);
    });
  }

  #readNetworks(): string {
    return (this.#options.networks ?? networksHere)();
  }

  async #goByItself(): Promise<void> {
    // What is asked is not only when, but whether still.
    this.reconsider();
    if (this.#isClosed || this.#running !== null || this.#schedule.next === null) return;
    await this.#start(false).done.catch((error: unknown) => {
      const known = toAppError(error);
      if (known.code !== "cancelled") console.error(`sending: ${known.number} ${known.message}`);
    });
  }

  #start(isAsked: boolean, proxy?: string | null): Running {
    const abort = new AbortController();
    const tasks = new Set<Task>();
    const done = this.#contact({ isAsked, proxy, abort, tasks }).finally(() => {
      if (this.#running === running) this.#running = null;
      this.#revision = Math.max(this.#revision + 1, this.#options.now());
    });
    const running: Running = { done, isAsked, abort, tasks };
    this.#running = running;
    this.#progress = null;
    this.#schedule.began();
    done.then(
      ({ failures }) => this.#schedule.ended({ type: failures.length === 0 ? "done" : "person" }),
      (error: unknown) => this.#schedule.ended(endingOf(error)),
    );
    return running;
  }

  /** Hears of a running contact's progress, and ends it when the task is cancelled. */
  async #join({ done, abort, tasks }: Running, task: Task): Promise<UploadResult> {
    const cancel = (): void => abort.abort();
    tasks.add(task);
    task.signal?.addEventListener("abort", cancel);
    if (task.signal?.aborted === true) cancel();
    try {
      return await done;
    } finally {
      tasks.delete(task);
      task.signal?.removeEventListener("abort", cancel);
    }
  }

  async #contact(run: {
    readonly isAsked: boolean;
    readonly proxy: string | null | undefined;
    readonly abort: AbortController;
    readonly tasks: ReadonlySet<Task>;
  }): Promise<UploadResult> {
    const { use, now, open } = this.#options;
    const { signal } = run.abort;
    const throwIfCancelled = (): void => {
      if (signal.aborted) throw new AppError("cancelled");
    };
    try {
      const opened = open();
      if (opened === null) throw new AppError("uploadNoAddress");
      const { db, dir } = opened;
      const proxy = run.proxy === undefined ? await this.#proxy(db) : run.proxy;
      const { contactDistrict } = await contact();
      throwIfCancelled();
      const result = await contactDistrict({
        dir,
        now,
        proxy,
        isAsked: run.isAsked,
        use: (work) =>
          use((current) => {
            // Replaced meanwhile: by a backup, or by sample data.
            if (current !== db) throw new AppError("cancelled");
            return work(current);
          }),
        task: {
          signal,
          throwIfCancelled,
          progress: (progress) => {
            this.#progress = progress;
            for (const task of run.tasks) task.progress(progress);
          },
        },
      });
      this.#failure = result.failures[0] ?? null;
      return reported(result);
    } catch (error) {
      // What breaks off because somebody ended it has many names.
      const known = signal.aborted ? new AppError("cancelled", {}, { cause: error }) : toAppError(error);
      if (known.code !== "cancelled") this.#failure = known;
      throw known;
    }
  }

  async #proxy(db: ReadableDb): Promise<string | null> {
    const { proxy, proxyAddress } = readPreferences(db).sending;
    return proxyOf({ proxy, proxyAddress }, stationIn(db)?.origin ?? null, this.#options.systemProxy);
  }
}

/** @throws AppError uploadProxy where what was typed names no proxy */
async function proxyOf(
  { proxy, proxyAddress }: Pick<SendingPlan, "proxy" | "proxyAddress">,
  origin: string | null,
  systemProxy: SenderOptions["systemProxy"],
): Promise<string | null> {
  if (proxy === "none" || origin === null) return null;
  if (proxy === "system") return systemProxy(origin);
  const typed = parseProxy(proxyAddress);
  if (typed === null) throw new AppError("uploadProxy", { proxy: proxyAddress });
  return typed;
}

/** Where it may send: a PC of a station that has joined a district, was not retired, and knows the address. */
function stationIn(db: ReadableDb): Station | null {
  const identity = findIdentity(db);
  if (identity === null || identity.role !== "station" || identity.district === null) return null;
  const address = parseUploadAddress(uploadAddressFor(db, identity) ?? "");
  if (address === null) return null;
  const chain = readChain(db, identity.replicaId);
  if (chain.state === "retired") return null;
  return { chain, received: Math.max(chain.importedSeq, receivedSeq(db, chain.id)), origin: address.origin };
}

/** All that decides whether and what this PC may send, beside what was saved; it changes without a new entry. */
function standingOf(db: ReadableDb): string {
  const station = stationIn(db);
  if (station === null) return "";
  const isJoined = isCompared(readIdentity(db));
  return [station.origin, station.chain.state, isJoined, storedDocument(db, "invitation")?.body].join(" ");
}

export function endingOf(error: unknown): Ending {
  const known = toAppError(error);
  if (known.code === "cancelled") return { type: "stopped" };
  if (known instanceof DistrictRefused)
    return known.retryAfter === null ? { type: "person" } : { type: "again", retryAfter: known.retryAfter };
  return mendable.has(known.code) ? { type: "again", retryAfter: 0 } : { type: "person" };
}

const reported = ({ failures, refused, ...result }: ContactResult): UploadResult => ({
  ...result,
  failures: failures.map(errorReport),
  refused: refused.map((file) => errorReport(refusedError(file))),
});

/** Addresses that other PCs can see. */
const networksHere = (): string =>
  Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ internal }) => !internal)
    .map(({ address }) => address)
    .toSorted()
    .join(" ");
