/**
 * Whatever call to the disk fails, and however: the data is as before or as after, and the message is true. Here a few calls of
 * each operation; all of them with FAULTS=all (hours), or of some with FAULTS=save,restore; FAULTS_EVERY=7 breaks every seventh.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import type { OperationKey } from "./operations.ts";
import { operations } from "./operations.ts";
import { acts, compileInjector, sweep, type Act } from "./sweep.ts";

const folder = mkdtempSync(join(tmpdir(), "lxq-injector-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const library = compileInjector(folder);

const wanted = process.env["FAULTS"];
const names = Object.keys(operations) as OperationKey[];
const whole =
  wanted === undefined ? [] : wanted === "all" ? names : names.filter((name) => wanted.split(",").includes(name));

const every = Number(process.env["FAULTS_EVERY"] ?? 1);

describe.skipIf(library === null)("磁盘在任何一步出错", () => {
  if (library === null) return;
  if (wanted === undefined) {
    for (const name of ["save", "copy", "restore"] as const)
      test(`${name}：抽查几步`, { timeout: 120_000 }, async () => {
        // A different call for each way to fail.
        const report = await sweep(name, { library, pick: (n, act) => n === 5 + 4 * acts.indexOf(act) });
        expect(report.problems).toEqual([]);
        expect(Object.values(report.injected).reduce((sum, count) => sum + count, 0)).toBeGreaterThan(1);
      });
  }
  for (const name of whole)
    test(`${name}：每一步`, { timeout: 3_600_000 }, async () => {
      // Another call for each way to fail, so that all calls are reached between them.
      const pick = (n: number, act: Act) => (n + acts.indexOf(act)) % every === 0;
      const report = await sweep(name, { library, pick });
      console.error(name, JSON.stringify(report, null, 1));
      expect(report.problems).toEqual([]);
    });
});
