/** Runs the loopback host until Ctrl+C. */
import { spawn } from "node:child_process";
import { openOnDemand } from "../../electron/host/on-demand.ts";
import { openService } from "../../db/service.ts";
import { startLoopback, type PageSource } from "./server.ts";

export interface RunOptions {
  readonly dir: string;
  readonly pages: PageSource;
  readonly version: string;
  readonly openBrowser: boolean;
  readonly port?: number;
}

/** Resolves when the host has closed. The data folder's lock is free then. */
export async function runLoopback(options: RunOptions): Promise<void> {
  const service = openOnDemand(() => openService({ dir: options.dir, version: options.version }));
  const failure = service.tryOpen();
  if (failure !== null) console.error(`${failure.number} ${failure.message}`);
  const host = await startLoopback({
    service,
    dir: options.dir,
    pages: options.pages,
    ...(options.port === undefined ? {} : { port: options.port }),
  });
  process.stdout.write(`连心桥：${host.url}\n数据目录 (data)：${options.dir}\n按 Ctrl+C 关闭 (Ctrl+C closes)\n`);
  if (options.openBrowser) openInBrowser(host.url);
  await new Promise<void>((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, () => resolve());
  });
  await host.close();
}

/** A machine without a browser is fine: the address is on the terminal. */
function openInBrowser(url: string): void {
  const [command, args] = browserCommand(url);
  const child = spawn(command, args, { stdio: "ignore", detached: true });
  child.on("error", () => {});
  child.unref();
}

function browserCommand(url: string): readonly [string, readonly string[]] {
  if (process.platform === "win32") return ["rundll32", ["url.dll,FileProtocolHandler", url]];
  return process.platform === "darwin" ? ["open", [url]] : ["xdg-open", [url]];
}
