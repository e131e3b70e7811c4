/**
 * `npm start [-- --data DIR]`: the app in Electron, or, where there is no Electron or no display, the same app in the
 * system's browser through the loopback host.
 */
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { findDataPlaces } from "../electron/host/paths.ts";
import { runLoopback } from "./loopback/run.ts";
import { buildIfNeeded } from "./start/build.ts";
import { downloadElectron, findElectron, hasDisplay } from "./start/electron-binary.ts";

const root = join(import.meta.dirname, "..");
const args = process.argv.slice(2);

/** An Electron that cannot start here (a missing library, a refused sandbox) ends sooner. */
const startLimit = 10_000;

const hints = "可设置 ELECTRON_MIRROR（下载镜像）或 ELECTRON_OVERRIDE_DIST_PATH（已有的 Electron 目录）";
const hintsEnglish = "set ELECTRON_MIRROR (download mirror) or ELECTRON_OVERRIDE_DIST_PATH (folder of an Electron)";

async function start(): Promise<void> {
  await buildIfNeeded(root);
  const problem = await startElectron();
  if (problem === null) return;
  process.stdout.write(
    `${problem.zh}，改用浏览器打开；${hints}。(${problem.en}, using the browser instead; ${hintsEnglish}.)\n`,
  );
  const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string };
  const places = findDataPlaces(args, process.env);
  await runLoopback({ places, args, pages: { built: join(root, "out/renderer") }, version, openBrowser: true });
}

interface Problem {
  readonly zh: string;
  readonly en: string;
}

/** Null when it ran; its exit code is then ours. */
async function startElectron(): Promise<Problem | null> {
  if (!hasDisplay(process.env)) return { zh: "没有图形界面（DISPLAY）", en: "there is no display" };
  const binary = findElectron(root, process.env) ?? (await downloadElectron(root, process.env));
  if (binary === null)
    return { zh: "没有找到也无法下载 Electron", en: "Electron was not found and cannot be downloaded" };
  const startedAt = Date.now();
  const code = await runElectron(binary);
  if (code !== 0 && Date.now() - startedAt < startLimit)
    return { zh: "Electron 无法启动", en: "Electron does not start here" };
  process.exitCode = code;
  return null;
}

function runElectron(binary: string): Promise<number> {
  // Chromium refuses to run as root with its sandbox.
  const rootFlags = process.platform === "linux" && process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  const child = spawn(binary, [root, ...rootFlags, ...args], { stdio: "inherit" });
  // Ctrl+C reaches Electron by itself; we wait for it to close the database.
  const pass = (signal: NodeJS.Signals): void => {
    if (signal !== "SIGINT") child.kill(signal);
  };
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
  for (const signal of signals) process.on(signal, pass);
  return new Promise((resolve) => {
    const end = (code: number): void => {
      for (const signal of signals) process.off(signal, pass);
      resolve(code);
    };
    child.once("error", () => end(1));
    child.once("exit", (code, signal) => end(code ?? (signal === "SIGINT" || signal === "SIGTERM" ? 0 : 1)));
  });
}

try {
  await start();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
