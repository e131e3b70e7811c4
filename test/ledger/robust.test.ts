import fc from "fast-check";
import { expect, test } from "vitest";
import { AppError } from "../../db/schema/app-error.ts";
import type { CellValue, Sheets } from "../../db/spreadsheet/cells.ts";
import { planLedger } from "../../db/ledger/plan.ts";
import { eventFields } from "../../db/schema/event.ts";
import { kinds } from "../../db/schema/kinds.ts";
import { hotlineHeader } from "./fixtures.ts";

const headers = [
  hotlineHeader,
  "序号 日期 时间 议题 形式 平台 参加委员 总人数 解决问题数 牵头委员 网格员".split(" "),
  "标题 反映人 收集日期 情况反映 是否编报 采用层级 批示 答复意见 答复时间".split(" "),
];
const words =
  "2023.3.5 ２０２３年10月16日 2月30日 3.1 45244 合计 小计 共3件 注：说明 满意 转报全国政协 批示 企业热线 群众 即时办理 转办 下午2:30-4:00 公司 #N/A 1.38E+10 — 无 是".split(
    " ",
  );
const cell: fc.Arbitrary<CellValue> = fc.oneof(
  fc.constantFrom<CellValue>(null, null, " ", true, { moment: "2023-03-07T00:00:00" }, ...words),
  fc.string({ unit: "binary", maxLength: 8 }),
  fc.double(),
  fc.integer({ min: -10, max: 99_999_999 }),
);
const sheets: fc.Arbitrary<Sheets> = fc
  .record({
    header: fc.constantFrom(...headers),
    rows: fc.array(fc.array(cell, { maxLength: 13 }), { maxLength: 12 }),
    merges: fc.array(
      fc.record({ top: fc.nat(12), left: fc.nat(12), height: fc.nat(3), width: fc.nat(3) }).map((box) => ({
        top: box.top,
        left: box.left,
        bottom: box.top + box.height,
        right: box.left + box.width,
      })),
      { maxLength: 3 },
    ),
  })
  .map(({ header, rows, merges }) => ({
    file: "台账.xlsx",
    format: "xlsx",
    encoding: null,
    date1904: false,
    sheets: [{ name: "2023", rows: [header, ...rows], merges, hidden: false }],
  }));

test("不论格里写了什么：每一行不是记录就是有原因的跳过，记录都合格式", async () => {
  await fc.assert(
    fc.asyncProperty(sheets, async (input) => {
      let planned;
      try {
        planned = await planLedger(input);
      } catch (error) {
        expect(error).toBeInstanceOf(AppError);
        return;
      }
      for (const sheet of planned.sheets) {
        for (const { fields, events } of sheet.rows) {
          kinds[sheet.kind].fields.parse(fields);
          for (const event of events) eventFields.omit({ recordId: true }).parse(event);
        }
        const skipped = sheet.skipped.reduce((sum, { row, toRow }) => sum + (toRow ?? row) - row + 1, 0);
        const below = (input.sheets[0]?.rows.length ?? 0) - (sheet.headerRows.at(-1) ?? 0);
        expect(sheet.rows.length + skipped).toBe(below);
      }
    }),
    { numRuns: 500 },
  );
});
