/** 历史版本: a record's journal with that of its problems, measures, attachments and events. Read-only. */
import type { HistoryEntry } from "../api/operations.ts";
import type { ReadableDb } from "../sqlite/connection.ts";
import { storedPayload, type Op } from "../journal/entry.ts";
import { voidReasonsSql } from "../journal/record-entries.ts";
import type { Kind } from "../schema/kinds.ts";

/** Written like in migration 60, so that its index serves. */
export const childrenEverSql = `
SELECT DISTINCT "record" FROM "journal"
WHERE CASE WHEN json_valid(CAST("payload" AS TEXT)) THEN
    COALESCE(CAST("payload" AS TEXT) ->> '$.set.recordId', CAST("payload" AS TEXT) ->> '$.set.sessionId')
  END = ?
  AND "kind" IN ('problem', 'measure', 'event', 'attachment') AND "op" IN ('create', 'erase')`;

interface Row {
  readonly position: number;
  readonly tx: string;
  readonly kind: Kind;
  readonly record: string;
  readonly at: number;
  readonly op: Op;
  readonly side: "station" | "district";
  readonly operator: string | null;
  readonly pc: "this" | "other" | null;
  readonly payload: Buffer | null;
}

/**
 * SQL: on which of its station's PCs an entry of the chain `r` was made, for a station that has had entries of more than one. An
 * earlier chain of this PC has a recipient: its keys were made here.
 */
const pcSql = `CASE WHEN r."side" = 'station' AND EXISTS (
    SELECT 1 FROM "replica" WHERE "isSelf" = 1 AND "side" = 'station') AND EXISTS (
    SELECT 1 FROM "replica" WHERE "isSelf" = 0 AND "side" = 'station' AND "recipient" IS NULL AND "headSeq" > 0)
  THEN iif(r."isSelf" = 1 OR r."recipient" IS NOT NULL, 'this', 'other') END`;

/**
 * Newest first, with the names of the people who wrote it. Without entries that never had an effect: those of another
 * station, and those that were no valid record.
 */
export function historyOf(db: ReadableDb, id: string): HistoryEntry[] {
  const children = db.all<{ record: string }>(childrenEverSql, [id]).map(({ record }) => record);
  const rows = db.all<Row>(
    `SELECT j."position", j."tx", j."kind", j."record", CAST(j."header" AS TEXT) ->> '$.at' AS "at", j."op", r."side",
            o."name" AS "operator", ${pcSql} AS "pc", j."payload"
     FROM "journal" j JOIN "replica" r ON r."id" = j."replica"
     LEFT JOIN "operator" o ON o."id" = CAST(j."header" AS TEXT) ->> '$.operator'
     WHERE j."record" IN (SELECT "value" FROM json_each(?))
       AND j."position" NOT IN (SELECT "position" FROM "refused" WHERE "reason" IN ${voidReasonsSql})
     ORDER BY j."position" DESC`,
    [JSON.stringify([id, ...children])],
  );
  return rows.map(({ payload, ...row }) => ({
    ...row,
    set: payload === null ? null : (storedPayload(payload).set ?? {}),
  }));
}
