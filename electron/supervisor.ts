/**
 * Keeps the utility process running and hands out ports to it. A dead one is started again at once; one that keeps dying
 * is started again only when the page asks, so that a broken disk does not become a loop of crashes.
 */
import { MessageChannelMain, utilityProcess, type MessagePortMain, type UtilityProcess } from "electron";
import { z } from "zod";

export interface SupervisorOptions {
  readonly entry: string;
  /** Asked at every start: the data may have moved. */
  readonly args: () => readonly string[];
  /** The service died without being asked to. */
  readonly onLost: () => void;
  readonly log: (text: string) => void;
  /** Asked by the service before it contacts an address (`service.ts`). */
  readonly systemProxy: (address: string) => Promise<string | null>;
}

/** From the service. */
const question = z.strictObject({ type: z.literal("proxy"), ask: z.int(), address: z.url() });

export interface Supervisor {
  /** The page's end of a fresh channel. Never waits for the process. */
  connect(): MessagePortMain;
  /** Lets running calls end and the database close; kills after `limit` milliseconds. */
  close(limit: number): Promise<void>;
  /** For tests that kill it. */
  readonly pid: number | undefined;
}

const restartsPerMinute = 3;

export function startSupervisor(options: SupervisorOptions): Supervisor {
  let child: UtilityProcess | null = null;
  let closing = false;
  let losses: number[] = [];

  function start(): UtilityProcess {
    const started = utilityProcess.fork(options.entry, [...options.args()], {
      serviceName: "lianxinqiao-data",
      stdio: "pipe",
    });
    for (const stream of [started.stdout, started.stderr]) {
      stream?.on("data", (chunk: Buffer) => options.log(`service: ${chunk.toString("utf8").trimEnd()}`));
    }
    started.on("message", (message: unknown) => {
      const { ask, address } = question.parse(message);
      void options
        .systemProxy(address)
        .catch((error: unknown) => {
          options.log(`system proxy: ${String(error)}`);
          return null;
        })
        .then((proxy) => started.postMessage({ type: "proxy", ask, proxy }));
    });
    started.once("exit", (code) => {
      if (child === started) child = null;
      if (closing) return;
      options.log(`service exited with ${code}`);
      const now = Date.now();
      losses = [...losses.filter((at) => now - at < 60_000), now];
      if (losses.length <= restartsPerMinute) child ??= start();
      options.onLost();
    });
    return started;
  }

  child = start();
  return {
    get pid() {
      return child?.pid;
    },
    connect: () => {
      const { port1, port2 } = new MessageChannelMain();
      if (!closing) child ??= start();
      child?.postMessage({ type: "port" }, [port1]);
      return port2;
    },
    close: async (limit) => {
      closing = true;
      const ending = child;
      if (ending === null) return;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(() => {
          options.log("service did not close in time");
          ending.kill();
          resolve();
        }, limit);
        ending.once("exit", () => {
          clearTimeout(timer);
          resolve();
        });
        ending.postMessage({ type: "close" });
      });
    },
  };
}
