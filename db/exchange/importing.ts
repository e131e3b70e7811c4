/** What the steps of an import share. */
import type { ImportOutcome } from "../api/operations.ts";
import type { Keys } from "../bundle/crypto.ts";
import type { OpenedFile } from "../bundle/read.ts";
import type { TransferRow } from "./transfers.ts";
import type { ReadableDb, WritableDb } from "../sqlite/connection.ts";
import type { AppError } from "../schema/app-error.ts";
import type { Task } from "../tasks/task.ts";
import type { Identity } from "../office/identity.ts";

export interface Importing {
  readonly db: WritableDb;
  readonly dir: string;
  readonly identity: Identity;
  readonly keys: Keys;
  readonly now: number;
  readonly task: Task;
  readonly dryRun: boolean;
  /** Heads that a dry run has reached so far, so that files which continue each other count as they would. */
  readonly imagined: Map<string, number>;
}

export interface Imported {
  readonly outcome: ImportOutcome;
  readonly entries: number;
  readonly records: number;
  readonly setAside: number;
  /** Why it is not simply imported. */
  readonly reason: AppError | null;
  readonly station: string;
  readonly replica: string;
  readonly isIndexPending: boolean;
}

export interface VerifiedFile {
  readonly opened: OpenedFile;
  readonly sha256: string;
  readonly work: string;
}

export const stationName = (db: ReadableDb, station: string): string =>
  db.value<string>(`SELECT "name" FROM "station" WHERE "id" = ?`, [station]) ?? station;

export const transferOf = (
  opened: OpenedFile,
  sha256: string,
): Omit<TransferRow, "entries" | "outcome" | "code" | "at"> => ({
  direction: "in",
  type: opened.stable.type,
  file: opened.shown,
  sha256,
  replica: opened.stable.replica,
  station: opened.stable.station,
  fromSeq: opened.stable.fromSeq,
  toSeq: opened.stable.toSeq,
  payload: opened.stable.payloadSha256,
});
