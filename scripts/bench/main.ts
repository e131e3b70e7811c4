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
import { phases, type PhaseName, type PhaseOptions, type PhaseResult } from "./phase.ts";
import { summary } from "./summary.ts";

const { values } = parseArgs({
  options: {
    records: { type: "string", default: "100000" },
    json: { type: "string" },
    keep: { type: "boolean", default: false },
  },
});

const run = promisify(execFile);

async function runPhase(name: PhaseName, options: PhaseOptions): Promise<PhaseResult> {
  const file = fileURLToPath(new URL(`./${name}.ts`, import.meta.url));
  const { stdout } = await run(process.execPath, [file, JSON.stringify(options)], { maxBuffer: 1 << 26 });
  return JSON.parse(stdout.trimEnd().split("\n").at(-1) ?? "") as PhaseResult;
}

const records = Number(values.records);
const folder = mkdtempSync(join(tmpdir(), "lianxinqiao-bench-"));
const results: Partial<Record<PhaseName, PhaseResult>> = {};
try {
  for (const name of phases) {
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
