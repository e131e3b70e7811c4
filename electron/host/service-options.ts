/** How both hosts open the service: backups and sending by itself, sample data apart, drives as the system tells them. */
import type { ServiceOptions } from "../../db/service.ts";
import { timesWithin, usualTimes } from "../../db/sending/schedule.ts";
import { systemDrives } from "../../db/data-folder/system.ts";

export interface HostOptions {
  readonly dir: string;
  readonly version: string;
  readonly sampleDir: string;
  /** The folder was chosen in the window; its absence is an error and no fresh start. */
  readonly isChosen: boolean;
  readonly backupSeconds: number | null;
  readonly sendSeconds: number | null;
  readonly sysroot: string | null;
  /** Where the bundle has `db/spreadsheet/read-worker.ts`; left out by a host that is not bundled. */
  readonly ledgerReader?: string;
  /** The same for `db/receiver/worker.ts`. */
  readonly receiver?: string;
}

/** The first backup waits until the first screen has come. */
const firstBackupAfter = 5_000;
/** So does listening for stations, whose libraries take a moment to load. */
const receivesAfter = 2_000;

export function serviceOptions(options: HostOptions): ServiceOptions {
  const { dir, version, sampleDir, isChosen, backupSeconds, sendSeconds, sysroot, ledgerReader, receiver } = options;
  const every = backupSeconds === null ? null : backupSeconds * 1_000;
  return {
    dir,
    version,
    sampleDir,
    mustExist: isChosen,
    backups: { firstAfter: Math.min(firstBackupAfter, every ?? Infinity), ...(every === null ? {} : { every }) },
    sending: sendSeconds === null ? usualTimes : timesWithin(sendSeconds * 1_000),
    drives: systemDrives(sysroot),
    receivesAfter,
    ...(ledgerReader === undefined ? {} : { ledgerReader }),
    ...(receiver === undefined ? {} : { receiver }),
  };
}
