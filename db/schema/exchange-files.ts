/** What the names of exchanged files say. Only hints: what a file is stands in its header (`bundle/format.ts`). */

/**
 * Stands in the name of a file whose entries are of a chain that its sender did not write, for people and in ASCII: one that
 * returns them to the side that lost them, or one that brings a station's PC what the other PCs entered.
 */
export const fileMarks = {
  return: { readable: "交还", plain: "back" },
  sibling: { readable: "其他电脑", plain: "other" },
} as const;
export type FileMark = keyof typeof fileMarks;

/** The mark in a file's name; null when there is none. */
export function fileMarkOf(path: string): FileMark | null {
  const name = path.split(/[\\/]/).at(-1) ?? path;
  const has = (mark: FileMark): boolean => Object.values(fileMarks[mark]).some((words) => name.includes(`-${words}-`));
  return has("return") ? "return" : has("sibling") ? "sibling" : null;
}

/** Whether a file returns entries to the side that lost them, as far as its name tells. */
export const isReturnName = (path: string): boolean => fileMarkOf(path) === "return";
