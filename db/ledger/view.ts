/**
 * A ledger as the wizard sees it: the plan with the clerk's corrections, and for each row what it is to the records that
 * are here and what the import will do with it.
 */
import type { LedgerAction, LedgerRowState, LedgerSkipped } from "../api/operations.ts";
import type { ReadableDb } from "../sqlite/connection.ts";
import { AppError } from "../schema/app-error.ts";
import { cellRemark } from "../schema/cell-remarks.ts";
import { kinds, type ListedKind } from "../schema/kinds.ts";
import type { ReadLedger } from "./cache.ts";
import type { PlanProblem } from "../kinds/common/row-draft.ts";
import { knownKeys, likelyRecords } from "./known.ts";
import { Pace, type Task } from "../tasks/task.ts";
import type { LedgerPlan, PlanEntry, SheetPlan } from "./plan.ts";
import { withEntries } from "./plan-sheet.ts";
import { sectorRemarks } from "./sector-remarks.ts";
import { isRegister, judged, judgeRegister, type Judged, type Remark } from "./register-view.ts";
import type { RegisterRecord } from "./register-match.ts";
import { words, type Words } from "../schema/words.ts";
import { progressSteps } from "../schema/progress-steps.ts";

export interface RowEdit {
  /** Column, from 0 → what the clerk wrote instead. */
  readonly cells?: Readonly<Record<string, string>> | undefined;
  readonly action?: LedgerAction | undefined;
  /** The record to update, where several have the name. */
  readonly target?: string | undefined;
}

export interface ViewInput {
  readonly kind?: ListedKind | undefined;
  readonly year?: number | undefined;
  readonly sheets?: readonly string[] | undefined;
  readonly layouts?:
    | Readonly<
        Record<
          string,
          {
            readonly header?: { readonly first: number; readonly last: number } | undefined;
            readonly dataFrom?: number | undefined;
            readonly mapping?: Readonly<Record<string, string | null>> | undefined;
          }
        >
      >
    | undefined;
  readonly edits?: Readonly<Record<string, Readonly<Record<string, RowEdit>>>> | undefined;
  /** Rows imported before; left out unless the clerk says otherwise. */
  readonly onKnown?: "skip" | "add" | undefined;
  /** Rows with the date and title of a record. */
  readonly onLikely?: "skip" | "add" | undefined;
  /** People of a roster who are in the register. */
  readonly onSame?: "skip" | "update" | undefined;
}

export interface ViewRow {
  readonly entry: PlanEntry;
  readonly state: LedgerRowState;
  readonly action: LedgerAction;
  /** Those of the plan, and what the row is to the records that are here. */
  readonly problems: readonly PlanProblem[];
  /** Records that this row may be. */
  readonly candidates: readonly RegisterRecord[];
  /** The record that is updated. */
  readonly target: string | null;
  /** Row of the member whose earlier term this is. */
  readonly joins: number | null;
  /** Columns that were corrected, from 0. */
  readonly edited: readonly number[];
}

export interface ViewSheet {
  readonly plan: SheetPlan;
  readonly rows: readonly ViewRow[];
}

export interface LedgerView {
  readonly kind: ListedKind;
  readonly sheets: readonly ViewSheet[];
  readonly skipped: readonly LedgerSkipped[];
  /** Every sheet with a header, taken or not. */
  readonly all: readonly SheetPlan[];
}

/** @throws AppError of `planLedger`; inputInvalid for a sheet that is not there, cancelled */
export async function viewLedger(
  db: ReadableDb,
  ledger: ReadLedger,
  input: ViewInput,
  { task, today }: { readonly task: Task; readonly today: string },
): Promise<LedgerView> {
  const remarks = sectorRemarks(db, today);
  const pace = new Pace(task);
  const plan = await planFor(ledger, input, task);
  const kind = input.kind ?? kindOf(plan, input.sheets);
  const taken = plan.sheets.filter((sheet) => sheet.kind === kind && (input.sheets?.includes(sheet.sheet) ?? true));
  if (taken.length === 0) throw new AppError("inputInvalid", { detail: noSheet(input.sheets) });
  const left = plan.sheets.filter((sheet) => !taken.includes(sheet));
  const sheets: ViewSheet[] = [];
  for (const sheet of taken)
    sheets.push(await viewSheet(db, withEdits(sheet, input.edits?.[sheet.sheet] ?? {}), input, pace, remarks));
  return {
    kind,
    sheets,
    all: plan.sheets,
    skipped: [
      ...sheets.flatMap(({ plan: { skipped } }) => skipped.map((one) => ({ ...one, toRow: one.toRow ?? one.row }))),
      ...left.map(({ sheet }) => ({ row: 0, toRow: 0, reason: "otherSheet", text: sheet })),
      ...plan.ignored.map(({ sheet, reason }) => ({ row: 0, toRow: 0, reason, text: sheet })),
    ],
  };
}

