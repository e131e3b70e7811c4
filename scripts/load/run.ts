/** Many stations send at once to one receiver, with others beside them who want to keep it from its work. */
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { join } from "node:path";
import { z } from "zod";
import { openService } from "../../db/service.ts";
import { inProcesses } from "./processes.ts";
import { startReceiver } from "./receiver.ts";
import { districtFolder, setStage } from "./stage.ts";
import { contentOf, faredSchema, insiderContent, type Fared } from "./stations.ts";

export interface LoadOptions {
  /** A folder of its own; kept as it is. */
  readonly base: string;
  readonly stations: number;
  readonly hostile: number;
  /** How long a station goes on trying; 20 unless given. */
  readonly minutes?: number;
  readonly tell?: (line: string) => void;
}

export interface LoadFigures {
  readonly stations: number;
  /** Stations that have the district's receipt for what they sent. */
  readonly done: number;
  /** Stations whose record the district has signed for and has not, or has more than once. */
  readonly lost: number;
  readonly doubled: number;
  /** Records of the PCs that were taken over: one each and run, however often they sent it. */
  readonly insiders: number;
  readonly isWhole: boolean;
  /** Seconds from the first attempt to the last receipt; half of the stations, and 95 of 100, had theirs by then. */
  readonly seconds: { readonly all: number; readonly half: number; readonly most: number };
  /** Attempts beyond the first, and why. */
  readonly retries: number;
  readonly failed: Readonly<Record<string, number>>;
  /** Of the receiver, bytes. */
  readonly peakMemory: number | null;
  /** What the hostile callers got, by what they did. */
  readonly hostile: Readonly<Record<string, number>>;
}

/** One PC in ten of the hostile callers is a station's that was taken over. */
const insidersFor = (hostile: number): number => Math.ceil(hostile / 10);

export async function runLoad({
  base,
  stations,
  hostile,
  minutes = 20,
  tell = () => {},
}: LoadOptions): Promise<LoadFigures> {
  const insiders = insidersFor(hostile);
  const run = Date.now();
  tell(`enrolling ${stations + insiders} stations in ${base}`);
  const stage = await setStage(base, stations + insiders);
  const receiver = await startReceiver(districtFolder(base), stage.port);
  tell(`the receiver listens on ${stage.port}`);
  const others = hostile === 0 ? null : await startHostile(base, stage.port, hostile, { stations, insiders });
  const fared: Fared[] = [];
  await inProcesses("send", { base, stations, run, minutes }, (line) => {
    fared.push(faredSchema.parse(JSON.parse(line)));
    if (fared.length % 100 === 0) tell(`${fared.length} stations have ended`);
  });
  const peakMemory = receiver.peakMemory();
  const answers = (await others?.end()) ?? {};
  await receiver.end("SIGTERM");
  const found = await recordsOf(districtFolder(base));
  const took = fared.map((each) => each.took).toSorted((a, b) => a - b);
  const at = (part: number): number => Math.round(took[Math.ceil(took.length * part) - 1] ?? 0) / 1_000;
  const failed: Record<string, number> = {};
  for (const name of fared.flatMap((each) => each.failed)) failed[name] = (failed[name] ?? 0) + 1;
  const counts = Array.from({ length: stations }, (_, station) => found.titles.get(contentOf(station, run)) ?? 0);
  return {
    stations,
    done: fared.filter(({ isDone }) => isDone).length,
    lost: fared.filter(({ station, files }) => files > 0 && counts[station] === 0).length,
    doubled: counts.filter((count) => count > 1).length,
    insiders: found.titles.get(insiderContent) ?? 0,
    isWhole: found.isWhole,
    seconds: { all: at(1), half: at(0.5), most: at(0.95) },
    retries: fared.reduce((sum, { attempts }) => sum + attempts - 1, 0),
    failed,
    peakMemory,
    hostile: answers,
  };
}

const saidByHostile = z.discriminatedUnion("event", [
  z.object({ event: z.literal("ready") }),
  z.object({ event: z.literal("ended"), answers: z.record(z.string(), z.int()) }),
]);

async function startHostile(
  base: string,
  port: number,
  callers: number,
  { stations, insiders }: { readonly stations: number; readonly insiders: number },
) {
  const numbers = Array.from({ length: insiders }, (_, index) => stations + index);
  const options = JSON.stringify({ base, port, callers, insiders: numbers });
  const child = spawn(process.execPath, [join(import.meta.dirname, "hostile.ts"), options], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const ready = Promise.withResolvers<void>();
  const ended = Promise.withResolvers<Readonly<Record<string, number>>>();
  createInterface({ input: child.stdout }).on("line", (line) => {
    const said = saidByHostile.parse(JSON.parse(line));
    if (said.event === "ready") ready.resolve();
    else ended.resolve(said.answers);
  });
  child.once("exit", (code) => {
    const error = new Error(`the hostile callers ended with ${code}`);
    ready.reject(error);
    ended.reject(error);
  });
  ended.promise.catch(() => {});
  await ready.promise;
  return {
    end: async () => {
      child.kill("SIGTERM");
      return ended.promise;
    },
  };
}

/** What a district has, and whether it is whole. */
async function recordsOf(dir: string) {
  const district = openService({ dir });
  try {
    const titles = new Map<string, number>();
    let total = 0;
    for (;;) {
      const page = await district.call("record.list", { kind: "hotline", offset: total, limit: 1_000 });
      for (const { title } of page.records) titles.set(title, (titles.get(title) ?? 0) + 1);
      total += page.records.length;
      if (page.records.length === 0) break;
    }
    const { ok } = await district.call("check.run", {});
    return { titles, isWhole: ok };
  } finally {
    await district.close();
  }
}
