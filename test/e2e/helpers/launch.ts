/** Starts the app in Electron, and ends it in all the ways a PC does. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { _electron, errors, type ElectronApplication, type Page } from "playwright-core";
import { electronBinary, root } from "./environment.ts";

export interface LaunchOptions {
  readonly dataDir: string;
  /** The packaged program instead of Electron on this folder. */
  readonly program?: string;
  readonly args?: readonly string[];
  /** To `screenSize`; true unless the window's own size is what is tested. */
  readonly resize?: boolean;
  /** Whether `--data` names the folder; true unless the choice in the window is what is tested. */
  readonly isNamed?: boolean;
}

export interface RunningApp {
  readonly app: ElectronApplication;
  readonly page: Page;
  readonly dataDir: string;
  /** What the page wrote to its console as errors, policy violations among them. */
  readonly errors: readonly string[];
  /** As the user closes it. @returns the exit code */
  readonly close: () => Promise<number | null>;
  /** As a power cut does: SIGKILL to every process of the program. */
  readonly kill: () => Promise<void>;
}

/** A small office screen. */
export const screenSize = { width: 1_366, height: 768 };

/** Beside the data folder, so that a second start of the same folder finds the first one. */
export const launchEnvironment = (dataDir: string): Record<string, string> => ({
  ...(Object.fromEntries(Object.entries(process.env).filter(([, value]) => value !== undefined)) as Record<
    string,
    string
  >),
  XDG_CONFIG_HOME: `${dataDir}.shell`,
  // Chromium looks for a session bus that test machines do not have.
  DBUS_SESSION_BUS_ADDRESS: "disabled:",
});

export const launchArguments = ({ dataDir, program, args = [], isNamed = true }: LaunchOptions): string[] => [
  ...(program === undefined ? [root] : []),
  "--no-sandbox",
  ...(isNamed ? ["--data", dataDir] : []),
  ...args,
];

export async function launchApp(options: LaunchOptions): Promise<RunningApp> {
  if (options.program === undefined && electronBinary === null)
    throw new Error("no Electron: skip this scenario with electronBinary");
  const app = await connect({
    // Without a path playwright takes the electron package's program and holds the app back until it is connected.
    ...(options.program === undefined ? {} : { executablePath: options.program }),
    args: launchArguments(options),
    env: launchEnvironment(options.dataDir),
    cwd: root,
    timeout: 30_000,
  });
  const process = app.process();
  const exited = new Promise<number | null>((resolve) => process.once("exit", (code) => resolve(code)));
  const page = await app.firstWindow({ timeout: 60_000 });
  const pageErrors: string[] = [];
  page.on("console", (message) => message.type() === "error" && pageErrors.push(message.text()));
  page.on("pageerror", (error) => pageErrors.push(error.message));
  await page.waitForLoadState("domcontentloaded");
  if (options.resize !== false)
    await app.evaluate(({ BrowserWindow }, size) => {
      const [window] = BrowserWindow.getAllWindows();
      if (window?.isMaximized() === true) window.unmaximize();
      window?.setContentSize(size.width, size.height);
    }, screenSize);
  const pids = await app.evaluate(({ app: electron }) => electron.getAppMetrics().map((metric) => metric.pid));
  return {
    app,
    page,
    dataDir: options.dataDir,
    errors: pageErrors,
    close: async () => {
      await app.evaluate(({ app: electron }) => electron.quit()).catch(() => {});
      return exited;
    },
    kill: async () => {
      const others = await app
        .evaluate(({ app: electron }) => electron.getAppMetrics().map((metric) => metric.pid))
        .catch(() => pids);
      // The main process first, so that it does not see its children die.
      for (const pid of [process.pid, ...others]) if (pid !== undefined) killQuietly(pid);
      await exited;
    },
  };
}

/**
 * A packaged program cannot be held back: its window may appear while playwright attaches, which then waits for ever
 * (microsoft/playwright#29386). One more start tells that from a program that does not start.
 */
async function connect(options: Parameters<typeof _electron.launch>[0]): Promise<ElectronApplication> {
  try {
    return await _electron.launch(options);
  } catch (error) {
    if (!(error instanceof errors.TimeoutError) || options?.executablePath === undefined) throw error;
    return _electron.launch(options);
  }
}

function killQuietly(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // Already gone.
  }
}

/** The process that holds the database. */
export async function servicePid(app: ElectronApplication): Promise<number> {
  const pid = await app.evaluate(
    ({ app: electron }) => electron.getAppMetrics().find((metric) => metric.name === "lianxinqiao-data")?.pid,
  );
  if (pid === undefined) throw new Error("the service's process is not there");
  return pid;
}

/** The window as it is drawn, at any zoom (`screenshot` takes the page's own pixels, at 200% a quarter of it). */
export async function windowPicture({ app }: Pick<RunningApp, "app">, name: string): Promise<string> {
  const folder = join(root, "test-results");
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${name}.png`);
  const png = await app.evaluate(async ({ BrowserWindow }) => {
    const image = await BrowserWindow.getAllWindows()[0]?.webContents.capturePage();
    return image?.toPNG().toString("base64") ?? "";
  });
  writeFileSync(path, Buffer.from(png, "base64"));
  return path;
}

/** Into test-results/, for a person to look at. */
export async function screenshot(page: Page, name: string): Promise<string> {
  const folder = join(root, "test-results");
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${name}.png`);
  await page.screenshot({ path, animations: "disabled" });
  return path;
}
