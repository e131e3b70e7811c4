/** A record's entries out of the journal, as `resolve.ts` wants them. */
import type { ReadableDb } from "./connection.ts";
import type { EntryPayload, Op } from "./entry.ts";
import { resolveRecord, type RecordEntry, type Resolved, type ResolveOptions, type Side } from "./resolve.ts";
import type { Kind } from "./schema/kinds.ts";

interface JournalRow {
  readonly position: number;
  readonly replica: string;
  readonly seq: number;
  readonly side: Side;
  readonly op: Op;
  readonly kind: string;
  readonly station: string;
  readonly at: number;
  readonly after: string | null;
  readonly erasure: string | null;
  readonly payload: Buffer | null;
}

export type KnownEntry = RecordEntry & { readonly kind: string; readonly station: string };

/** A record's entries before a journal position, without those that have no effect for good. */
export function entriesOf(db: ReadableDb, record: string, before: number): KnownEntry[] {
  const rows = db.all<JournalRow>(
    `SELECT j."position", j."replica", j."seq", r."side", j."op", j."kind", r."station", j."payload",
            CAST(j."header" AS TEXT) ->> '$.at' AS "at", CAST(j."header" AS TEXT) ->> '$.after' AS "after",
            CAST(j."header" AS TEXT) ->> '$.erasure' AS "erasure"
     FROM "journal" j JOIN "replica" r ON r."id" = j."replica"
     WHERE j."record" = ? AND j."position" < ?
       AND j."position" NOT IN (SELECT "position" FROM "refused" WHERE "reason" IN ('invalid', 'otherStation', 'unreadable'))
     ORDER BY j."position"`,
    [record, before],
  );
  return rows.map((row) => ({
    ...row,
    payload: row.payload === null ? null : (JSON.parse(row.payload.toString("utf8")) as EntryPayload),
  }));
}

/** What a record's journal says of it. */
export function resolvedRecord(db: ReadableDb, kind: Kind, record: string, options: ResolveOptions = {}): Resolved {
  return resolveRecord(kind, entriesOf(db, record, Number.MAX_SAFE_INTEGER), options);
}

/** The station whose record it is; null when nobody here has heard of it. */
export const stationOfRecord = (db: ReadableDb, record: string): string | null =>
  db.value<string>(
    `SELECT r."station" FROM "journal" j JOIN "replica" r ON r."id" = j."replica" WHERE j."record" = ?
       AND j."position" NOT IN (SELECT "position" FROM "refused" WHERE "reason" IN ('invalid', 'otherStation', 'unreadable'))
     ORDER BY j."position" LIMIT 1`,
    [record],
  ) ?? null;
