/**
 * Whatever call to the disk fails, and however: the data is as before or as after, and the message is true. Here a few calls of
 * each operation; all of them with FAULTS=all (hours), or of some with FAULTS=save,restore; FAULTS_EVERY=7 breaks every seventh.
 */
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { OperationKey } from "./operations.ts";
import { makeOffice, operations } from "./operations.ts";
import { acts, callsOf, compileInjector, sweep, type Act, type Call } from "./sweep.ts";

const folder = mkdtempSync(join(tmpdir(), "lxq-injector-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const library = compileInjector(folder);

const wanted = process.env["FAULTS"];
const names = Object.keys(operations) as OperationKey[];
const whole =
  wanted === undefined ? [] : wanted === "all" ? names : names.filter((name) => wanted.split(",").includes(name));

describe.skipIf(library === null)("磁盘在任何一步出错", () => {
  if (library === null) return;
  const every = Number(process.env["FAULTS_EVERY"] ?? 1);
  if (wanted === undefined) {
    const office = join(folder, "office");
    beforeAll(() => makeOffice(office));

    const lastOf = (calls: readonly string[], pattern: RegExp) => calls.findLastIndex((text) => pattern.test(text)) + 1;
    /** The last step of a transaction; what follows is its own affair. */
    const commit = /^pwrite .*\.db-wal$/u;
    /** Where being wrong would cost the most. */
    const spots: readonly (readonly [string, OperationKey, readonly (readonly [Act, RegExp])[]])[] = [
      [
        "登记：写到一半断电、最后一步没写进磁盘",
        "save",
        [
          ["torn", commit],
          ["EIO", commit],
        ],
      ],
      ["导出：文件已在U盘上，记不下来", "export", [["EIO", commit]]],
      ["邀请：已在U盘上，记不下来", "invite", [["EIO", commit]]],
      ["搬家：新文件夹已经算数，记号改不了名", "move", [["EIO", /^rename .*moved-from\.json$/u]]],
      [
        "恢复：备好的库没写完、换上去之前磁盘出错、换上去之后打不开",
        "restore",
        [
          ["EIO", /^pwrite \/station\/tmp\/restore\/[^/]+\/lianxinqiao\.db$/u],
          ["EIO", /^rename .*\/lianxinqiao\.db$/u],
          ["ENOSPC", /^open .*\/station\/lianxinqiao\.db-wal$/u],
        ],
      ],
      ["另存备份：U盘满了", "copy", [["ENOSPC", /^pwrite \/stick/u]]],
    ];
    for (const [title, name, breaks] of spots)
      test(title, { timeout: 120_000 }, async () => {
        const pick = ({ n, calls }: Call, act: Act) =>
          breaks.some(([how, where]) => how === act && n === lastOf(calls, where));
        const report = await sweep(name, { library, office, pick });
        expect(report.problems).toEqual([]);
        expect(Object.values(report.injected).reduce((sum, count) => sum + count, 0)).toBe(breaks.length);
      });

    test("附件：新建的文件夹连同它的上级都写进了磁盘", async () => {
      const base = join(folder, "attach");
      cpSync(office, base, { recursive: true });
      rmSync(join(base, "station", "blobs"), { recursive: true });
      const calls = await callsOf(base, "attach", library);
      const at = (text: RegExp) => calls.findIndex((call) => text.test(call));
      const parent = at(/^fsync \/station\/blobs$/u);
      expect(parent).toBeGreaterThan(at(/^mkdir \/station\/blobs\/..$/u));
      expect(parent).toBeLessThan(at(/^rename \/station\/blobs\/..\/[0-9a-f]{64}$/u));
      expect(at(/^fsync \/station$/u)).toBeGreaterThan(at(/^mkdir \/station\/blobs$/u));
    });
  }
  for (const name of whole)
    test(`${name}：每一步`, { timeout: 3_600_000 }, async () => {
      // Another call for each way to fail, so that all calls are reached between them.
      const pick = ({ n }: Call, act: Act) => (n + acts.indexOf(act)) % every === 0;
      const report = await sweep(name, { library, pick });
      console.error(name, JSON.stringify(report, null, 1));
      expect(report.problems).toEqual([]);
    });
});
