/** Data that is missing or was deleted while the program ran: what still lies in the folder, and the way back. */
import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { blobsIn } from "./backup/blob-copies.ts";
import { readPlace } from "./backup/manifest.ts";
import { policyOf } from "./backup/plan.ts";
import { writeBackup } from "./backup/write.ts";
import { AppError, toAppError } from "./schema/app-error.ts";
import { backupFolder, databaseFile, type Connection } from "./database/open.ts";
import { joined, words, type Words } from "./schema/words.ts";

const sizeOf = (file: string): number => statSync(file, { throwIfNoEntry: false })?.size ?? 0;

/** A log beside a missing or empty database is nothing that can be opened: SQLite removes it. */
const isWithoutData = (dir: string): boolean => sizeOf(databaseFile(dir)) === 0;

/**
 * A folder that held data once is no fresh one, although its database is missing or empty: beginning afresh there would hide
 * its backups.
 * @throws AppError databaseLost naming what is there
 */
export function requireNoTraces(dir: string): void {
  if (!isWithoutData(dir)) return;
  const found = tracesIn(dir);
  if (found.length > 0) throw new AppError("databaseLost", { path: dir, detail: listed(found) });
}

/** The same for a database that was opened and holds no office. @throws AppError databaseLost */
export function requireNoBackups(dir: string): void {
  const found = backupTraces(dir);
  if (found.length > 0) throw new AppError("databaseLost", { path: dir, detail: listed(found) });
}

const listed = (found: readonly Words[]): Words => {
  const { zh, en } = joined(found);
  return words(zh.replaceAll("；", "、"), en.replaceAll("; ", ", "));
};

function backupTraces(dir: string): Words[] {
  const { backups, unknown } = readPlace(backupFolder(dir));
  const count = backups.length + unknown.length;
  if (count === 0) return [];
  const number = words(`${count} 份备份`, count === 1 ? "1 backup" : `${count} backups`);
  const at = backups[0]?.at;
  if (at === undefined) return [number];
  const date = dayOf(at);
  return [words(`${number.zh}（最新一份是 ${date} 的）`, `${number.en} (the newest of ${date})`)];
}

function tracesIn(dir: string): Words[] {
  if (!existsSync(dir)) return [];
  const names = readdirSync(dir);
  const hasKeys = names.some((name) => /^keys(-[0-9a-f]{32})?\.json$/.test(name));
  const blobs = blobsIn(dir).length;
  const held = existsSync(join(dir, "held")) ? readdirSync(join(dir, "held")).length : 0;
  return [
    ...backupTraces(dir),
    ...(blobs === 0 ? [] : [words(`${blobs} 个附件`, blobs === 1 ? "1 attachment" : `${blobs} attachments`)]),
    ...(held === 0 ? [] : [words(`${held} 个暂存的数据包`, held === 1 ? "1 held bundle" : `${held} held bundles`)]),
    ...(hasKeys ? [words("本机密钥", "this PC's keys")] : []),
  ];
}

const two = (value: number): string => String(value).padStart(2, "0");

/** By this PC's clock, as in 2026-03-18 09:10. */
function dayOf(at: number): string {
  const date = new Date(at);
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day} ${two(date.getHours())}:${two(date.getMinutes())}`;
}

interface SaveOptions {
  readonly dir: string;
  readonly now: number;
  readonly program: string;
  readonly key: string | undefined;
}

/**
 * The open connection still reads what was deleted: all of it, to the last commit, becomes a backup.
 * @returns the error for every call from now on
 */
export async function saveWhatIsOpen(db: Connection, { dir, ...options }: SaveOptions): Promise<AppError> {
  const path = databaseFile(dir);
  try {
    const task = { progress: () => {}, throwIfCancelled: () => {} };
    const place = backupFolder(dir);
    const { file } = await writeBackup(db, { ...options, dir, place, reason: "rescued", policy: policyOf(db), task });
    const detail = words(
      `打开着的全部内容（包括刚才这一步）已另存为一份备份：${file}。请重新打开程序，用这份备份恢复。`,
      `All that was open, this step too, was saved as a backup: ${file}. Start the program again and restore it.`,
    );
    return new AppError("databaseGone", { path, detail });
  } catch (error) {
    const { number } = toAppError(error);
    const count = readPlace(backupFolder(dir)).backups.length;
    const detail = words(
      `这一步没有保存，打开着的内容也没能另存（编号 ${number}）。文件夹里有 ${count} 份备份。请先从回收站找回数据文件；找不回来，就重新打开程序，用最新的备份恢复。`,
      `This step was not saved, and what was open could not be saved either (number ${number}). The folder has ${count} backups. Look for the data file in the recycle bin first; else start the program again and restore the newest backup.`,
    );
    return new AppError("databaseGone", { path, detail });
  }
}
