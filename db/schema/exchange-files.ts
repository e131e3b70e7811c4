/** What the names of exchanged files say. Only hints: what a file is stands in its header (`bundle/format.ts`). */

/**
 * Stands in the name of a file that is more than a PC's own entries, for people and in ASCII: one that returns entries to the side
 * that lost them, one that brings a station's PC what the other PCs entered, one that only asks to join.
 */
export const fileMarks = {
  return: { readable: "交还", plain: "back" },
  sibling: { readable: "其他电脑", plain: "other" },
  join: { readable: "加入申请", plain: "join" },
} as const;
export type FileMark = keyof typeof fileMarks;

const marks: readonly FileMark[] = ["return", "sibling", "join"];

/** The mark in a file's name; null when there is none. */
export function fileMarkOf(path: string): FileMark | null {
  const name = path.split(/[\\/]/).at(-1) ?? path;
  const has = (mark: FileMark): boolean => Object.values(fileMarks[mark]).some((words) => name.includes(`-${words}-`));
  return marks.find(has) ?? null;
}

/** Whether a file returns entries to the side that lost them, as far as its name tells. */
export const isReturnName = (path: string): boolean => fileMarkOf(path) === "return";
