/**
 * A county at work: three stations, two of them with two PCs, and a district, with all that offices do to their data and all that happens to it, in any
 * order. Nothing may ever be answered with an error of the program's own, every PC's data must be whole after every step, and
 * when everything has arrived, all sides have the same.
 *
 *   RUNS=40 STEPS=250 SEED=1 npm test -- test/random-operations     a long run
 *   REPLAY=steps.json RUNS=1 SHRINK=1 npm test -- test/random-operations          a failing row of steps, and a shorter one
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { z } from "zod";
import { stateHash } from "../../db/journal/state-hash.ts";
import { readIdentity } from "../../db/office/identity.ts";
import { makeFolder } from "../helpers/folder.ts";
import { stationRows } from "../helpers/station-rows.ts";
import { County, type Pc } from "./offices.ts";
import { settle } from "./settle.ts";
import { step, stepSchema, take, type Step } from "./steps.ts";

const number = (name: string, otherwise: number): number => Number(process.env[name] ?? otherwise);
const runs = number("RUNS", 3);
const length = number("STEPS", 25);

const say = (text: string): void => void process.stdout.write(`${text}\n`);

const replayed = (file: string): Step[] => z.array(stepSchema).parse(JSON.parse(readFileSync(file, "utf8")));

async function expectWhole(pc: Pc, after: string): Promise<void> {
  const report = await pc.call("check.run", {});
  expect(report, `${after} at ${pc.dir}`).toMatchObject({ ok: true });
}

async function work(county: County, steps: readonly Step[]): Promise<void> {
  for (const [index, next] of steps.entries()) {
    const pc = await take(county, next);
    const after = `step ${index} ${JSON.stringify(next)}`;
    expect(county.unexplained, after).toEqual([]);
    if (pc !== null) await expectWhole(pc, after);
  }
  await settle(county);
  expect(county.unexplained, "settling").toEqual([]);
  for (const { pcs } of county.offices) for (const pc of pcs) await expectWhole(pc, "settling");
  for (const station of county.stations) for (const pc of station.pcs) await expectAlike(county, pc);
}

/** The station's PC has what the district has of it. */
async function expectAlike({ district }: County, pc: Pc): Promise<void> {
  const { id, own } = await pc.inside((db) => {
    const station = readIdentity(db).stationId;
    return { id: station, own: { rows: stationRows(db, station), hash: stateHash(db, station) } };
  });
  const there = await district.first.inside((db) => ({ rows: stationRows(db, id), hash: stateHash(db, id) }));
  expect(own, pc.dir).toEqual(there);
}

test("任意的操作和事故：没有说不清的错误，每一步之后数据都完好，最后各处一样", { timeout: 3_600_000 }, async () => {
  const root = makeFolder();
  const founded = await County.found(join(root, "0"));
  const refusals = new Map<string, number>();
  let count = 0;
  let taken = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { minLength: process.env["SHRINK"] === undefined ? length : 1, maxLength: length, size: "max" }),
      async (steps) => {
        count += 1;
        const county = founded.copyTo(join(root, String(count)));
        try {
          await work(county, steps);
        } catch (error) {
          if (process.env["RUNS"] !== undefined) say(county.said.slice(-number("SAID", 40)).join("\n"));
          throw error;
        } finally {
          await county.close();
        }
        taken += steps.length;
        for (const [key, times] of county.refusals) refusals.set(key, (refusals.get(key) ?? 0) + times);
        if (process.env["RUNS"] !== undefined)
          say(
            `${count}: ${taken} operations, refusals so far ${[...refusals].map(([key, times]) => `${key} x${times}`).join(", ")}`,
          );
      },
    ),
    {
      numRuns: runs,
      seed: number("SEED", 20_260_318),
      endOnFailure: process.env["SHRINK"] === undefined,
      ...(process.env["REPLAY"] === undefined ? {} : { examples: [[replayed(process.env["REPLAY"])]] }),
      ...(process.env["PATH_OF_SEED"] === undefined ? {} : { path: process.env["PATH_OF_SEED"] }),
    },
  );
});
