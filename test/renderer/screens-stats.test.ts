import { describe, expect, it } from "vitest";
import type { YearReport } from "../../db/api/operations.ts";
import { breakdown, figureAt, isEmptyYear, percent } from "../../renderer/screens/stats/figures.ts";
import { emptyReport, months, noRatio } from "./helpers/empty-report.ts";
import { missingByMonth, monthCells, monthCode, monthsBegun } from "../../renderer/screens/stats/months.ts";

describe("figures", () => {
  it("finds a figure by its path and nothing else", () => {
    const report: YearReport = {
      ...emptyReport,
      opinion: { ...emptyReport.opinion, passedOn: { national: 14, city: 6, cityCommittee: 0 } },
    };
    expect(figureAt(report, "opinion.passedOn.national")).toBe(14);
    expect(figureAt(report, "hotline.closing")).toEqual(noRatio);
    expect(figureAt(report, "hotline.nothing")).toBeNull();
    expect(figureAt(report, "hotline")).toBeNull();
  });

  it("never rounds up to all or down to none", () => {
    expect(percent({ numerator: 152, denominator: 152 })).toBe("100%");
    expect(percent({ numerator: 9_999, denominator: 10_000 })).toBe("99.9%");
    expect(percent({ numerator: 1, denominator: 10_000 })).toBe("0.1%");
    expect(percent({ numerator: 0, denominator: 7 })).toBe("0%");
    expect(percent({ numerator: 2, denominator: 3 })).toBe("66.7%");
    expect(percent({ numerator: 0, denominator: 0 })).toBe("—");
  });

  it("lists a breakdown by size", () => {
    expect(breakdown({ a: 1, b: 3, c: 2 }).map(({ key }) => key)).toEqual(["b", "c", "a"]);
  });

  it("knows a year without records", () => {
    expect(isEmptyYear(emptyReport)).toBe(true);
    expect(isEmptyYear({ ...emptyReport, hotline: { ...emptyReport.hotline, calls: 1 } })).toBe(false);
  });
});

describe("months: silence is not zero", () => {
  const report: YearReport = {
    ...emptyReport,
    session: { ...emptyReport.session, byMonth: months({ 1: 4 }) },
    missingMonths: { ...emptyReport.missingMonths, session: [2], opinion: [1, 2] },
  };

  it("tells records, 缺报, 零报告 and months to come apart", () => {
    const cells = monthCells(report, "session", new Date(2023, 3, 10));
    expect(cells.map(({ state }) => state)).toEqual([
      "records",
      "missing",
      "zeroReport",
      "zeroReport",
      ...Array.from({ length: 8 }, () => "future"),
    ]);
  });

  it("gathers what is missing by month", () => {
    expect([...missingByMonth(report)]).toEqual([
      [1, ["opinion"]],
      [2, ["session", "opinion"]],
    ]);
  });

  it("counts months that have begun", () => {
    const now = new Date(2026, 10, 21);
    expect([2025, 2026, 2027].map((year) => monthsBegun(year, now))).toEqual([12, 11, 0]);
    expect(monthCode(2023, 5)).toBe("2023-05");
  });
});
