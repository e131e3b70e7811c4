import { describe, expect, test } from "vitest";
import { matchName, matchTiers } from "../db/text/pinyin-match.ts";

const { whole, start, inside } = matchTiers;

describe("按拼音找", () => {
  test.each([
    ["韦志华", "wzh", start],
    ["韦志华", "weizh", start],
    ["韦志华", "weizhihua", start],
    ["韦志华", "wzhua", start],
    ["韦志华", "WZH", start],
    ["韦志华", "韦", start],
    ["韦志华", "志华", inside],
    ["韦志华", "zh", inside],
    ["韦志华", "韦志华", whole],
    ["韦志华", "wzj", null],
    ["曾单", "zs", start],
    ["曾单", "cengdan", start],
    ["石桥村", "qiaoc", inside],
    ["城乡建设/住房保障/公租房", "cxjs", start],
    ["城乡建设/住房保障/公租房", "gzf", inside],
    ["城乡建设/住房保障/公租房", "jszf", inside],
    ["吕梁", "lvl", start],
    ["桐岭镇A区", "tlza", start],
    ["韦志华", "", start],
    ["韦志华", "weih", null],
  ] as const)("%s ← %s", (text, typed, tier) => {
    expect(matchName(text, typed)).toBe(tier);
  });

  test("名册里改过的首字母也认", () => {
    expect(matchName("乐山", "ys", "ys")).toBe(start);
  });
});
