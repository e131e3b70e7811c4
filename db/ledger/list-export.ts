/**
 * A list as a file: the rows its filter matches, in its order and its columns, with Chinese names for codes. Read and written
 * a page at a time, so that it can be cancelled; the file appears under its name when it is whole.
 */
import { open, writeFile } from "node:fs/promises";
import type { ReadableDb } from "../sqlite/connection.ts";
import { writeOutput } from "../files/output-file.ts";
import { recordsByRid } from "../queries/list.ts";
import type { DueLimits } from "../queries/list-sql.ts";
import { pageOf } from "../queries/page.ts";
import { listField } from "../schema/list-fields.ts";
import type { ListField } from "../schema/kind-definition.ts";
import { MAX_LISTED, type ListQueryInput } from "../schema/list-query.ts";
import { cellReader } from "./list-cells.ts";
import { writeListXlsx } from "./list-xlsx.ts";
import type { OutputCell } from "../spreadsheet/ledger-xlsx.ts";
import { csvText } from "../spreadsheet/write-csv.ts";
import { progressSteps } from "../schema/progress-steps.ts";
import { pause, type Task } from "../tasks/task.ts";

interface ListExport {
  readonly query: ListQueryInput;
  readonly columns: readonly string[];
  /** Ends in .xlsx or .csv. */
  readonly file: string;
}

const pageSize = 500;

/** @throws AppError fileExists, filterUnknown, sortUnknown, cancelled, diskFull, fileUnwritable */
export async function exportList(
  db: ReadableDb,
  { query, columns: names, file }: ListExport,
  limits: DueLimits,
  task: Task,
): Promise<{ file: string; rows: number }> {
  const columns = withMarks(names).flatMap((name) => listField(query.kind, name) ?? []);
  const rows = rowsOf(db, query, columns, limits, task);
  const written = await writeOutput(file, { replaces: false }, (part) =>
    /\.csv$/i.test(file) ? writeCsv(part, columns, rows) : writeWorkbook(part, columns, rows),
  );
  return { file, rows: written };
}

/**
 * On the screen the day a call is due carries its mark (按期, 临期, 超期). In a file the mark has a column of its own beside
 * the day, so that the day stays one that a table sorts by.
 */
const withMarks = (names: readonly string[]): readonly string[] =>
  names.includes("warning") ? names : names.flatMap((name) => (name === "dueOn" ? [name, "warning"] : [name]));

/** Pages of cells. What is deleted while the file is being written is missing in it; nothing comes twice. */
async function* rowsOf(
  db: ReadableDb,
  query: ListQueryInput,
  columns: readonly ListField[],
  limits: DueLimits,
  task: Task,
): AsyncGenerator<OutputCell[][]> {
  const { rids } = pageOf(db, { ...query, offset: 0, limit: MAX_LISTED }, limits);
  const cells = cellReader(db, columns);
  const names = columns.map(({ name }) => name);
  for (let from = 0; from < rids.length; from += pageSize) {
    const records = recordsByRid(db, query.kind, rids.slice(from, from + pageSize), limits, names);
    yield records.map(cells);
    const done = Math.min(rids.length, from + pageSize);
    await pause(task, { step: progressSteps.writingList, done, total: rids.length });
  }
}

async function writeCsv(
  file: string,
  columns: readonly ListField[],
  pages: AsyncIterable<OutputCell[][]>,
): Promise<number> {
  const handle = await open(file, "w");
  let rows = 0;
  try {
    await handle.write(csvText([columns.map(({ zh }) => zh)], true));
    for await (const page of pages) {
      rows += page.length;
      await handle.write(csvText(page, false));
    }
    await handle.sync();
  } finally {
    await handle.close();
  }
  return rows;
}

async function writeWorkbook(
  file: string,
  columns: readonly ListField[],
  pages: AsyncIterable<OutputCell[][]>,
): Promise<number> {
  const rows: OutputCell[][] = [];
  for await (const page of pages) rows.push(...page);
  await writeFile(file, await writeListXlsx(columns, rows));
  return rows.length;
}
