/** Files that would take all memory or time are refused with the limit, the amount, and what to do; blank space is free. */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import fc from "fast-check";
import { parse } from "csv-parse/sync";
import { describe, expect, test } from "vitest";
import { AppError } from "../../db/schema/app-error.ts";
import { scanDelimited } from "../../db/spreadsheet/delimited.ts";
import { ledgerLimits } from "../../db/spreadsheet/limits.ts";
import { plainReader, readApart } from "../../db/spreadsheet/read-apart.ts";
import { readLedgerFile } from "../../db/spreadsheet/read.ts";
import { errorText } from "../../db/schema/errors.ts";
import { quietTask } from "../helpers/exchange.ts";
import { makeFolder, makeStation } from "../helpers/folder.ts";
import { rawXlsx, utf8, zip } from "./fixtures.ts";

const read = (name: string, bytes: Uint8Array | string) =>
  readLedgerFile({ name, bytes: typeof bytes === "string" ? utf8(bytes) : bytes });

async function refusal(name: string, bytes: Uint8Array | string): Promise<AppError> {
  const error: unknown = await read(name, bytes).catch((thrown: unknown) => thrown);
  if (!(error instanceof AppError)) throw new Error(`${name} was read`);
  return error;
}

const inline = (reference: string, value: string) => `<c r="${reference}" t="inlineStr"><is><t>${value}</t></is></c>`;
const sheet = (rows: string, below = "") => rawXlsx(`<sheetData>${rows}</sheetData>${below}`);
const numbered = (count: number) =>
  Array.from({ length: count }, (_, row) => `<row r="${row + 1}"><c r="A${row + 1}"><v>1</v></c></row>`).join("");

describe("空白不花钱", () => {
  test("两百万个换行、几千个逗号一行：读出来是空的", async () => {
    for (const blank of ["\n".repeat(2_000_000), "\r\n".repeat(1_000_000), `${",".repeat(5_000)}\n`.repeat(400)]) {
      const { sheets } = await read("台账.csv", blank);
      expect(sheets[0]?.rows).toEqual([]);
    }
  });

  test("空白在中间时行号不变，每个空行都是同一个", async () => {
    const { sheets } = await read("台账.csv", `标题,,情况,,\n${",,\n".repeat(300_000)}路灯`);
    const rows = sheets[0]?.rows ?? [];
    expect([rows.length, rows[0], rows.at(-1)]).toEqual([300_002, ["标题", null, "情况"], ["路灯"]]);
    expect(new Set(rows).size).toBe(3);
  });

  test("图片、批注、宏再大也不拆开；格式改写过的压缩包照样读", async () => {
    const parts = [{ name: "xl/media/image1.png", data: Buffer.alloc(ledgerLimits.expandedMb * 1_000_000 + 1) }];
    const book = rawXlsx(`<sheetData><row r="1">${inline("A1", "标题")}</row></sheetData>`, { more: parts });
    expect((await read("台账.xlsx", book)).sheets[0]?.rows).toEqual([["标题"]]);
  });

  test("合并到整列的格子只算到有内容的行；互相重叠的合并是坏文件", async () => {
    const whole = await read(
      "台账.xlsx",
      sheet(numbered(3), `<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>`),
    );
    expect(whole.sheets[0]?.merges).toEqual([{ top: 0, left: 0, bottom: 2, right: 0 }]);
    const over = `<mergeCells>${'<mergeCell ref="A2:A3000"/>'.repeat(3_000)}</mergeCells>`;
    expect((await refusal("台账.xlsx", sheet(numbered(3_000), over))).code).toBe("ledgerUnreadable");
  });
});

