import { resolve } from "node:path";

/** A path as the user meant it: npm runs scripts in the project's folder and keeps the user's own in INIT_CWD. */
export const pathHere = (path: string): string => resolve(process.env["INIT_CWD"] ?? process.cwd(), path);
