/** A running receiver: the thread that listens, and the desk that answers it. */
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { receiverKeys } from "../network/certificate.ts";
import { AppError, toAppError } from "../schema/app-error.ts";
import type { ReadableDb, WritableDb } from "../sqlite/connection.ts";
import type { Task } from "../tasks/task.ts";
import { openDesk, type OfficeDesk } from "./desk.ts";
import { usualLimits, type ReceiverLimits } from "./limits.ts";
import { logFolder } from "./log-folder.ts";
import { openReceiverLog } from "./log.ts";
import type { TurnedAway } from "./turned-away.ts";
import { fromThread, type FromThread, type ToThread } from "./messages.ts";

/** The thread's code where the program is not bundled. */
export const plainReceiver: URL = new URL("./worker.ts", import.meta.url);

export interface ReceiverOptions {
  readonly dir: string;
  readonly host: string;
  /** 0: any free one. */
  readonly port: number;
  /** The code of the thread. */
  readonly worker: string | URL;
  readonly now: () => number;
  /** Runs work on the open data (`DeskOptions.use`). */
  readonly use: <T>(work: (db: WritableDb) => T | Promise<T>) => Promise<T>;
  readonly importsByItself: (db: ReadableDb) => boolean;
  /** The data has changed by what came in. */
  readonly onImported: () => void;
  /** A PC has proved its key, or a file has come. */
  readonly onContact?: () => void;
  /** Who was turned away lately. */
  readonly onTurnedAway?: (list: readonly TurnedAway[]) => void;
  /** The thread has ended by itself. */
  readonly onLost: (error: AppError) => void;
  /** Others than the usual ones, for tests. */
  readonly limits?: Partial<ReceiverLimits>;
}

export interface Receiver {
  readonly host: string;
  readonly port: number;
  /** Imports what waits in the inbox. @returns how many files were looked at */
  importWaiting(task: Task): Promise<number>;
  /** Whoever calls is told to come later; what has come stays, and is imported. */
  pause(isPaused: boolean): void;
  /** Tells the network side who may call now. The host calls it after whatever may have changed that, e.g. a confirmation. */
  refresh(): Promise<void>;
  close(): Promise<void>;
}

/** @throws AppError receiverPortTaken, receiverHostGone, receiverNotOpened, receiverKeysInvalid, keysMissing, diskFull */
export async function startReceiver(options: ReceiverOptions): Promise<Receiver> {
  const { dir, host, port } = options;
  const { key, certificate, pins } = await receiverKeys(dir);
  const log = openReceiverLog(join(logFolder(dir), "receiver.log"));
  const desk = await openDesk({
    ...options,
    log,
    onImported: () => {
      // A file may bring a PC that waits to be confirmed.
      void refresh().catch(complain);
      options.onImported();
    },
  });
  const members = await desk.members();
  if (members === null) throw new AppError("unexpected", { detail: "members" });
  const worker = new Worker(options.worker, {
    name: "receiver",
    workerData: {
      dir,
      host,
      port,
      key,
      certificate,
      pin: pins[0],
      limits: { ...usualLimits, ...options.limits },
      members,
    },
  });
  let isClosing = false;
  let sent = JSON.stringify(members);
  const complain = (error: unknown): void => log.failure(error);
  const tell = (message: ToThread): void => worker.postMessage(message);

  const listening = Promise.withResolvers<number>();
  const closed = Promise.withResolvers<void>();
  worker.on("message", (message: unknown) => {
    const known = fromThread.safeParse(message);
    // A mistake of the thread's is its end, never the program's.
    if (!known.success) return lost(known.error);
    const told = known.data;
    switch (told.type) {
      case "listening":
        return listening.resolve(told.port);
      case "failed":
        return listening.reject(notOpened(told, options));
      case "contact":
        return void desk.contact(told.replica).then(options.onContact, complain);
      case "turnedAway":
        return options.onTurnedAway?.(told.list);
      case "closed":
        return closed.resolve();
      case "stored":
      case "news":
        return void answer(desk, told, complain).then((said) => {
          tell(said);
          if (said.type === "stored") options.onContact?.();
        });
    }
  });
  worker.once("error", (error) => lost(error));
  worker.once("exit", () => {
    closed.resolve();
    lost(new Error("the receiver's thread ended"));
  });

  function lost(error: unknown): void {
    const known = new AppError("receiverNotOpened", { detail: toAppError(error).message }, { cause: error });
    listening.reject(known);
    if (isClosing) return;
    void close().then(() => options.onLost(known));
  }

  const refresh = async (): Promise<void> => {
    const list = await desk.members();
    const text = JSON.stringify(list);
    if (isClosing || list === null || text === sent) return;
    sent = text;
    tell({ type: "members", members: list });
  };

  async function close(): Promise<void> {
    if (isClosing) return closed.promise;
    isClosing = true;
    desk.close();
    tell({ type: "close" });
    const late = setTimeout(() => void worker.terminate(), closeMs);
    await closed.promise;
    clearTimeout(late);
    await worker.terminate();
  }

  try {
    return {
      host,
      port: await listening.promise,
      importWaiting: (task) => desk.importWaiting(task),
      pause: (isPaused) => tell({ type: "pause", isPaused }),
      refresh,
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

const closeMs = 5_000;

async function answer(
  desk: OfficeDesk,
  question: Extract<FromThread, { readonly ask: number }>,
  complain: (error: unknown) => void,
): Promise<ToThread> {
  const { ask } = question;
  try {
    return question.type === "stored"
      ? { type: "stored", ask, note: await desk.stored(question.file) }
      : { type: "news", ask, news: await desk.news(question.caller, question.request) };
  } catch (error) {
    complain(error);
    return { type: "unanswered", ask, message: toAppError(error).message };
  }
}

function notOpened(
  { code, message }: Extract<FromThread, { readonly type: "failed" }>,
  { host, port }: Pick<ReceiverOptions, "host" | "port">,
): AppError {
  if (code === "EADDRNOTAVAIL" || code === "ENOTFOUND") return new AppError("receiverHostGone", { host });
  return code === "EADDRINUSE" || code === "EACCES"
    ? new AppError("receiverPortTaken", { port })
    : new AppError("receiverNotOpened", { detail: message });
}
