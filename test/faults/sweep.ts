/**
 * Makes one file-system call of an operation fail, for each call and each way to fail, and looks at what is left: the state is
 * the one before or the one after, files for the user are whole or not there, and what was said is true.
 */
import { execFileSync, spawn, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { z } from "zod";
import { openKeysFile } from "../../db/exchange/restored/keys-file.ts";
import { openReadable } from "../../db/database/open.ts";
import { openService } from "../../db/service.ts";
import { keysPassphrase, makeOffice, operations, stateOf, type Operation, type OperationKey } from "./operations.ts";

export const acts = ["kill", "torn", "ENOSPC", "EIO"] as const;
export type Act = (typeof acts)[number];

const source = join(import.meta.dirname, "inject-faults.c");
const child = join(import.meta.dirname, "operate.ts");

/** The compiled library, or null where there is no gcc or no LD_PRELOAD. */
export function compileInjector(folder: string): string | null {
  if (process.platform !== "linux") return null;
  const library = join(folder, "inject-faults.so");
  const { status } = spawnSync("gcc", ["-shared", "-fPIC", "-O1", "-o", library, source, "-ldl", "-lpthread"]);
  return status === 0 ? library : null;
}

interface Run {
  readonly signal: string | null;
  /** Null when the process was killed. */
  readonly failure: { readonly number: number; readonly message: string } | null;
  readonly hasEnded: boolean;
}

const printed = z.object({ failure: z.object({ number: z.number(), message: z.string() }).nullable() });

async function runChild(
  base: string,
  name: OperationKey,
  library: string,
  injected: { n: number; act: string; log?: string },
): Promise<Run> {
  const env = {
    ...process.env,
    // Most of a child's time would be reading its own source.
    NODE_COMPILE_CACHE: join(dirname(library), "compiled"),
    LD_PRELOAD: library,
    INJ_PREFIX: base,
    INJ_N: String(injected.n),
    INJ_ACT: injected.act,
    ...(injected.log === undefined ? {} : { INJ_LOG: injected.log }),
  };
  const running = spawn(process.execPath, [child, base, name], { env, stdio: ["ignore", "pipe", "ignore"] });
  let out = "";
  running.stdout.on("data", (chunk: Buffer) => (out += chunk.toString("utf8")));
  const signal = await new Promise<string | null>((resolve) => running.once("close", (_code, how) => resolve(how)));
  if (out === "") return { signal, failure: null, hasEnded: false };
  return { signal, ...printed.parse(JSON.parse(out)), hasEnded: true };
}

export interface Report {
  readonly calls: number;
  /** Faults injected, by act. */
  readonly injected: Record<Act, number>;
  /** Faults after which the operation said that it failed, by the number it said. */
  readonly said: Record<string, number>;
  readonly problems: string[];
}

type Claim = "nothing" | "done" | "neither";

/** What the words of each message promise about the data, so that a promise can be held against what is found. */
const promises: readonly (readonly [RegExp, Claim])[] = [
  // A part of the work came after what was asked for: that is done.
  [/^(已导入|已完成|这一步已经做完|个人信息已从记录中删除)/u, "done"],
  [/没有任何改动|没有保存|没有改动|没有做|没有搬过去|没有添加|没有覆盖/u, "nothing"],
  // Of a file for somebody else: it is not there, and the data is as it was.
  [/^(文件写不进去|写到U盘后读回核对不一致)/u, "nothing"],
];

/** @returns what a message says of the data; "neither" when it leaves that open */
export function claimOf(message: string): Claim {
  return promises.find(([words]) => words.test(message))?.[1] ?? "neither";
}

interface Sweep {
  readonly library: string;
  /** An office that `makeOffice` has made; one of its own unless given. */
  readonly office?: string;
  /** Which of the calls to break; all of them unless given. */
  readonly pick?: (call: Call, act: Act) => boolean;
}

export interface Call {
  /** From 1. */
  readonly n: number;
  /** Such as `fsync /station/blobs`: what is called, and the path under the base. */
  readonly text: string;
  readonly calls: readonly string[];
}

/** Breaks an operation at each of its calls. */
export async function sweep(name: OperationKey, { library, office, pick = () => true }: Sweep): Promise<Report> {
  const root = mkdtempSync(join(tmpdir(), "lxq-faults-"));
  const report: Report = { calls: 0, injected: { kill: 0, torn: 0, ENOSPC: 0, EIO: 0 }, said: {}, problems: [] };
  try {
    const made = join(root, "office");
    if (office === undefined) await makeOffice(made);
    const fresh = (): string => {
      const base = join(root, "run");
      rmSync(base, { recursive: true, force: true });
      cpSync(office ?? made, base, { recursive: true });
      prepared(base, name);
      return base;
    };
    const before = await stateOf(fresh(), name);
    const base = fresh();
    const calls = await callsOf(base, name, library);
    const after = await stateOf(base, name);
    Object.assign(report, { calls: calls.length });
    for (const [index, text] of calls.entries()) {
      const isWrite = /^(pwrite|write|writev|copyrange|sendfile) /u.test(text);
      for (const act of acts) {
        // Half of a rename is none; a device without room takes syncs and removals.
        if (act === "torn" && !isWrite) continue;
        if (!pick({ n: index + 1, text, calls }, act)) continue;
        const run = await runChild(fresh(), name, library, { n: index + 1, act });
        report.injected[act] += 1;
        const said = run.failure === null ? (run.hasEnded ? "done" : "killed") : String(run.failure.number);
        report.said[said] = (report.said[said] ?? 0) + 1;
        for (const problem of await problemsAfter(base, name, run, { before, after }))
          report.problems.push(`${name} ${act} at ${index + 1} ${text}: said ${said}: ${problem}`);
      }
    }
    return report;
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

function prepared(base: string, name: OperationKey): void {
  const { folder, prepare }: Operation = operations[name];
  prepare?.(join(base, folder));
}

/** Does an operation with nothing broken. @returns its calls to the disk in order, each as `Call.text` */
export async function callsOf(base: string, name: OperationKey, library: string): Promise<string[]> {
  const log = `${base}-calls.txt`;
  rmSync(log, { force: true });
  const plain = await runChild(base, name, library, { n: -1, act: "count", log });
  if (plain.failure !== null || !plain.hasEnded) throw new Error(`${name}: ${JSON.stringify(plain)}`);
  const lines = readFileSync(log, "utf8").trim().split("\n");
  return lines.map((line) => line.replace(/^\d+ /u, ""));
}

async function problemsAfter(
  base: string,
  name: OperationKey,
  run: Run,
  { before, after }: { before: string; after: string },
): Promise<string[]> {
  const { output } = operations[name];
  const problems: string[] = [];
  const claim = !run.hasEnded ? "neither" : run.failure === null ? "done" : claimOf(run.failure.message);
  if (run.failure !== null && claim === "neither") problems.push(`does not say what was done: ${run.failure.message}`);
  try {
    const state = await stateOf(base, name);
    const wanted = { nothing: [before], done: [after], neither: [before, after] }[claim];
    if (!wanted.includes(state)) problems.push(`state “${state}”, wanted “${wanted.join("” or “")}”`);
  } catch (error) {
    problems.push(`cannot be opened: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (!run.hasEnded && run.signal !== "SIGKILL") problems.push(`ended by ${run.signal ?? "nothing said"}`);
  if (run.failure?.number === 9001) problems.push(`unexplained: ${run.failure.message}`);
  if (output !== null) problems.push(...(await outputProblems(join(base, output), claim)));
  return problems;
}

/** A file for the user is whole under its name, or not there. */
async function outputProblems(path: string, claim: Claim): Promise<string[]> {
  const isFolder = existsSync(path) && statSync(path).isDirectory();
  const files = isFolder
    ? readdirSync(path)
        .filter((name) => !name.startsWith("."))
        .map((name) => join(path, name))
    : existsSync(path)
      ? [path]
      : [];
  if (claim === "done" && files.length === 0) return ["said done, and there is no file"];
  if (claim === "nothing" && files.length > 0) return ["said not done, and there is a file"];
  const results = await Promise.all(files.map(isWhole));
  const broken = files.filter((_file, index) => results[index] !== true);
  return broken.map((file) => `broken file ${file.slice(path.length)}`);
}

async function isWhole(file: string): Promise<boolean> {
  try {
    if (file.endsWith(".lxqbackup")) {
      const copy = openReadable(file);
      const isOk = copy.value<string>("PRAGMA quick_check") === "ok";
      copy.close();
      return isOk;
    }
    if (/\.(xlsx|docx)$/u.test(file)) {
      execFileSync("unzip", ["-tq", file], { stdio: "ignore" });
      return true;
    }
    if (file.endsWith(".json")) return JSON.parse(readFileSync(file, "utf8")) !== null;
    if (file.endsWith(".lxqkeys"))
      return (await openKeysFile({ file, passphrase: keysPassphrase })).facts.type === "keys";
    const service = openService({ dir: join(tmpdir(), "lxq-faults-none") });
    await service.call("bundle.inspect", { file });
    await service.close();
    return true;
  } catch {
    return false;
  }
}
