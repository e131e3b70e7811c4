/**
 * Serves the operations of `api.ts` on one data folder. Every host (utility process, loopback, CLI, tests) makes one of
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
} from "./api.ts";
import { indexPending } from "./index-pending.ts";
import { AppError, toAppError } from "./errors.ts";
import { handlers } from "./handlers/index.ts";
import type { Context, Task } from "./handlers/context.ts";
import { purgeErased } from "./purge.ts";
import { sweepBlobs } from "./sweep.ts";
import { Turns } from "./turns.ts";
import { databaseExists, openDatabase, type Connection } from "./open.ts";

export interface ServiceOptions {
  readonly dir: string;
  readonly key?: string;
  /** Milliseconds since 1970; the system clock unless a test says otherwise. */
  readonly clock?: () => number;
  readonly version?: string;
}

export interface Service extends Client {
  /** For messages from outside, whose name and input have no type yet. */
  callUntyped(name: string, input: unknown, options?: CallOptions): Promise<unknown>;
  close(): Promise<void>;
}

/**
 * Opens the folder if it holds a database; a fresh folder is made by `app.setup`.
 * @throws AppError as `openDatabase`
 */
export function openService(options: ServiceOptions): Service {
  let connection: Connection | null = databaseExists(options.dir) ? open(false) : null;
  const running = new Set<Promise<unknown>>();
  const turns = new Turns();

  function open(create: boolean): Connection {
    return openDatabase(options.dir, { create, ...(options.key === undefined ? {} : { key: options.key }) });
  }

  const context: Context = {
    dir: options.dir,
    version: options.version ?? "0.0.0",
    key: options.key,
    now: options.clock ?? Date.now,
    get isSetUp() {
      return connection !== null;
    },
    get db() {
      if (connection === null) throw new AppError("databaseMissing", { path: options.dir });
      return connection;
    },
    alone: (work) => turns.alone(work),
    create() {
      if (connection !== null || databaseExists(options.dir))
        throw new AppError("databaseExists", { path: options.dir });
      connection = open(true);
      return connection;
    },
  };

  let isClosing = false;
  const opened = connection;
  if (opened !== null) track(turns.shared(() => finishInterrupted(opened)));

  /** What an erasure or a large import had no time to do before the program was ended. */
  async function finishInterrupted(db: Connection): Promise<void> {
    try {
      purgeErased(db, options.dir);
      sweepBlobs(db, options.dir, context.now());
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
    };
    const work = (async () => {
      const parsed = api[name].input.parse(input);
      // TypeScript cannot correlate api[N] with handlers[N] through the union; `handlers` is checked against `Handlers`.
      const handler = handlers[name] as (
        context: Context,
        input: unknown,
        task: Task,
      ) => Output<N> | Promise<Output<N>>;
      return await turns.shared(() => handler(context, parsed, task));
    })();
    track(work);
    try {
      return await work;
    } catch (error) {
      throw toAppError(error, { path: options.dir });
    }
  }

  return {
    call,
    callUntyped: async (name, input, callOptions) => {
      const known = operationNames.find((candidate) => candidate === name);
      if (known === undefined) throw new AppError("operationUnknown", { name });
      return call(known, input as Input<typeof known>, callOptions);
    },
    close: async () => {
      isClosing = true;
      await Promise.allSettled(running);
      connection?.close();
      connection = null;
    },
  };
}
