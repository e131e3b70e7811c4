/** 台账导入导出: look into a file, preview, import as one batch, undo, and back out as .xlsx. */
import { basename } from "node:path";
import type { LedgerResult, Output } from "../api/operations.ts";
import type { WritableDb } from "../sqlite/connection.ts";
import { AppError } from "../schema/app-error.ts";
import { importBatch, undoBatch } from "../ledger/import-run.ts";
import { LedgerCache } from "../ledger/cache.ts";
import { categoriesIn } from "../ledger/categories.ts";
import { changesOf, type ImportChanges, type Registered } from "../ledger/changes.ts";
import { errorTable } from "../ledger/errors-out.ts";
import { describeFile, describeRow, describeView, findProblem, rowsShown, toProblem } from "../ledger/preview.ts";
import { dutyTable } from "../ledger/duty-table.ts";
import { SharedWork } from "../ledger/shared-work.ts";
import { ledgerTable, subtitleOf } from "../ledger/table.ts";
import { dutyReport } from "../reports/duty/report.ts";
import { viewLedger, type LedgerView, type ViewInput, type ViewSheet } from "../ledger/view.ts";
import { writeLedgerXlsx, type OutputTable } from "../spreadsheet/ledger-xlsx.ts";
import { saveOutput } from "../files/output-file.ts";
import { readSettings } from "../office/settings.ts";
import { localDay } from "./today.ts";
import { authorOf, type Context, type Part } from "./context.ts";
import type { Task } from "../tasks/task.ts";
import { words } from "../schema/words.ts";

type LedgerInput = ViewInput & { readonly file: string };

interface Desk {
  readonly files: LedgerCache;
  /** The last view, by the file, what was said about it, and the state of the records. */
  readonly views: SharedWork<LedgerView>;
}

/** One desk a connection: it ends with it. */
const desks = new WeakMap<WritableDb, Desk>();

function deskOf({ db, ledgerReader }: Context): Desk {
  const desk = desks.get(db) ?? { files: new LedgerCache(ledgerReader), views: new SharedWork() };
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
  "ledger.open": async (context, { file }, task) => describeFile((await deskOf(context).files.read(file, task)).sheets),

  "ledger.preview": async (context, input, task) =>
    describeView(context.db, basename(input.file), await viewOf(context, input, task)),

  "ledger.rows": async (context, { sheet, only, offset, limit, ...input }, task) => {
    const shown = sheetOf(await viewOf(context, input, task), sheet);
    const rows = rowsShown(shown, only);
    return {
      total: rows.length,
      rows: rows.slice(offset, offset + limit).map((row, place) => describeRow(shown, row, offset + place)),
    };
  },

  "ledger.find": async (context, { sheet, only, index, column, direction, ...input }, task) =>
    findProblem(sheetOf(await viewOf(context, input, task), sheet), only, { index, column }, direction),

  "ledger.import": async (context, { dryRun, register, ...input }, task) => {
    const order = { file: basename(input.file), register };
    // Beside other operations; once alone, only what they wrote meanwhile is looked at again.
    const view = await viewOf(context, input, task);
    if (dryRun) {
      const todo = todoOf(context, view, order);
      return { batch: null, imported: todo.created, ...summaryOf(view, todo, order) };
    }
    return context.exclusive(async () => importView(context, await viewOf(context, input, task), order, task));
  },

  "ledger.errors": async (context, { to, ...input }, task) => {
    const table = errorTable(await viewOf(context, input, task));
    if (table.rows.length === 0) throw new AppError("ledgerNoErrors", { file: basename(input.file) });
    return writeTable(to, table);
  },

  "ledger.categories": async (context, { file }, task) => ({
    categories: categoriesIn((await deskOf(context).files.read(file, task)).sheets),
  }),

  "ledger.batches": ({ db }) =>
    db.all(
      `SELECT "tx" AS "batch", "file", "kind", "imported", "importedAt", "undoneAt" FROM "ledgerBatch" ORDER BY "importedAt" DESC, "tx" DESC`,
    ),

  "ledger.undo": (context, { batch }, task) =>
    context.exclusive(() => undoBatch(context.db, authorOf(context), batch, task)),

  "ledger.export": async (context, { kind, year = null, file }, task) => {
    const { db } = context;
    const period = { year, now: context.now() };
    if (kind !== "duty") return writeTable(file, await ledgerTable(db, kind, period, task));
    if (year === null)
      throw new AppError("inputInvalid", {
        detail: words(
          "委员履职台账按年度制作，请选择年度",
          "the ledger of members' duties is made for a year; choose one",
        ),
      });
    const report = dutyReport(db, { year, station: null }, readSettings(db));
    return writeTable(file, dutyTable(report, subtitleOf(db, period)));
  },
};

