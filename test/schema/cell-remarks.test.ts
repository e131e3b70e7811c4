import { expect, test } from "vitest";
import { cellRemark, cellRemarks, cellRemarkText, kept } from "../../db/schema/cell-remarks.ts";
import { listed } from "../../db/schema/words.ts";

const parameters = (text: string): string[] =>
  [...text.matchAll(/\{(\w+)\}/gu)].map(([, name = ""]) => name).toSorted();

test("格子的每一种问题：中英文用同样的参数，英文里没有中文", () => {
  for (const [code, { zh, en }] of Object.entries(cellRemarks)) {
    expect(parameters(en), code).toEqual(parameters(zh));
    expect(en, code).not.toMatch(/[\u3001-\u303f\u3400-\u9fff\uff00-\uffef]/u);
    expect(zh, code).toMatch(/\p{Script=Han}/u);
  }
});

test("参数按语言填进去；写进备注的另外说明", () => {
  const remark = kept(cellRemark("verdictUnknown", { text: listed(["A", "B"]) }));
  expect(cellRemarkText(remark)).toBe("认不出“A、B”是哪一级采用或转报，原文已写入备注");
  expect(cellRemarkText(remark, "en")).toBe(
    "“A, B” is not recognised as an adoption or as passing on, at any level; its text is in the note",
  );
  expect(cellRemarkText(cellRemark("noSuchDay", { year: 2023, month: 2, day: 30 }))).toBe("2023年2月没有30日");
});
