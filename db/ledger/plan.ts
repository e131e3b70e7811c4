/**
 * What an import would do, decided before anything is written: which sheet is which ledger, which column is which field,
 * each row as a record with its events, and every row and cell that is left out, with the reason.
 */
import { AppError } from "../schema/app-error.ts";
import { kinds, mainKinds, type ListedKind } from "../schema/kinds.ts";
import type { SheetData, Sheets } from "../spreadsheet/cells.ts";
import { Fingerprints } from "./fingerprint.ts";
import { findHeaders, headerAt, type Header } from "./header.ts";
import { cellText, isBlank } from "../spreadsheet/normalise.ts";
import { Pace } from "../tasks/task.ts";
import { planSheet, type SheetPlan } from "./plan-sheet.ts";
import { listedModules } from "../kinds/register.ts";

export type { PlanEntry, PlannedRow, SheetPlan } from "./plan-sheet.ts";

export interface ColumnMapping {
  /** Sheet name; left out, the mapping holds for every sheet. */
  readonly sheet?: string | undefined;
  /** Column, from 0. */
  readonly column: number;
  /** A name from `targetsOf`, or null to keep the column in 备注. */
  readonly target: string | null;
}

/** Where a sheet's header stands, as a person said. Rows count from 1, as Excel shows them. */
export interface ChosenHeader {
  readonly first: number;
  readonly last: number;
}

export interface PlanOptions {
  /** Taken as given; otherwise guessed for each sheet. */
  readonly kind?: ListedKind | undefined;
  /** For dates without a year; otherwise read from the title, the sheet's name or the file's. */
  readonly year?: number | undefined;
  readonly mapping?: readonly ColumnMapping[] | undefined;
  /** By sheet. */
  readonly headers?: ReadonlyMap<string, ChosenHeader> | undefined;
  /** First row with records, from 1, by sheet. */
  readonly dataFrom?: ReadonlyMap<string, number> | undefined;
}

export interface LedgerPlan {
  readonly file: string;
  readonly sheets: readonly SheetPlan[];
  /** Sheets that are not imported. */
  readonly ignored: readonly { readonly sheet: string; readonly reason: "empty" | "hidden" | "noHeader" }[];
}

/** Two kinds whose headers score closer than this cannot be told apart. */
const CLEAR_LEAD = 0.5;
/** Registers are recognised by their title alone: a list of callers has names and phones too. */
const registers = ["member", "village", "unit"] as const;
const TITLE_ROWS = 3;

export const isEmptySheet = (sheet: SheetData): boolean =>
  sheet.rows.every((row) => row.every((cell) => isBlank(cell)));

/** The header to use; "unclear" when two kinds fit equally well. */
export function chooseHeader(sheet: SheetData, file: string, kind: ListedKind | undefined): Header | "unclear" | null {
  const register = kind === undefined ? registerOf(sheet, file) : null;
  if (register !== null) return register;
  const [best, second] = findHeaders(sheet, kind === undefined ? mainKinds : [kind], file);
  if (best === undefined || (kind === undefined && !best.anchored)) return null;
  const close = second !== undefined && second.anchored && best.score - second.score < CLEAR_LEAD;
  return close ? "unclear" : best;
}

function registerOf(sheet: SheetData, file: string): Header | null {
  const titles = [
    file,
    sheet.name,
    ...sheet.rows.slice(0, TITLE_ROWS).map((row) => cellText(row.find((cell) => !isBlank(cell)) ?? null)),
  ];
  for (const kind of registers) {
    if (!titles.some((text) => listedModules[kind].ledger.hint.test(text))) continue;
    const [header] = findHeaders(sheet, [kind], file);
    if (header?.anchored === true) return header;
  }
  return null;
}

/** The kind of a sheet that only its content can tell, or the one that was asked for. */
function headerOf(sheet: SheetData, file: string, options: PlanOptions): Header | "unclear" | null {
  const chosen = options.headers?.get(sheet.name);
  if (chosen === undefined) return chooseHeader(sheet, file, options.kind);
  const candidates = options.kind === undefined ? mainKinds : [options.kind];
  const judged = candidates.map((kind) => headerAt(sheet, kind, chosen.first - 1, chosen.last - 1));
  return judged.toSorted((a, b) => Number(b.anchored) - Number(a.anchored) || b.score - a.score)[0] ?? null;
}

/**
 * Plans the import of every sheet that has a header. Pure: the same sheets and options give the same plan.
 * @throws AppError ledgerNoHeader, ledgerKindUnknown, inputInvalid (a mapping to no field), cancelled
 */
export async function planLedger(
  sheets: Sheets,
  options: PlanOptions = {},
  pace: Pace = new Pace(),
): Promise<LedgerPlan> {
  const keys = new Fingerprints();
  const plans: SheetPlan[] = [];
  const ignored: { sheet: string; reason: "empty" | "hidden" | "noHeader" }[] = [];
  let unclear = false;
  for (const sheet of sheets.sheets) {
    const isEmpty = isEmptySheet(sheet);
    if (isEmpty || sheet.hidden) {
      ignored.push({ sheet: sheet.name, reason: isEmpty ? "empty" : "hidden" });
      continue;
    }
    const header = headerOf(sheet, sheets.file, options);
    if (header === null || header === "unclear") {
      unclear ||= header === "unclear";
      ignored.push({ sheet: sheet.name, reason: "noHeader" });
      continue;
    }
    const mapping = (options.mapping ?? []).filter((one) => one.sheet === undefined || one.sheet === sheet.name);
    const dataFrom = options.dataFrom?.get(sheet.name);
    const sheetOptions = {
      year: options.year,
      mapping: new Map(mapping.map(({ column, target }) => [column, target])),
      dataFrom: dataFrom === undefined ? undefined : dataFrom - 1,
    };
    plans.push(await planSheet(sheets, sheet, header, sheetOptions, { keys, pace }));
  }
  if (plans.length === 0) throw new AppError(unclear ? "ledgerKindUnknown" : "ledgerNoHeader", { file: sheets.file });
  return { file: sheets.file, sheets: plans, ignored };
}

/** The word for a kind in the title of a file that this program writes. */
export const kindTitle = (kind: ListedKind): string => (kind === "member" ? "委员名册" : kinds[kind].zh);
