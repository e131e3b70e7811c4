import { describe, expect, test } from "vitest";
import { familyWithFallbacks, missingFonts } from "../../renderer/paper/fonts.ts";

const installed =
  (...names: readonly string[]) =>
  (name: string): Promise<boolean> =>
    Promise.resolve(names.includes(name));

describe("缺少的字体", () => {
  test("普通的 Windows 电脑：小标宋和 GB2312 的字体缺，说清用哪个代替", async () => {
    const asked = ["方正小标宋简体", "仿宋_GB2312", "楷体_GB2312", "黑体", "宋体", "黑体"];
    expect(await missingFonts(asked, installed("仿宋", "楷体", "黑体", "宋体"))).toEqual([
      { font: "方正小标宋简体", instead: "宋体" },
      { font: "仿宋_GB2312", instead: "仿宋" },
      { font: "楷体_GB2312", instead: "楷体" },
    ]);
  });

  test("都装了就不提；一个相近的都没有，也说出来", async () => {
    expect(await missingFonts(["仿宋_GB2312"], installed("仿宋_GB2312"))).toEqual([]);
    expect(await missingFonts(["方正小标宋简体"], installed())).toEqual([{ font: "方正小标宋简体", instead: null }]);
  });

  test("排版时先用文档要的字体，再用相近的，最后交给系统", () => {
    expect(familyWithFallbacks("'仿宋_GB2312'")).toMatch(/^"仿宋_GB2312", "仿宋", "FangSong", .*serif$/u);
    expect(familyWithFallbacks("黑体, Arial")).toMatch(/^"黑体", "Arial", "SimHei", .*sans-serif$/u);
    expect(familyWithFallbacks("没听过的字体")).toMatch(/^"没听过的字体", "宋体", .*serif$/u);
  });
});
