/** 台账导入导出: look into a file, preview, import as one batch, undo, and back out as .xlsx. */
import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { basename } from "node:path";
import type { LedgerResult, Output } from "../api.ts";
import type { WritableDb } from "../connection.ts";
import { AppError, toAppError } from "../errors.ts";
import { importBatch, undoBatch } from "../ledger/batch.ts";
import { LedgerCache } from "../ledger/cache.ts";
import { categoriesIn } from "../ledger/categories.ts";
import { changesOf, type Registered } from "../ledger/changes.ts";
import { errorTable } from "../ledger/errors-out.ts";
import { describeFile, describeRow, describeView, findProblem, rowsShown, toProblem } from "../ledger/preview.ts";
import { dutyTable } from "../ledger/duty-table.ts";
import { ledgerTable, subtitleOf } from "../ledger/table.ts";
import { dutyReport } from "../reports/duty/report.ts";
import { viewLedger, type LedgerView, type ViewInput, type ViewSheet } from "../ledger/view.ts";
import { writeLedgerXlsx, type OutputTable } from "../ledger/write.ts";
import { readSettings } from "../settings.ts";
import { authorOf, type Context, type Part, type Task } from "./context.ts";

type LedgerInput = ViewInput & { readonly file: string };

interface Desk {
  readonly files: LedgerCache;
  /** The last view, by the file, what was said about it, and the state of the records. */
  view: { readonly key: string; readonly view: LedgerView } | null;
}

/** One desk a connection: it ends with it. */
const desks = new WeakMap<WritableDb, Desk>();

function deskOf(db: WritableDb): Desk {
  const desk = desks.get(db) ?? { files: new LedgerCache(), view: null };
  desks.set(db, desk);
  return desk;
}

const nobody: Registered = { members: [], villages: [] };

export const ledgerHandlers: Part<
  | "ledger.open"
  | "ledger.preview"
  | "ledger.rows"
  | "ledger.find"
  | "ledger.import"
  | "ledger.errors"
  | "ledger.categories"
  | "ledger.batches"
  | "ledger.undo"
  | "ledger.export"
> = {
  "ledger.open": async ({ db }, { file }, task) => {
    task.progress({ step: "读取台账", done: 0, total: null });
    return describeFile((await deskOf(db).files.read(file)).sheets);
  },

  "ledger.preview": async (context, input, task) => {
    task.progress({ step: "读取台账", done: 0, total: null });
    return describeView(context.db, basename(input.file), await viewOf(context, input));
  },

  "ledger.rows": async (context, { sheet, only, offset, limit, ...input }) => {
    const shown = sheetOf(await viewOf(context, input), sheet);
    const rows = rowsShown(shown, only);
    return {
      total: rows.length,
      rows: rows.slice(offset, offset + limit).map((row, place) => describeRow(shown, row, offset + place)),
    };
  },

  "ledger.find": async (context, { sheet, only, index, column, direction, ...input }) =>
    findProblem(sheetOf(await viewOf(context, input), sheet), only, { index, column }, direction),

  "ledger.import": async (context, { dryRun, register, ...input }, task) => {
    task.progress({ step: "读取台账", done: 0, total: null });
    const view = await viewOf(context, input);
    task.throwIfCancelled();
    return importView(context, view, { file: basename(input.file), isDry: dryRun, register }, task);
  },

  "ledger.errors": async (context, { to, ...input }) => {
    const table = errorTable(await viewOf(context, input));
    if (table.rows.length === 0) throw new AppError("ledgerNoErrors", { file: basename(input.file) });
    return writeTable(to, table);
  },

  "ledger.categories": async ({ db }, { file }) => ({
    categories: categoriesIn((await deskOf(db).files.read(file)).sheets),
  }),

  "ledger.batches": ({ db }) =>
    db.all(
      `SELECT "tx" AS "batch", "file", "kind", "imported", "importedAt", "undoneAt" FROM "ledgerBatch" ORDER BY "importedAt" DESC, "tx" DESC`,
    ),

  "ledger.undo": (context, { batch }, task) =>
    context.alone(() => undoBatch(context.db, authorOf(context), batch, task)),

  "ledger.export": async (context, { kind, year = null, file }, task) => {
    const { db } = context;
    const period = { year, now: context.now() };
    if (kind !== "duty") return writeTable(file, await ledgerTable(db, kind, period, task));
    if (year === null) throw new AppError("inputInvalid", { detail: "委员履职台账按年度制作，请选择年度" });
    const report = dutyReport(db, { year, station: null }, readSettings(db));
    return writeTable(file, dutyTable(report, subtitleOf(db, period)));
  },
};

/** @throws AppError of `readLedgerFile` and `viewLedger` */
async function viewOf({ db }: Context, { file, ...input }: LedgerInput): Promise<LedgerView> {
  const desk = deskOf(db);
  const ledger = await desk.files.read(file);
  const position = db.value<number>(`SELECT max("position") FROM "journal"`) ?? 0;
  const key = JSON.stringify([file, ledger.stamp, position, input]);
  if (desk.view?.key !== key) desk.view = { key, view: viewLedger(db, ledger, input) };
  return desk.view.view;
}

function sheetOf(view: LedgerView, name: string): ViewSheet {
  const found = view.sheets.find(({ plan }) => plan.sheet === name);
  if (found === undefined) throw new AppError("inputInvalid", { detail: `没有工作表“${name}”` });
  return found;
}

interface Order {
  readonly file: string;
  readonly isDry: boolean;
  readonly register: Registered | undefined;
}

async function importView(context: Context, view: LedgerView, order: Order, task: Task): Promise<LedgerResult> {
  const { db } = context;
  const author = authorOf(context);
  const todo = changesOf(db, author, view, order.register ?? nobody);
  const rows = view.sheets.flatMap((sheet) => sheet.rows);
  const leftOut = rows.filter(
    ({ state, action }) => action === "skip" && state !== "known" && state !== "error",
  ).length;
  const result = {
    kind: view.kind,
    known: rows.filter(({ state, action }) => state === "known" && action === "skip").length,
    skipped: view.skipped,
    problems: view.sheets.flatMap(({ plan }) => plan.problems.map(toProblem)),
    ...(todo.updated > 0 ? { updated: todo.updated } : {}),
    ...(order.register === undefined ? {} : { registered: todo.registered }),
    ...(leftOut > 0 ? { leftOut } : {}),
  };
  if (order.isDry || todo.changes.length === 0)
    return { batch: null, imported: order.isDry ? todo.created : 0, ...result };
  const head = {
    file: order.file,
    kind: view.kind,
    records: todo.created + todo.updated,
    skipped: result.skipped,
    problems: result.problems,
    before: todo.before,
  };
  const batch = await context.alone(() => importBatch(db, author, head, todo.changes, task));
  deskOf(db).view = null;
  return { batch, imported: todo.created, ...result };
}

/** @throws AppError fileExists, and what the disk says */
async function writeTable(file: string, table: OutputTable): Promise<Output<"ledger.export">> {
  if (existsSync(file)) throw new AppError("fileExists", { file });
  try {
    await writeFile(file, await writeLedgerXlsx(table));
  } catch (error) {
    throw toAppError(error, { file, path: file });
  }
  return { file, rows: table.rows.length };
}