describe("每一种上限都说得出是哪一种、有多少、怎么办", () => {
  const { rows, columns, cells, cellLength, sheets, sharedStrings } = ledgerLimits;
  const long = "字".repeat(cellLength + 1);
  const perRow = 20;
  const many = Math.floor(cells / perRow) + 1;

  test.each<[string, string, Uint8Array | string, string, Record<string, unknown>]>([
    ["行太多", "台账.csv", "a\n".repeat(rows + 3), "ledgerTooManyRows", { count: rows + 3, limit: rows }],
    ["列太多", "台账.csv", `${",".repeat(columns)}a`, "ledgerTooManyColumns", { count: columns + 1, limit: columns }],
    [
      "格子太多",
      "台账.csv",
      `${"a,".repeat(perRow)}\n`.repeat(many),
      "ledgerTooManyCells",
      { count: many * perRow, limit: cells },
    ],
    ["一格太长", "台账.csv", `标题,情况\n路灯,${long}`, "ledgerCellTooLong", { place: "B2", count: cellLength + 1 }],
    [
      "一格太长",
      "台账.xlsx",
      sheet(`<row r="2">${inline("C2", long)}</row>`),
      "ledgerCellTooLong",
      { place: "台账!C2", count: cellLength + 1 },
    ],
    [
      "一格长到六千万字",
      "台账.xlsx",
      sheet(`<row r="2">${inline("C2", "a".repeat(60_000_000))}</row>`),
      "ledgerCellTooLong",
      { place: "C2", count: 60_000_000 },
    ],
    ["行太多", "台账.xlsx", sheet(numbered(rows + 1)), "ledgerTooManyRows", { count: rows + 1 }],
    [
      "没有写坐标的行太多",
      "台账.xlsx",
      sheet("<row><c><v>1</v></c></row>".repeat(rows + 1)),
      "ledgerTooManyRows",
      { count: rows + 1 },
    ],
    [
      "远处有一格",
      "台账.xlsx",
      sheet(`<row r="1048576"><c r="AZ1048576"><v>1</v></c></row>`),
      "ledgerTooSpread",
      { row: 1_048_576, column: 52 },
    ],
    [
      "工作表太多",
      "台账.xlsx",
      rawXlsx("", {
        more: Array.from({ length: sheets }, (_, i) => ({ name: `xl/worksheets/x${i}.xml`, data: utf8("<a/>") })),
      }),
      "ledgerTooManySheets",
      { count: sheets + 1 },
    ],
    [
      "名称太多",
      "台账.xlsx",
      rawXlsx("", { more: [{ name: "xl/styles.xml", data: Buffer.alloc(21_000_000, 0x20) }] }),
      "ledgerBloated",
      { limit: ledgerLimits.extrasMb },
    ],
    [
      "共用文字太多",
      "台账.xlsx",
      rawXlsx("", { more: [{ name: "xl/sharedStrings.xml", data: utf8("<si/>".repeat(sharedStrings + 1)) }] }),
      "ledgerBloated",
      { count: sharedStrings + 1 },
    ],
  ])("%s（%s）", async (_, name, bytes, code, params) => {
    const error = await refusal(name, bytes);
    expect([error.code, error.params]).toEqual([code, expect.objectContaining({ file: name, ...params })]);
    const sentence = errorText(error.code, error.params);
    expect(sentence).toMatch(/没有导入任何记录。.*(?:拆成|另存|改短)/u);
    expect(sentence).not.toMatch(/[{}]/u);
  });

  test("一段文字被十万个格子共用：展开的字数也有上限", async () => {
    const strings = `<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>${"字".repeat(30_000)}</t></si></sst>`;
    const uses = Array.from(
      { length: 2_000 },
      (_, row) => `<row r="${row + 1}"><c r="A${row + 1}" t="s"><v>0</v></c></row>`,
    );
    const book = rawXlsx(`<sheetData>${uses.join("")}</sheetData>`, {
      more: [{ name: "xl/sharedStrings.xml", data: utf8(strings) }],
    });
    expect(await refusal("台账.xlsx", book)).toMatchObject({
      code: "ledgerTooMuchText",
      params: { count: 60_000_000 },
    });
  });
});

describe("读文件的线程", () => {
  async function onDisk(name: string, bytes: Uint8Array): Promise<string> {
    const path = join(makeFolder(), name);
    await writeFile(path, bytes);
    return path;
  }
  const ledger = (count: number) =>
    sheet(
      Array.from({ length: count }, (_, r) => `<row r="${r + 1}">${inline(`A${r + 1}`, `第${r}件`)}</row>`).join(""),
    );

  test("内存用完：线程停下，说要多少内存，程序照常", async () => {
    const path = await onDisk("台账.xlsx", ledger(60_000));
    const reading = readApart(path, plainReader, quietTask, { seconds: 100, heapMb: 24 });
    await expect(reading).rejects.toMatchObject({ code: "ledgerTooHeavy", params: { file: "台账.xlsx", limit: 24 } });
    expect((await readApart(path, plainReader, quietTask)).sheets[0]?.rows.length).toBe(60_000);
  });

  test("时间用完：线程停下", async () => {
    const path = await onDisk("台账.xlsx", ledger(60_000));
    await expect(readApart(path, plainReader, quietTask, { seconds: 0.001, heapMb: 400 })).rejects.toMatchObject({
      code: "ledgerTooSlow",
    });
  });

  test("几十 KB 的 .xlsx 也在线程里读：展开再大，别的操作照常，按停止就停", async () => {
    const station = await makeStation();
    const path = await onDisk("台账.xlsx", sheet(`<cols>${'<col min="1" max="16384"/>'.repeat(500_000)}</cols>`));
    const abort = new AbortController();
    const opened = station.call("ledger.open", { file: path }, { signal: abort.signal });
    const answers = await Promise.all([1, 2, 3].map(() => station.call("record.list", { kind: "hotline" })));
    expect(answers.map(({ total }) => total)).toEqual([0, 0, 0]);
    abort.abort();
    await expect(opened).rejects.toMatchObject({ code: "cancelled" });
  });
});

test("分隔符文件读出来和 csv-parse 一样，引号写得多乱都一样", () => {
  const text = fc.string({ unit: fc.constantFrom('"', '"', ",", "\n", "\r", "\r\n", "a", " ", "字"), maxLength: 40 });
  fc.assert(
    fc.property(text, (written) => {
      const found: [number, number, string][] = [];
      const unclosed = scanDelimited(written, ",", (row, column, value) => found.push([row, column, value]));
      let records: string[][];
      try {
        records = parse(written, {
          record_delimiter: ["\r\n", "\n", "\r"],
          relax_column_count: true,
          relax_quotes: true,
        });
      } catch {
        expect(unclosed).not.toBeNull();
        return;
      }
      const expected = records.flatMap((record, row) =>
        record.flatMap((value, column) => (value === "" ? [] : [[row, column, value] as const])),
      );
      expect([unclosed, found]).toEqual([null, expected]);
    }),
    { numRuns: 3_000 },
  );
});

test("空的压缩包、只有目录的压缩包：打不开，不是崩溃", async () => {
  expect((await refusal("台账.xlsx", zip([]))).code).toMatch(/^ledger(?:Format|Unreadable)$/u);
});
