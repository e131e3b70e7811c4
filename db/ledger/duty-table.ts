/** 委员履职台账: a row for each member with what counts, as the duty report has it. */
import type { DutyReport } from "../api/operations.ts";
import { memberRoles } from "../schema/people.ts";
import { labelOf } from "../kinds/common/paper-words.ts";
import { sumOf } from "./table.ts";
import type { OutputCell, OutputTable } from "../spreadsheet/ledger-xlsx.ts";

/** What is 缺 (nothing recorded and no nil return) stays apart from nothing done. */
const MISSING = "缺";

/** @param subtitle who hands it in, for which year */
export function dutyTable(report: DutyReport, subtitle: string): OutputTable {
  const { figures } = report;
  const rows = report.rows.map((row, index): OutputCell[] => [
    index + 1,
    row.name,
    row.roles.map((role) => labelOf(memberRoles, role)).join("、"),
    row.sector,
    ...figures.map(({ key }) => row.values[key] ?? MISSING),
  ]);
  return {
    title: `委员履职台账（${report.year}年）`,
    subtitle,
    columns: [
      { header: "序号", width: 5, isCentred: true },
      { header: "姓名", width: 10, isCentred: true },
      { header: "身份", width: 18 },
      { header: "界别", width: 18 },
      ...figures.map(({ zh }) => ({ header: zh, width: 10, isCentred: true })),
    ],
    rows,
    ...(rows.length === 0
      ? {}
      : {
          totals: [
            "合计",
            `${rows.length}人`,
            null,
            null,
            ...figures.map((_, index) => sumOf(rows.map((row) => row[index + 4] ?? null))),
          ],
        }),
  };
}
