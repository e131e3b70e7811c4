/** What the wizard shows of a view: its columns, its counts, its rows page by page, its problems one after the other. */
import { createHash } from "node:crypto";
import type {
  LedgerAction,
  LedgerFile,
  LedgerPreview,
  LedgerProblem,
  LedgerRow,
  LedgerRowState,
  LedgerSheet,
} from "../api/operations.ts";
import type { ReadableDb } from "../sqlite/connection.ts";
import { initialsOf } from "../text/pinyin.ts";
import { columnsOf } from "../schema/kinds.ts";
import { columnLetter, type SheetData, type Sheets } from "../spreadsheet/cells.ts";
import { findCategories } from "./categories.ts";
import { unregistered } from "./changes.ts";
import type { PlanProblem } from "../kinds/common/row-draft.ts";
import type { HeaderColumn } from "../spreadsheet/cells.ts";
import { cellText, comparable, isBlank } from "../spreadsheet/normalise.ts";
import { chooseHeader } from "./plan.ts";
import { targetsOf } from "./targets.ts";
import type { LedgerView, ViewRow, ViewSheet } from "./view.ts";
import { cutText } from "../schema/plain-text.ts";

const GRID_ROWS = 40;
const GRID_COLUMNS = 40;
const GRID_TEXT = 60;
const SAMPLES = 2;
const SAMPLE_TEXT = 120;
const SKIPPED = 2_000;

const cut = (text: string, length: number): string => (text.length > length ? `${cutText(text, length)}…` : text);

export function describeFile(sheets: Sheets): LedgerFile {
  return {
    file: sheets.file,
    format: sheets.format,
    encoding: sheets.encoding,
    categories: findCategories(sheets)?.length ?? null,
    sheets: sheets.sheets.map((sheet) => ({
      sheet: sheet.name,
      rows: sheet.rows.filter((row) => row.some((cell) => !isBlank(cell))).length,
      isHidden: sheet.hidden,
      found: foundIn(sheet, sheets.file),
      cells: sheet.rows
        .slice(0, GRID_ROWS)
        .map((row) => row.slice(0, GRID_COLUMNS).map((cell) => cut(cellText(cell).replace(/\s+/g, " "), GRID_TEXT))),
    })),
  };
}

function foundIn(sheet: SheetData, file: string): LedgerFile["sheets"][number]["found"] {
  const header = chooseHeader(sheet, file, undefined);
  if (header === null || header === "unclear") return null;
  return {
    kind: header.kind,
    headerRows: Array.from({ length: header.last - header.first + 1 }, (_, offset) => header.first + offset + 1),
  };
}

export function describeView(db: ReadableDb, file: string, view: LedgerView): LedgerPreview {
  const actions: Record<LedgerAction, number> = { add: 0, update: 0, join: 0, skip: 0 };
  const states: Record<LedgerRowState, number> = {
    new: 0,
    known: 0,
    likely: 0,
    same: 0,
    namesake: 0,
    repeated: 0,
    earlier: 0,
    error: 0,
  };
  let errors = 0;
  let warnings = 0;
  for (const { plan, rows } of view.sheets) {
    for (const row of rows) {
      actions[row.action] += 1;
      states[row.state] += 1;
    }
    for (const { severity } of [...plan.columnProblems, ...rows.flatMap(({ problems }) => problems)]) {
      if (severity === "error") errors += 1;
      else warnings += 1;
    }
  }
  const required = new Set(columnsOf(view.kind).flatMap(({ name, meta }) => (meta.required === true ? [name] : [])));
  return {
    file,
    kind: view.kind,
    targets: targetsOf(view.kind).map(({ name, zh, en }) => ({
      target: name,
      label: { zh, en },
      initials: initialsOf(zh),
      isRequired: required.has(name),
    })),
    sheets: view.sheets.map(describeSheet),
    actions,
    states,
    errors,
    warnings,
    skipped: view.skipped.filter(({ reason }) => reason !== "error").slice(0, SKIPPED),
    unregistered: unregistered(db, view),
  };
}

