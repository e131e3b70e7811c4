import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { initialsOf } from "../db/text/pinyin.ts";
import { listRecords } from "../db/queries/list.ts";
import type { ListedKind } from "../db/schema/kinds.ts";
import { indexMissing, matchQuery, textTable } from "../db/journal/full-text.ts";
import { normalise } from "../db/text/tokens.ts";
import { makeDatabase, rolledBack, type TestStation } from "./helpers/database.ts";

const limits = { today: "2026-06-15", soon: "2026-06-17" };

const find = ({ db }: Pick<TestStation, "db">, kind: ListedKind, search: string): string[] =>
  listRecords(db, { kind, search, offset: 0, limit: 100 }, limits).records.map(({ id }) => id);

const aCall = { line: "resident", calledAt: "2026-03-18T09:10", content: "饮水不稳" };

describe("查找", () => {
  test("一个字、两个字、整句里的任意一段都找得到", () => {
    const station = makeDatabase();
    const id = station.create("hotline", { ...aCall, content: "石桥村饮水不稳，请求协调解决。" });
    for (const part of ["石", "桥村", "饮水不稳", "不稳，请求", "稳请求", "解决。"])
      expect(find(station, "hotline", part), part).toEqual([id]);
    for (const part of ["村石", "水饮", "石村", "灯"]) expect(find(station, "hotline", part), part).toEqual([]);
  });

  test("几个词用空格隔开，都要有，在不同栏目里也行；全角空格一样", () => {
    const station = makeDatabase();
    const id = station.create("hotline", { ...aCall, caller: "覃秀英", content: "路灯不亮" });
    station.create("hotline", { ...aCall, caller: "覃秀英", content: "水管爆裂" });
    expect(find(station, "hotline", "路灯 覃秀英")).toEqual([id]);
    expect(find(station, "hotline", "  覃　路灯 ")).toEqual([id]);
    expect(find(station, "hotline", "路灯 水管")).toEqual([]);
  });

  test("一个词不会跨两个栏目拼出来", () => {
    const station = makeDatabase();
    station.create("hotline", { ...aCall, village: "青石村", address: "口一组" });
    expect(find(station, "hotline", "村口")).toEqual([]);
  });

  test("全角数字和字母、大小写不影响", () => {
    const station = makeDatabase();
    const id = station.create("opinion", { title: "ＡＢ线１２号杆 wifi", collectedOn: "2026-03-20" });
    for (const part of ["ab线", "AB线12", "１２号", "2号杆", "WiFi", "ｗｉ"])
      expect(find(station, "opinion", part), part).toEqual([id]);
  });

  test("姓名可以用拼音首字母找：wzh 找到韦志华，多音的姓照姓读", () => {
    const station = makeDatabase();
    const wei = station.create("member", { name: "韦志华" });
    const zeng = station.create("member", { name: "曾庆" });
    expect(find(station, "member", "wzh")).toEqual([wei]);
    expect(find(station, "member", "WZ")).toEqual([wei]);
    expect(find(station, "member", "zq")).toEqual([zeng]);
    const session = station.create("session", {
      title: "加装电梯",
      startAt: "2026-01-02",
      host: "韦志华",
      guests: ["单小兵"],
    });
    expect(find(station, "session", "wzh 电梯")).toEqual([session]);
    expect(find(station, "session", "sxb")).toEqual([session]);
  });

  test("电话可以用后四位、中间几位、整个号码找", () => {
    const station = makeDatabase();
    const id = station.create("hotline", { ...aCall, phone: "139 8819-2468" });
    station.create("hotline", { ...aCall, phone: "13988192469" });
    for (const part of ["2468", "192468", "13988192468", "139-8819-2468", "468", "68"])
      expect(find(station, "hotline", part), part).toEqual([id]);
  });

  test("问题、成效、办理事项、附件名里的字，在所属的记录上找到", () => {
    const station = makeDatabase();
    const session = station.create("session", { title: "小院议事", startAt: "2026-01-02" });
    station.create("problem", { sessionId: session, text: "水渠淤积", state: "todo", unit: "镇水利站" });
    station.create("measure", { sessionId: session, name: "争取资金", amount: 3 });
    station.create("attachment", { recordId: session, name: "签到表0105.jpg", sha256: "0".repeat(64) });
    const call = station.create("hotline", aCall);
    station.create("event", { recordId: call, type: "replied", text: "已更换水泵" });
    for (const part of ["淤积", "水利站", "争取资金", "签到表", "105.jpg"])
      expect(find(station, "session", part), part).toEqual([session]);
    expect(find(station, "hotline", "水泵")).toEqual([call]);
  });

  test("改过以后只按新的内容找，删除以后找不到，恢复以后又找到", () => {
    const station = makeDatabase();
    const id = station.create("hotline", { ...aCall, content: "路灯不亮" });
    station.write([{ op: "update", kind: "hotline", id, set: { content: "水管爆裂" } }]);
    expect(find(station, "hotline", "路灯")).toEqual([]);
    expect(find(station, "hotline", "水管")).toEqual([id]);
    station.write([{ op: "delete", kind: "hotline", id }]);
    expect(find(station, "hotline", "水管")).toEqual([]);
    station.write([{ op: "create", kind: "hotline", id, set: { ...aCall, content: "水管爆裂" } }]);
    expect(find(station, "hotline", "水管")).toEqual([id]);
  });

  test("删掉一个问题以后，它的字不再找到所属的活动", () => {
    const station = makeDatabase();
    const session = station.create("session", { title: "小院议事", startAt: "2026-01-02" });
    const problem = station.create("problem", { sessionId: session, text: "水渠淤积", state: "todo" });
    station.write([{ op: "delete", kind: "problem", id: problem }]);
    expect(find(station, "session", "淤积")).toEqual([]);
    expect(find(station, "session", "小院")).toEqual([session]);
  });

  test("查询语法里的符号没有害处，只有符号时什么也不找", () => {
    const station = makeDatabase();
    const id = station.create("hotline", { ...aCall, content: 'a AND b OR NEAR("c") 星号* {列}: 水' });
    for (const part of ['"水', "水*", "水 AND", "NEAR(", '{列}: "水', "-水", "^a", "(水)"]) {
      expect(find(station, "hotline", part), part).toEqual([id]);
    }
    expect(find(station, "hotline", '"*()')).toEqual([]);
    expect(matchQuery('"*() —，')).toBeNull();
  });

  test("日期不算文字：搜 2026 只找写了 2026 的，按年看用年份筛选", () => {
    const station = makeDatabase();
    station.create("hotline", aCall);
    const id = station.create("hotline", { ...aCall, phone: "19900012026" });
    expect(find(station, "hotline", "2026")).toEqual([id]);
  });

  test("生僻字也找得到，整条只有一个字的也一样", () => {
    const station = makeDatabase();
    const rare = ["𠮷", "𬭚", "㙍", "〇", "𰻝"];
    const ids = rare.map((name) => station.create("village", { name: `${name}村` }));
    rare.forEach((name, index) => expect(find(station, "village", name), name).toEqual([ids[index]]));
  });

  test("导入几千条以后补建的索引，与逐条保存时建的一样", () => {
    const station = makeDatabase();
    const session = station.create("session", { title: "小院议事", startAt: "2026-01-02", host: "韦志华" });
    station.create("problem", { sessionId: session, text: "水渠淤积", state: "todo" });
    const call = station.create("hotline", { ...aCall, phone: "13988192468" });
    for (const kind of ["session", "hotline"] as const) {
      station.db.exec(`DELETE FROM ${textTable(kind)}`);
      expect(find(station, kind, "水")).toEqual([]);
      expect(indexMissing(station.db, kind)).toBe(1);
      expect(indexMissing(station.db, kind)).toBe(0);
    }
    expect(find(station, "session", "wzh 淤积")).toEqual([session]);
    expect(find(station, "hotline", "2468 饮水")).toEqual([call]);
  });
});

