/**
 * `npm run load`: a receiver as a process of its own, with many stations that send at once and hostile callers beside them.
 *
 *   node scripts/load/main.ts [--stations 1000] [--hostile 200] [--minutes 20] [--base FOLDER]
 *
 * Enrolling takes most of the time. A folder that is named is kept, with its stations enrolled, and each run sends one more record.
 */
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { runLoad } from "./run.ts";

const { values } = parseArgs({
  options: {
    stations: { type: "string", default: "1000" },
    hostile: { type: "string", default: "200" },
    minutes: { type: "string", default: "20" },
    base: { type: "string" },
  },
});
const base = values.base === undefined ? mkdtempSync(join(tmpdir(), "lxq-load-")) : resolve(values.base);
mkdirSync(base, { recursive: true });
try {
  const tell = (line: string): void => void process.stderr.write(`${line}\n`);
  const figures = await runLoad({
    base,
    stations: Number(values.stations),
    hostile: Number(values.hostile),
    minutes: Number(values.minutes),
    tell,
  });
  process.stdout.write(`${JSON.stringify(figures, null, 2)}\n`);
  if (figures.done < figures.stations || figures.lost + figures.doubled > 0 || !figures.isWhole) process.exitCode = 1;
} finally {
  if (values.base === undefined) rmSync(base, { recursive: true, force: true });
}
