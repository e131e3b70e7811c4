/**
 * Starts a program in Electron as a user does, without a test driver in its start, and lets a measurement look into its page
 * afterwards through Chromium's own debugging port.
 */
import { spawn } from "node:child_process";
import { createServer } from "node:net";
import { join } from "node:path";
import { chromium, type Page } from "playwright-core";
import { findElectron } from "../../start/electron-binary.ts";

export const root = join(import.meta.dirname, "../../..");

/** @throws Error: the window phases run only where `hasWindow` says so */
function electronBinary(): string {
  const binary = findElectron(root, process.env);
  if (binary === null) throw new Error("no Electron");
  return binary;
}

export interface RunningWindow {
  readonly page: Page;
  /** Milliseconds since 1970 at which the process was started. */
  readonly startedAt: number;
  readonly close: () => Promise<void>;
}

/** How long a page is left alone before the debugging port is used: looking must not slow down what is measured. */
const undisturbed = 2_500;
const limit = 60_000;

/** @param program the folder with the program's package.json, or its main file; `profile` keeps the browser's own files */
export async function openWindow(program: string, args: readonly string[], profile: string): Promise<RunningWindow> {
  const port = await freePort();
  const startedAt = Date.now();
  const child = spawn(electronBinary(), [program, "--no-sandbox", ...args, `--remote-debugging-port=${port}`], {
    stdio: "ignore",
    env: { ...process.env, XDG_CONFIG_HOME: profile, DBUS_SESSION_BUS_ADDRESS: "disabled:" },
  });
  const exited = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  try {
    await new Promise((resolve) => setTimeout(resolve, undisturbed));
    const page = await connect(port);
    return {
      page,
      startedAt,
      close: async () => {
        child.kill("SIGTERM");
        await exited;
      },
    };
  } catch (error) {
    child.kill("SIGKILL");
    throw error;
  }
}

async function connect(port: number): Promise<Page> {
  const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`, { timeout: limit });
  const [context] = browser.contexts();
  const page = context?.pages()[0] ?? (await context?.waitForEvent("page", { timeout: limit }));
  if (page === undefined) throw new Error("the program has no window");
  await page.waitForLoadState("load", { timeout: limit });
  return page;
}

function freePort(): Promise<number> {
  const server = createServer();
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => (typeof address === "object" && address !== null ? resolve(address.port) : reject()));
    });
  });
}
