/** What the rules do not foresee: values that the tables cannot hold concern their own record only. */
import { expect, test } from "vitest";
import { rebuild } from "../../db/journal/rebuild.ts";
import { makeDatabase } from "../helpers/database.ts";

test("有一次改动写不进表：只作废那一次，同一条的其他内容和别的记录都在；能写了重建就回来", () => {
  const station = makeDatabase();
  const { db } = station;
  const call = (content: string) =>
    station.create("hotline", { line: "resident", calledAt: "2026-03-18T09:10", content });
  const ids = ["漏水", "停电", "噪声"].map(call);
  const changed = ids[1] ?? "";
  station.write([{ op: "update", kind: "hotline", id: changed, set: { content: "写不进的" } }]);
  station.write([{ op: "update", kind: "hotline", id: changed, set: { caller: "韦志华" } }]);
  const rows = () => db.all(`SELECT "content", "caller" FROM "hotline" ORDER BY "id"`);
  const [first, , last] = rows();
  const refused = () => db.all(`SELECT "reason", "detail" FROM "refused"`);

  for (const event of ["INSERT", "UPDATE"])
    db.exec(`CREATE TRIGGER "cannot${event}" BEFORE ${event} ON "hotline" WHEN NEW."content" = '写不进的'
             BEGIN SELECT RAISE(ABORT, 'a rule of the table'); END`);
  db.transaction(() => rebuild(db));
  expect(rows()).toEqual([first, { content: "停电", caller: "韦志华" }, last]);
  expect(refused()).toEqual([{ reason: "invalid", detail: "tables" }]);

  for (const event of ["INSERT", "UPDATE"]) db.exec(`DROP TRIGGER "cannot${event}"`);
  db.transaction(() => rebuild(db));
  expect(rows()).toEqual([first, { content: "写不进的", caller: "韦志华" }, last]);
  expect(refused()).toEqual([]);
});