function describeSheet({ plan, rows }: ViewSheet): LedgerSheet {
  return {
    sheet: plan.sheet,
    year: plan.year,
    title: plan.title,
    headerRows: plan.headerRows,
    dataFrom: plan.dataFrom,
    columns: plan.columns.map(({ index, header, target, isUnlabelled = false }) => ({
      index,
      header,
      isUnlabelled,
      target,
      samples: samplesOf(rows, index),
    })),
    layout: layoutOf(plan.columns),
    missing: plan.missing.filter((name) => name !== "line"),
    rows: rows.length,
    problemRows: rows.filter(needsLook).length,
  };
}

/** Two different values of a column, to recognise what it holds. */
function samplesOf(rows: readonly ViewRow[], index: number): string[] {
  const samples = new Set<string>();
  for (const { entry } of rows) {
    const text = cellText(entry.cells[index] ?? null);
    if (text !== "") samples.add(cut(text.replace(/\s+/g, " "), SAMPLE_TEXT));
    if (samples.size === SAMPLES) break;
  }
  return [...samples];
}

/** The same for every file whose columns have these texts in this order. */
function layoutOf(columns: readonly HeaderColumn[]): string {
  const texts = columns.map(({ index, header }) => [index, comparable(header)]);
  return createHash("sha256").update(JSON.stringify(texts)).digest("hex").slice(0, 32);
}

const asked = new Set<LedgerRowState>(["likely", "namesake", "repeated", "error"]);

/** Whether a person should look at the row. */
export const needsLook = ({ problems, state }: ViewRow): boolean => problems.length > 0 || asked.has(state);

/** The rows that a page is taken from. */
export const rowsShown = (sheet: ViewSheet, only: "all" | "problems"): readonly ViewRow[] =>
  only === "all" ? sheet.rows : sheet.rows.filter(needsLook);

export function describeRow(sheet: ViewSheet, row: ViewRow, index: number): LedgerRow {
  const { entry, candidates } = row;
  return {
    index,
    row: entry.row,
    state: row.state,
    action: row.action,
    cells: sheet.plan.columns.map((column) => cellText(entry.cells[column.index] ?? null)),
    edited: row.edited,
    problems: row.problems.map((problem) => ({
      column: columnOf(sheet, problem),
      severity: problem.severity,
      remark: problem.remark,
    })),
    candidates: candidates.map(({ id, fields }) => ({ id, fields })),
    target: row.target,
    joins: row.joins,
    fields: candidates.length === 0 ? null : entry.fields,
  };
}

/** The column that a problem is shown in: its own, or the one its field is read from. */
function columnOf({ plan }: ViewSheet, { column, field }: PlanProblem): number | null {
  const found = plan.columns.find(({ index, target }) =>
    column === "" ? field !== null && target === field : columnLetter(index) === column,
  );
  return found?.index ?? null;
}

/** The next problem after a cell in reading order, or before it. Columns are places in the sheet; the row's number is -1. */
export function findProblem(
  sheet: ViewSheet,
  only: "all" | "problems",
  from: { readonly index: number; readonly column: number },
  direction: "next" | "previous",
): { index: number; column: number | null } | null {
  const rows = rowsShown(sheet, only);
  const step = direction === "next" ? 1 : -1;
  for (
    let index = Math.max(from.index, direction === "next" ? 0 : -1);
    index >= 0 && index < rows.length;
    index += step
  ) {
    const row = rows[index];
    if (row === undefined || !needsLook(row)) continue;
    const columns = [...new Set(row.problems.map((problem) => columnOf(sheet, problem) ?? -1))];
    const sorted = (columns.length === 0 ? [-1] : columns).toSorted((a, b) => (a - b) * step);
    const found = sorted.find((column) => index !== from.index || (column - from.column) * step > 0);
    if (found !== undefined) return { index, column: found === -1 ? null : found };
  }
  return null;
}

export function toProblem({ row, column, header, value, severity, remark }: PlanProblem): LedgerProblem {
  const orNull = (text: string) => (text === "" ? null : text);
  return { row, column: orNull(column), header: orNull(header), value, severity, remark };
}
