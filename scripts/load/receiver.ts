/** `npm run receiver` as a process of its own, as a district runs it. */
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { join } from "node:path";
import { z } from "zod";

export interface RunningReceiver {
  readonly pid: number;
  readonly port: number;
  /** The most memory that it has had, bytes; null where the system does not say. */
  peakMemory(): number | null;
  /** Sends a signal. @returns the exit code; null when the signal killed it */
  end(signal: "SIGTERM" | "SIGKILL"): Promise<number | null>;
  /** Its exit code, once it has ended by itself. */
  readonly ended: Promise<number | null>;
  readonly isRunning: boolean;
}

const listening = z.object({ event: z.literal("listening"), port: z.int() });

/**
 * @param port 0: any free one
 * @param env beside the own one
 * @throws Error when it ends before it listens
 */
export async function startReceiver(
  dir: string,
  port: number,
  {
    env = {},
    complains = true,
  }: { readonly env?: Readonly<Record<string, string>>; readonly complains?: boolean } = {},
): Promise<RunningReceiver> {
  const root = join(import.meta.dirname, "../..");
  const child = spawn(process.execPath, ["scripts/receiver.ts", dir, "--port", String(port), "--host", "127.0.0.1"], {
    cwd: root,
    stdio: ["ignore", "pipe", complains ? "inherit" : "ignore"],
    env: { ...process.env, ...env },
  });
  const { pid } = child;
  const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
  const first = new Promise<string>((resolve) => createInterface({ input: child.stdout }).once("line", resolve));
  const line = await Promise.race([first, ended]);
  if (typeof line !== "string" || pid === undefined) throw new Error(`the receiver ended with ${line ?? "a signal"}`);
  const kill = (): void => void child.kill("SIGKILL");
  process.once("exit", kill);
  void ended.then(() => process.off("exit", kill));
  return {
    pid,
    port: listening.parse(JSON.parse(line)).port,
    ended,
    get isRunning() {
      return child.exitCode === null && child.signalCode === null;
    },
    peakMemory: () => {
      try {
        const kilobytes = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
        return kilobytes === undefined ? null : Number(kilobytes) * 1024;
      } catch {
        return null; // no such file on Windows and macOS
      }
    },
    end: (signal) => {
      child.kill(signal);
      return ended;
    },
  };
}
