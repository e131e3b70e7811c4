/**
 * `npm run bench`: what the program takes with many records, each phase in a process of its own.
 *
 *   node scripts/bench/main.ts [--records 100000] [--json FILE] [--keep]
 */
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs, promisify } from "node:util";
import { findElectron } from "../start/electron-binary.ts";
import { buildIfNeeded } from "../start/build.ts";
import { onScreen, type CommandLine } from "../start/screen.ts";
import { dataPhases, windowPhases, type PhaseName, type PhaseOptions, type PhaseResult } from "./phase.ts";
import { summary } from "./summary.ts";

const { values } = parseArgs({
  options: {
    records: { type: "string", default: "100000" },
    json: { type: "string" },
    keep: { type: "boolean", default: false },
  },
});

const run = promisify(execFile);

const root = join(import.meta.dirname, "../..");

async function runPhase(name: PhaseName, options: PhaseOptions): Promise<PhaseResult> {
  const file = fileURLToPath(new URL(`./${name}.ts`, import.meta.url));
  const plain: CommandLine = [process.execPath, [file, JSON.stringify(options)]];
  const isWindow = (windowPhases as readonly string[]).includes(name);
  const [command, args] = isWindow ? (onScreen(plain) ?? plain) : plain;
  const { stdout } = await run(command, args, { maxBuffer: 1 << 26 });
  return JSON.parse(stdout.trimEnd().split("\n").at(-1) ?? "") as PhaseResult;
}

/** What can be measured here; says what is left out. */
async function measurable(): Promise<readonly PhaseName[]> {
  const missing =
    findElectron(root, process.env) === null
      ? "Electron"
      : onScreen(["true", []]) === null
        ? "显示器或 xvfb-run"
        : null;
  if (missing !== null) {
    process.stderr.write(`跳过窗口的测量：没有${missing} (skipping the window: no Electron or no screen)\n`);
    return dataPhases;
  }
  await buildIfNeeded(root);
  return [...dataPhases, ...windowPhases];
}

const records = Number(values.records);
const folder = mkdtempSync(join(tmpdir(), "lianxinqiao-bench-"));
const results: Partial<Record<PhaseName, PhaseResult>> = {};
try {
  for (const name of await measurable()) {
    process.stderr.write(`${name} … `);
    const start = performance.now();
    results[name] = await runPhase(name, { folder, records });
    process.stderr.write(`${((performance.now() - start) / 1_000).toFixed(1)} s\n`);
  }
  const machine = {
    cpu: cpus()[0]?.model ?? "",
    cores: cpus().length,
    node: process.version,
    platform: process.platform,
  };
  process.stdout.write(
    `\n${records} 条记录，${machine.cpu} × ${machine.cores}，Node ${machine.node}\n\n${summary(results, records)}\n`,
  );
  if (values.json !== undefined)
    writeFileSync(values.json, `${JSON.stringify({ records, machine, results }, null, 2)}\n`);
} finally {
  if (values.keep) process.stderr.write(`数据留在 ${folder}\n`);
  else rmSync(folder, { recursive: true, force: true });
}
