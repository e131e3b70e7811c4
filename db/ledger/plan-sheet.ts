/** One sheet as an import would take it: its columns as fields, its rows as records, and what is left out, with reasons. */
import { cellRemark, type CellRemark } from "../schema/cell-remarks.ts";
import { columnsOf, kinds, type ListedKind } from "../schema/kinds.ts";
import { AppError } from "../schema/app-error.ts";
import { buildRow } from "./build-row.ts";
import { columnLetter, type CellValue, type SheetData, type Sheets } from "../spreadsheet/cells.ts";
import type { PlanProblem } from "../kinds/common/row-draft.ts";
import type { Fingerprints } from "./fingerprint.ts";
import type { HeaderColumn } from "../spreadsheet/cells.ts";
import type { Header } from "./header.ts";
import { cellText, isBlank } from "../spreadsheet/normalise.ts";
import type { Pace } from "../tasks/task.ts";
import { rowSorter, rowText, type DataRow, type SkippedRows } from "./sort-rows.ts";
import { SEQUENCE, targetsOf } from "./targets.ts";
import type { PlannedEvent } from "../kinds/common/event-phrases.ts";
import { yearOf } from "../spreadsheet/year.ts";
import { words } from "../schema/words.ts";
import { progressSteps } from "../schema/progress-steps.ts";
import { cutText } from "../schema/plain-text.ts";

/** Column, from 0, → a name from {@link targetsOf}, or null to keep the column in 备注. */
export type Mapping = ReadonlyMap<number, string | null>;

export interface SheetOptions {
  /** For dates without a year; otherwise read from the title, the sheet's name or the file's. */
  readonly year: number | undefined;
  readonly mapping: Mapping;
  /** First row with records, from 0; the one below the header when left out. */
  readonly dataFrom: number | undefined;
}

/** A row that is a record, or would be one if its problems were solved. */
export interface PlanEntry {
  /** Row as Excel shows it, from 1. */
  readonly row: number;
  readonly cells: readonly CellValue[];
  /** Satisfies the zod schema of the kind; null when the row cannot be imported. */
  readonly fields: Readonly<Record<string, unknown>> | null;
  readonly events: readonly PlannedEvent[];
  /** Recognises the row when the same ledger comes again; made of what the file says, not of corrections. */
  readonly importKey: string;
  /** Names given for members. */
  readonly people: readonly string[];
  /** Those of them who took part in a session. */
  readonly attending: readonly string[];
  readonly problems: readonly PlanProblem[];
}

export interface SheetPlan {
  readonly sheet: string;
  readonly kind: ListedKind;
  readonly year: number | null;
  /** Rows of the header, from 1. */
  readonly headerRows: readonly number[];
  /** First row that may be a record, from 1. */
  readonly dataFrom: number;
  readonly title: string | null;
  readonly columns: readonly HeaderColumn[];
  readonly entries: readonly PlanEntry[];
  /** The entries that can be imported. */
  readonly rows: readonly PlannedRow[];
  /** Rows that are no record, and those that cannot be imported. */
  readonly skipped: readonly SkippedRows[];
  readonly problems: readonly PlanProblem[];
  /** Problems of whole columns; an error among them keeps every row out. */
  readonly columnProblems: readonly PlanProblem[];
  /** Required fields without a column. */
  readonly missing: readonly string[];
  /** Reads the cells of one row again. */
  readonly replan: (row: number, cells: readonly CellValue[], importKey: string) => PlanEntry;
}

export interface PlannedRow extends PlanEntry {
  readonly fields: Readonly<Record<string, unknown>>;
}

const isPlanned = (entry: PlanEntry): entry is PlannedRow => entry.fields !== null;
const SOURCE_LENGTH = 200;

/** Numbers must not be copied into every row of a merge, or they would be counted more than once. */
function fillableIn(kind: ListedKind): (target: string | null) => boolean {
  const types = new Map(columnsOf(kind).map(({ name, meta }) => [name, meta.type]));
  return (target) => {
    const type = target === null ? undefined : types.get(target);
    return type !== undefined && type !== "integer" && type !== "multiline" && target !== kinds[kind].titleField;
  };
}