describe("列表", () => {
  test("查找结果与年份、状态、次序、翻页一起用时，总数和内容都对", () => {
    const station = makeDatabase();
    const days = ["2025-12-31", "2026-01-02", "2026-01-05", "2026-02-01"];
    const ids = days.map((calledAt) => station.create("hotline", { ...aCall, calledAt }));
    station.create("hotline", { ...aCall, calledAt: "2026-01-03", content: "路灯" });
    station.create("event", { recordId: ids[2] ?? "", type: "closed" });
    const list = (input: object) => {
      const page = listRecords(
        station.db,
        { kind: "hotline", search: "饮水", offset: 0, limit: 100, ...input },
        limits,
      );
      return [page.total, page.records.map(({ id }) => ids.indexOf(id))];
    };
    expect(list({})).toEqual([4, [3, 2, 1, 0]]);
    expect(list({ year: 2026 })).toEqual([3, [3, 2, 1]]);
    expect(list({ year: 2026, state: "closed" })).toEqual([1, [2]]);
    expect(list({ limit: 2, offset: 1 })).toEqual([4, [2, 1]]);
    expect(list({ offset: 4 })).toEqual([4, []]);
  });
});

/** Characters that a clerk's texts hold, and those that break naive tokenisers. */
const unit = fc.constantFrom(..."水路灯村韦一〇𠮷aBz09２Ａ，。 -\"*\n'");
const text = fc.string({ unit, minLength: 1, maxLength: 12 });
const strip = (value: string): string => normalise(value).replaceAll(/[^\p{L}\p{N}]/gu, "");

test("任何栏目里的任意一段文字都找得到，不该找到的找不到（与逐字比较一致）", () => {
  const station = makeDatabase();
  const record = fc.record({ content: text.filter((value) => value.trim() !== ""), caller: text, event: text });
  const cut = fc.record({
    from: fc.nat(12),
    length: fc.integer({ min: 1, max: 6 }),
    field: fc.constantFrom("content", "caller", "event"),
  });
  fc.assert(
    fc.property(
      fc.array(record, { minLength: 1, maxLength: 4 }),
      fc.array(cut, { minLength: 1, maxLength: 6 }),
      fc.array(text, { maxLength: 3 }),
      (records, cuts, others) =>
        rolledBack(station.db, () => {
          const ids = records.map(({ event, ...set }) => {
            const recordId = station.create("hotline", { ...aCall, ...set });
            station.create("event", { recordId, type: "remark", text: event });
            return recordId;
          });
          const queries = [
            ...cuts.map(({ field, from, length }) => records[0]?.[field as "content"].slice(from, from + length) ?? ""),
            ...others,
          ];
          for (const query of queries) {
            const words = query
              .split(/\s+/u)
              .map(strip)
              .filter((word) => word !== "");
            const expected = records.flatMap(({ content, caller, event }, index) => {
              const fields = [content, caller, initialsOf(caller.trim()), event].map(strip);
              return words.length > 0 && words.every((word) => fields.some((field) => field.includes(word)))
                ? [ids[index]]
                : [];
            });
            if (query.trim() === "") continue;
            expect(new Set(find(station, "hotline", query)), JSON.stringify(query)).toEqual(new Set(expected));
          }
        }),
    ),
    { numRuns: 150 },
  );
});
