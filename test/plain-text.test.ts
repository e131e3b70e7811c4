/** Half an emoji, control characters, full-width digits: what comes in with copied text blocks nothing and is mended once. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { readXlsx } from "hucre/xlsx";
import { describe, expect, test } from "vitest";
import { rowText } from "../db/ledger/sort-rows.ts";
import { cleanFileName } from "../db/schema/attachment.ts";
import { cutText, mended, mendedText } from "../db/schema/plain-text.ts";
import { xlsxText } from "../db/spreadsheet/safe-cell.ts";
import { rawXlsx } from "./ledger/fixtures.ts";
import { send, World } from "./helpers/exchange.ts";
import { aCall, makeFolder, makeStation } from "./helpers/folder.ts";

/** Any units at all, halves of pairs and control characters more often than by chance. */
const anyText = fc
  .array(
    fc.oneof(
      fc.constantFrom("\uD83D", "\uDE00", "😀", "\u0000", "\u000B", "\uFFFE", "水", "路", "\n", "<", "&"),
      fc.integer({ min: 0, max: 0xff_ff }).map((unit) => String.fromCharCode(unit)),
    ),
    { maxLength: 20 },
  )
  .map((units) => units.join(""));

test("有半个表情或控制字符的文字：存得下、送得到、导得出，读回来一样，说不清的错误一次没有", async () => {
  const world = World.make();
  const district = await world.district();
  const station = await world.enrolled(district);
  const service = await makeStation();
  const kept: string[] = [];
  await fc.assert(
    fc.asyncProperty(anyText, async (text) => {
      const content = `诉求${text}。`;
      const wanted = mendedText(content);
      expect(wanted.isWellFormed()).toBe(true);
      for (const pc of [station, service]) {
        const { record } = await pc.call("record.save", { kind: "hotline", fields: { ...aCall, content, note: text } });
        const back = await pc.call("record.get", { id: record.id });
        expect(back.record).toMatchObject({ content: wanted });
      }
      await service.call("search.all", { text });
      kept.push(wanted);
    }),
    { numRuns: 60 },
  );
  const folder = makeFolder();
  const xlsx = join(folder, "热线.xlsx");
  await service.call("list.export", { query: { kind: "hotline" }, columns: ["content", "phone"], file: xlsx });
  const rows = (await readXlsx(readFileSync(xlsx))).sheets[0]?.rows ?? [];
  const shown = rows.slice(1).map(([cell]) => String(cell));
  expect(new Set(shown)).toEqual(new Set(kept));
  const [result] = await send(world, station, district);
  expect(result).toMatchObject({ outcome: "imported", setAside: 0 });
  const there = await district.call("record.list", { kind: "hotline", limit: 1000 });
  expect(new Set(there.records.map(({ fields }) => fields["content"]))).toEqual(new Set(kept));
});

describe("文字进来时改好一次", () => {
  test("好的文字原样不动，坏的换成看得见的符号；深层的、名字里的也一样", () => {
    const good = { title: "协商😀", rows: [{ text: "第一行\n\t第二行" }], count: 3, none: null };
    expect(mended(good)).toBe(good);
    expect(mended({ "a\uD83D": ["x\u0000y", { z: "\uDE00" }] })).toEqual({ "a\uFFFD": ["xy", { z: "\uFFFD" }] });
    expect(mendedText("第一段\u000B第二段")).toBe("第一段\n第二段");
  });

  test("设置、常用语、筛选名、草稿里的也存得下", async () => {
    const station = await makeStation();
    const half = "桥\uD83D";
    await station.call("settings.set", { values: { brands: [half, "渝事好商量"] } });
    expect((await station.call("settings.get", {})).brands).toContain("桥\uFFFD");
    await station.call("draft.put", {
      key: "new",
      kind: "hotline",
      recordId: null,
      content: { fields: { note: half } },
    });
    expect((await station.call("draft.get", { key: "new" }))?.content).toEqual({ fields: { note: "桥\uFFFD" } });
    await station.call("record.save", { kind: "member", fields: { name: half } });
    expect((await station.call("search.all", { text: half })).groups.length).toBeGreaterThan(0);
  });
});

describe("全角的号码", () => {
  test.each([
    ["１３９８８１９２４６８", "13988192468"],
    ["０７７２－５１２３４５６　转８０１", "0772-5123456 转801"],
    ["\u202D13988192468\u202C", "13988192468"],
    ["＋８６ 139 8819 2468", "+86 139 8819 2468"],
    ["  ", null],
  ])("%s 存成 %s", async (typed, stored) => {
    const station = await makeStation();
    const { record } = await station.call("record.save", { kind: "hotline", fields: { ...aCall, phone: typed } });
    expect((await station.call("record.get", { id: record.id })).record).toMatchObject({ phone: stored });
  });

  test("用全角数字查找，也找得到；诉求内容里的全角数字不动", async () => {
    const station = await makeStation();
    const content = "反映第１２户饮水不稳";
    const { record } = await station.call("record.save", {
      kind: "hotline",
      fields: { ...aCall, phone: "１３９８８１９２４６８", content },
    });
    expect((await station.call("record.get", { id: record.id })).record).toMatchObject({ content });
    for (const search of ["２４６８", "2468", "１３９８８１９２４６８"])
      expect((await station.call("record.list", { kind: "hotline", search })).total, search).toBe(1);
  });
});

