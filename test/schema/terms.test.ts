import { describe, expect, test } from "vitest";
import { defaultSettings, type Settings } from "../../db/schema/settings.ts";
import { isSameTerm, isSectorListed, sectorsOfTerm, termOn } from "../../db/schema/terms.ts";

const terms: Settings["terms"] = [
  { term: "十五届", from: "2021-10-08" },
  { term: "十六届", from: "2026-09-01" },
];
const lists: Pick<Settings, "sectors" | "termSectors"> = {
  sectors: ["教育界", "环境资源界"],
  termSectors: [{ term: "十五届", sectors: ["教育界", "农业界"] }],
};

describe("届次和界别", () => {
  test("哪一天是哪一届：从开始那天起算，还没开始时没有", () => {
    expect(termOn(terms, "2021-10-07")).toBeNull();
    expect(termOn(terms, "2021-10-08")).toBe("十五届");
    expect(termOn(terms, "2026-12-31")).toBe("十六届");
  });

  test("同一届的几种写法认得出来，不同的届不会混", () => {
    for (const written of ["十五届", "第十五届", "15届", " 第 15 届", "１５届"])
      expect(isSameTerm(written, "十五届"), written).toBe(true);
    expect(isSameTerm("20届", "二十届")).toBe(true);
    expect(isSameTerm("10届", "十届")).toBe(true);
    expect(isSameTerm("5届", "十五届")).toBe(false);
  });

  test("另列了名单的届次用自己的，没另列的和不知道届次的用通用的", () => {
    expect(sectorsOfTerm(lists, "第十五届")).toEqual(["教育界", "农业界"]);
    expect(sectorsOfTerm(lists, "十六届")).toEqual(lists.sectors);
    expect(isSectorListed(lists, "十五届", "环境资源界")).toBe(false);
    expect(isSectorListed(lists, "十六届", "环境资源界")).toBe(true);
    expect(isSectorListed(lists, null, " 环境资源界 ")).toBe(true);
    expect(sectorsOfTerm(defaultSettings, null)).toHaveLength(34);
  });
});
