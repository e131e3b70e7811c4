/** Lays the year reports of both sides side by side. */
import type { Client, Output } from "../../db/api/operations.ts";
import { table } from "../common/table.ts";

type Report = Output<"report.year">;

export interface Comparison {
  readonly text: string;
  /** Names of the figures that differ. */
  readonly differing: readonly string[];
}

export async function compareYear(
  station: Client,
  district: Client,
  year: number,
  stationId: string,
): Promise<Comparison> {
  const atStation = await station.call("report.year", { year });
  const atDistrict = await district.call("report.year", { year, station: stationId });
  const rows = atStation.rules.map(({ figure, zh }) => {
    const [left, right] = [atStation, atDistrict].map((report) => valueAt(report, figure));
    return { name: `${sectionOf(figure)} ${zh}`, left, right, isSame: JSON.stringify(left) === JSON.stringify(right) };
  });
  return {
    text: table([
      [`${year}年`, "联络站", "区县政协", ""],
      ...rows.map(({ name, left, right, isSame }) => [name, shown(left), shown(right), isSame ? "一致" : "不一致"]),
    ]),
    differing: rows.filter(({ isSame }) => !isSame).map(({ name }) => name),
  };
}

const sections: Readonly<Record<string, string>> = { session: "协商活动", hotline: "热线", opinion: "社情民意" };

const sectionOf = (figure: string): string => sections[figure.split(".", 1)[0] ?? ""] ?? "";

const valueAt = (report: Report, figure: string): unknown =>
  figure.split(".").reduce<unknown>((node, key) => (node as Readonly<Record<string, unknown>>)[key], report);

/** A number as it is, a ratio as 9/10 (90.0%), months as a row, groups as the number of their parts. */
function shown(value: unknown): string {
  if (typeof value === "number") return value.toLocaleString("zh-CN");
  if (Array.isArray(value)) return value.join(" ");
  const record = value as Readonly<Record<string, number>>;
  const { numerator, denominator } = record;
  if (numerator === undefined || denominator === undefined) return `${Object.keys(record).length}项`;
  const percent = denominator === 0 ? "–" : `${((100 * numerator) / denominator).toFixed(1)}%`;
  return `${numerator}/${denominator}（${percent}）`;
}
