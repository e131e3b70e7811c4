/** Runs `npm start`'s fallback as the user does: a process, an address, a browser. */
import { spawn, type ChildProcess } from "node:child_process";
import { join } from "node:path";
import { chromium, type Browser } from "playwright-core";
import { chromiumBinary, root } from "./environment.ts";

export interface RunningHost {
  readonly url: string;
  readonly process: ChildProcess;
  /** What it wrote so far. */
  readonly output: () => string;
  /** Ctrl+C. @returns the exit code */
  readonly stop: () => Promise<number | null>;
}

/** @param script below scripts/ */
export async function startHost(script: string, dataDir: string, env: NodeJS.ProcessEnv = {}): Promise<RunningHost> {
  const child = spawn(process.execPath, [join(root, "scripts", script), "--data", dataDir], {
    cwd: root,
    env: { ...process.env, XDG_CONFIG_HOME: `${dataDir}.shell`, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  const exited = new Promise<number | null>((resolve) => child.once("exit", resolve));
  const url = await new Promise<string>((resolve, reject) => {
    const read = (chunk: Buffer): void => {
      output += chunk.toString("utf8");
      const found = /http:\/\/127\.0\.0\.1:\d+\/#[\w-]+/.exec(output)?.[0];
      if (found !== undefined) resolve(found);
    };
    child.stdout.on("data", read);
    child.stderr.on("data", read);
    void exited.then((code) => reject(new Error(`ended with ${code}: ${output}`)));
  });
  return {
    url,
    process: child,
    output: () => output,
    stop: () => {
      child.kill("SIGINT");
      return exited;
    },
  };
}

/** Debian's Chromium, kept from looking for its maker's servers. */
export function launchBrowser(): Promise<Browser> {
  if (chromiumBinary === null) throw new Error("no Chromium: skip this scenario with chromiumBinary");
  const args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"];
  const quiet = ["--disable-background-networking", "--disable-component-update", "--disable-sync"];
  return chromium.launch({ executablePath: chromiumBinary, args: [...args, ...quiet] });
}
