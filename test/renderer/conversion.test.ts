import { describe, expect, test } from "vitest";
import type { FullRecord } from "../../db/api/operations.ts";
import { blank } from "../../db/schema/kinds.ts";
import { opinionTitle } from "../../renderer/kinds/conversion.ts";
import { mainWindows } from "../../renderer/kinds/register.ts";
import { sharedParts } from "../../renderer/forms/similar/shared-parts.ts";
import { categoryTree, openColumns, placeOf } from "../../renderer/forms/fields/category-tree.ts";

const full = (
  kind: "session" | "hotline",
  fields: Readonly<Record<string, unknown>>,
  problems: readonly string[] = [],
) =>
  ({
    kind,
    record: { ...blank(kind), id: "s1", ...fields },
    problems: problems.map((text) => ({ text })),
  }) as unknown as FullRecord;

describe("转为社情民意、转为热线", () => {
  test("协商活动：议题成标题，背景和问题成情况，协商意见成建议，牵头委员是反映人", () => {
    const session = full(
      "session",
      {
        title: "老旧小区加装电梯",
        village: "石桥村",
        convener: "韦志华",
        background: "楼龄三十年。",
        agreedOpinions: "分摊。",
      },
      ["一楼不同意", "资金不足"],
    );
    const members = [{ name: "韦志华", sector: "医药卫生界", employer: "卫生院", phone: "1" }];
    expect(mainWindows.session.becomes.opinion?.({ full: session, members })).toEqual({
      title: "关于老旧小区加装电梯问题的建议",
      source: "session",
      reporterKind: "member",
      reporters: ["韦志华"],
      sector: "医药卫生界",
      employer: "卫生院",
      phone: "1",
      village: "石桥村",
      facts: "楼龄三十年。\n1. 一楼不同意\n2. 资金不足",
      suggestions: "分摊。",
      sessionId: "s1",
    });
    expect(mainWindows.session.becomes.hotline?.({ full: session, members })).toMatchObject({
      content: "老旧小区加装电梯\n1. 一楼不同意\n2. 资金不足",
      sessionId: "s1",
    });
  });

  test("同名的两位委员分不清是谁，就不替办事员填单位和电话", () => {
    const session = full("session", { title: "路灯", convener: "韦志华" });
    const namesake = { name: "韦志华", sector: "经济界", employer: "甲", phone: "1" };
    const fields = mainWindows.session.becomes.opinion?.({
      full: session,
      members: [namesake, { ...namesake, employer: "乙" }],
    });
    expect(fields).toMatchObject({ reporters: ["韦志华"], sector: null, employer: null, phone: null });
  });

  test("保密的来电：姓名和电话不带到社情民意里", () => {
    const call = { content: "工厂夜间排放异味。希望查处。", caller: "李某", phone: "139", village: "石桥村" };
    const open = mainWindows.hotline.becomes.opinion?.({
      full: full("hotline", { ...call, confidential: false }),
      members: [],
    });
    const kept = mainWindows.hotline.becomes.opinion?.({
      full: full("hotline", { ...call, confidential: true }),
      members: [],
    });
    expect(open).toMatchObject({
      title: "关于工厂夜间排放异味问题的建议",
      reporters: ["李某"],
      phone: "139",
      hotlineId: "s1",
    });
    expect(JSON.stringify(kept)).not.toMatch(/李某|139/);
  });

  test.each([
    ["关于农村养老的建议", "关于农村养老的建议"],
    ["协商农村饮水问题", "关于农村饮水问题的建议"],
    ["", ""],
  ])("%s → %s", (topic, title) => expect(opinionTitle(topic)).toBe(title));
});

test("并排比较时，标出两边都有的文字，拼起来还是原文", () => {
  const parts = sharedParts("石桥村自来水水压不足，请协调", "反映自来水水压不足");
  expect(parts.filter(({ isShared }) => isShared).map(({ part }) => part)).toEqual(["自来水水压不足"]);
  expect(parts.map(({ part }) => part).join("")).toBe("石桥村自来水水压不足，请协调");
});

test("三级类别成树：逐级展开，认得已填的位置，清单外的停在认得的一级", () => {
  const tree = categoryTree(["城乡建设/住房保障/公租房", "城乡建设/住房保障/棚改", "农村农业/水利"]);
  expect(openColumns(tree, [0, 0]).map((column) => column.map(({ name }) => name))).toEqual([
    ["城乡建设", "农村农业"],
    ["住房保障"],
    ["公租房", "棚改"],
  ]);
  expect(placeOf(tree, "城乡建设/住房保障/棚改")).toEqual([0, 0, 1]);
  expect(placeOf(tree, "城乡建设/别的")).toEqual([0]);
  expect(placeOf(tree, "自己写的")).toEqual([]);
});
