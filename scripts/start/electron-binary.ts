/** Finds an Electron to run, and says why there is none. */
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";

const executables: Partial<Record<NodeJS.Platform, string>> = {
  win32: "electron.exe",
  darwin: "Electron.app/Contents/MacOS/Electron",
};
const executable = (folder: string): string => join(folder, executables[process.platform] ?? "electron");

/** Null when neither ELECTRON_OVERRIDE_DIST_PATH nor node_modules has one. */
export function findElectron(root: string, env: NodeJS.ProcessEnv): string | null {
  const chosen = env["ELECTRON_OVERRIDE_DIST_PATH"];
  const folders = chosen === undefined || chosen === "" ? [join(root, "node_modules/electron/dist")] : [chosen];
  return folders.map(executable).find((file) => existsSync(file)) ?? null;
}

export function hasDisplay(env: NodeJS.ProcessEnv, platform: NodeJS.Platform = process.platform): boolean {
  if (platform !== "linux") return true;
  return [env["DISPLAY"], env["WAYLAND_DISPLAY"]].some((value) => value !== undefined && value !== "");
}

/**
 * Downloads the Electron that package.json names, if the server answers within a few seconds at all: a closed network
 * must not keep the user waiting, a slow one may take its minutes.
 */
export async function downloadElectron(root: string, env: NodeJS.ProcessEnv): Promise<string | null> {
  const mirror =
    env["ELECTRON_MIRROR"] ?? env["npm_config_electron_mirror"] ?? "https://github.com/electron/electron/releases/";
  if (!(await answers(mirror))) return null;
  process.stdout.write(`正在下载 Electron：${mirror} (downloading Electron)\n`);
  const script = join(root, "node_modules/electron/install.js");
  const child = spawn(process.execPath, [script], { stdio: "inherit", env, timeout: 15 * 60_000 });
  await new Promise<void>((resolve) => {
    child.once("error", () => resolve());
    child.once("exit", () => resolve());
  });
  return findElectron(root, env);
}

async function answers(url: string): Promise<boolean> {
  try {
    await fetch(url, { method: "HEAD", signal: AbortSignal.timeout(4_000) });
    return true;
  } catch {
    return false;
  }
}
