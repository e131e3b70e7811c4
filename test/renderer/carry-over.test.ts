import { describe, expect, test } from "vitest";
import { columnsOf, listedKinds } from "../../db/schema/kinds.ts";
import { carriedFields, carriedOver } from "../../renderer/forms/carry-over.ts";

describe("保存并新增沿用上一条", () => {
  test("协商活动：日期、形式、平台、村和品牌沿用，时刻、议题、人员不沿用", () => {
    const saved = {
      title: "路灯",
      startAt: "2026-03-02T09:30",
      form: "small",
      platform: "courtyard",
      village: "石桥村",
      brand: "渝事好商量",
      memberIds: ["a"],
    };
    expect(carriedOver("session", saved, "2026-03-05")).toEqual({
      startAt: "2026-03-02",
      form: "small",
      platform: "courtyard",
      village: "石桥村",
      brand: "渝事好商量",
    });
  });

  test("热线：补登旧账时沿用日期，今天的来电用现在的时间", () => {
    const call = { line: "residents", calledAt: "2026-03-02T09:30", village: null, channel: "phone" };
    expect(carriedOver("hotline", call, "2026-03-05")).toEqual({
      line: "residents",
      calledAt: "2026-03-02",
      channel: "phone",
    });
    expect(carriedOver("hotline", call, "2026-03-02")).toEqual({ line: "residents", channel: "phone" });
  });

  test("沿用的都是表里有的字段", () => {
    for (const kind of listedKinds) {
      for (const name of carriedFields(kind)) expect(columnsOf(kind).map((column) => column.name)).toContain(name);
    }
  });
});
