/** Many stations in few processes. */
import { spawn } from "node:child_process";
import { availableParallelism } from "node:os";
import { createInterface } from "node:readline";
import { join } from "node:path";

/** The stations of one process: from the first up to, and without, the last. */
export interface Share {
  readonly base: string;
  readonly from: number;
  readonly to: number;
  /** Tells the records of one run from those of another. */
  readonly run: number;
  /** How long a station goes on trying. */
  readonly minutes: number;
}

export type ShareWork = "enrol" | "send";

/**
 * @param onLine told of each line that a process prints
 * @throws Error when one of them ends badly
 */
export async function inProcesses(
  work: ShareWork,
  { stations, ...rest }: Omit<Share, "from" | "to"> & { readonly stations: number },
  onLine: (line: string) => void = () => {},
): Promise<void> {
  const count = Math.min(stations, Math.max(2, availableParallelism()));
  const size = Math.ceil(stations / count);
  const shares: Share[] = [];
  for (let from = 0; from < stations; from += size) shares.push({ ...rest, from, to: Math.min(stations, from + size) });
  await Promise.all(shares.map((share) => inProcess(work, share, onLine)));
}

async function inProcess(work: ShareWork, share: Share, onLine: (line: string) => void): Promise<void> {
  const child = spawn(process.execPath, [join(import.meta.dirname, "share.ts"), work, JSON.stringify(share)], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  createInterface({ input: child.stdout }).on("line", onLine);
  const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
  if (code !== 0) throw new Error(`${work} ended with ${code}`);
}
