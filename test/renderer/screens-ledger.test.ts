import { describe, expect, it } from "vitest";
import type { LedgerColumn, LedgerProblem } from "../../db/api.ts";
import { assign, columnLetter, displaced } from "../../renderer/screens/ledger/mapping.ts";
import {
  cellName,
  countProblems,
  groupSkipped,
  importable,
  problemAt,
  problemsByCell,
  sortProblems,
} from "../../renderer/screens/ledger/problems.ts";

const columns: readonly LedgerColumn[] = [
  { index: 0, header: "序号", target: "sequence" },
  { index: 1, header: "来电时间", target: "calledAt" },
  { index: 2, header: "登记时间", target: null },
  { index: 3, header: "编号", target: "sequence" },
];

const problem = (row: number, column: string | null, severity: "error" | "warning"): LedgerProblem => ({
  row,
  column,
  header: null,
  value: "",
  severity,
  message: `${String(row)}${column ?? ""}${severity}`,
});

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

describe("problems of a ledger", () => {
  const problems = [
    problem(9, "B", "warning"),
    problem(12, "C", "error"),
    problem(3, "B", "error"),
    problem(9, null, "warning"),
  ];

  it("lists what keeps a row out first, then down the sheet", () => {
    expect(sortProblems(problems).map(cellName)).toEqual(["B3", "C12", "B9", "9"]);
    expect(countProblems(problems)).toEqual({ errors: 2, warnings: 2 });
  });

  it("marks a cell with its worst problem", () => {
    const cells = problemsByCell([problem(5, "C", "warning"), problem(5, "C", "error")]);
    expect(problemAt(cells, 5, 2)?.severity).toBe("error");
    expect(problemAt(cells, 5, 1)).toBeUndefined();
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

  it("counts only rows that are new here", () => {
    expect(importable({ rows: 152, known: 150 })).toBe(2);
    expect(importable({ rows: 0, known: 3 })).toBe(0);
  });
});
