/** A three-level list of categories (三级分类) kept as a spreadsheet: a column a level. */
import { AppError } from "../schema/app-error.ts";
import type { SheetData, Sheets } from "../spreadsheet/cells.ts";
import { cellText, comparable, oneLine } from "../spreadsheet/normalise.ts";

const levels = [
  /^(一级|第一级|大类)(分类|类别|类目|目录)?$/,
  /^(二级|第二级|中类)(分类|类别|类目|目录)?$/,
  /^(三级|第三级|小类)(分类|类别|类目|目录)?$/,
] as const;
const SEARCH_ROWS = 10;

interface Place {
  readonly row: number;
  readonly columns: readonly number[];
}

/** The header with two levels at least. */
function placeIn(sheet: SheetData): Place | null {
  for (let row = 0; row < Math.min(SEARCH_ROWS, sheet.rows.length); row += 1) {
    const keys = (sheet.rows[row] ?? []).map((cell) => comparable(cellText(cell)));
    const columns = levels.map((level) => keys.findIndex((key) => level.test(key))).filter((column) => column !== -1);
    if (columns.length >= 2) return { row, columns };
  }
  return null;
}

/**
 * Entries as `一级/二级/三级`, each once. A blank cell left of a filled one repeats the one above it, as under a merge.
 * null when no sheet is such a list.
 */
export function findCategories({ sheets }: Sheets): string[] | null {
  for (const sheet of sheets) {
    const place = placeIn(sheet);
    if (place === null || sheet.hidden) continue;
    const entries = new Set<string>();
    let above: readonly string[] = [];
    for (const row of sheet.rows.slice(place.row + 1)) {
      const cells = place.columns.map((column) => oneLine(cellText(row[column] ?? null)).replaceAll("/", "、"));
      const last = cells.findLastIndex((text) => text !== "");
      if (last === -1) continue;
      above = cells.slice(0, last + 1).map((text, level) => (text === "" ? (above[level] ?? "") : text));
      entries.add(above.filter((text) => text !== "").join("/"));
    }
    if (entries.size > 0) return [...entries];
  }
  return null;
}

/** @throws AppError ledgerNoCategories */
export function categoriesIn(sheets: Sheets): string[] {
  const found = findCategories(sheets);
  if (found === null) throw new AppError("ledgerNoCategories", { file: sheets.file });
  return found;
}
