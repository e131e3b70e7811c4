import { describe, expect, it } from "vitest";
import { dayRanges, parseDays } from "../../renderer/screens/settings/days.ts";
import { difference, parseCategories, parseLines } from "../../renderer/screens/settings/editing/lines.ts";

describe("lists as lines", () => {
  it("takes pasted lines as they come: blanks, full-width spaces, repeats", () => {
    const parsed = parseLines("　教育界 \r\n\r\n医药卫生界\n教育界\n中国共产主义青年团、中华全国青年联合会", 60);
    expect(parsed.values).toEqual(["教育界", "医药卫生界", "中国共产主义青年团、中华全国青年联合会"]);
    expect(parsed.duplicates).toEqual(["教育界"]);
  });

  it("names entries that are too long instead of cutting them", () => {
    expect(parseLines("一二三四\n一二", 3)).toMatchObject({ tooLong: ["一二三四"] });
  });

  it("joins three columns pasted from a spreadsheet, with merged cells filled from above", () => {
    const text = "城乡建设\t住房\t公积金\n\t\t物业\n\t供水\t\n教育\t\t";
    expect(parseCategories(text, 200).values).toEqual([
      "城乡建设/住房/公积金",
      "城乡建设/住房/物业",
      "城乡建设/供水",
      "教育",
    ]);
  });

  it("accepts typed paths with any of the usual separators", () => {
    expect(parseCategories("民生／医疗/医保\n民生 > 养老", 200).values).toEqual(["民生/医疗/医保", "民生/养老"]);
  });

  it("says what saving changes", () => {
    expect(difference(["a", "b"], ["b", "c", "d"])).toEqual({ added: 2, removed: 1 });
  });
});

describe("holiday days", () => {
  it("reads the forms that people type", () => {
    expect(parseDays("2026-10-01，10.2\n10月3日 2026年10月4日", 2026)).toEqual({
      days: ["2026-10-01", "2026-10-02", "2026-10-03", "2026-10-04"],
      wrong: [],
    });
  });

  it("shows impossible days and other years instead of moving them", () => {
    expect(parseDays("2.30 2025-10-01 国庆", 2026)).toEqual({ days: [], wrong: ["2.30", "2025-10-01", "国庆"] });
  });

  it("reads neighbouring days as one range", () => {
    expect(dayRanges(["2026-10-02", "2026-10-01", "2026-10-05"])).toEqual([
      { from: "2026-10-01", to: "2026-10-02", days: 2 },
      { from: "2026-10-05", to: "2026-10-05", days: 1 },
    ]);
  });
});
