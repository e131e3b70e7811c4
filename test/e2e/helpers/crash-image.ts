/**
 * What a power cut would leave: the database file and its write-ahead log, copied while the program runs and opened again
 * like after a crash (with the check of the whole file that an interrupted start does).
 */
import { copyFileSync, existsSync, mkdirSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Draft } from "../../../db/api/operations.ts";
import { listDrafts } from "../../../db/handlers/drafts.ts";
import { databaseFile, openDatabase } from "../../../db/database/open.ts";

/** @returns the folder of the copy */
export function takeCrashImage(dataDir: string, into: string): string {
  mkdirSync(into, { recursive: true });
  const [from, to] = [databaseFile(dataDir), databaseFile(into)];
  for (;;) {
    const before = statSync(from).mtimeMs;
    copyFileSync(from, to);
    if (existsSync(`${from}-wal`)) copyFileSync(`${from}-wal`, `${to}-wal`);
    // A checkpoint in between would give a log and a file of different moments, which no power cut does.
    if (statSync(from).mtimeMs === before) return into;
  }
}

/** @throws AppError databaseCorrupt when the image is not whole */
export function draftsOfImage(folder: string): Draft[] {
  const db = openDatabase(folder);
  try {
    return listDrafts(db);
  } finally {
    db.close();
  }
}

export interface TypedImage {
  readonly folder: string;
  /** What was typed until {@link LAG_MS} before the image was taken, and until it was taken. */
  readonly atLeast: string;
  readonly atMost: string;
}

/** How much of the last typing a power cut may cost. */
export const LAG_MS = 300;

interface Typist {
  readonly dataDir: string;
  readonly into: string;
  readonly text: string;
  readonly type: (character: string) => Promise<void>;
  readonly wait: (ms: number) => Promise<void>;
}

/** Types a text and takes an image after each keystroke, and a last one {@link LAG_MS} after the last. */
export async function typeWithImages({ dataDir, into, text, type, wait }: Typist): Promise<TypedImage[]> {
  const typed: { readonly at: number; readonly text: string }[] = [{ at: 0, text: "" }];
  const images: TypedImage[] = [];
  const take = (): void => {
    const now = performance.now();
    const atLeast = typed.findLast(({ at }) => at <= now - LAG_MS)?.text ?? "";
    const folder = takeCrashImage(dataDir, join(into, String(images.length)));
    images.push({ folder, atLeast, atMost: typed.at(-1)?.text ?? "" });
  };
  for (const character of text) {
    await type(character);
    typed.push({ at: performance.now(), text: (typed.at(-1)?.text ?? "") + character });
    await wait(60);
    take();
  }
  await wait(LAG_MS);
  take();
  return images;
}
