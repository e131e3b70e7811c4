/** What the rows of a roster or register are to the records that are here, and what they change in them. */
import type { LedgerAction, LedgerRowState } from "../api/operations.ts";
import type { ReadableDb } from "../sqlite/connection.ts";
import { cellRemark, type CellRemark } from "../schema/cell-remarks.ts";
import { columnsOf, kinds, type ListedKind } from "../schema/kinds.ts";
import { isSameTerm } from "../schema/terms.ts";
import { readSettings } from "../office/settings.ts";
import { presentRows, servingOf, termOrder, withTerms, type TermOrder } from "../spreadsheet/earlier-terms.ts";
import { joinTerms, type Joined } from "./join-terms.ts";
import type { PlanEntry, SheetPlan } from "./plan.ts";
import { matchRegister, type RegisterRecord } from "./register-match.ts";

export interface Remark {
  readonly remark: CellRemark;
  /** In whose cell it is shown; the title's unless given. */
  readonly field?: string;
}

export interface Judged {
  readonly state: LedgerRowState;
  readonly action: LedgerAction;
  readonly remark: Remark | null;
  readonly candidates: readonly RegisterRecord[];
  readonly target: string | null;
  readonly joins: number | null;
}

export const judged = (state: LedgerRowState, action: LedgerAction, remark: Remark | null = null): Judged => ({
  state,
  action,
  remark,
  candidates: [],
  target: null,
  joins: null,
});

export const isRegister = (kind: ListedKind): boolean => !("importKey" in kinds[kind].fields.shape);

interface Wishes {
  readonly onSame: "skip" | "update" | undefined;
  /** What the clerk said about a row. */
  readonly wanted: (entry: PlanEntry) => LedgerAction | undefined;
}

interface Judgement {
  /** With earlier terms of other rows joined to their members. */
  readonly entries: readonly PlanEntry[];
  readonly judge: (entry: PlanEntry) => Judged;
}

export function judgeRegister(db: ReadableDb, plan: SheetPlan, { onSame, wanted }: Wishes): Judgement {
  const order = termOrder(readSettings(db).terms);
  const { entries, earlier, apart }: Joined =
    plan.kind === "member"
      ? joinTerms(plan.entries, order, wanted)
      : { entries: plan.entries, earlier: new Map(), apart: new Map() };
  const people = entries.filter((entry) => !earlier.has(entry));
  const matches = matchRegister(db, plan.kind, people);
  const rowsApart = new Map([...apart].map(([{ row }, other]) => [row, other]));
  const fresh = (entry: PlanEntry): Judged => {
    const other = rowsApart.get(entry.row);
    if (other === undefined) return judged("new", "add");
    return judged("new", "add", { remark: cellRemark("sameNameApart", { row: other }) });
  };
  const judge = (entry: PlanEntry): Judged => {
    const member = earlier.get(entry);
    if (member !== undefined) return { ...judged("earlier", "join"), joins: member };
    const match = matches.get(entry);
    switch (match?.state) {
      case "same": {
        const hasNews = Object.keys(changesTo(plan, entry, match.record, order)).length > 0;
        const action = hasNews ? (onSame ?? "update") : "skip";
        const remark = hasNews ? termRemark(plan, entry, match.record, order) : null;
        const base = judged(hasNews ? "same" : "known", action, remark);
        return { ...base, candidates: [match.record], target: match.record.id };
      }
      case "namesake": {
        const remark = cellRemark("namesake");
        return { ...judged("namesake", "add", { remark }), candidates: match.candidates };
      }
      case "repeated":
        return judged("repeated", "skip", { remark: cellRemark("repeatedRow", { row: match.row }) });
      default:
        return fresh(entry);
    }
  };
  return { entries, judge };
}

/** What a roster's row would change about a record: only cells that say something, and differ. */
export function changesTo(
  plan: SheetPlan,
  entry: PlanEntry,
  record: RegisterRecord,
  order: TermOrder,
): Record<string, unknown> {
  const { fields } = entry;
  if (fields === null) return {};
  if (plan.kind !== "member") return saidChanges(plan, fields, record);
  const known = servingOf(record.fields);
  const told = servingOf(fields);
  const turn = termTurn(told.term, known.term, order);
  const rest = turn === "back" ? {} : saidChanges(plan, fields, record);
  // Written otherwise (第十五届), it is the same term.
  if (turn === "same") delete rest["term"];
  const passed = turn === "on" ? presentRows(known) : turn === "back" ? presentRows(told) : [];
  const present = turn === "on" ? presentRows(told) : presentRows(known);
  const more = told.otherTerms.filter((row) => withTerms(present, [row]).length > present.length);
  const otherTerms = withTerms(known.otherTerms, [...passed, ...more]);
  const isNew = JSON.stringify(otherTerms) !== JSON.stringify(known.otherTerms);
  return isNew ? { ...rest, otherTerms } : rest;
}

type TermTurn = "same" | "on" | "back";

/** Whether a row goes on to a newer 届次 than the record's, or back to an older one. What cannot be told goes on. */
function termTurn(told: string | null, known: string | null, order: TermOrder): TermTurn {
  if (told === null || known === null || isSameTerm(told, known)) return "same";
  return (order(told, known) ?? 1) < 0 ? "back" : "on";
}

function termRemark(plan: SheetPlan, entry: PlanEntry, record: RegisterRecord, order: TermOrder): Remark | null {
  if (plan.kind !== "member" || entry.fields === null) return null;
  const [told, known] = [servingOf(entry.fields).term, servingOf(record.fields).term];
  switch (termTurn(told, known, order)) {
    case "same":
      return null;
    case "on":
      return { field: "term", remark: cellRemark("termReplaced", { known: known ?? "", told: told ?? "" }) };
    case "back":
      return { field: "term", remark: cellRemark("termEarlier", { known: known ?? "" }) };
  }
}

/** Cells that say something, and something else than the record. */
function saidChanges(
  plan: SheetPlan,
  fields: Readonly<Record<string, unknown>>,
  record: RegisterRecord,
): Record<string, unknown> {
  const said = new Set(
    plan.columns.flatMap(({ target }) => (target === null ? [] : [target === "post" ? "employer" : target])),
  );
  if (said.size < plan.columns.length) said.add("note");
  return Object.fromEntries(
    columnsOf(plan.kind).flatMap(({ name, meta }) => {
      const value = fields[name];
      const isSilent = value === null || value === undefined || (Array.isArray(value) && value.length === 0);
      // Earlier terms are added to those that are known, never put in their place.
      if (!said.has(name) || isSilent || meta.type === "terms") return [];
      return JSON.stringify(value) === JSON.stringify(record.fields[name]) ? [] : [[name, value]];
    }),
  );
}
