import { execFileSync, spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { guardFormula, unguardFormula, xlsxText } from "../../db/spreadsheet/safe-cell.ts";
import { readLedgerFile } from "../../db/spreadsheet/read.ts";
import { writeLedgerXlsx } from "../../db/spreadsheet/ledger-xlsx.ts";
import { csvText } from "../../db/spreadsheet/write-csv.ts";
import { makeFolder } from "../helpers/folder.ts";
import { utf8 } from "./fixtures.ts";

/** What a caller may have said, or someone may have put into a ledger. */
const dangerous = [
  "=1+1",
  "+8613988192468",
  "-3度以下停水",
  "@委员",
  "＝HYPERLINK",
  "＋1",
  "－5",
  "＠全体",
  "\t=1+1",
  "\r=1",
  "\n=1",
];
const table = {
  title: "台账",
  columns: [{ header: "诉求内容" }, { header: "联系电话" }],
  rows: dangerous.map((text) => [text, "013988192468"]),
};

describe("单元格里的公式字符", () => {
  test.each(dangerous)("CSV：%j 前加撇号，读回来一字不差", (text) => {
    expect(guardFormula(text)).toBe(`'${text}`);
    expect(unguardFormula(guardFormula(text))).toBe(text);
  });

  test("普通的字和本来就有的撇号不动", () => {
    for (const text of ["路灯不亮", "3-5人", "'引用'", "a=b"]) expect(unguardFormula(guardFormula(text))).toBe(text);
    expect(csvText([['路灯,"坏"了', -3, null, "路灯;\t坏 "]], false)).toBe('"路灯,""坏""了",-3,,路灯;\t坏 \r\n');
    expect(csvText([["一\n二", "一\r二", ""], [null]], true)).toBe('\uFEFF"一\n二","一\r二",\r\n\r\n');
  });

  test("CSV 和 xlsx 读回来与写出的一样", async () => {
    const csv = await readLedgerFile({
      name: "台账.csv",
      bytes: utf8(csvText([["诉求内容", "联系电话"], ...table.rows], true)),
    });
    const xlsx = await readLedgerFile({ name: "台账.xlsx", bytes: await writeLedgerXlsx(table) });
    const texts = (rows: readonly (readonly unknown[])[]) => rows.map((row) => String(row[0]).trim());
    expect(texts(csv.sheets[0]?.rows.slice(1) ?? [])).toEqual(dangerous.map((text) => text.trim()));
    expect(texts(xlsx.sheets[0]?.rows.slice(2) ?? [])).toEqual(dangerous.map((text) => text.trim()));
  });

  test("XML 装不下的控制字符和过长的字不会弄坏工作簿", async () => {
    expect(xlsxText("前\u0000\u000B后\uFFFF")).toBe("前后");
    expect(xlsxText("字".repeat(40_000))).toHaveLength(32_767);
    const bytes = await writeLedgerXlsx({ ...table, rows: [["坏\u0001字符", "字".repeat(40_000)]] });
    const { sheets } = await readLedgerFile({ name: "台账.xlsx", bytes });
    expect(sheets[0]?.rows[2]?.[0]).toBe("坏字符");
  });

  const hasOffice = spawnSync("soffice", ["--version"]).status === 0;
  test.skipIf(!hasOffice)("用 LibreOffice 打开：一个公式也没有算出来", { timeout: 60_000 }, async () => {
    const folder = makeFolder();
    writeFileSync(join(folder, "台账.xlsx"), await writeLedgerXlsx(table));
    execFileSync(
      "soffice",
      [
        `-env:UserInstallation=file://${encodeURI(join(folder, "profile"))}`,
        "--headless",
        "--convert-to",
        "csv:Text - txt - csv (StarCalc):44,34,76",
        "--outdir",
        folder,
        join(folder, "台账.xlsx"),
      ],
      { stdio: "ignore" },
    );
    const text = readFileSync(join(folder, "台账.csv"), "utf8");
    for (const value of ["=1+1", "+8613988192468", "＝HYPERLINK", "013988192468"]) expect(text).toContain(value);
    expect(text).not.toMatch(/^2,/m);
  });
});
