/** Reading a database file that is not the open one: what it is, what is in it, whether it is whole. */
import { setImmediate } from "node:timers/promises";
import { tableOf } from "../sqlite/columns.ts";
import type { ReadableDb } from "../sqlite/connection.ts";
import { AppError } from "../schema/app-error.ts";
import { findIdentity, type Identity } from "../office/identity.ts";
import { kindNames } from "../schema/kinds.ts";

/** What a backup file says about itself; the same facts as its manifest. */
export interface Inside {
  readonly identity: Identity;
  readonly version: number;
  readonly position: number;
  readonly positionHash: string;
  readonly counts: Record<string, number>;
}

/** @throws AppError backupDamaged when it holds no station's or district's data */
export function readInside(db: ReadableDb, file: string): Inside {
  const identity = findIdentity(db);
  if (identity === null) throw new AppError("backupDamaged", { file, detail: "identity" });
  return {
    identity,
    version: db.value<number>("PRAGMA user_version") ?? 0,
    ...journalEnd(db),
    counts: Object.fromEntries(
      kindNames.flatMap((kind) => {
        // A backup of an older program may lack a kind.
        const exists = db.value(`SELECT 1 FROM sqlite_schema WHERE "type" = 'table' AND "name" = ?`, [kind]);
        return exists === undefined
          ? []
          : [[kind, db.value<number>(`SELECT count(*) FROM ${tableOf(kind)}`) ?? 0] as const];
      }),
    ),
  };
}

export function journalEnd(db: ReadableDb): { position: number; positionHash: string } {
  const last = db.get<{ position: number; hash: Buffer }>(
    `SELECT "position", "hash" FROM "journal" ORDER BY "position" DESC LIMIT 1`,
  );
  return { position: last?.position ?? 0, positionHash: last?.hash.toString("hex") ?? "" };
}

/** Checks page by page, a table at a time, so that what is typed meanwhile is not held up. @throws AppError backupDamaged */
export async function requireWhole(db: ReadableDb, file: string): Promise<void> {
  const tables = db.all<{ name: string }>(
    `SELECT "name" FROM sqlite_schema WHERE "type" = 'table' AND "rootpage" > 0 AND "name" NOT LIKE 'sqlite_%'`,
  );
  for (const { name } of tables) {
    await setImmediate();
    const result = db.value<string>(`PRAGMA quick_check("${name}")`);
    if (result !== "ok") throw new AppError("backupDamaged", { file, detail: `${name}: ${result ?? ""}` });
  }
}
