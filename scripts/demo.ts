/**
 * `npm run demo`: the main job end to end, in two temporary folders. A district invites a station, the station records and
 * exports, the district confirms, imports and answers, and both print the same figures of the year.
 *
 *   node scripts/demo.ts [--records 300] [--keep]
 *
 * Exits with 1 when the sides differ anywhere.
 */
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { Output } from "../db/api/operations.ts";
import { groupedAnswer, groupedCode } from "../db/schema/typed-code.ts";
import { openService, type Service } from "../db/service.ts";
import { compareYear } from "./demo/compare.ts";
import { enterSamples } from "./demo/fill.ts";
import { evenSample } from "../db/sample/records.ts";

const { values } = parseArgs({
  options: { records: { type: "string", default: "300" }, keep: { type: "boolean", default: false } },
});

const stationName = "示例镇联络站";
const years = [2023, 2024, 2025] as const;
const folder = mkdtempSync(join(tmpdir(), "连心桥演示-"));
const stick = join(folder, "U盘");
mkdirSync(stick);

let step = 0;
function say(text: string): void {
  step += 1;
  process.stdout.write(`${String(step).padStart(2)}. ${text}\n`);
}

function require(condition: boolean, problem: string): void {
  if (!condition) throw new Error(problem);
}

async function joinDistrict(district: Service, station: Service): Promise<string> {
  await district.call("app.setup", { role: "district", name: "示例县政协", operator: "区县管理员" });
  await station.call("app.setup", { role: "station", name: stationName, operator: "示例操作员" });
  const invited = await district.call("district.invite", { station: stationName, file: join(stick, "invitation.lxq") });
  say(`区县政协发出邀请：${invited.file}`);
  const joined = await station.call("station.join", { file: invited.file });
  say(`联络站打开邀请，准备加入“${joined.district}”，加入码 ${groupedCode(joined.checkCode)}`);
  return joined.checkCode;
}

async function record(station: Service, count: number): Promise<void> {
  const started = performance.now();
  const entered = await enterSamples(station, { ...evenSample(count, 20_260_101), members: 24 }, () => {});
  const seconds = (performance.now() - started) / 1_000;
  say(`联络站录入 ${entered} 条示例记录（含委员、村、单位），用时 ${seconds.toFixed(1)} 秒`);
}

/** Not one record leaves before both have spoken on the telephone: the code one way, the answer the other. */
async function deliver(district: Service, station: Service, checkCode: string): Promise<string> {
  const request = await station.call("bundle.export", { folder: stick });
  require(request.isJoinFile && request.entries === 0, "核对之前就有记录离开了联络站");
  const first = await district.call("bundle.import", { files: [...request.files] });
  say(`联络站导出加入申请，区县政协导入：${first.results.map(outcomeOf).join("；")}`);
  const confirmed = await district.call("district.confirm", { code: checkCode });
  say(`区县政协输入电话里念的加入码，确认加入；念出回答码 ${groupedAnswer(confirmed.answer)}`);
  await station.call("station.answer", { code: confirmed.answer });
  const bundle = await station.call("bundle.export", { folder: stick });
  say(`联络站导出 ${bundle.entries} 条变更，${bundle.files.length} 个文件`);
  const { results } = await district.call("bundle.import", { files: [...bundle.files] });
  say(`区县政协导入：${results.map(outcomeOf).join("；")}`);
  const imported = results.filter(({ outcome }) => outcome === "imported");
  require(imported.reduce((sum, { entries }) => sum + entries, 0) >= bundle.entries, "导入的变更少于导出的");
  const known = (await district.call("district.stations", {})).stations.find(({ name }) => name === stationName);
  return known?.station ?? "";
}

const outcomeNames = {
  imported: "已导入",
  duplicate: "重复",
  held: "暂存待确认",
  refused: "拒收",
  fork: "分叉",
} as const;

const outcomeOf = ({ outcome, entries, setAside }: Output<"bundle.import">["results"][number]): string =>
  `${outcomeNames[outcome]} ${entries} 条${setAside === 0 ? "" : `，搁置 ${setAside} 条`}`;

/** The district adopts one opinion, and the verdict travels back with the receipt. */
async function answer(district: Service, station: Service, stationId: string): Promise<void> {
  const { records } = await district.call("record.list", { kind: "opinion", station: stationId, limit: 1 });
  const opinion = records[0];
  require(opinion !== undefined, "区县政协没有看到社情民意");
  const id = opinion?.id ?? "";
  await district.call("event.add", {
    recordId: id,
    fields: { type: "instructed", at: "2026-01-20", leader: "示例领导", text: "请研究办理。" },
  });
  say(`区县政协登记批示：${opinion?.title ?? ""}`);
  const receipt = await district.call("receipt.export", { station: stationName, folder: stick });
  const applied = await station.call("receipt.import", { file: receipt.files[0] ?? "" });
  say(
    `回执送回联络站：已确认到第 ${applied.acknowledged} 条变更，带回 ${applied.entries} 条反馈，拒收 ${applied.refused.length} 条`,
  );
  const { events } = await station.call("record.get", { id });
  require(events.some(({ type }) => type === "instructed"), "批示没有回到联络站");
  const { station: status } = await station.call("app.status", {});
  require(status?.unsent === 0 && status.enrolment === "active", `联络站还有 ${status?.unsent ?? "?"} 条变更没有送达`);
}

async function compare(district: Service, station: Service, stationId: string): Promise<readonly string[]> {
  const differing: string[] = [];
  for (const year of years) {
    const comparison = await compareYear(station, district, year, stationId);
    process.stdout.write(`\n${comparison.text}\n`);
    differing.push(...comparison.differing.map((name) => `${year}年 ${name}`));
  }
  for (const [name, service] of [
    ["联络站", station],
    ["区县政协", district],
  ] as const) {
    const { ok } = await service.call("check.run", {});
    if (!ok) differing.push(`${name}的数据检查没有通过`);
  }
  return differing;
}

async function run(): Promise<void> {
  process.stdout.write(`连心桥演示（数据在 ${folder}）\n\n`);
  const district = openService({ dir: join(folder, "区县政协") });
  const station = openService({ dir: join(folder, stationName) });
  try {
    const checkCode = await joinDistrict(district, station);
    await record(station, Number(values.records));
    const stationId = await deliver(district, station, checkCode);
    await answer(district, station, stationId);
    const differing = await compare(district, station, stationId);
    require(differing.length === 0, `两边不一致：${differing.join("、")}`);
    process.stdout.write("\n两边的数字全部一致，数据检查通过。\n");
  } finally {
    await station.close();
    await district.close();
    if (!values.keep) rmSync(folder, { recursive: true, force: true });
  }
}

run().catch((error: unknown) => {
  process.stderr.write(`\n演示失败：${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
