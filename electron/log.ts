/** A small log file for support, without personal numbers, one predecessor kept. Writing never holds up the program. */
import { appendFile, mkdir, rename, stat } from "node:fs/promises";
import { join } from "node:path";
import { privateFile, privateFolder } from "../db/files/access.ts";

const limit = 1_000_000;

/** 身份证, mobile and landline numbers. */
export const maskNumbers = (text: string): string =>
  text.replace(/(?<!\d)(?:\d{17}[\dXx]|\d{15}|1[3-9]\d{9}|0\d{2,3}-?\d{7,8})(?!\d)/g, "***");

export function openLog(folder: string, now: () => Date = () => new Date()): (text: string) => void {
  const file = join(folder, "main.log");
  let written: Promise<void> = start(folder, file);
  return (text) => {
    const line = `${now().toISOString()} ${maskNumbers(text)}\n`;
    written = written.then(() => appendFile(file, line, { mode: privateFile })).catch(() => {});
  };
}

async function start(folder: string, file: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: privateFolder });
  const size = await stat(file).then(
    (found) => found.size,
    () => 0,
  );
  if (size > limit) await rename(file, join(folder, "main.old.log"));
}
