/** The rows that could not be imported, as a workbook to be corrected in Excel or WPS and imported. */
import { cellText } from "../spreadsheet/normalise.ts";
import { kindTitle } from "./plan.ts";
import { REASON_HEADER, SEQUENCE } from "./targets.ts";
import { cellRemarkText } from "../schema/cell-remarks.ts";
import { columnsOf } from "../schema/kinds.ts";
import type { LedgerView, ViewSheet } from "./view.ts";
import type { OutputTable } from "../spreadsheet/ledger-xlsx.ts";

/** One table for all sheets: a column for each header text, the reasons first. */
export function errorTable(view: LedgerView): OutputTable {
  const headers: string[] = [];
  const rows: Map<string, string>[] = [];
  for (const sheet of view.sheets) {
    const names = headersOf(sheet);
    for (const { entry, problems } of sheet.rows) {
      if (entry.fields !== null) continue;
      const reasons = problems.filter(({ severity }) => severity === "error");
      const cells = new Map([
        [
          REASON_HEADER,
          reasons
            .map(({ header, remark }) => `${header === "" ? "" : `${header}：`}${cellRemarkText(remark)}`)
            .join("；"),
        ],
      ]);
      for (const [index, name] of names) {
        if (!headers.includes(name)) headers.push(name);
        cells.set(name, cellText(entry.cells[index] ?? null));
      }
      rows.push(cells);
    }
  }
  const [first] = view.sheets;
  const year = first?.plan.year ?? null;
  return {
    title: `${kindTitle(view.kind)}${year === null ? "" : `${year}年度`}要改正的行`,
    columns: [{ header: REASON_HEADER, width: 30 }, ...headers.map((header) => ({ header, width: 16 }))],
    rows: rows.map((cells) => [REASON_HEADER, ...headers].map((header) => cells.get(header) ?? null)),
  };
}

/** The name of each column's field, which always reads back as this field; else what the file called it. */
function headersOf({ plan }: ViewSheet): Map<number, string> {
  const labels = new Map(columnsOf(plan.kind).map(({ name, meta }) => [name, meta.zh]));
  return new Map(
    plan.columns
      .filter(({ target }) => target !== SEQUENCE)
      .map(({ index, header, target }) => [
        index,
        (target === null ? undefined : labels.get(target)) ?? header.replaceAll("/", ""),
      ]),
  );
}
