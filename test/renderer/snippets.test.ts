import { describe, expect, test } from "vitest";
import { defaultSnippets, snippetSchema, type Snippet } from "../../db/schema/snippets.ts";
import { packChanges } from "../../renderer/screens/settings/pack-changes.ts";
import { snippetKeys, usableSnippets } from "../../renderer/forms/snippets/all.ts";
import { abbreviationBefore, snippetKeyOf } from "../../renderer/forms/snippets/expand.ts";

const snippet = (abbreviation: string | null, digit: number | null = null): Snippet => ({
  label: abbreviation ?? "无",
  text: "文字",
  abbreviation,
  digit,
});
const press = (key: string, more: Readonly<Record<string, unknown>> = {}) => ({
  key,
  keyCode: 0,
  isComposing: false,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...more,
});

describe("常用语", () => {
  const list = [snippet(";j"), snippet(";jd", 1), snippet(null, 2)];

  test("光标前面的缩写，长的优先；中文输入法打出的全角分号也认", () => {
    expect(abbreviationBefore("已办;jd", 5, list)?.abbreviation).toBe(";jd");
    expect(abbreviationBefore("已办；jd", 5, list)?.abbreviation).toBe(";jd");
    expect(abbreviationBefore("已办;jd。", 6, list)).toBeNull();
    expect(abbreviationBefore("已办;j", 4, list)?.abbreviation).toBe(";j");
  });

  test("缩写后按空格或 Tab 展开，Ctrl+数字插入，Ctrl+J 打开清单", () => {
    for (const key of [" ", "Tab"])
      expect(snippetKeyOf(press(key), "已办;jd", 5, list)).toEqual({ does: "expand", snippet: list[1] });
    expect(snippetKeyOf(press("2", { ctrlKey: true }), "", 0, list)).toEqual({ does: "insert", snippet: list[2] });
    expect(snippetKeyOf(press("j", { ctrlKey: true }), "", 0, list)).toEqual({ does: "list" });
  });

  test("输入法正在组字时什么都不做；没有缩写的空格和 Tab 照旧；选中一段时不展开", () => {
    expect(snippetKeyOf(press(" ", { isComposing: true }), "已办;jd", 5, list)).toBeNull();
    expect(snippetKeyOf(press(" ", { keyCode: 229 }), "已办;jd", 5, list)).toBeNull();
    expect(snippetKeyOf(press(" "), "已办", 2, list)).toBeNull();
    expect(snippetKeyOf(press("Tab"), "已办;jd", null, list)).toBeNull();
    expect(snippetKeyOf(press("Tab", { shiftKey: true }), "已办;jd", 5, list)).toBeNull();
    expect(snippetKeyOf(press("3", { ctrlKey: true }), "", 0, list)).toBeNull();
  });

  test("自带的几条本身合规，缩写和快捷键不重复", () => {
    for (const one of defaultSnippets) expect(snippetSchema.parse(one)).toEqual(one);
    for (const name of ["abbreviation", "digit"] as const) {
      expect(new Set(defaultSnippets.map((one) => one[name])).size).toBe(defaultSnippets.length);
    }
  });
});

test("导入节假日安排前看得到变化：新的一年、改了哪几天、一样的不动", () => {
  const current = {
    "2026": { off: ["2026-01-01", "2026-01-02"], work: [] },
    "2027": { off: ["2027-01-01"], work: [] },
  };
  const changes = packChanges(
    [
      { year: "2026", off: ["2026-01-01", "2026-01-03"], work: ["2026-01-04"] },
      { year: "2027", off: ["2027-01-01"], work: [] },
      { year: "2028", off: ["2028-01-01"], work: [] },
    ],
    current,
  );
  expect(changes.map(({ year, effect }) => [year, effect])).toEqual([
    ["2026", "replaces"],
    ["2027", "same"],
    ["2028", "adds"],
  ]);
  expect(changes[0]).toMatchObject({
    addedOff: ["2026-01-03"],
    removedOff: ["2026-01-02"],
    addedWork: ["2026-01-04"],
    removedWork: [],
  });
});

describe("区里下发的常用语", () => {
  const own: Snippet = { label: "电话答复", text: "已电话答复。", abbreviation: ";dh", digit: 1 };
  const given: readonly Snippet[] = [
    { label: "依法依规", text: "请依法依规办理。", abbreviation: ";yf", digit: 5 },
    { label: "电话", text: "区里的电话用语。", abbreviation: ";DH", digit: 1 },
  ];

  test("和自己的一起用；缩写、快捷键相同时以自己的为准，区里的仍在清单里", () => {
    const all = usableSnippets([own], given);
    expect(all.map(({ label, isFromDistrict }) => [label, isFromDistrict])).toEqual([
      ["电话答复", false],
      ["依法依规", true],
      ["电话", true],
    ]);
    expect(abbreviationBefore("情况属实;yf", 7, all)?.text).toBe("请依法依规办理。");
    expect(abbreviationBefore(";dh", 3, all)?.text).toBe("已电话答复。");
    expect(all[2]).toMatchObject({ abbreviation: null, digit: null });
    expect(snippetKeys(own)).toBe(";dh　Ctrl+1");
  });

  test("自己一条也没有时，没有缩写的不会被当成相同", () => {
    const [first] = usableSnippets([{ ...own, abbreviation: null, digit: null }], given);
    expect(first?.label).toBe("电话答复");
    expect(usableSnippets([{ ...own, abbreviation: null, digit: null }], given)[1]).toMatchObject({ digit: 5 });
  });
});
