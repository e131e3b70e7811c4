/**
 * A phase of the bench is a small program of its own, so that its peak memory is its own: it gets its options as JSON in
 * the first argument and prints its measurements as JSON on its last line.
 */
import { join } from "node:path";

/** In the order in which they run; each is the name of its file. Those of the window need Electron and a screen. */
export const dataPhases = ["prepare", "fill", "raw", "read", "save", "export", "import"] as const;
export const windowPhases = ["window-ready", "window-keys", "window-list"] as const;
export type PhaseName = (typeof dataPhases)[number] | (typeof windowPhases)[number];

export interface PhaseOptions {
  /** Holds the folders `station` and `district`, and `stick` for what travels between them. */
  readonly folder: string;
  readonly records: number;
}

/** Milliseconds, unless the name says otherwise. */
export type Measurements = Readonly<Record<string, number>>;

export interface PhaseResult {
  readonly measurements: Measurements;
  /** Peak resident memory of the phase's process in MB. */
  readonly peakMb: number;
}

export const stationFolder = ({ folder }: PhaseOptions): string => join(folder, "station");
export const districtFolder = ({ folder }: PhaseOptions): string => join(folder, "district");
export const stickFolder = ({ folder }: PhaseOptions): string => join(folder, "stick");
export const rawFolder = ({ folder }: PhaseOptions): string => join(folder, "raw");

export const stationName = "示例镇联络站";

export async function runPhase(work: (options: PhaseOptions) => Promise<Measurements> | Measurements): Promise<void> {
  const measurements = await work(JSON.parse(process.argv[2] ?? "{}") as PhaseOptions);
  const result: PhaseResult = { measurements, peakMb: Math.round(process.resourceUsage().maxRSS / 1_024) };
  process.stdout.write(`\n${JSON.stringify(result)}\n`);
}
