/**
 * One synced save beside a bare synced insert of the same row: same pragmas, same run, turn about, so that whatever else
 * the disk does hits both. The saves go into the filled station; the bare inserts into a table without indexes.
 */
import { columnsOf } from "../../db/schema/kinds.ts";
import { toSql } from "../../db/sqlite/columns.ts";
import { writeRecords, type Change } from "../../db/journal/write.ts";
import { readIdentity } from "../../db/office/identity.ts";
import { openDatabase } from "../../db/database/open.ts";
import { openService } from "../../db/service.ts";
import type { Input } from "../../db/api/operations.ts";
import { sampleRecords } from "../../db/sample/records.ts";
import { rawFolder, runPhase, stationFolder, type Measurements, type PhaseOptions } from "./phase.ts";
import { p50, p95, p99, timed } from "./timing.ts";

const saves = 600;
const warmUp = 50;

/** Calls alone: one row each. */
function sampleCalls(seed: number): Extract<Change, { op: "create" }>[] {
  const options = { seed, sessions: 0, opinions: 0, calls: saves + warmUp, members: 0 };
  return [...sampleRecords(options)].flatMap(([first]) =>
    first?.op === "create" && first.kind === "hotline" ? [first] : [],
  );
}

const columns = columnsOf("hotline");
const blankRow = (set: Readonly<Record<string, unknown>>) => columns.map(({ name, meta }) => toSql(meta, set[name]));

async function timeJournal(options: PhaseOptions): Promise<Record<"bare" | "journal", number[]>> {
  const station = openDatabase(stationFolder(options));
  const bare = openDatabase(rawFolder(options));
  bare.exec(`CREATE TABLE "bare" ("id" TEXT PRIMARY KEY, ${columns.map(({ name }) => `"${name}"`).join(", ")})`);
  const insert = `INSERT INTO "bare" VALUES (?${", ?".repeat(columns.length)})`;
  const author = { identity: readIdentity(station), now: Date.now() };
  const times: Record<"bare" | "journal", number[]> = { bare: [], journal: [] };
  for (const change of sampleCalls(11)) {
    times.bare.push(await timed(() => bare.run(insert, [change.id, ...blankRow(change.set)])));
    times.journal.push(await timed(() => writeRecords(station, author, [change])));
  }
  bare.close();
  station.close();
  return times;
}

/** The whole operation: checked input, due date, draft dropped, the saved record read back. */
async function timeOperation(options: PhaseOptions): Promise<number[]> {
  const service = openService({ dir: stationFolder(options) });
  const times: number[] = [];
  for (const { set } of sampleCalls(12)) {
    const fields = set as Input<"record.save">["fields"];
    times.push(await timed(() => service.call("record.save", { kind: "hotline", fields })));
  }
  await service.close();
  return times;
}

await runPhase(async (options): Promise<Measurements> => {
  const { bare, journal } = await timeJournal(options);
  const all = { bare, journal, operation: await timeOperation(options) };
  return Object.fromEntries(
    Object.entries(all).flatMap(([name, times]) => {
      const settled = times.slice(warmUp);
      return [
        [`${name}P50`, p50(settled)],
        [`${name}P95`, p95(settled)],
        [`${name}P99`, p99(settled)],
      ];
    }),
  );
});
