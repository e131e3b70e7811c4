import { describe, expect, test } from "vitest";
import { readLedgerFile } from "../../db/spreadsheet/read.ts";
import { writeLedgerXlsx } from "../../db/spreadsheet/ledger-xlsx.ts";
import { csvText } from "../../db/spreadsheet/write-csv.ts";
import { plan, utf8 } from "./fixtures.ts";

const table = {
  title: "2023年热线台账",
  columns: [{ header: "来电时间", width: 14 }, { header: "联系电话" }, { header: "诉求内容", width: 40 }],
  rows: [
    ["2023-03-05", "07720123456", '=HYPERLINK("http://坏网址")'],
    ["2023-03-06", "13800001111", '路灯,"坏"了\n两处'],
  ],
};

describe("导出台账", () => {
  test("xlsx：电话是文本，等号开头的内容不是公式，读回来一字不差", async () => {
    const { sheets } = await readLedgerFile({ name: "台账.xlsx", bytes: await writeLedgerXlsx(table) });
    expect(sheets[0]?.rows).toEqual([[table.title], ["来电时间", "联系电话", "诉求内容"], ...table.rows]);
  });

  test("CSV：带 BOM，公式前加撇号，读回来去掉", async () => {
    const text = csvText([table.columns.map(({ header }) => header), ...table.rows], true);
    expect(text.startsWith("\uFEFF来电时间")).toBe(true);
    expect(text).toContain(`"'=HYPERLINK(`);
    const { sheets, encoding } = await readLedgerFile({ name: "台账.csv", bytes: utf8(text) });
    expect(encoding).toBe("UTF-8 BOM");
    expect(sheets[0]?.rows.slice(1)).toEqual(table.rows);
  });

  test("自己导出的台账能再导入", async () => {
    const planned = await plan("台账.xlsx", await writeLedgerXlsx(table));
    expect(planned).toMatchObject({ kind: "hotline", year: 2023, headerRows: [2] });
    expect(planned.rows.map(({ fields }) => fields["phone"])).toEqual(["07720123456", "13800001111"]);
  });
});
