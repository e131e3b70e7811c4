/** 台账导出: one sheet a kind and one of the members' duty record, ready to print and able to come back. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import PizZip from "pizzip";
import { describe, expect, test } from "vitest";
import { readLedgerFile } from "../../db/spreadsheet/read.ts";
import { ledgerKinds } from "../../db/schema/paper.ts";
import { aCall, makeFolder, makeStation } from "../helpers/folder.ts";
import { hasOffice, pdfFacts, toPdf } from "../helpers/office.ts";
import { makePaperRecords, sampleTitle } from "../helpers/paper-records.ts";

async function station() {
  const folder = makeFolder();
  const service = await makeStation(join(folder, "数据"));
  const ids = await makePaperRecords(service, folder);
  const written = async (kind: (typeof ledgerKinds)[number]) => {
    const file = join(folder, `${kind}.xlsx`);
    const { rows } = await service.call("ledger.export", { kind, year: 2026, file });
    const { sheets } = await readLedgerFile({ name: `${kind}.xlsx`, bytes: readFileSync(file) });
    return { file, count: rows, rows: sheets[0]?.rows ?? [] };
  };
  return { folder, service, ids, written };
}

const partOf = (file: string, part: string): string => new PizZip(readFileSync(file)).file(part)?.asText() ?? "";

describe("导出台账", () => {
  test("三本台账和委员履职台账：标题、填报单位、表头、合计", async () => {
    const { written } = await station();
    const session = await written("session");
    expect(session.rows[0]?.[0]).toBe("协商活动台账（2026年）");
    expect(session.rows[1]?.[0]).toMatch(/^填报单位：桐岭镇联络站　　年度：2026年　　制表日期：\d{4}-\d{2}-\d{2}$/u);
    const header = session.rows[2] ?? [];
    const cell = (row: number, name: string) => session.rows[row]?.[header.indexOf(name)];
    expect(cell(3, "议题")).toBe("双河村农网改造怎么改");
    expect(cell(3, "开始时间")).toBe("2026-03-02 09:00");
    expect(cell(4, "开始时间")).toBe("1场");
    expect(session.rows[4]?.[0]).toBe("合计");
    // 3 members, 2 guests, 16 residents, 2 departments; one of two problems solved.
    expect(cell(4, "总人次")).toBe(23);
    expect(cell(4, "解决问题数")).toBe(1);

    const opinion = await written("opinion");
    expect(opinion.rows[3]).toContain(sampleTitle);
    expect(opinion.rows[3]).toContain("13988192468");
    const hotline = await written("hotline");
    expect(hotline.rows[3]).toEqual(expect.arrayContaining(["13700001234", "非常满意", "2026-03-06", "已办结"]));
    const duty = await written("duty");
    expect(duty.rows[0]?.[0]).toBe("委员履职台账（2026年）");
    expect(duty.rows.slice(3, 6).map((row) => row[1])).toEqual(["欧阳震华", "覃丽娟", "韦志华"]);
    expect(duty.rows[6]?.slice(0, 2)).toEqual(["合计", "3人"]);
  });

  test("打印设置：A4 横向、按页宽缩放、每页重复表头、有页码；电话是文本", async () => {
    const { written } = await station();
    for (const kind of ledgerKinds) {
      const { file } = await written(kind);
      const sheet = partOf(file, "xl/worksheets/sheet1.xml");
      expect(sheet, kind).toMatch(/<pageSetup[^>]*paperSize="9"/u);
      expect(sheet, kind).toMatch(/<pageSetup[^>]*orientation="landscape"/u);
      expect(sheet, kind).toMatch(/<pageSetup[^>]*fitToHeight="0"/u);
      expect(sheet, kind).toContain("fitToPage");
      expect(sheet, kind).toContain("<oddFooter>");
      expect(sheet, kind).not.toContain("<f>");
      expect(partOf(file, "xl/workbook.xml"), kind).toMatch(/_xlnm\.Print_Titles"[^>]*>[^<]*\$3:\$3</u);
    }
  });

  test("诉求内容以全角等号、加号开头：仍是文字，一字不改", async () => {
    const { service, written } = await station();
    for (const content of ['＝HYPERLINK("坏")', "+86 打不通", "@全体", "=1+1", "－5 度没有暖气"]) {
      await service.call("record.save", { kind: "hotline", fields: { ...aCall, calledAt: "2026-05-01", content } });
    }
    const { file, rows } = await written("hotline");
    const at = rows[2]?.indexOf("诉求内容") ?? -1;
    expect(rows.slice(4, 9).map((row) => row[at])).toEqual([
      '＝HYPERLINK("坏")',
      "+86 打不通",
      "@全体",
      "=1+1",
      "－5 度没有暖气",
    ]);
    expect(partOf(file, "xl/worksheets/sheet1.xml")).not.toContain("<f>");
  });

  test("保密来电的姓名、电话不进台账", async () => {
    const { service, ids, written } = await station();
    await service.call("record.save", { kind: "hotline", id: ids.hotline, fields: { confidential: true } });
    const { rows } = await written("hotline");
    expect(rows[3]).toContain("（保密）");
    expect(rows.flat()).not.toContain("13700001234");
  });

  test("导出的台账能再导入另一个站，合计行不算记录", async () => {
    const { written } = await station();
    const { file } = await written("hotline");
    const other = await makeStation();
    const result = await other.call("ledger.import", { file });
    expect(result).toMatchObject({ kind: "hotline", imported: 1 });
    expect(result.skipped.map(({ reason }) => reason)).toContain("total");
  });

  test.skipIf(!hasOffice)("LibreOffice 印出来：横向 A4，第二页也有表头", { timeout: 120_000 }, async () => {
    const { service, written } = await station();
    for (let number = 1; number <= 60; number++) {
      const content = `第${number}件：${"路灯不亮，请求维修。".repeat(4)}`;
      await service.call("record.save", { kind: "hotline", fields: { ...aCall, calledAt: "2026-04-01", content } });
    }
    const { file } = await written("hotline");
    const pdf = pdfFacts(toPdf(file));
    expect([Math.round(pdf.width), Math.round(pdf.height)]).toEqual([842, 595]);
    expect(pdf.pages).toBeGreaterThan(1);
    for (const lines of pdf.lines.slice(0, pdf.pages)) expect(lines.join(" ")).toContain("诉求内容");
    expect(pdf.lines[1]?.join(" ")).toMatch(/第 2 页，共 \d+ 页/u);
  });
});
