/**
 * What an import would do, decided before anything is written: which sheet is which ledger, which column is which field,
 * each row as a record with its events, and every row and cell that is left out, with the reason.
 */
import { AppError } from "../errors.ts";
import { columnsOf, kinds, mainKinds, type MainKind } from "../schema/kinds.ts";
import { buildRow } from "./build.ts";
import { columnLetter, type SheetData, type Sheets } from "./cells.ts";
import type { PlanProblem } from "./draft.ts";
import { Fingerprints } from "./fingerprint.ts";
import { findHeaders, type Header, type HeaderColumn } from "./header.ts";
import { cellText, isBlank } from "./normalise.ts";
import { rowText, sortRows, type DataRow, type SkippedRows } from "./rows.ts";
import { SEQUENCE, targetsOf } from "./synonyms.ts";
import type { PlannedEvent } from "./verdicts.ts";
import { yearOf } from "./year.ts";

export interface ColumnMapping {
  /** Sheet name; left out, the mapping holds for every sheet. */
  readonly sheet?: string | undefined;
  /** Column, from 0. */
  readonly column: number;
  /** A name from {@link targetsOf}, or null to keep the column in 备注. */
  readonly target: string | null;
}

export interface PlanOptions {
  /** Taken as given; otherwise guessed for each sheet. */
  readonly kind?: MainKind | undefined;
  /** For dates without a year; otherwise read from the title, the sheet's name or the file's. */
  readonly year?: number | undefined;
  readonly mapping?: readonly ColumnMapping[] | undefined;
}

export interface PlannedRow {
  /** Row as Excel shows it, from 1. */
  readonly row: number;
  /** Satisfies the zod schema of the kind. */
  readonly fields: Record<string, unknown>;
  readonly events: readonly PlannedEvent[];
  /** Also in `fields.importKey`. */
  readonly importKey: string;
}

export interface SheetPlan {
  readonly sheet: string;
  readonly kind: MainKind;
  readonly year: number | null;
  /** Rows of the header, from 1. */
  readonly headerRows: readonly number[];
  readonly title: string | null;
  readonly columns: readonly HeaderColumn[];
  readonly rows: readonly PlannedRow[];
  readonly skipped: readonly SkippedRows[];
  readonly problems: readonly PlanProblem[];
}

export interface LedgerPlan {
  readonly file: string;
  readonly sheets: readonly SheetPlan[];
  /** Sheets that are not imported. */
  readonly ignored: readonly { readonly sheet: string; readonly reason: "empty" | "hidden" | "noHeader" }[];
}

/** Two kinds whose headers score closer than this cannot be told apart. */
const CLEAR_LEAD = 0.5;
const SOURCE_LENGTH = 200;

/** Numbers must not be copied into every row of a merge, or they would be counted more than once. */
function fillableIn(kind: MainKind): (target: string | null) => boolean {
  const types = new Map(columnsOf(kind).map(({ name, meta }) => [name, meta.type]));
  return (target) => {
    const type = target === null ? undefined : types.get(target);
    return type !== undefined && type !== "integer" && type !== "multiline" && target !== kinds[kind].titleField;
  };
}

function withMapping(header: Header, sheet: string, mapping: readonly ColumnMapping[]): Header {
  const wanted = mapping.filter((one) => one.sheet === undefined || one.sheet === sheet);
  const known = new Set([SEQUENCE, ...targetsOf(header.kind).map(({ name }) => name)]);
  for (const { target } of wanted) {
    if (target !== null && !known.has(target))
      throw new AppError("inputInvalid", { detail: `没有“${target}”这个字段` });
  }
  const chosen = new Map(wanted.map(({ column, target }) => [column, target]));
  const claimed = new Set([...chosen.values()].filter((target) => target !== null));
  const columns = header.columns.map((column): HeaderColumn => {
    const target = chosen.get(column.index);
    if (target !== undefined) return { ...column, target, confidence: 1 };
    return column.target !== null && claimed.has(column.target) ? { ...column, target: null, confidence: 0 } : column;
  });
  return { ...header, columns };
}

function titleOf(sheet: SheetData, header: Header): string | null {
  const above = sheet.rows.slice(0, header.first).flat();
  const first = above.find((cell) => !isBlank(cell));
  return first === undefined || first === null ? null : cellText(first);
}

/** Where a record came from, short enough for its field: a long file name is cut, never the row. */
function importedFrom(sheets: Sheets, sheet: string, row: number): string {
  const place = sheets.format === "csv" ? ` · 第${row}行` : ` · ${sheet} · 第${row}行`;
  return sheets.file.slice(0, SOURCE_LENGTH - place.length) + place;
}

