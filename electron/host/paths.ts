/** Where the data lives: the same folder for Electron and for the loopback host. */
import { createHash } from "node:crypto";
import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from "node:fs";
import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { z } from "zod";
import { privateFile, privateFolder } from "../../db/files/access.ts";
import { words } from "../../db/schema/words.ts";
import { WrongArgument } from "./language.ts";

/** ASCII, so that the folder is the same in every code page and shell. */
const folderName = "lianxinqiao";

export interface DataPlaces {
  /** The data folder that `openService` gets. */
  readonly dataDir: string;
  /** The shell's own: browser profile, window state, log. One per data folder, so that the single instance lock is too. */
  readonly userData: string;
  /** Why it is this folder: named at the start, chosen earlier in the window, or the usual one. */
  readonly origin: "named" | "chosen" | "usual";
  /** Sample data to try, apart from the office's own. */
  readonly sampleDir: string;
}

/** Electron's `appData`, found without Electron. */
export function appDataFolder(env: NodeJS.ProcessEnv, platform: NodeJS.Platform = process.platform): string {
  if (platform === "win32") return env["APPDATA"] ?? join(homedir(), "AppData", "Roaming");
  if (platform === "darwin") return join(homedir(), "Library", "Application Support");
  return env["XDG_CONFIG_HOME"] ?? join(homedir(), ".config");
}

/**
 * `--data DIR` or `--data=DIR` wins over LIANXINQIAO_DATA, which wins over the folder chosen in the window, which wins over
 * the default.
 * @throws Error when `--data` has no folder after it
 */
export function findDataPlaces(args: readonly string[], env: NodeJS.ProcessEnv): DataPlaces {
  const base = join(appDataFolder(env), folderName);
  const named = dataArgument(args) ?? env["LIANXINQIAO_DATA"];
  if (named === undefined || named === "") {
    const chosen = rememberedFolder(base);
    const dataDir = chosen ?? join(base, "data");
    return { dataDir, userData: base, origin: chosen === null ? "usual" : "chosen", sampleDir: join(base, "sample") };
  }
  const dataDir = resolve(named);
  const profile = createHash("sha256").update(dataDir).digest("hex").slice(0, 16);
  const userData = join(base, "profiles", profile);
  return { dataDir, userData, origin: "named", sampleDir: join(userData, "sample") };
}

/** A folder for /proc and /sys other than the root (`--sysroot DIR`, as lsblk has it): what drives it shows decides. */
export function sysrootArgument(args: readonly string[]): string | null {
  return args.find((arg) => arg.startsWith("--sysroot="))?.slice("--sysroot=".length) ?? null;
}

/** `--backup-every=SECONDS` overrides the preference, for trying backups out; null unless given. */
export const backupSeconds = (args: readonly string[]): number | null => secondsArgument(args, "--backup-every");

/** `--send-every=SECONDS` overrides the preference, and no other wait of sending by itself is longer; null unless given. */
export const sendSeconds = (args: readonly string[]): number | null => secondsArgument(args, "--send-every");

function secondsArgument(args: readonly string[], name: string): number | null {
  const text = args.find((arg) => arg.startsWith(`${name}=`))?.slice(name.length + 1);
  if (text === undefined) return null;
  const seconds = Number(text);
  if (!Number.isInteger(seconds) || seconds < 1)
    throw new WrongArgument(words(`${name} 后面要写秒数`, `${name} needs a number of seconds`));
  return seconds;
}

const configSchema = z.object({ dataDir: z.string().min(1) });
const configFile = (userData: string): string => join(userData, "config.json");

/** Null when none was chosen; a file that cannot be read counts as none, and the first run offers what is there. */
function rememberedFolder(userData: string): string | null {
  try {
    return configSchema.parse(JSON.parse(readFileSync(configFile(userData), "utf8"))).dataDir;
  } catch {
    return null;
  }
}

/**
 * The next start opens this folder. Does nothing where the folder was named at the start: that wins anyway.
 * @throws Error when the shell's own folder cannot be written
 */
export function rememberFolder(places: DataPlaces, dataDir: string): void {
  if (places.origin === "named") return;
  mkdirSync(places.userData, { recursive: true, mode: privateFolder });
  const temporary = `${configFile(places.userData)}.new`;
  const handle = openSync(temporary, "w", privateFile);
  try {
    writeSync(handle, `${JSON.stringify({ dataDir: resolve(dataDir) }, null, 2)}\n`);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(temporary, configFile(places.userData));
}

function dataArgument(args: readonly string[]): string | undefined {
  const joined = args.find((arg) => arg.startsWith("--data="));
  if (joined !== undefined) return joined.slice("--data=".length);
  const at = args.indexOf("--data");
  if (at === -1) return undefined;
  const folder = args[at + 1];
  if (folder === undefined || folder.startsWith("--"))
    throw new WrongArgument(words("--data 后面要写数据目录", "--data needs a folder"));
  return folder;
}
