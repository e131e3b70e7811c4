/** What the names of exchanged files say. Only hints: what a file is stands in its header (`bundle/format.ts`). */

/** Stands in the name of a file that returns entries of a chain which its sender did not write: for people, and in ASCII. */
export const returnMarks = { readable: "交还", plain: "back" } as const;

/** The same of a file that only asks to join. */
export const joinMarks = { readable: "加入申请", plain: "join" } as const;

/** Whether a file returns entries to the side that lost them, as far as its name tells. */
export const isReturnName = (path: string): boolean => {
  const name = path.split(/[\\/]/).at(-1) ?? path;
  return Object.values(returnMarks).some((mark) => name.includes(`-${mark}-`));
};
