/** Reading on the filled station, through the operations: search (a page of 50 with its total), lists, report, 今日. */
import type { Input } from "../../db/api/operations.ts";
import { openDatabase } from "../../db/database/open.ts";
import { openService, type Service } from "../../db/service.ts";
import { runPhase, stationFolder, type Measurements } from "./phase.ts";
import { queriesOf } from "./queries.ts";
import { p50, p95, timed } from "./timing.ts";

const page = 50;
const runs = 15;

const lists: Readonly<Record<string, Input<"record.list">>> = {
  "列表 首页": { kind: "hotline", limit: page },
  "列表 翻到最后": { kind: "hotline", limit: page, offset: 1_000_000 },
  "列表 某年": { kind: "session", year: 2024, limit: page },
  "列表 某状态": { kind: "hotline", state: "received", limit: page },
  "列表 最近修改": { kind: "opinion", sort: "updated", limit: page },
  "列表 按名称": { kind: "opinion", sort: "name", limit: page },
  "列表 按承办单位": { kind: "hotline", order: [{ field: "unit", descending: false }], limit: page },
  "列表 筛选村(社区)": { kind: "hotline", where: [{ field: "village", is: "contains", text: "石" }], limit: page },
};

async function repeated(service: Service, input: Input<"record.list">): Promise<number[]> {
  const { total } = await service.call("record.list", { ...input, limit: 1 });
  const offset = Math.max(0, Math.min(input.offset ?? 0, total - page));
  const times: number[] = [];
  for (let run = 0; run < runs; run += 1)
    times.push(await timed(() => service.call("record.list", { ...input, offset })));
  return times;
}

await runPhase(async (options): Promise<Measurements> => {
  const db = openDatabase(stationFolder(options));
  const queries = queriesOf(db);
  db.close();
  const service = openService({ dir: stationFolder(options) });
  const results: [string, number[]][] = [];
  for (const [name, list] of queries) {
    const times: number[] = [];
    for (const query of list) times.push(await timed(() => service.call("record.list", { ...query, limit: page })));
    results.push([`查找 ${name}`, times]);
  }
  results.push(["查找 全部", results.flatMap(([, times]) => times)]);
  for (const [name, input] of Object.entries(lists)) results.push([name, await repeated(service, input)]);
  const report: number[] = [];
  const today: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    report.push(await timed(() => service.call("report.year", { year: 2024 })));
    today.push(await timed(() => service.call("today.get", {})));
  }
  results.push(["年度统计", report], ["今日", today]);
  await service.close();
  return Object.fromEntries(
    results.flatMap(([name, times]) => [
      [`${name}|p50`, p50(times)],
      [`${name}|p95`, p95(times)],
    ]),
  );
});
