/** Where the data lives: the same folder for Electron and for the loopback host. */
import { createHash } from "node:crypto";
import { homedir } from "node:os";
import { join, resolve } from "node:path";

/** ASCII, so that the folder is the same in every code page and shell. */
const folderName = "lianxinqiao";

export interface DataPlaces {
  /** The data folder that `openService` gets. */
  readonly dataDir: string;
  /** The shell's own: browser profile, window state, log. One per data folder, so that the single instance lock is too. */
  readonly userData: string;
}

/** Electron's `appData`, found without Electron. */
export function appDataFolder(env: NodeJS.ProcessEnv, platform: NodeJS.Platform = process.platform): string {
  if (platform === "win32") return env["APPDATA"] ?? join(homedir(), "AppData", "Roaming");
  if (platform === "darwin") return join(homedir(), "Library", "Application Support");
  return env["XDG_CONFIG_HOME"] ?? join(homedir(), ".config");
}

/**
 * `--data DIR` or `--data=DIR` wins over LIANXINQIAO_DATA, which wins over the default.
 * @throws Error when `--data` has no folder after it
 */
export function findDataPlaces(args: readonly string[], env: NodeJS.ProcessEnv): DataPlaces {
  const base = join(appDataFolder(env), folderName);
  const chosen = dataArgument(args) ?? env["LIANXINQIAO_DATA"];
  if (chosen === undefined || chosen === "") return { dataDir: join(base, "data"), userData: base };
  const dataDir = resolve(chosen);
  const profile = createHash("sha256").update(dataDir).digest("hex").slice(0, 16);
  return { dataDir, userData: join(base, "profiles", profile) };
}

function dataArgument(args: readonly string[]): string | undefined {
  const joined = args.find((arg) => arg.startsWith("--data="));
  if (joined !== undefined) return joined.slice("--data=".length);
  const at = args.indexOf("--data");
  if (at === -1) return undefined;
  const folder = args[at + 1];
  if (folder === undefined || folder.startsWith("--"))
    throw new Error("--data 后面要写数据目录 (--data needs a folder)");
  return folder;
}
