import { describe, expect, test } from "vitest";
import { blank, columnsOf, kindNames, kinds } from "../../db/schema/kinds.ts";

describe("字段", () => {
  test("每个字段有自己的中文名：来电时间不会显示成开始时间", () => {
    const label = (kind: "hotline" | "session" | "opinion", field: string) =>
      columnsOf(kind).find(({ name }) => name === field)?.meta.zh;
    expect(label("hotline", "calledAt")).toBe("来电时间");
    expect(label("session", "startAt")).toBe("开始时间");
    expect(label("opinion", "collectedOn")).toBe("收集日期");
    for (const kind of kindNames) {
      const schemas = columnsOf(kind).map(({ schema }) => schema);
      expect(new Set(schemas).size, kind).toBe(schemas.length);
    }
  });

  test("各种记录的字段对象互不共用，否则一个字段的说明会盖掉另一个的", () => {
    const all = kindNames.flatMap((kind) => columnsOf(kind).map(({ schema }) => schema));
    expect(new Set(all).size).toBe(all.length);
  });

  test("空白记录只缺必填项，其余都合格", () => {
    for (const kind of kindNames) {
      const result = kinds[kind].fields.safeParse(blank(kind));
      const required = columnsOf(kind)
        .filter(({ meta }) => meta.required === true)
        .map(({ name }) => name);
      expect((result.error?.issues ?? []).map(({ path }) => path.join(".")).toSorted(), kind).toEqual(
        required.toSorted(),
      );
    }
  });
});
