/**
 * Runs mutants in rounds. A round begins with a fresh copy of an office and reads files into it, each as it would follow what was read
 * before; what passes stays, so that later files meet it. At the end the whole folder is checked; a fault is traced to the file
 * that brought it by reading the round's files again, with a check after each.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { inspect } from "node:util";
import { z } from "zod";
import { createKeys } from "../../db/bundle/crypto.ts";
import { makeRandom, type Random } from "../../db/sample/random.ts";
import { mutatedBytes } from "./bytes.ts";
import { makeScene, packedFolder, unpackFolder, type Scene } from "./scene.ts";
import { problemOf, Site, type Outcome } from "./site.ts";
import { siteNames, targetsOf, type Reading, type SiteName, type Target } from "./targets.ts";

export interface FuzzOptions {
  /** Scratch space, best in memory; the caller removes it. */
  readonly root: string;
  readonly bytes: number;
  readonly structural: number;
  readonly seed: number;
  /** Where to go on: mutants that an earlier run of the seed has done. */
  readonly from: { readonly bytes: number; readonly structural: number };
  /** Ends by then, milliseconds of `performance.now()`; what was done is reported. */
  readonly until: number;
  /** Where failures are written. */
  readonly failures: string;
  /** A check of the whole folder after so many files that passed. */
  readonly passedPerRound: number;
  readonly say: (text: string) => void;
}

export interface FuzzReport {
  readonly bytes: number;
  readonly structural: number;
  /** Seconds spent on each. */
  readonly seconds: { readonly bytes: number; readonly structural: number };
  /** How often each kind of file ended how. */
  readonly outcomes: ReadonlyMap<string, number>;
  readonly checks: number;
  readonly failures: readonly string[];
  readonly slowest: { readonly milliseconds: number; readonly mutant: string };
  readonly peakMegabytes: number;
}

const kinds = ["bytes", "structural"] as const;
type Kind = (typeof kinds)[number];

const failureSchema = z.object({
  seed: z.int(),
  mutant: z.string(),
  problem: z.string(),
  site: z.enum(siteNames),
  folder: z.record(z.string(), z.base64()),
  files: z.array(z.object({ reading: z.enum(["bundle", "receipt", "invitation", "roster"]), bytes: z.base64() })),
});

interface Passed {
  readonly reading: Reading;
  readonly bytes: Buffer;
  readonly mutant: string;
}

/** Mutants in a round at most; checks, and what the offices then hold, are spread over them. */
const roundLength: Readonly<Record<Kind, number>> = { bytes: 5_000, structural: 600 };
/** Whose turn it is, round after round, so that a short run meets every office, too. */
const turns: readonly SiteName[] = ["district", "station", "district", "station", "district", "fresh"];
/** One in so many is compared row by row before and after, comes from the stick, or is only tried. */
const rowsEvery = 97;
const wholeEvery = 16;
const dryEvery = 13;
/** Milliseconds that no file may take: a few files would stop the office. */
const slowest = 20_000;
const mostMegabytes = 512;

export async function fuzz(options: FuzzOptions): Promise<FuzzReport> {
  const scene = await makeScene(join(options.root, "场景"));
  const run = new Run(scene, options);
  const onError = (error: unknown) => run.noteLoose(error);
  process.on("unhandledRejection", onError);
  process.on("uncaughtException", onError);
  try {
    await run.all();
  } finally {
    process.off("unhandledRejection", onError);
    process.off("uncaughtException", onError);
    run.close();
  }
  return run.report();
}

class Run {
  readonly #scene: Scene;
  readonly #options: FuzzOptions;
  readonly #targets: readonly Target[];
  readonly #sites: Readonly<Record<SiteName, Site>>;
  readonly #outcomes = new Map<string, number>();
  readonly #failures: string[] = [];
  readonly #done = { bytes: 0, structural: 0 };
  readonly #seconds = { bytes: 0, structural: 0 };
  readonly #rounds = { bytes: 0, structural: 0 };
  #checks = 0;
  #slowest = { milliseconds: 0, mutant: "" };
  #peak = 0;
  #loose: unknown = null;

  constructor(scene: Scene, options: FuzzOptions) {
    this.#scene = scene;
    this.#options = options;
    const folder = join(options.root, "新电脑");
    mkdirSync(folder, { recursive: true });
    this.#targets = targetsOf(scene, createKeys(folder, "ee".repeat(16), { withRoot: false }));
    const site = (name: "district" | "station" | "fresh") => new Site(join(options.root, name), scene[name].folder);
    this.#sites = { district: site("district"), station: site("station"), fresh: site("fresh") };
  }

  report(): FuzzReport {
    return {
      ...this.#done,
      seconds: this.#seconds,
      outcomes: this.#outcomes,
      checks: this.#checks,
      failures: this.#failures,
      slowest: this.#slowest,
      peakMegabytes: this.#peak,
    };
  }

