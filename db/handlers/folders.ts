/** Where the data lives: inspected, chosen, moved; and sample data in a folder of its own. */
import { existsSync, mkdirSync, statSync } from "node:fs";
import { join } from "node:path";
import type { FolderStatus } from "../api/operations.ts";
import { oneExchangeAtATime } from "../tasks/lock.ts";
import { removeIfPossible } from "../files/durable-files.ts";
import { AppError, toAppError } from "../schema/app-error.ts";
import { findIdentity } from "../office/identity.ts";
import { backupFolder, databaseExists, databaseFile } from "../database/open.ts";
import { accessOf, privateFolder } from "../files/access.ts";
import { freeBytes, inspectFolder, requireFit } from "../data-folder/inspect.ts";
import {
  bytesUnder,
  changesOf,
  clearTarget,
  copyAgain,
  copyBeside,
  copyDatabase,
  forgetFolder,
} from "../data-folder/move.ts";
import { beginMove, currentFolder, markMoved, previousFolder } from "../data-folder/moved.ts";
import { makeSample } from "../sample/make.ts";
import { statusOf } from "./app.ts";
import type { Context, Part } from "./context.ts";
import type { Task } from "../tasks/task.ts";
import { progressSteps } from "../schema/progress-steps.ts";

export const folderHandlers: Part<
  | "folder.inspect"
  | "folder.status"
  | "folder.access"
  | "folder.open"
  | "folder.move"
  | "folder.forget"
  | "sample.start"
  | "sample.end"
> = {
  "folder.inspect": (context, { folder }) =>
    inspectFolder(folder, {
      drives: context.drives,
      key: context.key,
      ...(isReady(context) ? { current: context.dir, needed: bytesUnder(context.dir) } : {}),
    }),

  "folder.status": (context) => status(context),

  "folder.access": ({ dir }) => accessOf(dir),

  "folder.open": async (context, { folder }) => {
    if (isReady(context)) throw new AppError("databaseExists", { path: context.dir });
    const report = await requireFit(folder, { drives: context.drives, key: context.key });
    if (!databaseExists(report.folder)) throw new AppError("databaseMissing", { path: report.folder });
    await context.replaceData({ whileClosed: () => report.folder });
    return statusOf(context);
  },

  "folder.move": async (context, { folder }, task) => {
    if (context.isSample) throw new AppError("sampleOnly");
    const { dir: from, key, drives } = context;
    const needed = bytesUnder(from);
    const { folder: to, existing } = await requireFit(folder, { drives, key, needed, current: from });
    if (existing !== null) throw new AppError("folderTaken", { folder: to, name: existing.name });
    try {
      await moveTo(context, to, task);
    } catch (error) {
      // Nothing counts in the new folder unless the old one leads there. What cannot be cleared now goes with the next try.
      if (currentFolder(from) === from && existsSync(to))
        await clearTarget(to).catch((left: unknown) => console.error(toAppError(left, { path: to }).message));
      throw error;
    }
    return status(context);
  },

  "folder.forget": async (context) => {
    const previous = previousFolder(context.dir);
    if (previous !== null) await forgetFolder(previous);
    return status(context);
  },

  "sample.start": async (context, _input, task) => {
    const { sampleDir } = context;
    if (isReady(context) || sampleDir === null) throw new AppError("sampleNotNow");
    if (!databaseExists(sampleDir) || !existsSync(join(sampleDir, "complete")))
      await makeSample(sampleDir, { now: context.now(), task });
    await context.replaceData({ whileClosed: () => sampleDir });
    return statusOf(context);
  },

  "sample.end": async (context) => {
    const { sampleDir } = context;
    if (sampleDir === null) return statusOf(context);
    if (context.isSample) await context.replaceData({ whileClosed: () => context.homeDir });
    // What is held goes when the samples are made again.
    await removeIfPossible(sampleDir);
    return statusOf(context);
  },
};

async function moveTo(context: Context, to: string, task: Task): Promise<void> {
  const { dir: from, key } = context;
  mkdirSync(to, { recursive: true, mode: privateFolder });
  beginMove(from, to, context.now());
  await copyBeside({ from, to, task });
  task.throwIfCancelled();
  task.progress({ step: progressSteps.copyingDatabase, done: 0, total: null });
  const changes = await oneExchangeAtATime(context.db, () => copyDatabase(context.db, to, key));
  task.throwIfCancelled();
  await context.replaceData({
    whileOpen: (db) => {
      // The last words typed since the copy was verified.
      if (changesOf(db) !== changes) copyAgain(db, to, key);
    },
    whileClosed: () => {
      markMoved(from, to, context.now());
      return to;
    },
  });
}

const isReady = (context: Context): boolean => context.isSetUp && findIdentity(context.db) !== null;

const sizeOf = (file: string): number => statSync(file, { throwIfNoEntry: false })?.size ?? 0;

async function status(context: Context): Promise<FolderStatus> {
  const { dir, sampleDir } = context;
  return {
    dir,
    free: await freeBytes(dir),
    bytes: {
      database: sizeOf(databaseFile(dir)) + sizeOf(`${databaseFile(dir)}-wal`),
      attachments: bytesUnder(join(dir, "blobs")),
      backups: bytesUnder(backupFolder(dir)),
    },
    previous: previousFolder(dir),
    sample: {
      canStart: sampleDir !== null && !isReady(context),
      exists: sampleDir !== null && databaseExists(sampleDir),
    },
  };
}
