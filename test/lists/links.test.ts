/** Columns that lead to another record: by name, sorted, filtered, exported. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { expect, test } from "vitest";
import type { Condition } from "../../db/schema/list-query.ts";
import { makeDatabase } from "../helpers/database.ts";
import { aCall, makeFolder, makeStation } from "../helpers/folder.ts";

async function linkedCalls() {
  const station = await makeStation();
  const save = async (kind: "session" | "hotline", fields: object) =>
    (await station.call("record.save", { kind, fields: fields as Record<string, string> })).record.id;
  const session = (title: string) => save("session", { title, startAt: "2026-03-02" });
  const [lift, water] = [await session("老旧小区加装电梯"), await session("饮水安全")];
  const first = await save("hotline", { ...aCall, content: "水压不足\n三楼用不上水", sessionId: water });
  await save("hotline", { ...aCall, content: "又停水了", sameAsId: first, sessionId: lift });
  await save("hotline", { ...aCall, content: "路灯不亮" });
  return station;
}

const columns = ["sessionId", "sameAsId"];

test("列表里写出来自哪场协商、与哪个电话同诉求：活动写议题，电话写编号和内容", async () => {
  const station = await linkedCalls();
  const { records } = await station.call("record.list", { kind: "hotline", columns });
  expect(records.map(({ title, more }) => [title, more])).toEqual([
    ["路灯不亮", { sessionId: null, sameAsId: null }],
    ["又停水了", { sessionId: "老旧小区加装电梯", sameAsId: "2026-0001 水压不足 三楼用不上水" }],
    ["水压不足", { sessionId: "饮水安全", sameAsId: null }],
  ]);
});

test("按关联的记录排序（拼音），没有的总在最后；按它的字筛选", async () => {
  const station = await linkedCalls();
  const titles = async (more: { order?: { field: string; descending: boolean }[]; where?: Condition[] }) =>
    (await station.call("record.list", { kind: "hotline", ...more })).records.map(({ title }) => title);
  expect(await titles({ order: [{ field: "sessionId", descending: false }] })).toEqual([
    "又停水了",
    "水压不足",
    "路灯不亮",
  ]);
  expect(await titles({ order: [{ field: "sessionId", descending: true }] })).toEqual([
    "水压不足",
    "又停水了",
    "路灯不亮",
  ]);
  expect(await titles({ where: [{ field: "sessionId", is: "contains", text: "电梯" }] })).toEqual(["又停水了"]);
  expect(await titles({ where: [{ field: "sameAsId", is: "contains", text: "2026-0001" }] })).toEqual(["又停水了"]);
  expect(await titles({ where: [{ field: "sessionId", is: "lacks", text: "电梯" }] })).toEqual([
    "路灯不亮",
    "水压不足",
  ]);
  expect(await titles({ where: [{ field: "sessionId", is: "empty" }] })).toEqual(["路灯不亮"]);
});

test("导出的列表里也是名称；关联的记录删了，和屏幕上一样写“有”", async () => {
  const station = await linkedCalls();
  const sessions = await station.call("record.list", { kind: "session", search: "饮水" });
  await station.call("record.delete", { id: sessions.records[0]?.id ?? "" });
  const file = join(makeFolder(), "热线.csv");
  const order = [{ field: "number", descending: false }];
  await station.call("list.export", { query: { kind: "hotline", order }, columns, file });
  expect(parse(readFileSync(file, "utf8"), { bom: true })).toEqual([
    ["来自协商活动", "同诉求"],
    ["有", ""],
    ["老旧小区加装电梯", "2026-0001 水压不足 三楼用不上水"],
    ["", ""],
  ]);
});

test("筛选和排序来自协商活动，只读索引，不读长文字", () => {
  const { db } = makeDatabase();
  const plan = (sql: string) => db.all<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql}`).map(({ detail }) => detail);
  const without = `SELECT "rid" FROM "hotline" WHERE "sessionId" IS NULL OR "sessionId" = ''`;
  expect(plan(without).join()).toContain("COVERING INDEX hotlineList");
});
