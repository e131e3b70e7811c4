/**
 * The client over a MessagePort to the service's process. When that process dies, main starts another: calls that only
 * read, or may be sent twice, are sent again; the others fail with `serviceLost`, because they may or may not be done.
 */
import type { CallOptions, Client, FromHost, Input, OperationName, Output, ToHost } from "../../db/api/operations.ts";
import { ClientError, localError } from "./client-error.ts";

/** How ports are had; in Electron the preload, in tests anything. */
export interface PortSource {
  openPort(): Promise<MessagePort>;
  onLost(listener: () => void): void;
}

interface Pending {
  readonly name: OperationName;
  readonly input: unknown;
  readonly options: CallOptions;
  readonly resolve: (output: unknown) => void;
  readonly reject: (error: ClientError) => void;
  isSent: boolean;
  losses: number;
}

/** Doing these twice is doing them once. */
const repeatable = new Set<OperationName>([
  "app.status",
  "operator.list",
  "settings.get",
  "settings.sources",
  "settings.waiting",
  "category.uses",
  "folder.status",
  "folder.access",
  "folder.inspect",
  "backup.status",
  "backup.list",
  "backup.look",
  "backup.records",
  "record.list",
  "record.ids",
  "record.totals",
  "record.get",
  "record.seen",
  "record.history",
  "draft.put",
  "draft.get",
  "draft.list",
  "typed.put",
  "typed.list",
  "typed.discard",
  "today.get",
  "suggest",
  "hotline.due",
  "ledger.open",
  "ledger.preview",
  "ledger.rows",
  "ledger.find",
  "ledger.categories",
  "ledger.batches",
  "attachment.verify",
  "attachment.data",
  "attachment.open",
  "bundle.inspect",
  "transfer.list",
  "stick.list",
  "stick.dismiss",
  "sending.state",
  "sending.stop",
  "sending.online",
  "district.stations",
  "report.year",
  "report.rows",
  "check.run",
]);
const lossLimit = 2;

export function makePortClient(source: PortSource): Client {
  const pending = new Map<number, Pending>();
  let port: MessagePort | null = null;
  /** Counts connections, so that a port which arrives after the next loss is not used. */
  let generation = 0;
  let isConnecting = false;
  let nextId = 0;

  function connect(): void {
    if (isConnecting) return;
    isConnecting = true;
    const mine = ++generation;
    void source.openPort().then((opened) => {
      if (mine !== generation) return opened.close();
      isConnecting = false;
      port = opened;
      port.addEventListener("message", (event: MessageEvent<FromHost>) => receive(event.data));
      port.start();
      sendWaiting();
    });
  }

  function sendWaiting(): void {
    if (port === null) return connect();
    for (const [id, call] of pending) {
      if (call.isSent) continue;
      call.isSent = true;
      port.postMessage({ type: "call", id, name: call.name, input: call.input } satisfies ToHost);
    }
  }

  function receive(message: FromHost): void {
    const call = pending.get(message.id);
    if (call === undefined) return;
    if (message.type === "progress") return call.options.onProgress?.(message.progress);
    pending.delete(message.id);
    if (message.type === "error") call.reject(new ClientError(message.error));
    else call.resolve(message.output);
  }

  source.onLost(() => {
    port?.close();
    port = null;
    generation++;
    isConnecting = false;
    for (const [id, call] of pending) {
      call.losses++;
      const isSafe = !call.isSent || repeatable.has(call.name);
      call.isSent = false;
      if (isSafe && call.losses < lossLimit) continue;
      pending.delete(id);
      call.reject(localError("serviceLost"));
    }
    if (pending.size > 0) connect();
  });

  function cancel(id: number): void {
    const call = pending.get(id);
    if (call === undefined) return;
    // Once sent, only the service knows whether it was still in time, so its answer counts.
    if (call.isSent) return port?.postMessage({ type: "cancel", id } satisfies ToHost);
    pending.delete(id);
    call.reject(localError("cancelled"));
  }

  return {
    call: <N extends OperationName>(name: N, input: Input<N>, options: CallOptions = {}) =>
      new Promise<Output<N>>((resolve, reject) => {
        if (options.signal?.aborted === true) return reject(localError("cancelled"));
        const id = nextId++;
        // The service's answer to `name` is Output<N>: both sides are built from db/api/operations.ts.
        pending.set(id, {
          name,
          input,
          options,
          resolve: (output) => resolve(output as Output<N>),
          reject,
          isSent: false,
          losses: 0,
        });
        options.signal?.addEventListener("abort", () => cancel(id), { once: true });
        sendWaiting();
      }),
  };
}
