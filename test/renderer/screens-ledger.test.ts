import { describe, expect, it } from "vitest";
import type { LedgerColumn } from "../../db/api/operations.ts";
import { assign, columnLetter, displaced } from "../../renderer/screens/ledger/mapping.ts";
import { groupSkipped, skippedParts } from "../../renderer/screens/ledger/skipped.ts";

const columns: readonly LedgerColumn[] = [
  { index: 0, header: "序号", isUnlabelled: false, target: "sequence" },
  { index: 1, header: "来电时间", isUnlabelled: false, target: "calledAt" },
  { index: 2, header: "登记时间", isUnlabelled: false, target: null },
  { index: 3, header: "编号", isUnlabelled: false, target: "sequence" },
];

describe("mapping columns by hand", () => {
  it("frees the column that had the target, because one field takes one column", () => {
    expect(assign(columns, {}, 2, "calledAt")).toEqual({ "1": null, "2": "calledAt" });
    expect(displaced(columns, 2, "calledAt").map(({ header }) => header)).toEqual(["来电时间"]);
  });

  it("keeps earlier changes and lets several columns be running numbers", () => {
    expect(assign(columns, { "1": null }, 2, "sequence")).toEqual({ "1": null, "2": "sequence" });
    expect(displaced(columns, 2, "sequence")).toEqual([]);
  });

  it("sends a column to the note", () => {
    expect(assign(columns, {}, 1, null)).toEqual({ "1": null });
  });

  it("names columns as Excel does", () => {
    expect([0, 25, 26, 701, 702].map(columnLetter)).toEqual(["A", "Z", "AA", "ZZ", "AAA"]);
  });
});

describe("skipped rows", () => {
  it("collapses hundreds of empty rows into one range and shows what a totals row said", () => {
    const groups = groupSkipped([
      { row: 155, toRow: 155, reason: "合计行", text: "合计 152" },
      { row: 156, toRow: 300, reason: "空行", text: "" },
      { row: 301, toRow: 655, reason: "空行", text: "" },
      { row: 20, toRow: 20, reason: "空行", text: "" },
    ]);
    expect(groups).toEqual([
      { reason: "合计行", rows: 1, ranges: ["155"], texts: ["合计 152"] },
      { reason: "空行", rows: 501, ranges: ["20", "156–655"], texts: [] },
    ]);
  });
});

describe("没有导入的行", () => {
  it("有错的行不算“不是记录的行”，各有各的标题", () => {
    const row = (at: number, reason: string) => ({ row: at, toRow: at, reason, text: "" });
    const parts = skippedParts([row(3, "empty"), row(5, "error"), row(9, "total"), row(7, "known"), row(8, "error")]);
    expect(parts.map(({ part, rows }) => [part, rows])).toEqual([
      ["errors", 2],
      ["known", 1],
      ["others", 2],
    ]);
    expect(skippedParts([row(3, "empty")]).map(({ part }) => part)).toEqual(["others"]);
  });
});
