/** Finds the header of a sheet: one row or two, under merged titles and 填报单位 rows, by what the dictionary knows. */
import type { ListedKind } from "../schema/kinds.ts";
import type { CellValue, HeaderColumn, Merge, SheetData } from "../spreadsheet/cells.ts";
import { cellText, comparable, isBlank } from "../spreadsheet/normalise.ts";
import { REASON_HEADER, SEQUENCE, wordsOf } from "./targets.ts";
import { listedModules } from "../kinds/register.ts";

export interface Header {
  readonly kind: ListedKind;
  /** First and last row, from 0. */
  readonly first: number;
  readonly last: number;
  readonly columns: readonly HeaderColumn[];
  readonly score: number;
  /** A column for the record's title or content was found. */
  readonly anchored: boolean;
}

interface Label {
  readonly index: number;
  readonly parent: string;
  readonly child: string;
}

const SEARCH_ROWS = 30;
const LONGEST_LABEL = 40;
const HINT_SCORE = 1.5;

const lookups = new Map<ListedKind, ReadonlyMap<string, readonly string[]>>();

/** Word → targets that it may mean, in the dictionary's order. */
function lookupOf(kind: ListedKind): ReadonlyMap<string, readonly string[]> {
  const known = lookups.get(kind);
  if (known !== undefined) return known;
  const lookup = new Map<string, string[]>();
  for (const [target, words] of wordsOf(kind)) {
    for (const word of words) {
      for (const spelling of spellings(word))
        lookup.set(spelling, [...new Set([...(lookup.get(spelling) ?? []), target])]);
    }
  }
  lookups.set(kind, lookup);
  return lookup;
}

/** The label without its punctuation, and without what stands in brackets. */
function spellings(label: string): string[] {
  const plain = comparable(label);
  const bare = plain.replace(/\([^)]*\)/g, "");
  return [...new Set([plain, bare].map((text) => text.replace(/[^\p{L}\p{N}]/gu, "")))].filter((text) => text !== "");
}

/** Labels to try, best first: `参加人数/委员` is 委员人数 before it is 委员. */
function readings({ parent, child }: Label): string[] {
  if (parent === "" || child === "" || parent === child) return [child || parent];
  const counted = /人[数次]/.test(parent) ? [`${child}人数`] : [];
  return [parent + child, child + parent, ...counted, child];
}

function candidates(label: Label, kind: ListedKind): { targets: readonly string[]; confidence: number } {
  const lookup = lookupOf(kind);
  const tried = readings(label).flatMap(spellings);
  for (const word of tried) {
    const targets = lookup.get(word);
    if (targets !== undefined) return { targets, confidence: 1 };
  }
  const parts = [...lookup.keys()]
    .filter((word) => word.length >= 3 && tried.some((text) => text.length <= 12 && text.includes(word)))
    .toSorted((a, b) => b.length - a.length);
  return parts[0] === undefined
    ? { targets: [], confidence: 0 }
    : { targets: lookup.get(parts[0]) ?? [], confidence: 0.6 };
}

/** One target a column and one column a target; labels with a single meaning choose first. */
function assign(labels: readonly Label[], kind: ListedKind): HeaderColumn[] {
  const found = labels.map((label) => ({ label, ...candidates(label, kind) }));
  const order = found.toSorted((a, b) => b.confidence - a.confidence || a.targets.length - b.targets.length);
  const taken = new Map<string, number>();
  for (const { label, targets } of order) {
    const free = targets.find((target) => !taken.has(target));
    if (free !== undefined) taken.set(free, label.index);
  }
  return found.map(({ label, confidence }) => {
    const target = [...taken].find(([, index]) => index === label.index)?.[0] ?? null;
    const header = [label.parent, label.child]
      .filter((text, i, all) => text !== "" && all.indexOf(text) === i)
      .join("/");
    if (header === REASON_HEADER) return { index: label.index, header, target: SEQUENCE, confidence: 1 };
    return { index: label.index, header, target, confidence: target === null ? 0 : confidence };
  });
}

const labelText = (cell: CellValue | undefined): string =>
  cell === undefined || cell === null ? "" : cellText(cell).replace(/\s+/g, "");

const covers = (merge: Merge, row: number, column: number): boolean =>
  row >= merge.top && row <= merge.bottom && column >= merge.left && column <= merge.right;

function oneRow(sheet: SheetData, row: number): Label[] {
  return (sheet.rows[row] ?? [])
    .map((cell, index) => ({ index, parent: "", child: labelText(cell) }))
    .filter(({ child }) => child !== "");
}

interface Group {
  readonly text: string;
  readonly left: number;
  readonly right: number;
}

/** A label over more of the sheet than this is its title, not a group of columns. */
const WIDEST_GROUP = 0.6;

