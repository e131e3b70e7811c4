/** The list of what was written and read here. */
import type { ImportOutcome, Transfer } from "../api/operations.ts";
import type { ReadableDb, WritableDb } from "../sqlite/connection.ts";

export interface TransferRow {
  readonly direction: "out" | "in";
  readonly type: "bundle" | "receipt";
  readonly file: string;
  readonly sha256: string;
  readonly replica: string;
  readonly station: string | null;
  readonly fromSeq: number;
  readonly toSeq: number;
  readonly entries: number;
  readonly outcome: ImportOutcome | "exported";
  readonly code: number | null;
  readonly at: number;
  /** Of the payload, as the header says; of what came in. */
  readonly payload?: string;
}

export function logTransfer(db: WritableDb, row: TransferRow): void {
  db.run(
    `INSERT INTO "transfer" ("direction", "type", "file", "sha256", "replica", "station", "fromSeq", "toSeq", "entries", "outcome", "code", "at", "payload")
     VALUES (:direction, :type, :file, :sha256, :replica, :station, :fromSeq, :toSeq, :entries, :outcome, :code, :at, :payload)`,
    { ...row, payload: row.payload ?? null },
  );
}

/** Newest first. */
export function transfers(db: ReadableDb, limit: number): Transfer[] {
  return db.all<Transfer>(
    `SELECT t."id", t."direction", t."type", t."file", coalesce(s."name", t."station") AS "station",
            t."fromSeq", t."toSeq", t."entries", t."outcome", t."code", t."at"
     FROM "transfer" t LEFT JOIN "station" s ON s."id" = t."station" ORDER BY t."id" DESC LIMIT ?`,
    [limit],
  );
}

/** Whether this very file was imported here before. */
export const wasImported = (db: ReadableDb, sha256: string): boolean =>
  db.value<number>(`SELECT 1 FROM "transfer" WHERE "sha256" = ? AND "direction" = 'in' AND "outcome" = 'imported'`, [
    sha256,
  ]) === 1;

/** The same, from the file's header alone. */
export const wasPayloadImported = (db: ReadableDb, payload: string): boolean =>
  db.value<number>(`SELECT 1 FROM "transfer" WHERE "payload" = ? AND "direction" = 'in' AND "outcome" = 'imported'`, [
    payload,
  ]) === 1;

/** An older program did not note the payload: it is known once the file was read again. */
export function notePayload(db: WritableDb, sha256: string, payload: string): void {
  const isWanting = `SELECT 1 FROM "transfer" WHERE "sha256" = ? AND "direction" = 'in' AND "payload" IS NULL`;
  if (db.value<number>(isWanting, [sha256]) === undefined) return;
  db.run(`UPDATE "transfer" SET "payload" = ? WHERE "sha256" = ? AND "direction" = 'in'`, [payload, sha256]);
}
