import { expect, test } from "vitest";
import { indexMissing } from "../../db/journal/full-text.ts";
import { pageOf } from "../../db/queries/page.ts";
import { listTotals } from "../../db/reports/list-totals.ts";
import { yearFigures } from "../../db/reports/year.ts";
import { mainKinds, type MainKind } from "../../db/schema/kinds.ts";
import type { ListQueryInput } from "../../db/schema/list-query.ts";
import { defaultSettings } from "../../db/schema/settings.ts";
import { writeSamples } from "../../db/sample/records.ts";
import { makeDatabase } from "../helpers/database.ts";

const limits = { today: "2025-06-01", soon: "2025-06-03" };

test("列表下面的合计与年度统计一个数也不差；换了筛选就跟着筛选", () => {
  const { db, author } = makeDatabase();
  writeSamples(db, author, { seed: 9, sessions: 120, opinions: 90, calls: 150 });
  for (const kind of mainKinds) indexMissing(db, kind);
  const totalsOf = (query: ListQueryInput) =>
    Object.fromEntries(listTotals(db, query, limits).map(({ name, value }) => [name, value]));
  for (const year of [2023, 2024, 2025]) {
    const report = yearFigures(db, { year, station: null }, defaultSettings);
    const { sessions, attendances, problemsSolved } = report.session;
    const { calls, enterprise, residents, closed } = report.hotline;
    const { collected, compiled } = report.opinion;
    expect(calls).toBeGreaterThan(0);
    expect(totalsOf({ kind: "session", year })).toEqual({ sessions, attendances, problemsSolved });
    expect(totalsOf({ kind: "hotline", year })).toEqual({ calls, enterprise, residents, closed });
    expect(totalsOf({ kind: "opinion", year })).toMatchObject({ collected, compiled });
  }
  const everything = totalsOf({ kind: "hotline" });
  const parts = ["enterprise", "resident"].map((line) =>
    totalsOf({ kind: "hotline", where: [{ field: "line", is: "any", values: [line] }] }),
  );
  expect(parts[0]?.["calls"]).toBe(everything["enterprise"]);
  expect((parts[0]?.["closed"] ?? 0) + (parts[1]?.["closed"] ?? 0)).toBe(everything["closed"]);
});

test("合计数的正是列出来的那些：条数与列表的总数相同，按状态和查找也一样", () => {
  const { db, author } = makeDatabase();
  writeSamples(db, author, { seed: 11, sessions: 40, opinions: 60, calls: 60 });
  for (const kind of mainKinds) indexMissing(db, kind);
  const first: Readonly<Partial<Record<MainKind, string>>> = {
    session: "sessions",
    opinion: "collected",
    hotline: "calls",
  };
  const queries: readonly ListQueryInput[] = [
    { kind: "hotline", state: "closed" },
    { kind: "hotline", search: "村" },
    { kind: "hotline", search: "村", year: 2024, where: [{ field: "warning", is: "filled" }] },
    { kind: "opinion", where: [{ field: "adopted", is: "filled" }] },
    { kind: "opinion", search: "建议", state: "submitted" },
    { kind: "session", where: [{ field: "solved", is: "range", min: 1, max: null }] },
  ];
  for (const query of queries) {
    const kind = query.kind as MainKind;
    const value = listTotals(db, query, limits).find(({ name }) => name === first[kind])?.value;
    const ids = db.value<number>(`SELECT count(*) FROM "${kind}"`);
    expect(value, JSON.stringify(query)).toBe(pageTotal(query));
    expect(value).toBeLessThanOrEqual(ids ?? 0);
  }
  const adopted = listTotals(db, { kind: "opinion", where: [{ field: "adopted", is: "filled" }] }, limits);
  expect(adopted.find(({ name }) => name === "adopted")?.value).toBe(
    adopted.find(({ name }) => name === "collected")?.value,
  );

  function pageTotal(query: ListQueryInput): number {
    return pageOf(db, { ...query, offset: 0, limit: 1 }, limits).total;
  }
});