/** The group label over a column: by a merge, or, in text files, by the blanks to its right. Null over a single column. */
function groupAt(sheet: SheetData, row: number, column: number, width: number): Group | null {
  const upper = sheet.rows[row] ?? [];
  const filled = (index: number): boolean => !isBlank(upper[index]);
  const merge = sheet.merges.find((one) => covers(one, row, column));
  let left = merge?.left ?? column;
  let right = merge?.right ?? column;
  if (merge === undefined) {
    while (left > 0 && !filled(left)) left -= 1;
    while (right + 1 < width && !filled(right + 1)) right += 1;
  }
  const text = labelText(merge === undefined ? upper[left] : sheet.rows[merge.top]?.[merge.left]);
  const span = right - left + 1;
  return text === "" || span < 2 || span > WIDEST_GROUP * width ? null : { text, left, right };
}

/** The second row of a header holds short words under group labels, never numbers or dates. */
function twoRows(sheet: SheetData, row: number): Label[] | null {
  const upper = sheet.rows[row] ?? [];
  const lower = sheet.rows[row + 1] ?? [];
  const width = Math.max(upper.length, lower.length);
  const filled = lower.flatMap((cell, index) => (isBlank(cell) ? [] : [{ cell, index }]));
  if (filled.length < 2) return null;
  const grouped = filled.every(
    ({ cell, index }) =>
      typeof cell === "string" &&
      cell.length <= LONGEST_LABEL &&
      !/\d{2,}/.test(cell) &&
      groupAt(sheet, row, index, width) !== null,
  );
  if (!grouped) return null;
  return Array.from({ length: width }, (_, index) => {
    const child = labelText(lower[index]);
    const parent = child === "" ? labelText(upper[index]) : (groupAt(sheet, row, index, width)?.text ?? "");
    return { index, parent, child };
  }).filter(({ parent, child }) => parent !== "" || child !== "");
}

function judge(labels: readonly Label[], kind: ListedKind, first: number, last: number): Header {
  const columns = assign(labels, kind);
  const score = columns.reduce((sum, column) => sum + (column.target === null ? -0.2 : column.confidence), 0);
  const targets = new Set(columns.map(({ target }) => target));
  return {
    kind,
    first,
    last,
    columns,
    score,
    anchored: listedModules[kind].ledger.anchors.some((target) => targets.has(target)),
  };
}

/**
 * The header that a person pointed at, whatever it looks like. Rows count from 0; a second row below the first names the
 * columns under group labels.
 */
export function headerAt(sheet: SheetData, kind: ListedKind, first: number, last: number): Header {
  const both = last > first ? (twoRows(sheet, first) ?? stacked(sheet, first, last)) : oneRow(sheet, first);
  return judge(both, kind, first, last);
}

/** Rows that are no group labels over short words: each column's label is what stands in it, from top to bottom. */
function stacked(sheet: SheetData, first: number, last: number): Label[] {
  const rows = sheet.rows.slice(first, last + 1);
  const width = Math.max(0, ...rows.map((row) => row.length));
  return Array.from({ length: width }, (_, index) => {
    const texts = rows.map((row) => labelText(row[index])).filter((text) => text !== "");
    return { index, parent: texts.slice(0, -1).join(""), child: texts.at(-1) ?? "" };
  }).filter(({ child }) => child !== "");
}

const matched = (header: Header): number => header.columns.filter(({ target }) => target !== null).length;

/**
 * The best header for each kind asked about, best first; empty when no row looks like one. `context` is the file's name:
 * words in it, in the sheet's name and in the rows above the header speak for a kind.
 */
export function findHeaders(sheet: SheetData, wanted: readonly ListedKind[], context: string): Header[] {
  const best = new Map<ListedKind, Header>();
  const above: string[] = [context, sheet.name];
  for (let row = 0; row < Math.min(SEARCH_ROWS, sheet.rows.length); row += 1) {
    const single = oneRow(sheet, row);
    const double = twoRows(sheet, row);
    for (const kind of wanted) {
      const hint = above.some((text) => listedModules[kind].ledger.hint.test(text)) ? HINT_SCORE : 0;
      const choices = [judge(single, kind, row, row)];
      if (double !== null) {
        const both = judge(double, kind, row, row + 1);
        // A 填报单位 row above a plain header adds nothing to it; a true group row does.
        if (both.score > judge(oneRow(sheet, row + 1), kind, row + 1, row + 1).score) choices.push(both);
      }
      for (const header of choices) {
        if (matched(header) < 2 || single.some(({ child }) => child.length > LONGEST_LABEL)) continue;
        const rated = { ...header, score: header.score + hint };
        const rival = best.get(kind);
        const better = rival === undefined || Number(rated.anchored) > Number(rival.anchored);
        if (better || (rated.anchored === rival.anchored && rated.score > rival.score)) best.set(kind, rated);
      }
    }
    above.push(...single.map(({ child }) => child));
  }
  return [...best.values()].toSorted((a, b) => Number(b.anchored) - Number(a.anchored) || b.score - a.score);
}
