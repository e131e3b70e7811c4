/** Runs the loopback host until Ctrl+C. */
import { spawn } from "node:child_process";
import { openOnDemand } from "../../electron/host/on-demand.ts";
import {
  backupSeconds,
  rememberFolder,
  sendSeconds,
  sysrootArgument,
  type DataPlaces,
} from "../../electron/host/paths.ts";
import { serviceOptions } from "../../electron/host/service-options.ts";
import { openService } from "../../db/service.ts";
import { startLoopback, type PageSource } from "./server.ts";

export interface RunOptions {
  readonly places: DataPlaces;
  /** The command line, for `--backup-every`, `--send-every` and `--sysroot`. */
  readonly args: readonly string[];
  readonly pages: PageSource;
  readonly version: string;
  readonly openBrowser: boolean;
  readonly port?: number;
}

const minute = 60_000;
/** Until somebody has copied it from the terminal. */
const printedLife = 10 * minute;
/** Until a browser has come up on an old PC. */
const browserLife = 2 * minute;

/** Resolves when the host has closed. The data folder's lock is free then. */
export async function runLoopback(options: RunOptions): Promise<void> {
  const { places, args, version } = options;
  const { dataDir: dir, origin, sampleDir } = places;
  const host = serviceOptions({
    dir,
    version,
    sampleDir,
    isChosen: origin === "chosen",
    backupSeconds: backupSeconds(args),
    sendSeconds: sendSeconds(args),
    sysroot: sysrootArgument(args),
  });
  const service = openOnDemand(() => openService(host), { openRescue: () => openService({ ...host, rescue: true }) });
  const failure = service.tryOpen();
  if (failure !== null) console.error(`${failure.number} ${failure.message}`);
  const loopback = await startLoopback({
    service,
    dir,
    folders: {
      places: () => ({ origin, usual: dir }),
      remember: (folder) => rememberFolder(places, folder),
    },
    pages: options.pages,
    ...(options.port === undefined ? {} : { port: options.port }),
  });
  const tell = (): boolean =>
    process.stdout.write(
      `连心桥：${loopback.newAddress(printedLife)}\n网址只能打开一次，10 分钟内有效；按回车取新的 (opens once, within 10 minutes; Enter for another)\n`,
    );
  tell();
  process.stdout.write(`数据目录 (data)：${dir}\n按 Ctrl+C 关闭 (Ctrl+C closes)\n`);
  // Another one: that of the command line is not the one on the terminal.
  if (options.openBrowser) openInBrowser(loopback.newAddress(browserLife));
  if (process.stdin.isTTY) process.stdin.on("data", tell);
  await new Promise<void>((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, () => resolve());
  });
  process.stdin.pause();
  await loopback.close();
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
