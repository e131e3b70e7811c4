/**
 * The utility process: the one that opens the data folder. Main sends it ports; each belongs to one load of the page.
 * Started with `--options JSON` (`HostOptions`).
 */
import { parseArgs } from "node:util";
import { z } from "zod";
import { openService, type ServiceOptions } from "../db/service.ts";
import { openOnDemand } from "./host/on-demand.ts";
import { serveMessages } from "./host/serve.ts";
import { serviceOptions } from "./host/service-options.ts";

const hostOptions = z.strictObject({
  dir: z.string(),
  version: z.string(),
  sampleDir: z.string(),
  isChosen: z.boolean(),
  backupSeconds: z.number().nullable(),
  sendSeconds: z.number().nullable(),
  sysroot: z.string().nullable(),
  ledgerReader: z.string(),
  receiver: z.string(),
});

/** Questions that main has not answered yet. */
const asked = new Map<number, (proxy: string | null) => void>();
let questions = 0;

/** Main knows the system's proxy; when main is gone, so is this process. */
function systemProxy(address: string): Promise<string | null> {
  const ask = (questions += 1);
  return new Promise((resolve) => {
    asked.set(ask, resolve);
    process.parentPort.postMessage({ type: "proxy", ask, address });
  });
}

const { values } = parseArgs({ options: { options: { type: "string" } } });
const options: ServiceOptions = {
  ...serviceOptions(hostOptions.parse(JSON.parse(values.options ?? ""))),
  // Main writes what comes from here into the program's log.
  log: (line) => console.error(line),
  systemProxy,
};
const service = openOnDemand(() => openService(options), {
  openRescue: () => openService({ ...options, rescue: true }),
});

const fromMain = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("port") }),
  z.strictObject({ type: z.literal("close") }),
  z.strictObject({ type: z.literal("proxy"), ask: z.int(), proxy: z.string().nullable() }),
]);

process.parentPort.on("message", (event) => {
  const said = fromMain.parse(event.data);
  if (said.type === "close") return void close();
  if (said.type === "proxy") {
    asked.get(said.ask)?.(said.proxy);
    return void asked.delete(said.ask);
  }
  const [port] = event.ports;
  if (port === undefined) return;
  const connection = serveMessages(service, (message) => port.postMessage(message));
  port.on("message", ({ data }) => connection.receive(data));
  port.on("close", () => connection.drop());
  port.start();
});

// After the ports can be received, so that a slow migration does not hold up the page's first call being queued.
setImmediate(() => {
  const failure = service.tryOpen();
  if (failure !== null) console.error(`opening: ${failure.number} ${failure.message}`);
});

// Ctrl+C on a terminal and the system's shutdown reach every process of the program; main closes this one in order, and
// when main is gone Chromium ends it.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => {});

async function close(): Promise<void> {
  // The page's last draft may still be on its way: it comes through another pipe than this message.
  await new Promise((resolve) => setTimeout(resolve, 50));
  await service.close();
  process.exit(0);
}
