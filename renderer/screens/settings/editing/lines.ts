/** Lists that are edited as lines of text: one entry a line, pasted from anywhere. Pure. */

export interface ParsedLines {
  readonly values: readonly string[];
  /** Entries that stood there more than once and are kept once. */
  readonly duplicates: readonly string[];
  /** Entries over the limit of the setting, which cannot be saved. */
  readonly tooLong: readonly string[];
}

/** Full-width and ideographic spaces come with text copied from WPS and web pages. */
const clean = (text: string): string => text.replace(/[\u00a0\u3000]/g, " ").trim();

function collect(entries: readonly string[], maxLength: number): ParsedLines {
  const seen = new Set<string>();
  const duplicates = new Set<string>();
  const tooLong: string[] = [];
  for (const entry of entries) {
    if (entry === "") continue;
    if (seen.has(entry)) duplicates.add(entry);
    else if (entry.length > maxLength) tooLong.push(entry);
    seen.add(entry);
  }
  return { values: [...seen], duplicates: [...duplicates], tooLong };
}

/** One entry a line. Commas stay: names of sectors contain 、. */
export function parseLines(text: string, maxLength: number): ParsedLines {
  return collect(text.split(/\r?\n/).map(clean), maxLength);
}

/**
 * Categories as `一级/二级/三级`. Columns pasted from a spreadsheet are separated by tabs; a cell left empty because the
 * level above was merged repeats the value above it.
 */
export function parseCategories(text: string, maxLength: number): ParsedLines {
  let above: readonly string[] = [];
  const entries = text.split(/\r?\n/).map((line) => {
    if (clean(line) === "") return "";
    const cells = line.split(/\t|[/／>＞]/).map(clean);
    const isPasted = line.includes("\t");
    const filled = isPasted
      ? cells.map((cell, level) => (cell === "" && hasBelow(cells, level) ? (above[level] ?? "") : cell))
      : cells;
    above = filled;
    return filled.filter((cell) => cell !== "").join("/");
  });
  return collect(entries, maxLength);
}

const hasBelow = (cells: readonly string[], level: number): boolean =>
  cells.slice(level + 1).some((cell) => cell !== "");

export const toLines = (values: readonly string[]): string => values.join("\n");

/** What saving changes, so that a slip of the hand in a list of 500 lines is noticed. */
export function difference(
  before: readonly string[],
  after: readonly string[],
): { readonly added: number; readonly removed: number } {
  const old = new Set(before);
  const fresh = new Set(after);
  return {
    added: [...fresh].filter((value) => !old.has(value)).length,
    removed: [...old].filter((value) => !fresh.has(value)).length,
  };
}
