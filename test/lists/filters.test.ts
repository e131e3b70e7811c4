import { describe, expect, test } from "vitest";
import type { Input } from "../../db/api/operations.ts";
import type { Service } from "../../db/service.ts";
import { listFields } from "../../db/schema/list-fields.ts";
import { operatorsFor } from "../../db/schema/list-operators.ts";
import { listedKinds } from "../../db/schema/kinds.ts";
import type { Condition } from "../../db/schema/list-query.ts";
import { aCall, makeStation } from "../helpers/folder.ts";

type DistributiveOmit<C extends Condition> = C extends Condition ? Omit<C, "field"> : never;
type Fields = Input<"record.save">["fields"];

const clock = () => new Date("2026-05-20T10:00").getTime();

async function stationWithCalls(calls: readonly Fields[]): Promise<Service> {
  const station = await makeStation(undefined, { clock });
  for (const fields of calls) await station.call("record.save", { kind: "hotline", fields: { ...aCall, ...fields } });
  return station;
}

/** The 诉求人 of the calls that the chips leave, in the order of the list. */
async function callers(station: Service, where: readonly Condition[], rest: Partial<Input<"record.list">> = {}) {
  const page = await station.call("record.list", { kind: "hotline", ...rest, where: [...where] });
  expect(page.total).toBe(page.records.length);
  return page.records.map(({ fields }) => fields["caller"]);
}

const three: readonly Fields[] = [
  { caller: "韦志华", village: "石桥村", calledAt: "2026-05-02T09:00", demandType: "help", urgent: true },
  { caller: "覃秀英", village: "双河村", calledAt: "2026-04-30T23:30", demandType: "complaint", unit: "县水利局" },
  { caller: "黄燕", village: null, calledAt: "2025-12-31", enterprise: "石桥机械有限公司", demandType: null },
];

