/** Verified files that wait: kept in `held/` under their SHA-256, listed in the table `held`. */
import { existsSync } from "node:fs";
import { mkdir, open } from "node:fs/promises";
import { dirname, join } from "node:path";
import { openFile, type OpenedFile } from "../bundle/read.ts";
import { removeIfPossible, renamePatiently, syncFolder } from "../files/durable-files.ts";
import type { ReadableDb, WritableDb } from "../sqlite/connection.ts";
import { toAppError } from "../schema/app-error.ts";
import { privateFolder } from "../files/access.ts";

export type HeldReason = "waiting" | "gap" | "fork" | "newer";

export interface HeldFile {
  readonly sha256: string;
  /** The name it came under. */
  readonly file: string;
  readonly replica: string;
  readonly station: string;
  readonly fromSeq: number;
  readonly toSeq: number;
  readonly reason: HeldReason;
}

export const heldPath = (dir: string, sha256: string): string => join(dir, "held", `${sha256}.lxq`);

/** Moves a verified copy into `held/`. The row is the caller's to write, afterwards. @throws AppError diskFull, databaseReadOnly */
export async function keepFile(dir: string, copy: string, sha256: string): Promise<void> {
  const target = heldPath(dir, sha256);
  if (copy === target || existsSync(target)) return;
  try {
    await mkdir(dirname(target), { recursive: true, mode: privateFolder });
    const handle = await open(copy, "r+");
    await handle.sync();
    await handle.close();
    await renamePatiently(copy, target);
    syncFolder(dirname(target));
  } catch (error) {
    throw toAppError(error, { path: dir });
  }
}

export function findHeld(db: ReadableDb, sha256: string): HeldFile | null {
  return db.get<HeldFile>(`SELECT * FROM "held" WHERE "sha256" = ?`, [sha256]) ?? null;
}

/**
 * Whether this very file waits here for this reason, as far as its head tells: nothing more would come of importing it again.
 * @param dir the data folder
 */
export async function isHeldAs(db: ReadableDb, dir: string, opened: OpenedFile, reason: HeldReason): Promise<boolean> {
  const rows = db.all<Pick<HeldFile, "sha256">>(`SELECT "sha256" FROM "held" WHERE "replica" = ? AND "reason" = ?`, [
    opened.stable.replica,
    reason,
  ]);
  for (const { sha256 } of rows) {
    const path = heldPath(dir, sha256);
    // One that is gone or damaged is as good as none.
    const kept = existsSync(path) ? await openFile(path, opened.shown).catch(() => null) : null;
    if (kept?.headerBytes.equals(opened.headerBytes) === true) return true;
  }
  return false;
}

export function saveHeld(db: WritableDb, held: HeldFile, now: number): void {
  db.run(
    `INSERT INTO "held" ("sha256", "file", "replica", "station", "fromSeq", "toSeq", "reason", "at")
     VALUES (:sha256, :file, :replica, :station, :fromSeq, :toSeq, :reason, :at)
     ON CONFLICT DO UPDATE SET "reason" = excluded."reason"`,
    { ...held, at: now },
  );
}

/**
 * Files of a chain that can follow on entry `head`, in order. Forks wait for a person; newer formats for an update of the
 * program, unless their entries have come another way since.
 */
export function heldThatFit(db: ReadableDb, replica: string, head: number): HeldFile[] {
  return db.all<HeldFile>(
    `SELECT * FROM "held" WHERE "replica" = :replica
       AND (("reason" IN ('waiting', 'gap') AND "fromSeq" <= :head + 1) OR ("reason" = 'newer' AND "toSeq" <= :head))
     ORDER BY "fromSeq", "toSeq", "at"`,
    { replica, head },
  );
}

/** Ranges that are missing before the files that wait for them. */
export function missingRanges(db: ReadableDb, replica: string, head: number): { from: number; to: number }[] {
  const sql = `SELECT "fromSeq", "toSeq" FROM "held" WHERE "replica" = ? AND "reason" = 'gap' ORDER BY "fromSeq"`;
  const ranges: { from: number; to: number }[] = [];
  let reached = head;
  for (const { fromSeq, toSeq } of db.all<{ fromSeq: number; toSeq: number }>(sql, [replica])) {
    if (fromSeq > reached + 1) ranges.push({ from: reached + 1, to: fromSeq - 1 });
    reached = Math.max(reached, toSeq);
  }
  return ranges;
}

export function forgetHeld(db: WritableDb, sha256: string): void {
  db.run(`DELETE FROM "held" WHERE "sha256" = ?`, [sha256]);
}

/** After the row is gone. A file left over by a crash, or held by another program, does no harm; the next start removes it. */
export async function removeHeldFile(dir: string, sha256: string): Promise<void> {
  await removeIfPossible(heldPath(dir, sha256));
}
