import { describe, expect, test } from "vitest";
import { nameKey, textKey } from "../../db/text/collation.ts";
import { aCall, makeStation } from "../helpers/folder.ts";

const by =
  (key: (text: string) => string) =>
  (a: string, b: string): number =>
    key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0;

describe("拼音次序", () => {
  test("按音节，再按声调；数字、字母在前，全角半角、大小写不分", () => {
    expect(["重庆", "石桥", "Ｂ座", "a座", "11组", "八塘", "拔萃", "中山"].toSorted(by(textKey))).toEqual([
      "11组",
      "a座",
      "Ｂ座",
      "八塘",
      "拔萃",
      "重庆",
      "石桥",
      "中山",
    ]);
  });

  test("姓按姓读：曾、单、解、仇", () => {
    expect(["曾德明", "陈芳", "单田", "解晓", "仇和", "韦志华"].toSorted(by(nameKey))).toEqual([
      "陈芳",
      "仇和",
      "单田",
      "韦志华",
      "解晓",
      "曾德明",
    ]);
  });
});

describe("排序", () => {
  test("数字按大小，空的总在最后，几级一起排，翻页时每条恰好出现一次", async () => {
    const station = await makeStation();
    const counts = [10, 9, null, 100, 9, null, 2];
    for (const [index, residentCount] of counts.entries()) {
      await station.call("record.save", {
        kind: "session",
        fields: {
          title: `第${index}场`,
          startAt: `2026-03-0${index + 1}`,
          residentCount,
          form: index % 2 === 0 ? "small" : "key",
        },
      });
    }
    const sorted = async (order: { field: string; descending: boolean }[]) => {
      const pages = [];
      for (let offset = 0; offset < counts.length; offset += 2) {
        pages.push(...(await station.call("record.list", { kind: "session", order, offset, limit: 2 })).records);
      }
      expect(new Set(pages.map(({ id }) => id)).size).toBe(counts.length);
      return pages.map(({ fields, title }) => [fields["residentCount"], title]);
    };
    const values = async (descending: boolean) =>
      (await sorted([{ field: "residentCount", descending }])).map(([value]) => value);
    expect(await values(false)).toEqual([2, 9, 9, 10, 100, null, null]);
    expect(await values(true)).toEqual([100, 10, 9, 9, 2, null, null]);
    const two = await sorted([
      { field: "form", descending: false },
      { field: "residentCount", descending: true },
    ]);
    expect(two.map(([value]) => value)).toEqual([10, 9, 2, null, 100, 9, null]);
  });

  test("改了一条，次序马上跟着变", async () => {
    const station = await makeStation();
    const saved = [];
    for (const caller of ["陈芳", "韦志华", "覃秀英"]) {
      saved.push(await station.call("record.save", { kind: "hotline", fields: { ...aCall, caller } }));
    }
    const order = [{ field: "caller", descending: false }];
    const names = async () =>
      (await station.call("record.list", { kind: "hotline", order })).records.map(({ fields }) => fields["caller"]);
    expect(await names()).toEqual(["陈芳", "覃秀英", "韦志华"]);
    await station.call("record.save", { kind: "hotline", id: saved[1]?.record.id ?? "", fields: { caller: "阿明" } });
    expect(await names()).toEqual(["阿明", "陈芳", "覃秀英"]);
    await station.call("record.delete", { id: saved[0]?.record.id ?? "" });
    expect(await names()).toEqual(["阿明", "覃秀英"]);
  });

  test("Ctrl+A 和 Shift 选中的是列表的次序：与逐页看到的一致", async () => {
    const station = await makeStation();
    for (let index = 0; index < 25; index += 1) {
      await station.call("record.save", {
        kind: "hotline",
        fields: { ...aCall, calledAt: `2026-03-${10 + (index % 7)}` },
      });
    }
    for (const query of [
      { kind: "hotline" as const },
      { kind: "hotline" as const, order: [{ field: "number", descending: false }] },
    ]) {
      const all = await station.call("record.ids", query);
      const listed = (await station.call("record.list", { ...query, limit: 100 })).records.map(({ id }) => id);
      expect(all).toEqual(listed);
      expect(await station.call("record.ids", { ...query, offset: 5, limit: 3 })).toEqual(listed.slice(5, 8));
    }
  });
});
