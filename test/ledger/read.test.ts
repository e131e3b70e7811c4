import { spawnSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { ledgerLimits } from "../../db/spreadsheet/limits.ts";
import { readLedgerFile } from "../../db/spreadsheet/read.ts";
import { csvText, day, gb18030, plan, rawXlsx, utf8, xlsx, zip } from "./fixtures.ts";

const header = ["序号", "标题", "反映人", "收集日期", "情况反映"];
const grid = [
  header,
  ["1", "路灯,坏了", "王芳", "2024/3/5", '第一行\n他说"修"'],
  ["2", "渠道堵塞", "李明", "2024.3.6", "淤泥"],
];

const read = (name: string, bytes: Uint8Array) => readLedgerFile({ name, bytes });
const code = async (name: string, bytes: Uint8Array) =>
  await read(name, bytes).then(
    () => "ok",
    (error: { code?: string }) => error.code,
  );

describe("CSV 的各种编码和分隔符", () => {
  test.each([
    ["GB18030", gb18030(csvText(grid))],
    ["UTF-8", utf8(csvText(grid))],
    ["UTF-8 BOM", utf8(`\uFEFF${csvText(grid)}`)],
    ["UTF-16LE", Buffer.from(`\uFEFF${csvText(grid, "\t")}`, "utf16le")],
  ])("%s", async (encoding, bytes) => {
    const sheets = await read("台账.csv", bytes);
    expect(sheets.encoding).toBe(encoding);
    expect(sheets.sheets[0]?.rows).toEqual(grid);
  });

  test.each([";", "\t"])("分隔符 %j", async (delimiter) => {
    const sheets = await read("台账.txt", utf8(csvText(grid, delimiter)));
    expect(sheets.sheets[0]?.rows).toEqual(grid);
  });

  test("生僻字在 GB18030 里是四个字节，也要读对", async () => {
    const sheets = await read("台账.csv", gb18030(csvText([header, ["1", "䶮𠮷村", "㑇", "2024/1/1", ""]])));
    expect(sheets.sheets[0]?.rows[1]?.slice(1, 3)).toEqual(["䶮𠮷村", "㑇"]);
  });

  test("GB18030 中有坏字节：指出在第几行", async () => {
    const bytes = Buffer.concat([gb18030("标题,情况\r\n路灯,坏了\r\n渠"), Buffer.from([0xff, 0xff, 0x0d, 0x0a])]);
    await expect(read("台账.csv", bytes)).rejects.toMatchObject({ code: "ledgerEncoding", params: { line: 3 } });
  });

  test("UTF-8 文件坏了一个字节，不会当成 GB18030 读出乱码", async () => {
    const bytes = Buffer.from(utf8("标题,情况反映\n路灯损坏,村道一片漆黑\n"));
    bytes[bytes.length - 6] = 0x20;
    await expect(read("台账.csv", bytes)).rejects.toMatchObject({ code: "ledgerEncoding", params: { line: 2 } });
  });

  test("二进制文件改名成 .csv", async () => {
    expect(await code("台账.csv", new Uint8Array([1, 2, 3, 0, 0, 7]))).toBe("ledgerEncoding");
  });

  test("引号没有收尾：说出从哪一行开始", async () => {
    const text = '标题,情况\n路灯,坏了\n"渠道,堵\n水管,漏';
    await expect(read("台账.csv", utf8(text))).rejects.toMatchObject({ code: "ledgerQuoteOpen", params: { row: 3 } });
  });
});

describe("坏文件得到各自的说法", () => {
  test("拷贝不全的 xlsx", async () => {
    const bytes = await xlsx({ rows: grid });
    expect(await code("台账.xlsx", bytes.subarray(0, bytes.length / 2))).toBe("ledgerUnreadable");
    expect(await code("台账.xlsx", bytes.subarray(0, bytes.length - 30))).toBe("ledgerUnreadable");
    expect(await code("台账.xlsx", new Uint8Array(0))).toBe("ledgerUnreadable");
  });

  test("xlsx 中间坏了一段", async () => {
    const bytes = Buffer.from(await xlsx({ rows: Array.from({ length: 200 }, (_, i) => [i, `路灯${i * 7919}`]) }));
    const middle = Math.floor(bytes.length / 2);
    bytes.fill(0x55, middle, middle + 40);
    expect(await code("台账.xlsx", bytes)).toBe("ledgerUnreadable");
  });

  test("有打开密码的 xlsx 与旧版 xls", async () => {
    const magic = Buffer.from("d0cf11e0a1b11ae1", "hex");
    const stream = (name: string) => Buffer.concat([magic, Buffer.alloc(1000), Buffer.from(name, "utf16le")]);
    expect(await code("台账.xlsx", stream("EncryptedPackage"))).toBe("ledgerProtected");
    expect(await code("台账.xls", stream("Workbook"))).toBe("ledgerOldFormat");
    expect(await code("台账.doc", stream("WordDocument"))).toBe("ledgerFormat");
  });

  test("不是表格的文件", async () => {
    expect(await code("台账.docx", zip([{ name: "word/document.xml", data: utf8("<a/>") }]))).toBe("ledgerFormat");
    expect(await code("照片.jpg", new Uint8Array([0xff, 0xd8, 0xff, 0xe0]))).toBe("ledgerFormat");
    expect(await code("网页.xls", utf8("<html></html>"))).toBe("ledgerFormat");
    await expect(readLedgerFile("/不存在/台账.xlsx")).rejects.toMatchObject({ code: "fileUnreadable" });
  });

  test("zip 炸弹：如实声明的、谎报大小的都在解析之前拦下", async () => {
    const huge = Buffer.alloc(220_000_000, 0x20);
    const book = { name: "xl/workbook.xml", data: utf8("<workbook/>") };
    const honest = zip([book, { name: "xl/worksheets/sheet1.xml", data: huge }]);
    expect(honest.length).toBeLessThan(1_000_000);
    await expect(read("台账.xlsx", honest)).rejects.toMatchObject({
      code: "ledgerTooLarge",
      params: { size: 220, limit: ledgerLimits.expandedMb },
    });
    const lying = zip([book, { name: "xl/worksheets/sheet1.xml", data: huge, claimed: 1000 }]);
    expect(await code("台账.xlsx", lying)).toBe("ledgerUnreadable");
  });

  test("首尾各有一格的超大表不会撑爆内存", async () => {
    const far = `<sheetData><row r="1"><c r="XFD1"><v>1</v></c></row><row r="1048576"><c r="A1048576"><v>1</v></c></row></sheetData>`;
    expect(await code("台账.xlsx", rawXlsx(far))).toBe("ledgerTooManyColumns");
  });
});

const blankCells = (row: number) =>
  Array.from("ABCDEFGHIJKL")
    .map((letter) => `<c r="${letter}${row}" s="0"/>`)
    .join("");
const textCell = (reference: string, value: string) => `<c r="${reference}" t="inlineStr"><is><t>${value}</t></is></c>`;

describe("表格里的空行空列", () => {
  test("65,000 个带格式的空行读完就没有了", async () => {
    const top = ["标题", "收集日期", "情况反映"].map((label, i) => textCell(`${"ABC"[i]}1`, label)).join("");
    const first = textCell("A2", "路灯损坏") + textCell("B2", "2024/3/5") + textCell("C2", "漆黑");
    const blanks = Array.from({ length: 65_000 }, (_, i) => `<row r="${i + 3}">${blankCells(i + 3)}</row>`).join("");
    const bytes = rawXlsx(`<sheetData><row r="1">${top}</row><row r="2">${first}</row>${blanks}</sheetData>`);
    const sheets = await read("台账.xlsx", bytes);
    expect(sheets.sheets[0]?.rows.length).toBe(2);
    const planned = await plan("台账.xlsx", bytes);
    expect(planned.rows.length).toBe(1);
    expect(planned.skipped.length + planned.problems.length).toBeLessThan(5);
  });

  test("每行最右一列带格式，也不会变成一万六千列", async () => {
    const rows = Array.from(
      { length: 3000 },
      (_, i) => `<row r="${i + 1}"><c r="A${i + 1}"><v>1</v></c><c r="XFD${i + 1}" s="0"/></row>`,
    );
    const sheets = await read("台账.xlsx", rawXlsx(`<sheetData>${rows.join("")}</sheetData>`));
    expect(Math.max(...(sheets.sheets[0]?.rows ?? []).map((row) => row.length))).toBe(1);
  });

  test("没有写坐标的单元格照样读", async () => {
    const sheets = await read("台账.xlsx", rawXlsx(`<sheetData><row><c><v>1</v></c><c><v>2</v></c></row></sheetData>`));
    expect(sheets.sheets[0]?.rows).toEqual([[1, 2]]);
  });
});

test("中文和空格的路径", async () => {
  const path = join(mkdtempSync(join(tmpdir(), "台账 目录 ")), "热线 台账.csv");
  writeFileSync(path, csvText(grid));
  expect((await readLedgerFile(path)).file).toBe("热线 台账.csv");
});

test("电脑时区不在中国，日期格读出来还是那一天", async () => {
  const path = join(mkdtempSync(join(tmpdir(), "tz-")), "台账.xlsx");
  writeFileSync(path, await xlsx({ rows: [[day("2023-03-07"), new Date("2023-03-07T23:30:00Z")]] }));
  const script = `
    import { readLedgerFile } from ${JSON.stringify(new URL("../../db/spreadsheet/read.ts", import.meta.url).href)};
    import { parseMoment } from ${JSON.stringify(new URL("../../db/spreadsheet/dates.ts", import.meta.url).href)};
    const { sheets } = await readLedgerFile(process.argv[1]);
    const context = { year: 2023, date1904: false };
    const cells = [...sheets[0].rows[0], 45244, "2023年3月7日"].map((cell) => parseMoment(cell, context).value);
    console.log(JSON.stringify([new Date().getTimezoneOffset(), ...cells]));`;
  const results = ["America/New_York", "Asia/Shanghai", "Pacific/Apia"].map((TZ) => {
    const run = spawnSync(process.execPath, ["--input-type=module", "-e", script, path], {
      env: { ...process.env, TZ },
    });
    const [offset, ...cells]: unknown[] = JSON.parse(run.stdout.toString() || run.stderr.toString());
    return { offset, cells };
  });
  expect(new Set(results.map(({ offset }) => offset)).size).toBe(3);
  for (const { cells } of results)
    expect(cells).toEqual(["2023-03-07", "2023-03-07T23:30", "2023-11-14", "2023-03-07"]);
});
