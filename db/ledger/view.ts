/**
 * A ledger as the wizard sees it: the plan with the clerk's corrections, and for each row what it is to the records that
 * are here and what the import will do with it.
 */
import type { LedgerAction, LedgerRowState, LedgerSkipped } from "../api.ts";
import type { ReadableDb } from "../connection.ts";
import { AppError } from "../errors.ts";
import { columnsOf, kinds, type ListedKind } from "../schema/kinds.ts";
import type { ReadLedger } from "./cache.ts";
import type { PlanProblem } from "./draft.ts";
import { knownKeys, likelyRecords } from "./known.ts";
import { Pace, type Watcher } from "./pace.ts";
import type { LedgerPlan, PlanEntry, SheetPlan } from "./plan.ts";
import { withEntries } from "./plan-sheet.ts";
import { matchRegister, type RegisterRecord } from "./register-match.ts";
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
  task: Watcher,
): Promise<LedgerView> {
  const pace = new Pace(task);
  const plan = await planFor(ledger, input, task);
  const kind = input.kind ?? kindOf(plan, input.sheets);
  const taken = plan.sheets.filter((sheet) => sheet.kind === kind && (input.sheets?.includes(sheet.sheet) ?? true));
  if (taken.length === 0) throw new AppError("inputInvalid", { detail: noSheet(input.sheets) });
  const left = plan.sheets.filter((sheet) => !taken.includes(sheet));
  const sheets: ViewSheet[] = [];
  for (const sheet of taken)
    sheets.push(await viewSheet(db, withEdits(sheet, input.edits?.[sheet.sheet] ?? {}), input, pace));
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

function planFor(ledger: ReadLedger, { kind, year, layouts = {} }: ViewInput, task: Watcher): Promise<LedgerPlan> {
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

interface Judged {
  readonly state: LedgerRowState;
  readonly action: LedgerAction;
  readonly remark: string | null;
  readonly candidates: readonly RegisterRecord[];
  readonly target: string | null;
}

const judged = (state: LedgerRowState, action: LedgerAction, remark: string | null = null): Judged => ({
  state,
  action,
  remark,
  candidates: [],
  target: null,
});

async function viewSheet(db: ReadableDb, plan: SheetPlan, input: ViewInput, pace: Pace): Promise<ViewSheet> {
  const judge = isRegister(plan.kind) ? registerJudge(db, plan, input) : await ledgerJudge(db, plan, input, pace);
  const edits = input.edits?.[plan.sheet] ?? {};
  const rows = await pace.map(progressSteps.comparing, plan.entries, (entry): ViewRow => {
    const edit = edits[String(entry.row)];
    const found = entry.fields === null ? judged("error", "skip") : judge(entry);
    const target = edit?.target ?? found.target;
    const wanted = entry.fields === null && edit?.action !== "skip" ? undefined : edit?.action;
    const action = wanted === "update" && target === null ? "add" : (wanted ?? found.action);
    const remark: PlanProblem[] =
      found.remark === null
        ? []
        : [
            {
              row: entry.row,
              column: "",
              header: "",
              field: kinds[plan.kind].titleField,
              value: "",
              severity: "warning",
              message: found.remark,
            },
          ];
    return {
      entry,
      state: found.state,
      action,
      problems: remark.length === 0 ? entry.problems : [...entry.problems, ...remark],
      candidates: found.candidates,
      target: action === "update" ? target : null,
      edited: Object.keys(edit?.cells ?? {}).map(Number),
    };
  });
  return { plan, rows };
}

export const isRegister = (kind: ListedKind): boolean => !("importKey" in kinds[kind].fields.shape);

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
      ? judged("likely", input.onLikely ?? "add", "已经有一条日期、标题都相同的记录，可能登记过了")
      : judged("new", "add");
  };
}

function registerJudge(db: ReadableDb, plan: SheetPlan, input: ViewInput): (entry: PlanEntry) => Judged {
  const matches = matchRegister(db, plan.kind, plan.entries);
  return (entry) => {
    const match = matches.get(entry);
    switch (match?.state) {
      case "same": {
        const hasNews = Object.keys(changesTo(plan, entry, match.record)).length > 0;
        const action = hasNews ? (input.onSame ?? "update") : "skip";
        const state = hasNews ? "same" : "known";
        return { ...judged(state, action), candidates: [match.record], target: match.record.id };
      }
      case "namesake":
        return {
          ...judged("namesake", "add", "名册里有同名的人，电话和单位都对不上；请看一看是不是同一人"),
          candidates: match.candidates,
          target: null,
        };
      case "repeated":
        return judged("repeated", "skip", `和第${match.row}行是同一人，只导入一次`);
      default:
        return judged("new", "add");
    }
  };
}

/** What a roster's row would change about a record: only cells that say something, and differ. */
export function changesTo(plan: SheetPlan, entry: PlanEntry, record: RegisterRecord): Record<string, unknown> {
  const { fields } = entry;
  if (fields === null) return {};
  const said = new Set(
    plan.columns.flatMap(({ target }) => (target === null ? [] : [target === "post" ? "employer" : target])),
  );
  if (said.size < plan.columns.length) said.add("note");
  return Object.fromEntries(
    columnsOf(plan.kind).flatMap(({ name, meta }) => {
      const value = fields[name];
      const isSilent = value === null || value === undefined || (Array.isArray(value) && value.length === 0);
      if (!said.has(name) || isSilent || (meta.type === "flag" && !said.has(name))) return [];
      return JSON.stringify(value) === JSON.stringify(record.fields[name]) ? [] : [[name, value]];
    }),
  );
}

const noSheet = (sheets: readonly string[] = []): Words =>
  words(`没有工作表“${sheets.join("、")}”`, `there is no sheet “${sheets.join(", ")}”`);
