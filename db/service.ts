/**
 * Serves the operations of `db/api/operations.ts` on one data folder. Every host (utility process, loopback, CLI, tests) makes one of
 * these and calls `call`; inputs are checked here, at the boundary, whoever the caller is.
 */
import {
  api,
  operationNames,
  type CallOptions,
  type Client,
  type Input,
  type OperationName,
  type Output,
} from "./api/operations.ts";
import { existsSync } from "node:fs";
import { backUp } from "./backup/run.ts";
import { scheduleBackups, type BackupSchedule } from "./backup/schedule.ts";
import { closeToOthers } from "./files/access.ts";
import { requireLayout } from "./files/own-files.ts";
import type { DriveReader } from "./data-folder/drives.ts";
import { plainReader } from "./spreadsheet/read-apart.ts";
import { watchMedia } from "./data-folder/media.ts";
import { completeMove, currentFolder } from "./data-folder/moved.ts";
import { systemDrives } from "./data-folder/system.ts";
import type { Access } from "./api/operation.ts";
import { proxyFromEnvironment } from "./network/proxy.ts";
import { readPreferences } from "./office/settings.ts";
import { indexPending } from "./journal/full-text.ts";
import { AppError, toAppError } from "./schema/app-error.ts";
import { findIdentity, readIdentity } from "./office/identity.ts";
import { receivingPlan } from "./receiver/plan.ts";
import type { Receiver } from "./receiver/receiver.ts";
import { Reception, type ReceiverEvents } from "./receiver/reception.ts";
import { offices } from "./schema/words.ts";
import { requireNoBackups, requireNoTraces, saveWhatIsOpen } from "./rescue.ts";
import { callLog, requireAccess } from "./handlers/access.ts";
import { handlers } from "./handlers/index.ts";
import type { Context } from "./handlers/context.ts";
import type { Task } from "./tasks/task.ts";
import { bringJoinCode } from "./exchange/compare.ts";
import { noteRules, rebuildIfOutdated } from "./journal/rebuild.ts";
import { purgeErased } from "./journal/erase.ts";
import { recountDueDates } from "./journal/derived-state.ts";
import { Sender } from "./sending/sender.ts";
import type { SendingTimes } from "./sending/schedule.ts";
import { Sticks } from "./sticks/sticks.ts";
import { sweepBlobs } from "./attachments/unused.ts";
import { mended } from "./schema/plain-text.ts";
import { ReadWriteLock } from "./tasks/lock.ts";
import { databaseExists, openDatabase, type Connection } from "./database/open.ts";

export interface ServiceOptions {
  readonly dir: string;
  readonly key?: string;
  /** Milliseconds since 1970; the system clock unless a test says otherwise. */
  readonly clock?: () => number;
  readonly version?: string;
  /** Makes backups by itself; the CLI and most tests do without. */
  readonly backups?: BackupSchedule;
  /** A station contacts its district by itself; the CLI and most tests do without. */
  readonly sending?: SendingTimes;
  /** The proxy that this PC's system uses for an address, as a URL; null for none. Those of the environment's variables unless given. */
  readonly systemProxy?: (address: string) => Promise<string | null>;
  /** A folder for sample data to try; none unless given. */
  readonly sampleDir?: string;
  /** The folder was chosen earlier: when it is gone, that is said instead of beginning afresh. */
  readonly mustExist?: boolean;
  /** Answers without opening the data, to restore a backup over data that cannot be opened. */
  readonly rescue?: boolean;
  /** How drives are told apart; the running system unless given. */
  readonly drives?: DriveReader;
  /** Takes a line on each operation that is to be noted (`Access.isLogged`); nobody unless given. */
  readonly log?: (line: string) => void;
  /** Where a bundled program keeps the code of the thread that reads large ledger files; beside its source unless given. */
  readonly ledgerReader?: string;
  /** The same for the receiver's network side. */
  readonly receiver?: string;
  /**
   * Listens by itself where the district has switched that on (设置 → 接收), after so many milliseconds: the first screen comes first.
   * The command line and most tests do without.
   */
  readonly receivesAfter?: number;
}

export interface Service extends Client {
  /** For messages from outside, whose name and input have no type yet. */
  callUntyped(name: string, input: unknown, options?: CallOptions): Promise<unknown>;
  /**
   * Listens for stations, as a district; ends with `close`. @throws AppError wrongRole, databaseMissing, and as `startReceiver`
   */
  receive(options: {
    readonly host: string;
    readonly port: number;
    readonly onLost: (error: AppError) => void;
  }): Promise<Receiver>;
  close(): Promise<void>;
}

/** Without the narrowness of the map's own types. */
const accessOf = (name: OperationName): Access => api[name].access;

/**
 * Opens the folder if it holds a database; a fresh folder is made by `app.setup`.
 * @throws AppError as `openDatabase`; databaseLost when the folder held data once and has no database now
 */
