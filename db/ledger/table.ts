/** Records of a year as a 台账: rows in the order of their dates, who hands it in, totals. */
import { tableOf } from "../sqlite/columns.ts";
import type { ReadableDb } from "../sqlite/connection.ts";
import { pause, type Task } from "../tasks/task.ts";
import { readIdentity } from "../office/identity.ts";
import { mainModules } from "../kinds/register.ts";
import { localDay } from "../kinds/common/paper-words.ts";
import { fullRecord } from "../queries/record.ts";
import { kinds, type MainKind } from "../schema/kinds.ts";
import type { LedgerField } from "../kinds/common/ledger-fields.ts";
import type { OutputCell, OutputTable } from "../spreadsheet/ledger-xlsx.ts";
import { progressSteps } from "../schema/progress-steps.ts";

export interface LedgerYear {
  /** null for all years */
  readonly year: number | null;
  readonly now: number;
}

/** How many records are read before others get their turn. */
const PAGE = 200;

/** Records that are read one by one; a district's ledger names their station. @throws AppError cancelled */
export async function ledgerTable(
  db: ReadableDb,
  kind: MainKind,
  period: LedgerYear,
  task: Task,
): Promise<OutputTable> {
  const isDistrict = readIdentity(db).role === "district";
  const station: LedgerField = {
    header: "联络站",
    width: 12,
    cell: ({ full }) => stationName(db, full.record.station),
  };
  const { printed } = mainModules[kind];
  const fields = isDistrict ? [station, ...printed.ledger] : printed.ledger;
  const ids = idsOf(db, kind, period.year);
  const rows: OutputCell[][] = [];
  for (const id of ids) {
    if (rows.length % PAGE === 0) {
      await pause(task, { step: progressSteps.readingRecords, done: rows.length, total: ids.length });
    }
    const full = fullRecord(db, id);
    const record = { full, words: printed.data(db, full) };
    rows.push([rows.length + 1, ...fields.map(({ cell }) => cell(record))]);
  }
  return {
    title: `${kinds[kind].zh}台账${period.year === null ? "" : `（${period.year}年）`}`,
    subtitle: subtitleOf(db, period),
    columns: [
      { header: "序号", width: 5, isCentred: true },
      ...fields.map(({ header, width, isCentred }) => ({ header, width, isCentred: isCentred === true })),
    ],
    rows,
    ...(rows.length === 0 ? {} : { totals: totalsOf(kind, fields, rows) }),
  };
}

/** Who hands it in, for which year, printed when: the line below the title of every ledger. */
export function subtitleOf(db: ReadableDb, { year, now }: LedgerYear): string {
  const parts = [
    `填报单位：${readIdentity(db).name}`,
    `年度：${year === null ? "全部" : `${year}年`}`,
    `制表日期：${localDay(now)}`,
  ];
  return parts.join("　　");
}

function idsOf(db: ReadableDb, kind: MainKind, year: number | null): readonly string[] {
  const date = kinds[kind].dateField ?? "id";
  const where = year === null ? "" : `WHERE "${date}" >= ? AND "${date}" < ?`;
  return db
    .all<{ id: string }>(
      `SELECT "id" FROM ${tableOf(kind)} ${where} ORDER BY "${date}", "rid"`,
      year === null ? [] : [`${year}-`, `${year + 1}-`],
    )
    .map(({ id }) => id);
}

const stationName = (db: ReadableDb, id: string): string | null =>
  db.value<string>(`SELECT "name" FROM "station" WHERE "id" = ?`, [id]) ?? null;

/** 合计, how many rows, and the sums of what is summed. */
function totalsOf(
  kind: MainKind,
  fields: readonly LedgerField[],
  rows: readonly OutputCell[][],
): readonly OutputCell[] {
  return [
    "合计",
    ...fields.map(({ isSummed }, index) => {
      if (isSummed === true) return sumOf(rows.map((row) => row[index + 1] ?? null));
      return index === 0 ? `${rows.length}${mainModules[kind].printed.counter}` : null;
    }),
  ];
}

export const sumOf = (cells: readonly OutputCell[]): number =>
  cells.reduce<number>((sum, cell) => sum + (typeof cell === "number" ? cell : 0), 0);