function planFor(ledger: ReadLedger, { kind, year, layouts = {} }: ViewInput, task: Task): Promise<LedgerPlan> {
  const each = Object.entries(layouts);
  const options = {
    kind,
    year,
    mapping: each.flatMap(([sheet, { mapping = {} }]) =>
      Object.entries(mapping).map(([column, target]) => ({ sheet, column: Number(column), target })),
    ),
    headers: new Map(each.flatMap(([sheet, { header }]) => (header === undefined ? [] : [[sheet, header] as const]))),
    dataFrom: new Map(
      each.flatMap(([sheet, { dataFrom }]) => (dataFrom === undefined ? [] : [[sheet, dataFrom] as const])),
    ),
  };
  return ledger.plan(JSON.stringify([kind, year, layouts]), options, task);
}

function kindOf(plan: LedgerPlan, wanted: readonly string[] | undefined): ListedKind {
  const first = plan.sheets.find(({ sheet }) => wanted?.includes(sheet) ?? true);
  if (first === undefined) throw new AppError("inputInvalid", { detail: noSheet(wanted) });
  return first.kind;
}

/** The plan with corrected cells: only those rows are read again. */
function withEdits(plan: SheetPlan, edits: Readonly<Record<string, RowEdit>>): SheetPlan {
  const changed = new Map(
    Object.entries(edits).flatMap(([row, { cells }]) => (cells === undefined ? [] : [[Number(row), cells] as const])),
  );
  if (changed.size === 0) return plan;
  const entries = plan.entries.map((entry) => {
    const cells = changed.get(entry.row);
    if (cells === undefined) return entry;
    const width = Math.max(entry.cells.length, ...Object.keys(cells).map((column) => Number(column) + 1));
    const edited = Array.from({ length: width }, (_, column) => {
      const text = cells[String(column)];
      return text === undefined ? (entry.cells[column] ?? null) : text === "" ? null : text;
    });
    return plan.replan(entry.row, edited, entry.importKey);
  });
  return withEntries(
    plan,
    entries,
    plan.skipped.filter(({ reason }) => reason !== "error"),
  );
}

async function viewSheet(
  db: ReadableDb,
  plan: SheetPlan,
  input: ViewInput,
  pace: Pace,
  sectors: ReturnType<typeof sectorRemarks>,
): Promise<ViewSheet> {
  const edits = input.edits?.[plan.sheet] ?? {};
  const { entries, judge } = isRegister(plan.kind)
    ? judgeRegister(db, plan, { onSame: input.onSame, wanted: ({ row }) => edits[String(row)]?.action })
    : { entries: plan.entries, judge: await ledgerJudge(db, plan, input, pace) };
  const rows = await pace.map(progressSteps.comparing, entries, (entry): ViewRow => {
    const edit = edits[String(entry.row)];
    const found = entry.fields === null ? judged("error", "skip") : judge(entry);
    const target = edit?.target ?? found.target;
    const wanted = entry.fields === null && edit?.action !== "skip" ? undefined : edit?.action;
    const isImpossible = (wanted === "update" && target === null) || (wanted === "join" && found.joins === null);
    const action = isImpossible ? found.action : (wanted ?? found.action);
    const remarks = [
      ...(found.remark === null ? [] : [found.remark]),
      // Of a row that is left out nothing has to be checked.
      ...(plan.kind === "member" && action !== "skip" ? sectors(entry) : []),
    ];
    return {
      entry,
      state: found.state,
      action,
      problems: [...entry.problems, ...remarks.map((remark) => remarkOf(plan, entry, remark))],
      candidates: found.candidates,
      target: action === "update" ? target : null,
      joins: found.joins,
      edited: Object.keys(edit?.cells ?? {}).map(Number),
    };
  });
  return { plan: { ...plan, entries }, rows };
}

/** What a row is to the records that are here, shown in the cell of its field. */
const remarkOf = (plan: SheetPlan, { row }: PlanEntry, { remark, field }: Remark): PlanProblem => ({
  row,
  column: "",
  header: "",
  field: field ?? kinds[plan.kind].titleField,
  value: "",
  severity: "warning",
  remark,
});

async function ledgerJudge(
  db: ReadableDb,
  plan: SheetPlan,
  input: ViewInput,
  pace: Pace,
): Promise<(entry: PlanEntry) => Judged> {
  const keys = plan.rows.map(({ importKey }) => importKey);
  const known = await knownKeys(db, plan.kind, keys, pace);
  const fresh = plan.rows.filter(({ importKey }) => !known.has(importKey));
  const likely = await likelyRecords(db, plan.kind, fresh, pace);
  const byEntry = new Map<PlanEntry, string>(likely);
  return (entry) => {
    if (known.has(entry.importKey)) return judged("known", input.onKnown ?? "skip");
    return byEntry.has(entry)
      ? judged("likely", input.onLikely ?? "add", { remark: cellRemark("likelyKnown") })
      : judged("new", "add");
  };
}

const noSheet = (sheets: readonly string[] = []): Words =>
  words(`没有工作表“${sheets.join("、")}”`, `there is no sheet “${sheets.join(", ")}”`);
