/**
 * A stick or folder. Out: temporary name, flush, rename, read back, and only then may the stick be pulled out. In: a copy on the local
 * disk.
 */
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, open, readdir } from "node:fs/promises";
import { basename, join, parse } from "node:path";
import { canonicalBytes } from "../journal/canonical.ts";
import { AppError } from "../schema/app-error.ts";
import type { Task } from "../tasks/task.ts";
import {
  copyIn,
  readChunks,
  removeIfPossible,
  renamePatiently,
  syncFolder,
  writeChunk,
} from "../files/durable-files.ts";
import type { FileNames } from "./file-names.ts";
import type { Arrival, Outbox, SealedFile } from "./transport.ts";
import { openFile, requirePayload, requireSignature } from "./read.ts";
import { progressSteps } from "../schema/progress-steps.ts";

/** Never writes over another file. */
export const folderOutbox = (folder: string): Outbox => ({
  async put(sealed, { task, onLeaving }) {
    const temporary = join(folder, `.${sealed.names.plain}.part`);
    try {
      const sha256 = await writeAll(folder, temporary, sealed, task);
      onLeaving?.();
      const file = await giveName(folder, temporary, sealed.names);
      syncFolder(folder);
      await readBack(file, sealed, sha256, task);
      return { file, sha256 };
    } catch (error) {
      await removeIfPossible(temporary);
      throw error;
    }
  },
  takeBack: async (file) => void (await removeIfPossible(file)),
});

async function writeAll(folder: string, temporary: string, sealed: SealedFile, task: Task): Promise<string> {
  const { head, header, payload } = sealed;
  const hash = createHash("sha256").update(head);
  await mkdir(folder, { recursive: true }).catch(unwritable(folder));
  const handle = await open(temporary, "w").catch(unwritable(temporary));
  try {
    await writeChunk(handle, head).catch(unwritable(temporary));
    let done = 0;
    for await (const chunk of readChunks(payload)) {
      task.throwIfCancelled();
      hash.update(chunk);
      await writeChunk(handle, chunk).catch(unwritable(temporary));
      done += chunk.length;
      task.progress({ step: progressSteps.writing, done, total: header.payloadLength });
    }
    await handle.sync().catch(unwritable(temporary));
  } finally {
    await handle.close();
  }
  return hash.digest("hex");
}

const unwritable =
  (file: string) =>
  (error: unknown): never => {
    throw new AppError("fileUnwritable", { file }, { cause: error });
  };

/** The name for people where the file system carries it as it is, the ASCII one elsewhere (an old stick's code page). */
async function giveName(folder: string, temporary: string, { readable, plain }: FileNames): Promise<string> {
  const wanted = freeName(folder, readable, true);
  try {
    await renamePatiently(temporary, wanted);
    if ((await readdir(folder)).includes(basename(wanted))) return wanted;
    // Under a name that nobody can read: it is found by the one that was asked for.
    await renamePatiently(wanted, temporary);
  } catch (error) {
    // It has the name and cannot be looked at: nothing may be left of a file that is said not to be there.
    if (!existsSync(temporary)) {
      await removeIfPossible(wanted);
      unwritable(wanted)(error);
    }
  }
  const file = freeName(folder, plain, false);
  await renamePatiently(temporary, file).catch(unwritable(file));
  return file;
}

/** Never one that is there. @param isNumbered whether the first has a number, too */
function freeName(folder: string, name: string, isNumbered: boolean): string {
  const { name: stem, ext } = parse(name);
  for (let count = 1; ; count += 1) {
    const file = join(folder, count === 1 && !isNumbered ? name : `${stem}-${count}${ext}`);
    if (!existsSync(file)) return file;
  }
}

/** Reads the file as an importer would, as far as that is possible without the receiver's key. */
async function readBack(file: string, { header, signingKey }: SealedFile, sha256: string, task: Task): Promise<void> {
  try {
    const opened = await openFile(file, file);
    requireSignature(opened, signingKey);
    const same = opened.header !== null && canonicalBytes(opened.header).equals(canonicalBytes(header));
    const found = await requirePayload(opened, (done) =>
      task.progress({ step: progressSteps.checking, done, total: header.payloadLength }),
    );
    if (same && found === sha256) return;
  } catch (error) {
    await removeIfPossible(file);
    throw new AppError("bundleVerifyFailed", { file }, { cause: error });
  }
  await removeIfPossible(file);
  throw new AppError("bundleVerifyFailed", { file });
}

export const arrivalIn = (file: string): Arrival => ({
  shown: file,
  look: () => openFile(file, file),
  async bring(copy, task) {
    // A look before the copy: a foreign or cut file is refused without reading all of a slow stick.
    const { bytes } = await openFile(file, file);
    await copyIn(file, copy, (done) => {
      task.throwIfCancelled();
      task.progress({ step: progressSteps.copying, done, total: bytes });
    });
  },
});
