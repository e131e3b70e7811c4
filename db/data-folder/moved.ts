/**
 * A folder whose data was moved says where: `moved-to.json` is written in one step when the copy is complete and verified, and
 * from then on whoever opens the old folder is led to the new one. Two programs can never write to the two copies.
 */
import { existsSync, readdirSync, readFileSync, renameSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { writeFileSafely } from "../files/durable-files.ts";
import { toAppError } from "../schema/app-error.ts";
import { isOwnName } from "../files/own-files.ts";
import { privateFile } from "../files/access.ts";

const markSchema = z.object({ to: z.string().min(1), at: z.int() });
const originSchema = z.object({ from: z.string().min(1), at: z.int() });

/** In the old folder for good: it leads to the new one. */
export const movedName = "moved-to.json";
const markFile = (dir: string): string => join(dir, movedName);
const originFile = (dir: string): string => join(dir, "moved-from.json");

/** The folder that holds the data now, after however many moves; where marks lead in a circle, one of its folders. */
export function currentFolder(dir: string): string {
  const seen = new Set<string>();
  for (let at = dir; ;) {
    seen.add(at);
    const to = readOrNull(markFile(at), markSchema)?.to;
    // A disk that is not there: saying so is better than a fresh start, and opening the folder does.
    if (to === undefined || seen.has(to)) return at;
    at = to;
  }
}

/** In the new folder until the move is complete: what is there must not be taken for data. */
export const incomingName = "incoming.json";
const incomingFile = (dir: string): string => join(dir, incomingName);

export function beginMove(from: string, to: string, at: number): void {
  writeFileSafely(incomingFile(to), Buffer.from(JSON.stringify({ from, at }), "utf8"), { mode: privateFile });
}

/** The step that counts. What follows it is made up for at the next opening when the power goes in between. */
export function markMoved(from: string, to: string, at: number): void {
  writeFileSafely(markFile(from), Buffer.from(JSON.stringify({ to, at }), "utf8"), { mode: privateFile });
  try {
    completeMove(to);
  } catch (error) {
    // The data is in the new folder from here on, whatever becomes of its marks.
    console.error(toAppError(error, { path: to }).message);
  }
}

/** @returns false when a folder holds the copy of a move that never came to its end */
export function completeMove(dir: string): boolean {
  if (!existsSync(incomingFile(dir))) return true;
  const from = readOrNull(incomingFile(dir), originSchema)?.from;
  if (from === undefined || currentFolder(from) !== dir) return false;
  renameSync(incomingFile(dir), originFile(dir));
  return true;
}

/** The folder the data came from, while anything of the old copy is still in it. */
export function previousFolder(dir: string): string | null {
  const from = readOrNull(originFile(dir), originSchema)?.from;
  return from !== undefined && from !== dir && leftIn(from).length > 0 ? from : null;
}

/** What the program made in a folder, by name, without the mark that leads on from it; nothing where there is no folder. */
export const leftIn = (dir: string): string[] =>
  existsSync(dir) ? readdirSync(dir).filter((name) => isOwnName(name) && name !== movedName) : [];

function readOrNull<T>(file: string, schema: z.ZodType<T>): T | null {
  try {
    return schema.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch {
    return null;
  }
}
