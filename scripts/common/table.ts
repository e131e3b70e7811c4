/** Tables for the terminal, where a Chinese character is two columns wide. */

const isWide = /[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6]/u;

export const widthOf = (text: string): number =>
  [...text].reduce((sum, character) => sum + (isWide.test(character) ? 2 : 1), 0);

/** Columns aligned, those of numbers to the right; the first row is the heading. */
export function table(rows: readonly (readonly string[])[]): string {
  const columns = (rows[0] ?? []).map((_, column) => rows.map((row) => row[column] ?? ""));
  const widths = columns.map((cells) => Math.max(...cells.map(widthOf)));
  const isNumeric = columns.map((cells, column) => column > 0 && cells.slice(1).some((cell) => /^\d/.test(cell)));
  const line = (row: readonly string[]) =>
    row
      .map((cell, column) => {
        const padding = " ".repeat((widths[column] ?? 0) - widthOf(cell));
        return isNumeric[column] === true ? padding + cell : cell + padding;
      })
      .join("  ")
      .trimEnd();
  const rule = widths.map((width) => "─".repeat(width)).join("──");
  const [heading, ...body] = rows.map(line);
  return [heading, rule, ...body].join("\n");
}
