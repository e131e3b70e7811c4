/** Memory follows bytes, not numbers of entries. What a whole exchange takes is measured by `scripts/bench/memory.ts`. */
import { expect, test } from "vitest";
import { journalBytes, pagesOf } from "../../db/sqlite/pages.ts";
import { makeDatabase } from "../helpers/database.ts";

const query = { from: `FROM "journal" WHERE 1`, columns: `"seq", "payload"`, key: `"seq"`, bytes: journalBytes("") };

test("很长的记录一页只取几条，很短的一页取很多；一条不少，次序不变", () => {
  const station = makeDatabase();
  const content = "字".repeat(19_000);
  const fields = { line: "resident", calledAt: "2026-03-18T09:10", caller: "韦志华" };
  for (let index = 0; index < 200; index += 1) station.create("hotline", { ...fields, content });
  for (let index = 0; index < 300; index += 1) station.create("hotline", { ...fields, content: "漏水" });
  const pages = [...pagesOf<{ seq: number; payload: Buffer }>(station.db, query)];
  const seqs = pages.flatMap((page) => page.map(({ seq }) => seq));
  expect(seqs).toEqual(Array.from({ length: 500 }, (_, index) => index + 1));
  for (const page of pages) {
    const bytes = page.reduce((sum, { payload }) => sum + payload.length, 0);
    expect(bytes).toBeLessThan(5 * 1024 * 1024);
  }
  expect(pages.length).toBeGreaterThan(2);
  expect(pages.length).toBeLessThan(6);
});

test("一条就超过一页的也取得到；从中间接着取", () => {
  const station = makeDatabase();
  station.create("hotline", { line: "resident", calledAt: "2026-03-18", content: "一" });
  station.create("hotline", { line: "resident", calledAt: "2026-03-18", content: "二" });
  const huge = { ...query, bytes: `1000000000` };
  expect([...pagesOf(station.db, huge)].map((page) => page.length)).toEqual([1, 1]);
  expect([...pagesOf(station.db, huge, {}, 1)]).toHaveLength(1);
  expect([...pagesOf(station.db, huge, {}, 2)]).toEqual([]);
});
