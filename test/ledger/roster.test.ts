/** 委员名册 with earlier terms: in one cell, in several rows of a person, from rosters of several 届次, and back out again. */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { termsIn, termsText } from "../../db/spreadsheet/earlier-terms.ts";
import type { Input } from "../../db/api/operations.ts";
import { memberRoles } from "../../db/schema/people.ts";
import { listFields } from "../../db/schema/list-fields.ts";
import { termNumber } from "../../db/schema/terms.ts";
import { makeFolder, makeStation } from "../helpers/folder.ts";
import { csvText, gb18030, type Grid } from "./fixtures.ts";

type Station = Awaited<ReturnType<typeof makeStation>>;
const header = ["姓名", "身份", "界别", "届次", "工作单位", "联系电话"];

async function roster(rows: Grid, head: readonly string[] = header): Promise<string> {
  const file = join(makeFolder(), "委员名册.csv");
  await writeFile(file, gb18030(csvText([head, ...rows])));
  return file;
}

const rowsOf = async (station: Station, file: string, more: Partial<Input<"ledger.rows">> = {}) =>
  (await station.call("ledger.rows", { file, sheet: "委员名册", offset: 0, limit: 100, ...more })).rows;

async function members(station: Station) {
  const { records } = await station.call("record.list", { kind: "member" });
  return new Map(records.map(({ title, fields }) => [title, fields]));
}

const term = (name: string, role: string | null, sector: string | null) => ({ term: name, role, sector });

describe("往届任职写在一格里", () => {
  test.each([
    [
      "十四届 市政协委员 经济界；十三届 区政协委员 农业界",
      [
        ["十四届", "cppccCity", "经济界"],
        ["十三届", "cppccCounty", "农业界"],
      ],
    ],
    ["第十四届市政协委员（经济界）", [["第十四届", "cppccCity", "经济界"]]],
    [
      "十四届市、区政协委员 经济界",
      [
        ["十四届", "cppccCity", "经济界"],
        ["十四届", "cppccCounty", "经济界"],
      ],
    ],
    [
      "13届区政协委员、14届区政协委员",
      [
        ["13届", "cppccCounty", null],
        ["14届", "cppccCounty", null],
      ],
    ],
    [
      "十三届、十四届",
      [
        ["十三届", null, null],
        ["十四届", null, null],
      ],
    ],
    [
      "十二届\n十三届 界别：中国国民党革命委员会",
      [
        ["十二届", null, null],
        ["十三届", null, "中国国民党革命委员会"],
      ],
    ],
  ])("%s", (text, rows) => {
    const read = termsIn(text, memberRoles);
    expect(read.rows.map(({ term: name, role, sector }) => [name, role, sector])).toEqual(rows);
    expect(read.unknown).toEqual([]);
  });

  test("写出去的格子读回来一字不差", () => {
    const row = fc.record({
      term: fc.constantFrom("十五届", "第14届", "二十一届"),
      role: fc.constantFrom(null, ...(Object.keys(memberRoles) as (keyof typeof memberRoles)[])),
      sector: fc.constantFrom(null, "经济界", "民革", "中国国民党革命委员会", "无党派人士", "农业和农村界"),
    });
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 6 }), (rows) => {
        expect(termsIn(termsText(rows, memberRoles) ?? "", memberRoles)).toEqual({ rows, unknown: [], doubt: null });
      }),
    );
  });

  test("导入后就是往届任职；看不懂的那一格标出来，原文进备注；本届不重复记", async () => {
    const station = await makeStation();
    const file = await roster(
      [
        ["韦志华", "市政协委员", "农业界", "十五届", "十三届 区政协委员；十四届 市政协委员 经济界；第十五届"],
        ["覃丽", "区政协委员", "教育界", "十五届", "2016年起担任委员"],
      ],
      ["姓名", "身份", "界别", "届次", "往届任职情况"],
    );
    const rows = await rowsOf(station, file);
    expect(rows[0]?.problems).toEqual([]);
    expect(rows[1]?.problems).toEqual([
      {
        column: 4,
        severity: "warning",
        remark: {
          code: "termsUnknown",
          params: { text: { zh: "2016年起担任委员", en: "2016年起担任委员" } },
          isKept: true,
        },
      },
    ]);
    await station.call("ledger.import", { file });
    const found = await members(station);
    expect(found.get("韦志华")?.["otherTerms"]).toEqual([
      term("十三届", "cppccCounty", null),
      term("十四届", "cppccCity", "经济界"),
    ]);
    expect(found.get("覃丽")).toMatchObject({ otherTerms: [], note: "往届任职情况：2016年起担任委员" });
  });
});

