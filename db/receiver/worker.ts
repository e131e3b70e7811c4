/**
 * The network side in a thread of its own: whatever strangers send, the window's calls are answered, and a bundle that is being
 * imported keeps nobody from being let in. The thread has the transport's key and the inbox; the office's keys and data stay outside.
 */
import { join } from "node:path";
import { parentPort, workerData } from "node:worker_threads";
import { z } from "zod";
import { Doorbell } from "./turned-away.ts";
import { startListener, type Desk, type Listener } from "./listener.ts";
import { logFolder } from "./log-folder.ts";
import { openReceiverLog } from "./log.ts";
import { threadStart, toThread, type FromThread, type ToThread } from "./messages.ts";

const port = parentPort;
if (port === null) throw new Error("the receiver's network side runs as a thread");

const tell = (message: FromThread): void => port.postMessage(message);

type Answer = Extract<ToThread, { readonly ask: number }>;
const waiting = new Map<number, (answer: Answer) => void>();
let asked = 0;

/** @throws Error where the desk could not answer */
async function ask(question: (ask: number) => FromThread): Promise<Answer> {
  asked += 1;
  const number = asked;
  const answer = await new Promise<Answer>((resolve) => {
    waiting.set(number, resolve);
    tell(question(number));
  });
  if (answer.type === "unanswered") throw new Error(answer.message);
  return answer;
}

const mixedUp = (answer: Answer): Error => new Error(`the desk answered with ${answer.type}`);

const desk: Desk = {
  stored: async (file) => {
    const answer = await ask((number) => ({ type: "stored", ask: number, file }));
    if (answer.type !== "stored") throw mixedUp(answer);
    return answer.note;
  },
  news: async (caller, request) => {
    const answer = await ask((number) => ({ type: "news", ask: number, caller, request }));
    if (answer.type !== "news") throw mixedUp(answer);
    return answer.news;
  },
};

/** What strangers do must not reach the window more often than it can be read. */
const doorbell = new Doorbell((list) => tell({ type: "turnedAway", list }));

async function start(): Promise<Listener | null> {
  const options = threadStart.parse(workerData);
  const log = openReceiverLog(join(logFolder(options.dir), "receiver.log"));
  try {
    const listener = await startListener(
      {
        ...options,
        log,
        onContact: (replica) => tell({ type: "contact", replica }),
        onTurnedAway: (caller) => doorbell.ring({ at: Date.now(), ...caller }),
      },
      desk,
    );
    log.event("started", { port: listener.port });
    tell({ type: "listening", port: listener.port });
    return listener;
  } catch (error) {
    log.failure(error);
    const code = z.object({ code: z.string() }).safeParse(error).data?.code ?? "";
    tell({ type: "failed", code, message: error instanceof Error ? error.message : String(error) });
    return null;
  }
}

const starting = start();

port.on("message", (message: unknown) => {
  const told = toThread.parse(message);
  if (told.type === "members") return void starting.then((listener) => listener?.setMembers(told.members));
  if (told.type === "pause") return void starting.then((listener) => listener?.pause(told.isPaused));
  if (told.type === "close") return void close();
  waiting.get(told.ask)?.(told);
  waiting.delete(told.ask);
});

async function close(): Promise<void> {
  doorbell.close();
  await (await starting)?.close();
  tell({ type: "closed" });
  port?.close();
}
