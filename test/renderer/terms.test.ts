import { expect, test } from "vitest";
import { parseTerms, termLines } from "../../renderer/screens/settings/editing/terms.ts";

test("届次按行填写：日期写法不拘，缺日按一号，晚的在前；看不懂的一行指出来", () => {
  const { terms, wrong } = parseTerms(
    "十四届 2016年10月\n十五届　2021.10.8\n\n第十六届：2026-09-01\n十七届\n十八届 2026-13-01",
  );
  expect(terms).toEqual([
    { term: "第十六届", from: "2026-09-01" },
    { term: "十五届", from: "2021-10-08" },
    { term: "十四届", from: "2016-10-01" },
  ]);
  expect(wrong).toEqual(["十七届", "十八届 2026-13-01"]);
  expect(parseTerms(termLines(terms))).toEqual({ terms, wrong: [] });
});