describe("一届一行的名册", () => {
  const rows = [
    ["韦志华", "区政协委员", "农业界", "十三届", "石桥合作社", "13900000001"],
    ["覃丽", "区政协委员", "教育界", "十五届", "中心校", ""],
    ["韦志华", "市政协委员、区人大代表", "经济界", "十五届", "石桥合作社", "13900000001"],
    ["韦志华", "区政协委员", "经济界", "第14届", "", "13900000001"],
  ];

  test("同一人的几行并成一位：最近一届是本届，其余进往届任职；不要的一行可以不并；撤销全部还原", async () => {
    const station = await makeStation();
    const file = await roster(rows);
    const preview = await station.call("ledger.preview", { file });
    expect(preview).toMatchObject({
      actions: { add: 2, join: 2, skip: 0 },
      states: { new: 2, earlier: 2, repeated: 0 },
      warnings: 0,
    });
    expect((await rowsOf(station, file)).map(({ state, joins }) => [state, joins])).toEqual([
      ["earlier", 4],
      ["new", null],
      ["new", null],
      ["earlier", 4],
    ]);
    const edits = { 委员名册: { "2": { action: "skip" as const } } };
    expect((await rowsOf(station, file, { edits }))[0]).toMatchObject({ state: "earlier", action: "skip", joins: 4 });
    const result = await station.call("ledger.import", { file });
    expect(result).toMatchObject({ imported: 2, joined: 2 });
    expect((await members(station)).get("韦志华")).toMatchObject({
      term: "十五届",
      roles: ["cppccCity", "npcCounty"],
      otherTerms: [term("第14届", "cppccCounty", "经济界"), term("十三届", "cppccCounty", "农业界")],
    });
    // The same file again has nothing new to say.
    expect((await station.call("ledger.preview", { file })).states).toMatchObject({ known: 2, earlier: 2 });
    await station.call("ledger.undo", { batch: result.batch ?? "" });
    expect((await members(station)).size).toBe(0);
    await station.call("ledger.import", { file, edits });
    expect((await members(station)).get("韦志华")?.["otherTerms"]).toEqual([term("第14届", "cppccCounty", "经济界")]);
  });

  test("同名而电话对不上的不并，提醒看一看", async () => {
    const station = await makeStation();
    const file = await roster([
      ["陆远", "区政协委员", "经济界", "十五届", "供销社", "13900000001"],
      ["陆远", "区政协委员", "经济界", "十四届", "县医院", "13900000002"],
    ]);
    const found = await rowsOf(station, file);
    expect(found.map(({ state, action }) => [state, action])).toEqual([
      ["new", "add"],
      ["new", "add"],
    ]);
    expect(found[1]?.problems[0]?.remark).toMatchObject({ code: "sameNameApart", params: { row: 2 } });
  });
});

describe("几届的名册先后导入", () => {
  const now = [["韦志华", "市政协委员", "经济界", "十五届", "新单位", "13900000001"]];
  const before = [["韦志华", "区政协委员", "农业界", "第14届", "旧单位", "13900000001"]];

  test.each([
    ["先新后旧：旧的只并入往届，单位、界别不动", now, before, "termEarlier", { known: "十五届" }],
    ["先旧后新：换成新一届，旧的转入往届", before, now, "termReplaced", { known: "第14届", told: "十五届" }],
  ])("%s", async (_, first, second, code, params) => {
    const station = await makeStation();
    await station.call("ledger.import", { file: await roster(first) });
    const file = await roster(second);
    const [row] = await rowsOf(station, file);
    expect(row).toMatchObject({ state: "same", action: "update" });
    expect(row?.problems).toEqual([{ column: 3, severity: "warning", remark: { code, params, isKept: false } }]);
    const { batch } = await station.call("ledger.import", { file });
    const kept = [term("第14届", "cppccCounty", "农业界")];
    const wei = { term: "十五届", roles: ["cppccCity"], sector: "经济界", employer: "新单位", otherTerms: kept };
    expect((await members(station)).get("韦志华")).toMatchObject(wei);
    expect((await station.call("ledger.preview", { file })).states).toMatchObject({ known: 1 });
    await station.call("ledger.undo", { batch: batch ?? "" });
    expect((await members(station)).get("韦志华")).toMatchObject({ term: first[0]?.[3], otherTerms: [] });
  });

  test("届次没有数字时按区县填的开始日期分先后", async () => {
    const station = await makeStation();
    const terms = [
      { term: "本届", from: "2026-09-01" },
      { term: "上届", from: "2021-10-08" },
    ];
    await station.call("settings.set", { values: { terms } });
    const file = await roster([
      ["韦志华", "区政协委员", "农业界", "上届", "", ""],
      ["韦志华", "市政协委员", "经济界", "本届", "", ""],
    ]);
    expect((await rowsOf(station, file)).map(({ state }) => state)).toEqual(["earlier", "new"]);
  });
});

describe("导出的委员列表再导入", () => {
  const wei = {
    name: "韦志华",
    roles: ["cppccCity", "npcCounty"],
    sector: "农业和农村界",
    term: "十五届",
    employer: "石桥合作社 理事长",
    phone: "013988192468",
    honoraryVillage: "石桥村",
    active: true,
    note: "第一行\n第二行",
    homeStation: "桐岭镇联络站",
    otherTerms: [
      term("十四届", "cppccCity", "经济界"),
      term("十四届", "npcCounty", "经济界"),
      term("十三届", null, null),
    ],
  };
  const qin = { name: "覃丽", roles: [], active: false, leftOn: "2026-03-01", otherTerms: [] };
  const columns = listFields("member")
    .filter(({ isDerived }) => isDerived !== true)
    .map(({ name }) => name);

  test.each(["xlsx", "csv"])("%s：原来的站里没有一条要改，另一个站里得到一样的名册", async (format) => {
    const station = await makeStation();
    for (const fields of [wei, qin]) await station.call("record.save", { kind: "member", fields });
    const file = join(makeFolder(), `委员列表.${format}`);
    await station.call("list.export", { query: { kind: "member" }, columns, file });
    const here = await station.call("ledger.preview", { file, kind: "member" });
    expect(here).toMatchObject({ states: { known: 2 }, actions: { add: 0, update: 0 }, errors: 0, warnings: 0 });

    const other = await makeStation();
    expect(await other.call("ledger.import", { file, kind: "member" })).toMatchObject({ imported: 2, problems: [] });
    const [before, after] = [await members(station), await members(other)];
    for (const name of ["韦志华", "覃丽"]) expect(after.get(name)).toEqual(before.get(name));
  });
});

test("届次的数字", () => {
  const names = ["十五届", "第15届", "二十届", "10届", "三届", "第四届区政协", "二十一届", "本届", "届"];
  expect(names.map(termNumber)).toEqual([15, 15, 20, 10, 3, 4, 21, null, null]);
});
