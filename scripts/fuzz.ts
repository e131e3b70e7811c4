/**
 * `npm run fuzz`: files that were damaged byte by byte, and files that are wrong inside and signed rightly, read by real offices. Every one
 * must end with a reason from the catalogue or as an import that leaves the data whole; a refused one leaves nothing behind.
 *
 *   npm run fuzz -- --bytes 1000000 --structural 1000000 --seed 1 --minutes 240
 *   npm run fuzz -- --seed 1 --bytes-from 500000 --structural-from 200000     goes on where a run of the seed ended
 *   npm run fuzz -- --replay FILE                                             reads the files of a failure again
 *
 * Ids and keys are new in every run; the seed and a mutant's number decide what is changed, and what passed before it decides which
 * office it is read at. So only a failure's file brings exactly the same again; it holds all that takes.
 * Exits with 1 when anything failed.
 */
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { fuzz, replay, summary } from "./fuzz/run.ts";

const { values } = parseArgs({
  options: {
    bytes: { type: "string", default: "20000" },
    structural: { type: "string", default: "5000" },
    "bytes-from": { type: "string", default: "0" },
    "structural-from": { type: "string", default: "0" },
    seed: { type: "string", default: "1" },
    minutes: { type: "string", default: "600" },
    failures: { type: "string", default: join(tmpdir(), "lianxinqiao-fuzz") },
    replay: { type: "string" },
  },
});

const memory = "/dev/shm";
const root = mkdtempSync(join(existsSync(memory) ? memory : tmpdir(), "连心桥 乱改-"));
const say = (text: string): void => void process.stdout.write(`${text}\n`);

async function run(): Promise<boolean> {
  if (values.replay !== undefined) {
    for (const line of await replay(values.replay, root)) say(line);
    return true;
  }
  const report = await fuzz({
    root,
    bytes: Number(values.bytes),
    structural: Number(values.structural),
    seed: Number(values.seed),
    from: { bytes: Number(values["bytes-from"]), structural: Number(values["structural-from"]) },
    until: performance.now() + Number(values.minutes) * 60_000,
    failures: values.failures,
    passedPerRound: 150,
    say,
  });
  for (const [outcome, times] of [...report.outcomes].toSorted(([a], [b]) => (a < b ? -1 : 1)))
    say(`${outcome}  ×${times}`);
  say(summary(report));
  return report.failures.length === 0;
}

try {
  process.exitCode = (await run()) ? 0 : 1;
} finally {
  rmSync(root, { recursive: true, force: true });
}