function withMapping(header: Header, chosen: Mapping): Header {
  const known = new Set([SEQUENCE, ...targetsOf(header.kind).map(({ name }) => name)]);
  for (const target of chosen.values()) {
    if (target !== null && !known.has(target))
      throw new AppError("inputInvalid", { detail: words(`没有“${target}”这个字段`, `there is no field “${target}”`) });
  }
  const claimed = new Set([...chosen.values()].filter((target) => target !== null));
  const columns = header.columns.map((column): HeaderColumn => {
    const target = chosen.get(column.index);
    if (target !== undefined) return { ...column, target, confidence: 1 };
    return column.target !== null && column.target !== SEQUENCE && claimed.has(column.target)
      ? { ...column, target: null, confidence: 0 }
      : column;
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
  return cutText(sheets.file, SOURCE_LENGTH - place.length) + place;
}

/** Required fields that no column fills, by their names. */
function missingFields(header: Header): string[] {
  const targets = new Set(header.columns.map(({ target }) => target));
  return columnsOf(header.kind)
    .filter(({ name, meta }) => meta.required === true && !targets.has(name))
    .filter(({ name }) => !(name === "content" && targets.has("contentTitle")))
    .map(({ name }) => name);
}

/** Problems of whole columns: nothing to read a required field from, or content without a field. */
function columnProblems(header: Header, missing: readonly string[], data: readonly DataRow[]): PlanProblem[] {
  const problem = (
    column: HeaderColumn | null,
    field: string | null,
    severity: "error" | "warning",
    remark: CellRemark,
  ) => ({
    row: header.last + 1,
    column: column === null ? "" : columnLetter(column.index),
    header: column?.header ?? "",
    field,
    value: "",
    severity,
    remark,
  });
  const problems = missing.map((name) => {
    const meta = columnsOf(header.kind).find((column) => column.name === name)?.meta ?? { zh: name, en: name };
    return name === "line"
      ? problem(null, name, "warning", cellRemark("lineColumnMissing"))
      : problem(null, name, "error", cellRemark("columnMissing", { field: words(meta.zh, meta.en) }));
  });
  for (const column of header.columns) {
    const used = data.some(({ cells }) => !isBlank(cells[column.index]));
    if (column.target === null && used) problems.push(problem(column, null, "warning", cellRemark("noField")));
  }
  return problems;
}

/** Columns that hold content under no label at all still are not lost. */
function withUnlabelled(header: Header, data: readonly DataRow[], chosen: Mapping): Header {
  const known = new Set(header.columns.map(({ index }) => index));
  const extra = new Set<number>();
  for (const { cells } of data) cells.forEach((cell, index) => !known.has(index) && !isBlank(cell) && extra.add(index));
  const columns = [...extra].map((index) => ({
    index,
    header: `${columnLetter(index)}列`,
    isUnlabelled: true as const,
    target: chosen.get(index) ?? null,
    confidence: 0,
  }));
  return { ...header, columns: [...header.columns, ...columns].toSorted((a, b) => a.index - b.index) };
}

interface Planning {
  /** Counts identical rows over all sheets of the file. */
  readonly keys: Fingerprints;
  readonly pace: Pace;
}

/**
 * Plans one sheet under a header that was found or chosen.
 * @throws AppError inputInvalid (a mapping to no field), cancelled
 */
export async function planSheet(
  sheets: Sheets,
  sheet: SheetData,
  found: Header,
  options: SheetOptions,
  { keys, pace }: Planning,
): Promise<SheetPlan> {
  const title = titleOf(sheet, found);
  const mapped = withMapping(found, options.mapping);
  const sorter = rowSorter(sheet, mapped, title, fillableIn(mapped.kind), options.dataFrom);
  await pace.each(progressSteps.checkingRows, sheet.rows, (_, index) => sorter.take(index));
  const { data, skipped: left } = sorter;
  await pace.pause(progressSteps.checkingRows);
  const header = withUnlabelled(mapped, data, options.mapping);
  const year = options.year ?? yearOf(sheet, header.first, sheets.file);
  const missing = missingFields(header);
  const ofColumns = columnProblems(header, missing, data);
  const isUnmappable = ofColumns.some(({ severity }) => severity === "error");

  const replan = (row: number, cells: readonly CellValue[], importKey: string): PlanEntry => {
    if (isUnmappable)
      return { row, cells, fields: null, events: [], importKey, people: [], attending: [], problems: [] };
    return planRow(sheets, sheet.name, header, year, row, cells, importKey);
  };
  const entries = await pace.map(progressSteps.checkingRows, data, ({ index, cells }) =>
    replan(index + 1, cells, keys.key(header.kind, header.columns, cells)),
  );
  return withEntries(
    {
      sheet: sheet.name,
      kind: header.kind,
      year,
      headerRows: Array.from({ length: header.last - header.first + 1 }, (_, offset) => header.first + offset + 1),
      dataFrom: Math.max(header.last + 1, options.dataFrom ?? 0) + 1,
      title,
      columns: header.columns,
      columnProblems: ofColumns,
      missing,
      replan,
    },
    entries,
    left,
  );
}

/** A plan with other entries: what follows from them is made again. */
export function withEntries(
  plan: Omit<SheetPlan, "entries" | "rows" | "skipped" | "problems">,
  entries: readonly PlanEntry[],
  left: readonly SkippedRows[],
): SheetPlan {
  const unreadable = entries
    .filter(({ fields }) => fields === null)
    .map(({ row, cells }): SkippedRows => ({ row, reason: "error", text: rowText(cells) }));
  return {
    ...plan,
    entries,
    rows: entries.filter(isPlanned),
    skipped: [...left, ...unreadable].toSorted((a, b) => a.row - b.row),
    problems: [...plan.columnProblems, ...entries.flatMap(({ problems }) => problems)],
  };
}

function planRow(
  sheets: Sheets,
  sheet: string,
  { kind, columns }: Header,
  year: number | null,
  row: number,
  cells: readonly CellValue[],
  importKey: string,
): PlanEntry {
  const draft = buildRow(kind, row, columns, cells, { year, date1904: sheets.date1904 });
  const { events, problems } = draft;
  const common = { row, cells, importKey, people: [...draft.people], attending: [...draft.attending], problems };
  if (!draft.importable) return { ...common, fields: null, events: [] };
  const { dateField } = kinds[kind];
  const date = dateField === null ? null : draft.string(dateField);
  if (year !== null && dateField !== null && date !== null && !date.startsWith(String(year)))
    draft.report("warning", dateField, cellRemark("outsideYear", { year }));
  const fields =
    "importKey" in kinds[kind].fields.shape ? { importKey, importedFrom: importedFrom(sheets, sheet, row) } : {};
  return { ...common, fields: { ...draft.fields, ...fields }, events };
}
