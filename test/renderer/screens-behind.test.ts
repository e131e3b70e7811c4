import { describe, expect, it } from "vitest";
import type { FigureRows } from "../../db/api/operations.ts";
import { amountsOf, groupLeftOut, notReached, rowKind, totalOf } from "../../renderer/screens/stats/behind.ts";
import { reportText } from "../../renderer/screens/stats/report-text.ts";
import { transferOutcome } from "../../renderer/screens/sync/outcomes.ts";
import { emptyReport } from "./helpers/empty-report.ts";

const said = (zh: string) => ({ zh, en: zh });

const rows: FigureRows = {
  figure: "hotline.satisfaction",
  rule: said(""),
  numerator: ["a", "b"],
  amounts: [1, 1],
  denominator: ["a", "b", "c"],
  leftOut: [
    { id: "d", reason: said("未接通") },
    { id: "e", reason: said("没有回访") },
    { id: "f", reason: said("未接通") },
  ],
};

describe("the rows behind a figure", () => {
  it("shows what a ratio divides by, what it missed, and why the rest is left out", () => {
    expect(notReached(rows)).toEqual(["c"]);
    expect(groupLeftOut(rows.leftOut)).toEqual([
      { reason: said("未接通"), ids: ["d", "f"] },
      { reason: said("没有回访"), ids: ["e"] },
    ]);
  });

  it("says how much each session adds to 人次, and nothing where each counts one", () => {
    const attendances = { ...rows, denominator: null, amounts: [9, 12] };
    expect(amountsOf(attendances)?.get("b")).toBe(12);
    expect(totalOf(attendances)).toBe(21);
    expect(amountsOf(rows)).toBeNull();
  });

  it("knows which figures count members and problems instead of records of their kind", () => {
    expect(rowKind("session.heads")).toBe("member");
    expect(rowKind("session.problemsSolved")).toBe("mixed");
    expect(rowKind("session.byPlatform.studio")).toBe("session");
    expect(rowKind("opinion.passedOn.national")).toBe("opinion");
  });
});

describe("the report as text", () => {
  it("pastes as two columns, with 未接通 beside 满意率", () => {
    const text = reportText(
      {
        ...emptyReport,
        hotline: {
          ...emptyReport.hotline,
          calls: 152,
          closing: { numerator: 33, denominator: 37, leftOut: 3 },
          satisfaction: { numerator: 152, denominator: 152, leftOut: 0, notReached: 0 },
        },
        rules: [
          { figure: "hotline.calls", zh: "来电数", en: "Calls", rule: { zh: "", en: "" } },
          { figure: "hotline.closing", zh: "办结率", en: "Closing", rule: { zh: "", en: "" } },
          { figure: "hotline.satisfaction", zh: "满意率", en: "Satisfaction", rule: { zh: "", en: "" } },
        ],
      },
      {
        heading: "2023 年 统计",
        kind: (kind) => kind,
        name: ({ zh }) => zh,
        ratio: (share, numerator, denominator) => `${share}（${String(numerator)}/${String(denominator)}）`,
        notReached: (count) => `未接通 ${String(count)}`,
        leftOut: (count) => `另有 ${String(count)} 条未计入`,
      },
    );
    expect(text.split("\n")).toEqual(
      expect.arrayContaining([
        "2023 年 统计",
        "来电数\t152",
        "办结率\t89.2%（33/37） 另有 3 条未计入",
        "满意率\t100%（152/152） 未接通 0",
      ]),
    );
  });
});

describe("what a window does not know", () => {
  it("calls an outcome of a newer service done instead of showing its code", () => {
    expect(transferOutcome("teleported")).toEqual({ word: "done", tone: "info" });
    expect(transferOutcome("toString")).toEqual({ word: "done", tone: "info" });
    expect(transferOutcome("held")).toEqual({ word: "held", tone: "warning" });
  });
});