test("台账里有半个表情：那一格说明，几行都导得进；看不见的标记去掉，日期和电话照认", async () => {
  const station = await makeStation();
  const file = join(makeFolder(), "热线台账2026.csv");
  const rows = [
    "来电时间,来电人,联系电话,诉求内容,热线类别",
    "2026-03-05,王芳,\u202D13988192468\u202C,路灯不亮,群众热线",
    "\u200E2026-03-\u200B06,李\uD83D明,１３９８８１９２４６９,水管\u00AD漏水,群众热线",
    "2026-03-07,张三,13988192470,垃圾,群众热线",
  ];
  writeFileSync(file, Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(rows.join("\r\n"), "utf16le")]));
  const preview = await station.call("ledger.rows", { file, sheet: "热线台账2026", offset: 0, limit: 10 });
  const remarks = preview.rows.flatMap(({ problems }) => problems.map(({ remark }) => remark.code));
  expect(remarks).toContain("characterBroken");
  expect(await station.call("ledger.import", { file })).toMatchObject({ imported: 3 });
  const { records } = await station.call("record.list", { kind: "hotline" });
  expect(
    new Set(
      records.map(
        ({ fields }) => `${String(fields["calledAt"])} ${String(fields["caller"])} ${String(fields["phone"])}`,
      ),
    ),
  ).toEqual(
    new Set(["2026-03-05 王芳 13988192468", "2026-03-06 李\uFFFD明 13988192469", "2026-03-07 张三 13988192470"]),
  );
});

test("xlsx 里写成 _xD83D_ 的半个表情也一样", async () => {
  const station = await makeStation();
  const file = join(makeFolder(), "热线台账2026.xlsx");
  const rows = [
    ["来电时间", "来电人", "联系电话", "诉求内容", "热线类别"],
    ["2026-03-05", "王芳", "13988192468", "路灯不亮", "群众热线"],
    ["2026-03-06", "李_xD83D_明", "13988192469", "水管&#xDE00;漏水", "群众热线"],
    ["2026-03-07", "张三", "13988192470", "垃圾", "群众热线"],
  ];
  const xml = rows.map(
    (cells) => `<row>${cells.map((cell) => `<c t="inlineStr"><is><t>${cell}</t></is></c>`).join("")}</row>`,
  );
  writeFileSync(file, rawXlsx(`<sheetData>${xml.join("")}</sheetData>`));
  const preview = await station.call("ledger.rows", { file, sheet: "台账", offset: 0, limit: 10 });
  const remarks = preview.rows.map(({ problems }) => problems.map(({ remark }) => remark.code));
  expect(remarks[1]).toContain("characterBroken");
  expect(await station.call("ledger.import", { file })).toMatchObject({ imported: 3 });
});

/** One of the two begins on an odd place, so that whatever the length, one would be cut in half. */
const emoji = (count: number) => ["😀".repeat(count), `a${"😀".repeat(count)}`];

test("凡是截短的地方都不留半个表情：单元格、跳过的行、来源文件名、附件的扩展名", async () => {
  for (const text of emoji(20_000)) {
    expect(xlsxText(text).isWellFormed()).toBe(true);
    expect(rowText([text]).isWellFormed()).toBe(true);
    expect(cleanFileName(`现场.${text}`).isWellFormed()).toBe(true);
  }
  const station = await makeStation();
  const folder = makeFolder();
  for (const [index, name] of emoji(16).entries()) {
    const file = join(folder, `${"a".repeat(185)}${name}.csv`);
    writeFileSync(file, `来电时间,来电内容\n2026-03-1${index},饮水不稳${index}\n`);
    await station.call("ledger.import", { file });
  }
  const { records } = await station.call("record.list", { kind: "hotline" });
  expect(records).toHaveLength(2);
  for (const { fields } of records) expect(String(fields["importedFrom"]).isWellFormed()).toBe(true);
});

test("截短一段话：表情不会只剩一半", () => {
  const text = `a${"😀".repeat(200)}`;
  for (const length of [1, 2, 3, 120, 240]) {
    const cut = cutText(text, length);
    expect(cut.isWellFormed()).toBe(true);
    expect([length, length - 1]).toContain(cut.length);
  }
  expect(cutText("短", 5)).toBe("短");
});