export function openService(options: ServiceOptions): Service {
  const homeDir = currentFolder(options.dir);
  let dir = homeDir;
  // A folder that was moved or chosen is there for good: a fresh start in its place would hide the data.
  const isExpected = homeDir !== options.dir || (options.mustExist === true && !existsSync(homeDir));
  const isRescue = options.rescue === true;
  if (!isRescue) requireLayout(homeDir);
  const isThere = databaseExists(homeDir) && completeMove(homeDir);
  if (isRescue) closeToOthers(homeDir);
  else requireNoTraces(homeDir);
  if ((isExpected || databaseExists(homeDir)) && !isThere && !isRescue)
    throw new AppError("databaseMissing", { path: homeDir });
  let connection: Connection | null = !isRescue && databaseExists(dir) ? openHome() : null;
  /** Set when the data was deleted under the open connection: nothing but a restore is answered then. */
  let gone: AppError | null = null;
  const running = new Set<Promise<unknown>>();
  const lock = new ReadWriteLock();

  function open(create: boolean): Connection {
    return openDatabase(dir, { create, ...(options.key === undefined ? {} : { key: options.key }) });
  }

  /** Opens what has taken the place of the data. A disk that fails once is asked twice: what is done cannot be taken back. */
  function reopen(isDone: boolean): Connection {
    try {
      return open(false);
    } catch {
      try {
        return open(false);
      } catch (error) {
        throw isDone ? new AppError("doneNotOpened", { detail: toAppError(error).message }, { cause: error }) : error;
      }
    }
  }

  function openHome(): Connection {
    const db = open(false);
    try {
      if (findIdentity(db) === null) requireNoBackups(dir);
      return db;
    } catch (error) {
      db.close();
      throw error;
    }
  }

  /** Runs work that writes; when the data turns out to be gone, what is open is saved aside and the connection given up. */
  async function noticing<T>(work: () => T | Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== "databaseGone") throw error;
      await lock.exclusive(() => standDown());
      throw gone ?? error;
    }
  }

  async function standDown(): Promise<void> {
    const db = connection;
    if (db === null) return;
    const { now, version: program, key } = context;
    gone = await saveWhatIsOpen(db, { dir, now: now(), program, key });
    connection = null;
    db.close();
    console.error(`${gone.number} ${gone.message}`);
  }

  let isClosing = false;
  const sender = new Sender({
    now: options.clock ?? Date.now,
    open: () => (connection === null || dir === options.sampleDir ? null : { db: connection, dir }),
    use,
    times: options.sending ?? null,
    systemProxy: options.systemProxy ?? (async (address) => proxyFromEnvironment(address, process.env)),
  });

  /** Work on the open data in turns with the operations, for what goes on beside them. */
  async function use<T>(work: (db: Connection) => T | Promise<T>): Promise<T> {
    const used = lock.shared(() => noticing(() => work(context.db)));
    track(used);
    return used;
  }

  const receivers = new Set<Receiver>();

  async function listen(where: { readonly host: string; readonly port: number } & ReceiverEvents): Promise<Receiver> {
    // Loaded when it is asked for: most starts never listen.
    const { plainReceiver, startReceiver } = await import("./receiver/receiver.ts");
    const receiver = await startReceiver({
      ...where,
      dir,
      worker: options.receiver ?? plainReceiver,
      now: context.now,
      use,
      importsByItself: () => true,
    });
    receivers.add(receiver);
    return {
      ...receiver,
      close: async () => {
        receivers.delete(receiver);
        await receiver.close();
      },
    };
  }

  const reception = new Reception({
    start: listen,
    plan: () =>
      lock.shared(() => {
        const isOwn = connection !== null && !context.isSample && findIdentity(connection)?.role === "district";
        return isOwn ? receivingPlan(context.db) : null;
      }),
  });

  /** Where the host receives at all; said again whenever other data has taken the place of what was open. */
  function receiveAsChosen(after: number): void {
    if (options.receivesAfter === undefined) return;
    const timer = setTimeout(() => track(reception.follow()), after);
    timer.unref();
  }

  const drives = options.drives ?? systemDrives();
  const context: Context = {
    get dir() {
      return dir;
    },
    homeDir,
    sampleDir: options.sampleDir ?? null,
    get isSample() {
      return dir === options.sampleDir;
    },
    drives,
    sticks: new Sticks(watchMedia(drives)),
    sender,
    reception,
    ledgerReader: options.ledgerReader ?? plainReader,
    version: options.version ?? "0.0.0",
    key: options.key,
    now: options.clock ?? Date.now,
    get isSetUp() {
      return connection !== null;
    },
    get db() {
      if (connection === null) throw gone ?? new AppError("databaseMissing", { path: dir });
      return connection;
    },
    exclusive: (work) => lock.exclusive(work),
    create() {
      if (connection !== null || databaseExists(dir)) throw new AppError("databaseExists", { path: dir });
      connection = open(true);
      noteRules(connection);
      return connection;
    },
    replaceData: async ({ whileOpen, whileClosed }) => {
      await sender.rest();
      // What comes in meanwhile would be lost with the data that is replaced: stations call again.
      await reception.stop();
      await lock
        .exclusive(async () => {
          if (connection !== null) whileOpen?.(connection);
          connection?.close();
          connection = null;
          let isDone = false;
          try {
            dir = whileClosed() ?? dir;
            isDone = true;
          } finally {
            connection = databaseExists(dir) ? reopen(isDone) : null;
            if (connection !== null) gone = null;
          }
          const opened = connection;
          // Beside the call that asks, which is alone until it has its answer.
          if (opened !== null) track(lock.shared(() => finishInterrupted(opened)));
        })
        .finally(() => receiveAsChosen(0));
    },
  };

  const log = callLog(context, options.log);

  const opened = connection;
  if (opened !== null) {
    track(lock.shared(() => finishInterrupted(opened)));
    receiveAsChosen(options.receivesAfter ?? 0);
  }

  /** What an erasure or a large import had no time to do before the program was ended, and what an older program left. */
  async function finishInterrupted(db: Connection): Promise<void> {
    try {
      rebuildIfOutdated(db);
      bringJoinCode(db);
      recountDueDates(db);
      purgeErased(db, dir);
      sweepBlobs(db, dir, context.now());
      await indexPending(db, {
        progress: () => {
          if (isClosing) throw new AppError("cancelled");
        },
      });
    } catch (error) {
      // The next opening goes on where this one stopped; any other failure shows at the next search or check.
      if (!(error instanceof AppError) || error.code !== "cancelled") console.error(toAppError(error).message);
    }
  }

  function track(work: Promise<unknown>): void {
    running.add(work);
    void work.finally(() => running.delete(work)).catch(() => {});
  }

  async function call<N extends OperationName>(
    name: N,
    input: Input<N>,
    callOptions: CallOptions = {},
  ): Promise<Output<N>> {
    const task: Task = {
      progress: callOptions.onProgress ?? (() => {}),
      throwIfCancelled: () => {
        if (callOptions.signal?.aborted === true) throw new AppError("cancelled");
      },
      signal: callOptions.signal,
    };
    const work = (async () => {
      // Before anything else sees it, so that no operation has to expect half a character.
      const parsed = api[name].input.parse(mended(input));
      requireAccess(context, api[name].access, parsed);
      // TypeScript cannot correlate api[N] with handlers[N] through the union; `handlers` is checked against `Handlers`.
      const handler = handlers[name] as (
        context: Context,
        input: unknown,
        task: Task,
      ) => Output<N> | Promise<Output<N>>;
      const { takesTurns, isRescue: isForRescue } = accessOf(name);
      if (takesTurns === true) return await handler(context, parsed, task);
      return await lock.shared((): Output<N> | Promise<Output<N>> => {
        if (gone !== null && isForRescue !== true) throw gone;
        return noticing(() => handler(context, parsed, task));
      });
    })();
    track(work);
    try {
      const output = await work;
      // Who may send may have changed with it, e.g. by a confirmation, and is known at once.
      for (const receiver of receivers) void receiver.refresh().catch((error: unknown) => console.error(error));
      sender.noticed();
      log(name, null);
      return output;
    } catch (error) {
      const known = toAppError(error, { path: dir });
      log(name, known);
      throw known;
    }
  }

  const automatic =
    options.backups === undefined
      ? null
      : scheduleBackups(options.backups, {
          everyMinutes: () => (connection === null ? null : readPreferences(connection).backup.everyMinutes),
          run: async (reason) => {
            if (connection === null || context.isSample) return;
            const task: Task = {
              progress: () => {},
              throwIfCancelled: () => {
                if (isClosing) throw new AppError("cancelled");
              },
            };
            const { now, version: program, key } = context;
            // Never beside a transaction that is open over several steps: its unfinished rows would be copied.
            const work = lock.shared(() =>
              connection === null
                ? null
                : noticing(() =>
                    connection === null
                      ? null
                      : backUp(connection, { dir, reason, now, program, key, task, always: false }),
                  ),
            );
            track(work);
            await work;
          },
        });

  async function receive({ host, port, onLost }: Parameters<Service["receive"]>[0]): Promise<Receiver> {
    if (readIdentity(context.db).role !== "district") throw new AppError("wrongRole", { role: offices.district });
    const ignored = (): void => {};
    return listen({ host, port, onLost, onImported: ignored, onContact: ignored, onTurnedAway: ignored });
  }

  return {
    call,
    receive,
    callUntyped: async (name, input, callOptions) => {
      const known = operationNames.find((candidate) => candidate === name);
      if (known === undefined) throw new AppError("operationUnknown", { name });
      return call(known, input as Input<typeof known>, callOptions);
    },
    close: async () => {
      isClosing = true;
      automatic?.stop();
      await sender.close();
      await reception.close();
      for (const receiver of receivers) await receiver.close();
      await Promise.allSettled(running);
      connection?.close();
      connection = null;
    },
  };
}
