/**
 * Text that is typed outside a record's form and not saved yet: the reason of a void, a half-built filter, a list in the settings.
 * Kept in the drafts' table, one row a place; before the first run's choice there is no table, so in a file of the folder.
 *
 * Passphrases never come here: whoever finds the disk must not find them.
 */
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import type { TypedText } from "../api/operations.ts";
import { writeFileSafely } from "../files/durable-files.ts";
import type { ReadableDb, WritableDb } from "../sqlite/connection.ts";
import { privateFile, privateFolder } from "../files/access.ts";
import { readDraftContent } from "../schema/draft.ts";

/** In the column that names a record's kind for the draft of a form. */
export const TYPED = "typed";
/** Of a folder that is not set up yet. */
export const TYPED_FILE = "typed.json";

const keyOf = (place: string): string => `${TYPED}:${place}`;

export interface TypedRow {
  readonly place: string;
  /** Goes with the record when that is erased. */
  readonly recordId: string | null;
  /** JSON. */
  readonly content: string;
  readonly updatedAt: number;
}

export function putTyped(db: WritableDb, { place, recordId, content, updatedAt }: TypedRow): void {
  db.run(
    `INSERT INTO "draft" VALUES (?, '${TYPED}', ?, ?, ?)
     ON CONFLICT DO UPDATE SET "content" = excluded."content", "updatedAt" = excluded."updatedAt"`,
    [keyOf(place), recordId, content, updatedAt],
  );
}

export const listTyped = (db: ReadableDb): TypedText[] =>
  db
    .all<{ key: string; content: string; updatedAt: number }>(
      `SELECT "key", "content", "updatedAt" FROM "draft" WHERE "kind" = '${TYPED}' ORDER BY "updatedAt"`,
    )
    .map(({ key, content, updatedAt }) => ({
      place: key.slice(TYPED.length + 1),
      content: readDraftContent(content),
      updatedAt,
    }));

/** @returns whether there was any */
export const dropTyped = (db: WritableDb, place: string): boolean =>
  db.run(`DELETE FROM "draft" WHERE "key" = ?`, [keyOf(place)]) > 0;

const fileSchema = z.record(z.string(), z.object({ content: z.string(), updatedAt: z.int() }));
type Kept = z.infer<typeof fileSchema>;

const fileOf = (dir: string): string => join(dir, TYPED_FILE);

/** A file that cannot be read is worth no error: it holds the two names of the first screen. */
function readFile(dir: string): Kept {
  try {
    return fileSchema.parse(JSON.parse(readFileSync(fileOf(dir), "utf8")));
  } catch {
    return {};
  }
}

/** Before the set-up. @throws AppError what the disk says */
export function putTypedFile(dir: string, { place, content, updatedAt }: TypedRow): void {
  mkdirSync(dir, { recursive: true, mode: privateFolder });
  const kept = { ...readFile(dir), [place]: { content, updatedAt } };
  writeFileSafely(fileOf(dir), Buffer.from(JSON.stringify(kept), "utf8"), { mode: privateFile });
}

export const listTypedFile = (dir: string): TypedText[] =>
  Object.entries(readFile(dir)).map(([place, { content, updatedAt }]) => ({
    place,
    content: readDraftContent(content),
    updatedAt,
  }));

/** Also after the set-up: what was typed for it has been used. @returns whether there was any */
export function dropTypedFile(dir: string): boolean {
  if (!existsSync(fileOf(dir))) return false;
  rmSync(fileOf(dir), { force: true });
  return true;
}
