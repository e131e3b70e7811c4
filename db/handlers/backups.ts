/** 备份与恢复, and checking a data folder. Thin: the work is in `db/backup`. */
import { existsSync, statSync } from "node:fs";
import { dirname } from "node:path";
import type { BackupEntry, BackupRecord, Output } from "../api/operations.ts";
import { readInside, journalEnd, requireWhole } from "../backup/inside.ts";
import { compared, lookAtKinds } from "../backup/look.ts";
import { lookAtExchange } from "../backup/look-exchange.ts";
import { isWholeSize, readManifest, readPlace, type StoredBackup } from "../backup/manifest.ts";
import { backupStatus, secondPlace } from "../backup/plan.ts";
import { dispose, prepareRestore, swapIn } from "../backup/restore.ts";
import { backUp } from "../backup/run.ts";
import { withoutRotation } from "../backup/write.ts";
import { AppError } from "../schema/app-error.ts";
import { backupFolder, openReadable, type ReadConnection } from "../database/open.ts";
import type { ListedKind } from "../schema/kinds.ts";
import { statusOf } from "./app.ts";
import type { Context, Part } from "./context.ts";
import type { Task } from "../tasks/task.ts";
import { hashFile } from "../attachments/store.ts";
import { checkBlobs } from "../attachments/check.ts";
import { checkDatabase } from "../journal/check.ts";
import { writeOutput } from "../files/output-file.ts";

export const backupHandlers: Part<
  "backup.status" | "backup.now" | "backup.list" | "backup.look" | "backup.records" | "backup.restore"
> = {
  "backup.status": ({ db, dir, now }) => backupStatus(db, dir, now()),

  "backup.now": async (context, _input, task) => {
    const { db, dir, now, version, key } = context;
    await backUp(db, { dir, reason: "manual", now, program: version, key, task, always: true });
    return backupStatus(db, dir, now());
  },

  "backup.list": (context, { place, folder }) => {
    const at = place === "folder" ? (folder ?? "") : placeOf(context, place);
    const { backups, unknown } = at === null ? { backups: [], unknown: [] } : readPlace(at);
    return { backups: backups.map((backup) => entryOf(context, backup)), unreadable: unknown };
  },

  "backup.look": (context, { file }) =>
    looking(context, file, (backup) => {
      const inside = readInside(backup, file);
      const manifest = readManifest(file);
      return {
        file,
        at: manifest?.at ?? null,
        name: inside.identity.name,
        role: inside.identity.role,
        newest: backup.value<number>(`SELECT max("header" ->> '$.at') FROM "journal"`) ?? null,
        drafts: backup.value<number>(`SELECT count(*) FROM "draft" WHERE "kind" <> 'typed'`) ?? 0,
        kinds: lookAtKinds(backup, currentOf(context)),
        exchange: lookAtExchange(backup, currentOf(context), context.dir),
      };
    }),

  "backup.records": (context, { file, kind, search, offset, limit }) =>
    looking(context, file, (backup) => {
      const wanted = search.trim();
      const all = memoised(context, backup, file, kind);
      const found = wanted === "" ? all : all.filter(({ title }) => title.includes(wanted));
      return { total: found.length, records: found.slice(offset, offset + limit) };
    }),

  "backup.restore": (context, { file }, task) => withoutRotation(context.dir, () => restore(context, file, task)),
};

async function restore(context: Context, file: string, task: Task): Promise<Output<"backup.restore">> {
  const { dir, key, now, version } = context;
  const current = currentOf(context);
  // The data that goes is itself the newest backup, so that the restore can be undone.
  const undo =
    context.isSetUp && current !== null
      ? await backUp(context.db, { dir, reason: "beforeRestore", now, program: version, key, task, always: true })
      : null;
  const prepared = await prepareRestore(current, { dir, file, now: now(), key, task });
  try {
    await context.replaceData({ whileClosed: () => swapIn(dir, prepared, now(), current === null) });
  } finally {
    dispose(prepared);
  }
  return {
    status: statusOf(context),
    undo: undo?.file ?? null,
    renewed: prepared.renewed,
    checkCode: prepared.checkCode,
  };
}

function placeOf(context: Context, place: "here" | "second"): string | null {
  return place === "here" ? backupFolder(context.dir) : secondPlace(context.db);
}

/** The present data, or null when it cannot be opened: a damaged file is why one restores. */
function currentOf(context: Context): Context["db"] | null {
  try {
    return context.isSetUp ? context.db : null;
  } catch {
    return null;
  }
}

function entryOf(context: Context, backup: StoredBackup): BackupEntry {
  const { file, at, reason, bytes, name, counts, position, positionHash } = backup;
  const current = currentOf(context);
  return {
    file,
    at,
    reason,
    bytes,
    name,
    counts,
    isWhole: isWholeSize(backup),
    since: current === null ? null : changesSince(current, position, positionHash),
  };
}

/** Changes made after a backup; null when the present data does not continue it (another backup was restored since). */
function changesSince(db: Context["db"], position: number, positionHash: string): number | null {
  const hash = db.value<Buffer>(`SELECT "hash" FROM "journal" WHERE "position" = ?`, [position]);
  if (position > 0 && hash?.toString("hex") !== positionHash) return null;
  return db.value<number>(`SELECT count(DISTINCT "tx") FROM "journal" WHERE "position" > ?`, [position]) ?? 0;
}

function looking<T>({ key }: Context, file: string, work: (backup: ReadConnection) => T): T {
  if (!existsSync(file)) throw new AppError("fileUnreadable", { file: `${file} (${dirname(file)})` });
  const backup = openReadable(file, key);
  try {
    return work(backup);
  } finally {
    backup.close();
  }
}

/** Scrolling through a compared list must not compare it again; one list at a time is looked at. */
let last: { readonly key: string; readonly records: BackupRecord[] } | null = null;

function memoised(context: Context, backup: ReadConnection, file: string, kind: ListedKind): BackupRecord[] {
  const current = currentOf(context);
  const newest = current?.value<number>(`SELECT max("position") FROM "journal"`) ?? 0;
  const key = `${context.dir} ${file} ${kind} ${newest}`;
  if (last?.key !== key) last = { key, records: compared(backup, current, kind) };
  return last.records;
}

export const upkeepHandlers: Part<"check.run" | "backup.create"> = {
  "check.run": async ({ db, dir, key }, _input, task) => checkDatabase(db, key, await checkBlobs(db, dir, task)),

  "backup.create": async ({ db, key }, { file }) => {
    await writeOutput(file, { replaces: false }, async (temporary) => {
      db.copyTo(temporary);
      const copy = openReadable(temporary, key);
      try {
        await requireWhole(copy, file);
        if (journalEnd(copy).positionHash !== journalEnd(db).positionHash)
          throw new AppError("backupDamaged", { file, detail: "position" });
      } finally {
        copy.close();
      }
    });
    return { file, bytes: statSync(file).size, sha256: await hashFile(file) };
  },
};
