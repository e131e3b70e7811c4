/** The tables that the bench prints. */
import { table } from "../common/table.ts";
import type { Measurements, PhaseName, PhaseResult } from "./phase.ts";

type Results = Readonly<Partial<Record<PhaseName, PhaseResult>>>;

const ms = (value: number | undefined): string =>
  value === undefined ? "–" : value < 10 ? value.toFixed(2) : value.toFixed(0);
const seconds = (value: number | undefined): string =>
  value === undefined ? "–" : (value / 1_000).toFixed(value < 10_000 ? 2 : 1);
const times = (value: number | undefined, by: number | undefined): string =>
  value === undefined || by === undefined || by === 0 ? "–" : `${(value / by).toFixed(1)}×`;

export function summary(results: Results, records: number): string {
  const of = (name: PhaseName): Measurements => results[name]?.measurements ?? {};
  const parts = [saving(of("save")), bulk(of, records), reading(of("read")), ...windows(results, of), memory(results)];
  return parts.join("\n\n");
}

function saving(save: Measurements): string {
  const row = (label: string, name: string) => [
    label,
    ms(save[`${name}P50`]),
    ms(save[`${name}P95`]),
    ms(save[`${name}P99`]),
    times(save[`${name}P50`], save["bareP50"]),
    times(save[`${name}P99`], save["bareP99"]),
  ];
  return table([
    ["保存一条热线（毫秒，已落盘）", "p50", "p95", "p99", "p50 倍数", "p99 倍数"],
    row("直接插入同一行（无索引、无日志）", "bare"),
    row("writeRecords（日志、索引、状态、全文）", "journal"),
    row("record.save（含校验、期限、读回）", "operation"),
  ]);
}

function bulk(of: (name: PhaseName) => Measurements, records: number): string {
  const [fill, raw, exported, imported] = [of("fill"), of("raw"), of("export"), of("import")];
  const rawTime = raw["writing"];
  const row = (label: string, time: number | undefined) => [
    label,
    seconds(time),
    time === undefined ? "–" : Math.round(records / (time / 1_000)).toLocaleString("en"),
    times(time, rawTime),
  ];
  const filled = (fill["writing"] ?? 0) + (fill["indexing"] ?? 0);
  return table([
    [
      `批量（${raw["rows"] ?? "?"} 行，${fill["entries"] ?? "?"} 条变更，${(fill["payloadMb"] ?? 0).toFixed(0)} MB）`,
      "秒",
      "条/秒",
      "倍数",
    ],
    row("直接插入同样的行（同样的索引）", rawTime),
    row("写入（日志、行、状态）", fill["writing"]),
    row("补建全文", fill["indexing"]),
    row("写入并补建全文", filled),
    row(`导出（${(exported["fileMb"] ?? 0).toFixed(0)} MB，写后校验）`, exported["total"]),
    row("导入（校验、应用）", (imported["total"] ?? 0) - (imported["searchable"] ?? 0)),
    row("导入后补建全文", imported["searchable"]),
    row("导入合计", imported["total"]),
  ]);
}

function reading(read: Measurements): string {
  const names = [...new Set(Object.keys(read).map((key) => key.split("|", 1)[0] ?? ""))];
  return table([
    ["读取（毫秒，每页50条并给出总数）", "p50", "p95"],
    ...names.map((name) => [name, ms(read[`${name}|p50`]), ms(read[`${name}|p95`])]),
  ]);
}

/** Nothing where there is no window to measure. */
function windows(results: Results, of: (name: PhaseName) => Measurements): string[] {
  if (results["window-ready"] === undefined) return [];
  const [ready, keys, list] = [of("window-ready"), of("window-keys"), of("window-list")];
  const key = (label: string, name: string) => [label, ms(keys[`${name}P50`]), ms(keys[`${name}P95`])];
  return [
    table([
      ["窗口（毫秒，从启动进程算起）", "中位数", "首次", "倍数"],
      ["空的 Electron 窗口", ms(ready["empty"]), ms(ready["emptyFirst"]), ""],
      ["连心桥：窗口可用", ms(ready["shown"]), ms(ready["shownFirst"]), times(ready["shown"], ready["empty"])],
      ["连心桥：今日的记录", ms(ready["full"]), ms(ready["fullFirst"]), times(ready["full"], ready["empty"])],
    ]),
    table([
      ["按键到显示（毫秒）", "p50", "p95"],
      key("空窗口里的文本框", "bare"),
      key("最大的表单：议题", "title"),
      key("最大的表单：协商过程", "process"),
    ]),
    table([
      ["打开热线列表（毫秒，从按下到看见第一屏）", "第一次", "再打开（中位数）"],
      ["全部记录都是热线", ms(list["firstOpening"]), ms(list["opening"])],
    ]),
    table([
      ["滚动时每一帧（毫秒）", "p50", "p95"],
      ["空窗口里一样长的页面", ms(list["bareP50"]), ms(list["bareP95"])],
      ["热线列表", ms(list["frameP50"]), ms(list["frameP95"])],
    ]),
  ];
}

const phaseNames: Readonly<Record<PhaseName, string>> = {
  prepare: "入网",
  fill: "批量写入",
  raw: "直接插入",
  read: "查找、列表、统计",
  save: "逐条保存",
  export: "导出",
  import: "导入",
  "window-ready": "窗口启动",
  "window-list": "窗口：列表",
  "window-keys": "按键",
};

const memory = (results: Results): string =>
  table([
    ["阶段", "峰值内存 MB"],
    ...Object.entries(results).map(([name, result]) => [phaseNames[name as PhaseName], String(result.peakMb)]),
  ]);
