/** 台账导入导出: preview, import as one batch, undo, and back out as .xlsx. */
import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { basename } from "node:path";
import type { Checked, LedgerPreview, LedgerProblem, LedgerResult, LedgerSkipped } from "../api.ts";
import { AppError, toAppError } from "../errors.ts";
import { planLedger, type ColumnMapping, type PlannedRow, type SheetPlan } from "../ledger/plan.ts";
import { readLedgerFile } from "../ledger/read.ts";
import { targetsOf } from "../ledger/synonyms.ts";
import { writeLedgerXlsx } from "../ledger/write.ts";
import { importRows, knownKeys, undoBatch } from "../ledger/batch.ts";
import { ledgerTable } from "../ledger/table.ts";
import type { MainKind } from "../schema/kinds.ts";
import { authorOf, type Context, type Part } from "./context.ts";

type LedgerInput = Checked<"ledger.preview">;

/** Rows that the preview shows in full. */
const sampleSize = 20;

export const ledgerHandlers: Part<
  "ledger.preview" | "ledger.import" | "ledger.batches" | "ledger.undo" | "ledger.export"
> = {
  "ledger.preview": async (context, input) => preview(context, input),

  "ledger.import": async (context, input, task): Promise<LedgerResult> => {
    task.progress({ step: "读取台账", done: 0, total: null });
    const plan = await planFor(input);
    task.throwIfCancelled();
    const { kind } = plan;
    const fresh = freshRows(context, plan);
    const result = { kind, known: plan.rows.length - fresh.length, skipped: plan.skipped, problems: plan.problems };
    if (input.dryRun || fresh.length === 0)
      return { batch: null, imported: input.dryRun ? fresh.length : 0, ...result };
    const batch = importRows(
      context.db,
      authorOf(context),
      { file: basename(input.file), ...result, rows: fresh },
      (done) => task.progress({ step: "写入记录", done, total: fresh.length }),
    );
    return { batch, imported: fresh.length, ...result };
  },

  "ledger.batches": ({ db }) =>
    db.all(
      `SELECT "tx" AS "batch", "file", "kind", "imported", "importedAt", "undoneAt" FROM "ledgerBatch" ORDER BY "importedAt" DESC, "tx" DESC`,
    ),

  "ledger.undo": (context, { batch }) => undoBatch(context.db, authorOf(context), batch),

  "ledger.export": async ({ db }, { kind, year, file }) => {
    if (existsSync(file)) throw new AppError("fileExists", { file });
    const table = ledgerTable(db, kind, year ?? null);
    try {
      await writeFile(file, await writeLedgerXlsx(table));
    } catch (error) {
      throw toAppError(error, { file, path: file });
    }
    return { file, rows: table.rows.length };
  },
};

/** The sheets that an import takes, as one. */
interface MergedPlan {
  readonly kind: MainKind;
  readonly rows: readonly PlannedRow[];
  readonly skipped: readonly LedgerSkipped[];
  readonly problems: readonly LedgerProblem[];
  readonly shown: SheetPlan;
  readonly all: readonly SheetPlan[];
}

/** @throws AppError of `readLedgerFile` and `planLedger`; inputInvalid for a sheet that is not there */
async function planFor(input: LedgerInput): Promise<MergedPlan> {
  const mapping = Object.entries(input.mapping ?? {}).map(([column, target]): ColumnMapping => ({
    sheet: input.sheet,
    column: Number(column),
    target,
  }));
  const plan = planLedger(await readLedgerFile(input.file), { kind: input.kind, year: input.year, mapping });
  const shown = input.sheet === undefined ? plan.sheets[0] : plan.sheets.find(({ sheet }) => sheet === input.sheet);
  if (shown === undefined) throw new AppError("inputInvalid", { detail: `没有工作表“${input.sheet ?? ""}”` });
  const taken = input.sheet === undefined ? plan.sheets.filter(({ kind }) => kind === shown.kind) : [shown];
  const left = plan.sheets.filter((sheet) => !taken.includes(sheet));
  return {
    kind: shown.kind,
    rows: taken.flatMap(({ rows }) => rows),
    skipped: [
      ...taken.flatMap(({ skipped }) => skipped.map((one) => ({ ...one, toRow: one.toRow ?? one.row }))),
      ...left.map(({ sheet }) => ({ row: 0, toRow: 0, reason: "otherSheet", text: sheet })),
      ...plan.ignored.map(({ sheet, reason }) => ({ row: 0, toRow: 0, reason, text: sheet })),
    ],
    problems: taken.flatMap(({ problems }) => problems.map(toProblem)),
    shown,
    all: plan.sheets,
  };
}

function toProblem({ row, column, header, value, severity, message }: SheetPlan["problems"][number]): LedgerProblem {
  const orNull = (text: string) => (text === "" ? null : text);
  return { row, column: orNull(column), header: orNull(header), value, severity, message };
}

function freshRows(context: Context, plan: MergedPlan): PlannedRow[] {
  const known = knownKeys(
    context.db,
    plan.kind,
    plan.rows.map(({ importKey }) => importKey),
  );
  return plan.rows.filter(({ importKey }) => !known.has(importKey));
}

async function preview(context: Context, input: LedgerInput): Promise<LedgerPreview> {
  const plan = await planFor(input);
  const { shown } = plan;
  return {
    file: basename(input.file),
    sheet: shown.sheet,
    sheets: plan.all.map(({ sheet, kind, rows }) => ({ sheet, kind, rows: rows.length })),
    kind: shown.kind,
    year: shown.year,
    title: shown.title,
    headerRows: shown.headerRows,
    columns: shown.columns.map(({ index, header, target }) => ({ index, header, target })),
    targets: targetsOf(shown.kind).map(({ name, zh }) => ({ target: name, label: zh })),
    rows: plan.rows.length,
    known: plan.rows.length - freshRows(context, plan).length,
    sample: plan.rows.slice(0, sampleSize).map(({ row, fields, events }) => ({ row, fields, events })),
    skipped: plan.skipped,
    problems: plan.problems,
  };
}
