/** A screen for windows on a machine that has none: xvfb-run, at the size of a small office screen. */
import { spawnSync } from "node:child_process";
import { hasDisplay } from "./electron-binary.ts";

export type CommandLine = readonly [command: string, args: readonly string[]];

function canRun(command: string): boolean {
  return spawnSync(command, ["--help"], { stdio: "ignore" }).error === undefined;
}

/** The command line that runs this one with a screen, or null where there is none to be had. */
export function onScreen([command, args]: CommandLine): CommandLine | null {
  if (hasDisplay(process.env)) return [command, args];
  if (!canRun("xvfb-run")) return null;
  return ["xvfb-run", ["-a", "-s", "-screen 0 1366x768x24", command, ...args]];
}