/** Problems of whole columns: nothing to read a required field from, or content without a field. */
function columnProblems(header: Header, data: readonly DataRow[]): PlanProblem[] {
  const problem = (
    column: HeaderColumn | null,
    field: string | null,
    severity: "error" | "warning",
    message: string,
  ) => ({
    row: header.last + 1,
    column: column === null ? "" : columnLetter(column.index),
    header: column?.header ?? "",
    field,
    value: "",
    severity,
    message,
  });
  const targets = new Set(header.columns.map(({ target }) => target));
  const problems: PlanProblem[] = [];
  for (const { name, meta } of columnsOf(header.kind)) {
    if (meta.required !== true || targets.has(name)) continue;
    if (name === "content" && targets.has("contentTitle")) continue;
    const guessed = name === "line";
    const message = guessed ? "没有“热线类别”列，按来电人是否企业判断" : `没有找到“${meta.zh}”列，请指定是哪一列`;
    problems.push(problem(null, name, guessed ? "warning" : "error", message));
  }
  for (const column of header.columns) {
    const used = data.some(({ cells }) => !isBlank(cells[column.index]));
    if (column.target === null && used) problems.push(problem(column, null, "warning", "没有对应的字段，内容写入备注"));
  }
  return problems;
}

/** Columns that hold content under no label at all still are not lost. */
function withUnlabelled(header: Header, data: readonly DataRow[]): Header {
  const known = new Set(header.columns.map(({ index }) => index));
  const extra = new Set<number>();
  for (const { cells } of data) cells.forEach((cell, index) => !known.has(index) && !isBlank(cell) && extra.add(index));
  const columns = [...extra].map((index) => ({
    index,
    header: `${columnLetter(index)}列`,
    target: null,
    confidence: 0,
  }));
  return { ...header, columns: [...header.columns, ...columns].toSorted((a, b) => a.index - b.index) };
}

function planSheet(
  sheets: Sheets,
  sheet: SheetData,
  found: Header,
  options: PlanOptions,
  keys: Fingerprints,
): SheetPlan {
  const title = titleOf(sheet, found);
  const mapped = withMapping(found, sheet.name, options.mapping ?? []);
  const { data, skipped: left } = sortRows(sheet, mapped, title, fillableIn(mapped.kind));
  const header = withUnlabelled(mapped, data);
  const { kind } = header;
  const year = options.year ?? yearOf(sheet, header.first, sheets.file);
  const problems = columnProblems(header, data);
  const unmappable = problems.some(({ severity }) => severity === "error");
  const rows: PlannedRow[] = [];
  const skipped: SkippedRows[] = [...left];
  for (const { index, cells } of data) {
    const row = index + 1;
    const importKey = keys.key(kind, header.columns, cells);
    const draft = unmappable ? null : buildRow(kind, row, header.columns, cells, { year, date1904: sheets.date1904 });
    problems.push(...(draft?.problems ?? []));
    if (draft?.importable !== true) {
      skipped.push({ row, reason: "error", text: rowText(cells) });
      continue;
    }
    const dateField = kinds[kind].dateField;
    const date = dateField === null ? null : draft.string(dateField);
    if (year !== null && dateField !== null && date !== null && !date.startsWith(String(year))) {
      const before = draft.problems.length;
      draft.report("warning", dateField, `日期不在${year}年度内，请核对`);
      problems.push(...draft.problems.slice(before));
    }
    const fields = { ...draft.fields, importKey, importedFrom: importedFrom(sheets, sheet.name, row) };
    rows.push({ row, fields, events: draft.events, importKey });
  }
  skipped.sort((a, b) => a.row - b.row);
  const headerRows = Array.from({ length: header.last - header.first + 1 }, (_, offset) => header.first + offset + 1);
  return { sheet: sheet.name, kind, year, headerRows, title, columns: header.columns, rows, skipped, problems };
}

/** The header to use; "unclear" when two kinds fit equally well. */
function chooseHeader(sheet: SheetData, file: string, kind: MainKind | undefined): Header | "unclear" | null {
  const [best, second] = findHeaders(sheet, kind === undefined ? mainKinds : [kind], file);
  if (best === undefined || (kind === undefined && !best.anchored)) return null;
  const close = second !== undefined && second.anchored && best.score - second.score < CLEAR_LEAD;
  return close ? "unclear" : best;
}

/**
 * Plans the import of every sheet that has a header. Pure: the same sheets and options give the same plan.
 * @throws AppError ledgerNoHeader, ledgerKindUnknown, inputInvalid (a mapping to no field)
 */
export function planLedger(sheets: Sheets, options: PlanOptions = {}): LedgerPlan {
  const keys = new Fingerprints();
  const plans: SheetPlan[] = [];
  const ignored: { sheet: string; reason: "empty" | "hidden" | "noHeader" }[] = [];
  let unclear = false;
  for (const sheet of sheets.sheets) {
    const empty = sheet.rows.every((row) => row.every((cell) => isBlank(cell)));
    if (empty || sheet.hidden) {
      ignored.push({ sheet: sheet.name, reason: empty ? "empty" : "hidden" });
      continue;
    }
    const header = chooseHeader(sheet, sheets.file, options.kind);
    if (header === null || header === "unclear") {
      unclear ||= header === "unclear";
      ignored.push({ sheet: sheet.name, reason: "noHeader" });
      continue;
    }
    plans.push(planSheet(sheets, sheet, header, options, keys));
  }
  if (plans.length === 0) throw new AppError(unclear ? "ledgerKindUnknown" : "ledgerNoHeader", { file: sheets.file });
  return { file: sheets.file, sheets: plans, ignored };
}
