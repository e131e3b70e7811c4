/** Turns the cells of one ledger row into a draft of its record. */
import { brokenCharacter } from "../schema/plain-text.ts";
import { cellRemark, kept } from "../schema/cell-remarks.ts";
import { columnsOf, type Column, type ListedKind } from "../schema/kinds.ts";
import type { CellValue } from "../spreadsheet/cells.ts";
import { convertCell } from "../spreadsheet/convert.ts";
import type { DateContext } from "../spreadsheet/dates.ts";
import { RowDraft, type SourceCell } from "../kinds/common/row-draft.ts";
import type { HeaderColumn } from "../spreadsheet/cells.ts";
import { words } from "../schema/words.ts";
import { cellText, isBlank } from "../spreadsheet/normalise.ts";
import { SEQUENCE } from "./targets.ts";
import { listedModules } from "../kinds/register.ts";

const formulaError = /^#(?:N\/A|REF!|VALUE!|DIV\/0!|NAME\?|NULL!|NUM!)$/;

/** Puts one cell into its field; what cannot be read is reported and, in an optional field, kept in 备注. */
function place(draft: RowDraft, field: Column, source: SourceCell): void {
  const converted = convertCell(field, source.cell, draft.context);
  const fits = field.schema.safeParse(converted.value).success;
  const unfit = cellRemark("valueUnfit", { field: words(field.meta.zh, field.meta.en) });
  const bad = converted.warning !== null && converted.value === null;
  if (field.meta.required === true && (bad || !fits)) {
    draft.report("error", field.name, converted.warning ?? unfit);
    return;
  }
  if (!fits) {
    draft.setAside(field.name, unfit);
    return;
  }
  draft.fields[field.name] = converted.value;
  if (converted.warning !== null)
    draft.report("warning", field.name, converted.keep ? kept(converted.warning) : converted.warning);
  const period = converted.end !== null && field.name === "startAt" && draft.fields["endAt"] === null;
  if (period) draft.fields["endAt"] = converted.end;
  if (converted.keep || (converted.end !== null && !period)) draft.keep(source);
}

/** The draft of a row: fields, events and problems. `row` counts from 1. */
export function buildRow(
  kind: ListedKind,
  row: number,
  columns: readonly HeaderColumn[],
  cells: readonly CellValue[],
  context: DateContext,
): RowDraft {
  const draft = new RowDraft(kind, row, context);
  const fields = new Map(columnsOf(kind).map((column) => [column.name, column]));
  for (const column of columns) {
    const cell = cells[column.index] ?? null;
    if (isBlank(cell) || column.target === SEQUENCE) continue;
    const source = { column, cell };
    if (column.target === null) {
      draft.keep(source);
      continue;
    }
    draft.sources.set(column.target, source);
    if (formulaError.test(cellText(cell))) {
      draft.sources.delete(column.target);
      draft.sources.set(column.target, { column, cell: null });
      draft.report("warning", column.target, cellRemark("formulaFailed", { text: cellText(cell) }));
      continue;
    }
    if (cellText(cell).includes(brokenCharacter)) draft.report("warning", column.target, cellRemark("characterBroken"));
    const field = fields.get(column.target);
    if (field !== undefined) place(draft, field, source);
  }
  listedModules[kind].ledger.finish(draft);
  draft.finish();
  return draft;
}