describe("筛选", () => {
  test("村(社区) 是、包含、不包含、为空", async () => {
    const station = await stationWithCalls(three);
    const on = (condition: DistributiveOmit<Condition>) => callers(station, [{ field: "village", ...condition }]);
    expect(await on({ is: "any", values: ["石桥村"] })).toEqual(["韦志华"]);
    expect(await on({ is: "any", values: ["石桥村", "双河村"] })).toEqual(["韦志华", "覃秀英"]);
    expect(await on({ is: "contains", text: "河" })).toEqual(["覃秀英"]);
    expect(await on({ is: "lacks", text: "河" })).toEqual(["韦志华", "黄燕"]);
    expect(await on({ is: "none", values: ["石桥村"] })).toEqual(["覃秀英", "黄燕"]);
    expect(await on({ is: "empty" })).toEqual(["黄燕"]);
    expect(await on({ is: "filled" })).toEqual(["韦志华", "覃秀英"]);
  });

  test("打进筛选框的引号、百分号和 SQL 只是字，不是命令", async () => {
    const nasty = `'; DROP TABLE hotline; --%_"`;
    const station = await stationWithCalls([...three, { caller: "怪字", village: nasty }]);
    expect(await callers(station, [{ field: "village", is: "contains", text: nasty }])).toEqual(["怪字"]);
    expect(await callers(station, [{ field: "village", is: "any", values: [nasty] }])).toEqual(["怪字"]);
    expect(await callers(station, [{ field: "village", is: "contains", text: "%" }])).toEqual(["怪字"]);
  });

  test("来电时间：本月、上月、本季度、上年，自定的最后一天也算在内", async () => {
    const station = await stationWithCalls(three);
    const during = (period: Extract<Condition, { is: "period" }>["period"]) =>
      callers(station, [{ field: "calledAt", is: "period", period }]);
    expect(await during("thisMonth")).toEqual(["韦志华"]);
    expect(await during("lastMonth")).toEqual(["覃秀英"]);
    expect(await during("thisQuarter")).toEqual(["韦志华", "覃秀英"]);
    expect(await during("lastYear")).toEqual(["黄燕"]);
    const until = { field: "calledAt", is: "between", from: null, to: "2026-04-30" } as const;
    expect(await callers(station, [until])).toEqual(["覃秀英", "黄燕"]);
    expect(await callers(station, [{ ...until, from: "2026-04-30" }])).toEqual(["覃秀英"]);
  });

  test("筛到 9999-12-31 为止就是全部有日期的；0050 年就是 50 年，不当成 1950 年", async () => {
    const station = await stationWithCalls([
      ...three,
      { caller: "笔误一", calledAt: "0050-01-01T09:00" },
      { caller: "笔误二", calledAt: "9999-12-31T09:00" },
    ]);
    const everyone = ["笔误二", "韦志华", "覃秀英", "黄燕", "笔误一"];
    const between = (field: string, from: string | null, to: string | null) =>
      callers(station, [{ field, is: "between", from, to }]);
    expect(new Set(await between("calledAt", null, "9999-12-31"))).toEqual(new Set(everyone));
    expect(await between("calledAt", "9999-12-31", "9999-12-31")).toEqual(["笔误二"]);
    expect(await between("createdAt", "2000-01-01", "9999-12-31")).toHaveLength(5);
    // A call whose due date cannot be counted has none, and is not among them.
    expect(await between("dueOn", null, "9999-12-31")).not.toContain("笔误二");
    expect(await between("calledAt", "0050-01-01", "0050-01-01")).toEqual(["笔误一"]);
    expect(await between("calledAt", null, "0049-12-31")).toEqual([]);
    expect(await between("calledAt", "0050-01-02", "1950-01-01")).toEqual([]);
  });

  test("诉求类型多选、紧急、承办单位（以交办的为准）、状态、登记时间，几个条件要同时满足", async () => {
    const station = await stationWithCalls(three);
    expect(await callers(station, [{ field: "demandType", is: "any", values: ["help", "complaint"] }])).toHaveLength(2);
    expect(await callers(station, [{ field: "urgent", is: "flag", value: true }])).toEqual(["韦志华"]);
    const { records } = await station.call("record.list", { kind: "hotline", search: "韦志华" });
    await station.call("event.add", {
      recordId: records[0]?.id ?? "",
      fields: { type: "assigned", at: "2026-05-03", unit: "县住建局" },
    });
    expect(await callers(station, [{ field: "unit", is: "any", values: ["县住建局"] }])).toEqual(["韦志华"]);
    expect(await callers(station, [{ field: "state", is: "any", values: ["assigned"] }])).toEqual(["韦志华"]);
    expect(await callers(station, [{ field: "createdAt", is: "period", period: "today" }])).toHaveLength(3);
    expect(
      await callers(station, [
        { field: "demandType", is: "filled" },
        { field: "state", is: "any", values: ["received"] },
      ]),
    ).toEqual(["覃秀英"]);
  });

  test("有同诉求：两边都算；有附件、送达也能筛", async () => {
    const station = await stationWithCalls(three);
    const { records } = await station.call("record.list", { kind: "hotline" });
    const [first, second] = records;
    await station.call("record.save", { kind: "hotline", id: second?.id ?? "", fields: { sameAsId: first?.id ?? "" } });
    expect(await callers(station, [{ field: "sameDemand", is: "flag", value: true }])).toEqual(["韦志华", "覃秀英"]);
    expect(await callers(station, [{ field: "attachments", is: "filled" }])).toEqual([]);
    expect(await callers(station, [{ field: "delivery", is: "any", values: ["saved"] }])).toHaveLength(3);
  });

  test("社情民意：反映人（几个名字里有一个）、采用层级；协商活动：人次范围、参加委员", async () => {
    const station = await makeStation(undefined, { clock });
    const opinion = await station.call("record.save", {
      kind: "opinion",
      fields: { title: "关于路灯的建议", collectedOn: "2026-03-01", reporters: ["韦志华", "黄燕"] },
    });
    await station.call("record.save", { kind: "opinion", fields: { title: "另一条", collectedOn: "2026-03-02" } });
    await station.call("event.add", {
      recordId: opinion.record.id,
      fields: { type: "adopted", at: "2026-04-01", level: "city" },
    });
    const opinions = async (condition: Condition) =>
      (await station.call("record.list", { kind: "opinion", where: [condition] })).records.map(({ title }) => title);
    expect(await opinions({ field: "reporters", is: "any", values: ["黄燕"] })).toEqual(["关于路灯的建议"]);
    expect(await opinions({ field: "reporters", is: "contains", text: "志" })).toEqual(["关于路灯的建议"]);
    expect(await opinions({ field: "reporters", is: "empty" })).toEqual(["另一条"]);
    expect(await opinions({ field: "adopted", is: "any", values: ["city"] })).toEqual(["关于路灯的建议"]);
    expect(await opinions({ field: "adopted", is: "none", values: ["city"] })).toEqual(["另一条"]);

    const member = await station.call("record.save", { kind: "member", fields: { name: "曾德明", active: true } });
    const at = { startAt: "2026-05-01" };
    await station.call("record.save", {
      kind: "session",
      fields: { ...at, title: "大会", memberIds: [member.record.id], residentCount: 40 },
    });
    await station.call("record.save", { kind: "session", fields: { ...at, title: "小会", residentCount: 3 } });
    const sessions = async (condition: Condition) =>
      (await station.call("record.list", { kind: "session", where: [condition] })).records.map(({ title }) => title);
    expect(await sessions({ field: "attendance", is: "range", min: 10, max: null })).toEqual(["大会"]);
    expect(await sessions({ field: "attendance", is: "range", min: 3, max: 3 })).toEqual(["小会"]);
    expect(await sessions({ field: "memberIds", is: "any", values: [member.record.id] })).toEqual(["大会"]);
  });

  test("每一种记录的每一个字段，每一个条件都能查，也都能排序，还都能作为一列", async () => {
    const station = await stationWithCalls(three);
    const samples: { readonly [K in Condition["is"]]: object } = {
      contains: { text: "一" },
      lacks: { text: "一" },
      any: { values: ["a"] },
      none: { values: ["a"] },
      empty: {},
      filled: {},
      between: { from: "2026-01-01", to: null },
      period: { period: "lastQuarter" },
      range: { min: 1, max: 2 },
      flag: { value: false },
    };
    for (const kind of listedKinds) {
      for (const field of listFields(kind)) {
        for (const is of operatorsFor(field)) {
          const where = [{ field: field.name, is, ...samples[is] } as Condition];
          await station.call("record.list", { kind, where, search: "石", columns: [field.name] });
        }
        const order = [{ field: field.name, descending: true }];
        const page = await station.call("record.list", { kind, order, columns: [field.name] });
        expect(page.total, `${kind} ${field.name}`).toBe(kind === "hotline" ? 3 : 0);
      }
    }
  });

  test("不认识的字段和不合适的条件说清楚，不当没有", async () => {
    const station = await stationWithCalls([]);
    const list = (condition: Condition) => station.call("record.list", { kind: "hotline", where: [condition] });
    await expect(list({ field: "extra", is: "empty" })).rejects.toMatchObject({ code: "filterUnknown" });
    await expect(list({ field: "urgent", is: "contains", text: "x" })).rejects.toMatchObject({ code: "filterUnknown" });
    const order = [{ field: "touched", descending: false }];
    await expect(station.call("record.list", { kind: "hotline", order })).rejects.toMatchObject({
      code: "sortUnknown",
    });
  });
});
