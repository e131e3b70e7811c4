/**
 * Drives on Windows. `fsutil fsinfo drivetype D:` needs no administrator since Windows 10 and tells mapped network drives and
 * sticks apart; its words are the system's language. Where it fails, `wmic` gives a number (it is gone from newer Windows 11).
 * Neither tells a USB hard disk from a built-in one: both are "fixed". The outputs in the tests are quoted from documentation
 * and from forum posts; nothing here has run on Windows yet.
 */
import type { Drive, DriveReader } from "./drives.ts";

const words: readonly (readonly [RegExp, Drive["kind"]])[] = [
  [/远程|网络|網路|遠端|remote|network/i, "network"],
  [/可移动|卸除式|抽取式|可移除|removable/i, "removable"],
  [/CD-?ROM|光盘|光碟|DVD/i, "readOnly"],
  [/RAM/i, "temporary"],
  [/固定|fixed/i, "fixed"],
];

/** `GetDriveType`, as Win32_LogicalDisk numbers it. */
const numbers: Readonly<Record<string, Drive["kind"]>> = {
  "2": "removable",
  "3": "fixed",
  "4": "network",
  "5": "readOnly",
  "6": "temporary",
};

export async function windowsDrive(folder: string, reader: DriveReader): Promise<Drive> {
  const letter = /^(?:\\\\\?\\)?([A-Za-z]):/.exec(folder)?.[1]?.toUpperCase();
  if (letter === undefined) return { kind: "unknown" };
  const kind = (await fromFsutil(letter, reader)) ?? (await fromWmic(letter, reader));
  if (kind === null) return { kind: "unknown" };
  return kind === "network" ? { kind, detail: `${letter}:` } : { kind };
}

type Kind = Drive["kind"];

/** `D: - 固定驱动器` */
async function fromFsutil(letter: string, reader: DriveReader): Promise<Kind | null> {
  const output = await reader.run("fsutil", ["fsinfo", "drivetype", `${letter}:`]);
  const line = output?.split(/\r?\n/).find((one) => one.trim().toUpperCase().startsWith(`${letter}:`));
  if (line === undefined) return null;
  return words.find(([word]) => word.test(line))?.[1] ?? null;
}

/** `DriveType=3` */
async function fromWmic(letter: string, reader: DriveReader): Promise<Kind | null> {
  const output = await reader.run("wmic", [
    "logicaldisk",
    "where",
    `DeviceID='${letter}:'`,
    "get",
    "DriveType",
    "/value",
  ]);
  const number = /DriveType=(\d)/.exec(output ?? "")?.[1];
  return number === undefined ? null : (numbers[number] ?? null);
}