/** @throws AppError of `readLedgerFile` and `viewLedger`, and cancelled */
async function viewOf(context: Context, { file, ...input }: LedgerInput, task: Task): Promise<LedgerView> {
  const { db } = context;
  const desk = deskOf(context);
  const ledger = await desk.files.read(file, task);
  const position = db.value<number>(`SELECT max("position") FROM "journal"`) ?? 0;
  // What rows are told apart by: their sectors by the lists of the terms.
  const { terms, sectors, termSectors } = readSettings(db);
  const today = localDay(context.now());
  const key = JSON.stringify([file, ledger.stamp, position, input, terms, sectors, termSectors, today]);
  return desk.views.get(key, task, (viewing) => viewLedger(db, ledger, input, { task: viewing, today }));
}

function sheetOf(view: LedgerView, name: string): ViewSheet {
  const found = view.sheets.find(({ plan }) => plan.sheet === name);
  if (found === undefined)
    throw new AppError("inputInvalid", { detail: words(`没有工作表“${name}”`, `there is no sheet “${name}”`) });
  return found;
}

interface Order {
  readonly file: string;
  readonly register: Registered | undefined;
}

const todoOf = (context: Context, view: LedgerView, { register }: Order): ImportChanges =>
  changesOf(context.db, authorOf(context), view, register ?? nobody);

/** What is said about an import, whether or not it is written. */
function summaryOf(
  view: LedgerView,
  todo: ImportChanges,
  { register }: Order,
): Omit<LedgerResult, "batch" | "imported"> {
  const rows = view.sheets.flatMap((sheet) => sheet.rows);
  const leftOut = rows.filter(
    ({ state, action }) => action === "skip" && state !== "known" && state !== "error",
  ).length;
  const joined = rows.filter(({ action }) => action === "join").length;
  return {
    kind: view.kind,
    known: rows.filter(({ state, action }) => state === "known" && action === "skip").length,
    skipped: view.skipped,
    problems: view.sheets.flatMap(({ plan }) => plan.problems.map(toProblem)),
    ...(todo.updated > 0 ? { updated: todo.updated } : {}),
    ...(register === undefined ? {} : { registered: todo.registered }),
    ...(joined > 0 ? { joined } : {}),
    ...(leftOut > 0 ? { leftOut } : {}),
  };
}

/** Run it alone, from a view made alone: numbers are given, and rows known, as the records are now. */
async function importView(context: Context, view: LedgerView, order: Order, task: Task): Promise<LedgerResult> {
  task.throwIfCancelled();
  const { db } = context;
  const todo = todoOf(context, view, order);
  const summary = summaryOf(view, todo, order);
  if (todo.changes.length === 0) return { batch: null, imported: 0, ...summary };
  const head = {
    file: order.file,
    kind: view.kind,
    records: todo.created + todo.updated,
    skipped: summary.skipped,
    problems: summary.problems,
    before: todo.before,
  };
  const batch = await importBatch(db, authorOf(context), head, todo.changes, task);
  deskOf(context).views.forget();
  return { batch, imported: todo.created, ...summary };
}

/** @throws AppError fileExists, diskFull, fileUnwritable */
async function writeTable(file: string, table: OutputTable): Promise<Output<"ledger.export">> {
  await saveOutput(file, await writeLedgerXlsx(table), { replaces: false });
  return { file, rows: table.rows.length };
}