  close(): void {
    for (const name of siteNames) this.#sites[name].close();
  }

  noteLoose(error: unknown): void {
    this.#loose ??= error;
  }

  /** Rounds of both kinds in turn, so that a run that is cut short has had both. */
  async all(): Promise<void> {
    let said = performance.now();
    while (this.#isLeft("bytes") || this.#isLeft("structural")) {
      for (const kind of kinds) {
        if (this.#isLeft(kind)) await this.#round(kind);
      }
      if (performance.now() - said < 60_000) continue;
      said = performance.now();
      this.#options.say(summary(this.report()));
    }
  }

  #isLeft(kind: Kind): boolean {
    return this.#done[kind] + this.#options.from[kind] < this.#options[kind] && performance.now() < this.#options.until;
  }

  async #round(kind: Kind): Promise<void> {
    const started = performance.now();
    const name = turns[this.#rounds[kind]++ % turns.length] ?? "district";
    const site = this.#sites[name];
    const passed: Passed[] = [];
    // An invitation that passes is work of a tenth of a second, and changes whose the station is.
    const most = Math.min(roundLength[kind], Math.ceil(this.#options[kind] / turns.length));
    const length = name === "fresh" ? Math.min(most, 60) : most;
    site.begin();
    for (let index = 0; index < length && this.#isLeft(kind); index += 1) {
      const stays = await this.#mutant(kind, name, passed);
      this.#done[kind] += 1;
      if (!stays || passed.length >= this.#options.passedPerRound) break;
    }
    await this.#check(name, passed);
    this.#peak = Math.max(this.#peak, Math.round(process.memoryUsage().rss / 2 ** 20));
    if (this.#peak > mostMegabytes) this.#fail(name, passed, "", `${this.#peak} MB of memory`);
    this.#seconds[kind] += (performance.now() - started) / 1_000;
  }

  /** @returns whether the office is still the one that files are forged for */
  async #mutant(kind: Kind, name: SiteName, passed: Passed[]): Promise<boolean> {
    const number = this.#done[kind] + this.#options.from[kind];
    const random = randomFor(this.#options.seed, kind, number);
    const site = this.#sites[name];
    const target = targetFor(random, this.#targets, name, kind);
    const { bytes, what } =
      kind === "bytes"
        ? { bytes: mutatedBytes(random, random.pick(target.files), this.#files(name)), what: ["bytes"] }
        : target.forge(random, site.pc.db);
    const mutant = `${kind} ${number} ${target.name}: ${what.join(", ")}`;
    if (kind === "structural" && target.reading === "bundle" && number % dryEvery === 0)
      await this.#dryRun(name, passed, { reading: target.reading, bytes, mutant });
    const isCompared = number % rowsEvery === 0;
    const rows = isCompared ? site.rows() : "";
    const before = site.look();
    const replica = site.replica;
    const started = performance.now();
    const outcome = await site.read(target.reading, bytes, number % wholeEvery === 0);
    this.#noteTime(performance.now() - started, mutant);
    this.#count(`${target.name} ${kind}`, outcome);
    const problem =
      this.#problemWith(outcome, before, site, kind) ?? (isCompared ? rowProblem(outcome, rows, site) : null);
    const file = { reading: target.reading, bytes, mutant };
    if (problem !== null) {
      this.#fail(name, [...passed, file], mutant, problem);
      return false;
    }
    if (outcome.kind !== "refused" && outcome.kind !== "duplicate") passed.push(file);
    else if (before.log !== site.look().log) passed.push(file);
    return site.replica === replica;
  }

  #problemWith(outcome: Outcome, before: ReturnType<Site["look"]>, site: Site, kind: Kind): string | null {
    if (this.#loose !== null) {
      const loose = this.#loose;
      this.#loose = null;
      return `thrown outside of everything: ${inspect(loose)}`;
    }
    if (kind === "bytes" && outcome.kind === "imported") return "imported, although its bytes were changed";
    return problemOf(outcome, before, site.look());
  }

  /** Whatever a trial says, nothing is written. */
  async #dryRun(name: SiteName, passed: readonly Passed[], file: Passed): Promise<void> {
    const site = this.#sites[name];
    const before = site.look();
    const outcome = await site.read(file.reading, file.bytes, true, true);
    const problem = problemOf({ ...outcome, kind: "refused", number: outcome.number ?? 4_009 }, before, site.look());
    if (problem !== null) this.#fail(name, [...passed, file], file.mutant, `a trial: ${problem}`);
  }

  async #check(name: SiteName, passed: readonly Passed[]): Promise<void> {
    this.#checks += 1;
    const fault = await this.#sites[name].fault();
    if (fault === null) return;
    const { index, problem } = (await this.#firstFault(name, passed)) ?? { index: passed.length - 1, problem: fault };
    const last = passed[index];
    this.#fail(name, passed.slice(0, index + 1), last?.mutant ?? "", `the check fails: ${problem}`);
  }

  async #firstFault(name: SiteName, passed: readonly Passed[]): Promise<{ index: number; problem: string } | null> {
    const site = this.#sites[name];
    site.begin();
    for (const [index, { reading, bytes }] of passed.entries()) {
      await site.read(reading, bytes, true);
      const problem = await site.fault();
      if (problem !== null) return { index, problem };
    }
    return null;
  }

  /** The folder as the round began, and every file since that left something. */
  #fail(name: SiteName, files: readonly Passed[], mutant: string, problem: string): void {
    const { failures, seed, say } = this.#options;
    mkdirSync(failures, { recursive: true });
    const file = join(
      failures,
      `seed-${seed}-${mutant.replace(/^(\w+) (\d+).*$/, "$1-$2") || this.#failures.length}.json`,
    );
    const failure: z.infer<typeof failureSchema> = {
      seed,
      mutant,
      problem,
      site: name,
      folder: packedFolder(this.#scene[name].folder),
      files: files.map(({ reading, bytes }) => ({ reading, bytes: bytes.toString("base64") })),
    };
    writeFileSync(file, JSON.stringify(failure));
    this.#failures.push(`${mutant}: ${problem}`);
    say(`FAILED ${mutant}: ${problem.slice(0, 2_000)}\n  ${file}`);
  }

  #noteTime(milliseconds: number, mutant: string): void {
    if (milliseconds > this.#slowest.milliseconds) this.#slowest = { milliseconds, mutant };
    if (milliseconds > slowest) this.#failures.push(`${mutant}: ${Math.round(milliseconds)} ms`);
  }

  #count(what: string, { kind, number }: Outcome): void {
    const key = `${what}: ${kind}${number === null ? "" : ` ${number}`}`;
    this.#outcomes.set(key, (this.#outcomes.get(key) ?? 0) + 1);
  }

  #files(name: SiteName): Buffer[] {
    return this.#targets.filter(({ site }) => site === name).flatMap(({ files }) => files);
  }
}

function rowProblem({ kind, number }: Outcome, rows: string, site: Site): string | null {
  const isQuiet = kind === "refused" && number !== 4_006 && number !== 4_018 && number !== 4_020;
  return isQuiet && site.rows() !== rows ? `${kind} with ${number ?? "nothing"}, and yet rows have changed` : null;
}

function targetFor(random: Random, targets: readonly Target[], name: SiteName, kind: Kind): Target {
  const own = targets.filter(({ site, files }) => site === name && (kind === "structural" || files.length > 0));
  if (kind === "bytes") return random.pick(own);
  let choice = random.int(0, 999);
  const found = own.find(({ weight }) => (choice -= weight) < 0);
  return found ?? random.pick(own);
}

/** Each mutant has chance of its own, so that any can be made again without those before it. */
const randomFor = (seed: number, kind: Kind, number: number): Random =>
  makeRandom(
    Math.imul(seed ^ (kind === "bytes" ? 0x5bd1e995 : 0x1b873593), 0x9e3779b1) ^ Math.imul(number + 1, 0x85ebca6b),
  );

/** Figures of a run in one line. */
export function summary({
  bytes,
  structural,
  seconds,
  checks,
  failures,
  slowest: slow,
  peakMegabytes,
}: FuzzReport): string {
  const each = (count: number, time: number) => `${count} (${time === 0 ? 0 : Math.round(count / time)}/s)`;
  return [
    `bytes ${each(bytes, seconds.bytes)}`,
    `structural ${each(structural, seconds.structural)}`,
    `checks ${checks}`,
    `failures ${failures.length}`,
    `slowest ${Math.round(slow.milliseconds)} ms (${slow.mutant})`,
    `peak ${peakMegabytes} MB`,
  ].join(", ");
}

/** Reads the files of a failure again. @returns what each did, and what the check says after it */
export async function replay(file: string, root: string): Promise<string[]> {
  const { site: name, folder, files, problem, mutant } = failureSchema.parse(JSON.parse(readFileSync(file, "utf8")));
  const copy = join(root, "副本");
  rmSync(copy, { recursive: true, force: true });
  unpackFolder(folder, copy);
  for (const part of ["held", "blobs", "backups"]) mkdirSync(join(copy, part), { recursive: true });
  const site = new Site(join(root, name), copy);
  const lines = [`${mutant}: ${problem}`];
  try {
    site.begin();
    for (const { reading, bytes } of files) {
      const before = site.look();
      const outcome = await site.read(reading, Buffer.from(bytes, "base64"), true);
      const found = problemOf(outcome, before, site.look());
      const fault = await site.fault();
      lines.push(
        `${outcome.kind} ${outcome.number ?? ""} ${outcome.message}${found === null ? "" : `\n  PROBLEM ${found}`}${fault === null ? "" : `\n  CHECK ${fault}`}`,
      );
    }
  } finally {
    site.close();
  }
  return lines;
}
