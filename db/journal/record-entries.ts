/** A record's entries out of the journal, as `resolve.ts` wants them. */
import type { ReadableDb } from "../sqlite/connection.ts";
import { storedPayload, type Op } from "./entry.ts";
import { resolveRecord, type RecordEntry, type Resolved, type ResolveOptions, type Side } from "./resolve.ts";
import type { Kind } from "../schema/kinds.ts";
import { voidReasons, type RefusalReason } from "../schema/refusal.ts";

/** SQL: the reasons that leave an entry without any effect. */
export const voidReasonsSql = `(${[...voidReasons].map((reason) => `'${reason}'`).join(", ")})`;

interface JournalRow {
  readonly record: string;
  readonly position: number;
  readonly replica: string;
  readonly seq: number;
  readonly side: Side;
  readonly op: Op;
  readonly kind: string;
  readonly station: string;
  readonly at: number;
  readonly after: string | null;
  readonly afterCount: number | null;
  readonly erasure: string | null;
  readonly erasureCount: number | null;
  readonly payload: Buffer | null;
  readonly reason: RefusalReason | null;
}

export type JournalEntry = RecordEntry & {
  readonly record: string;
  readonly kind: string;
  readonly station: string;
  /** Why it is set aside, if it is. */
  readonly reason: RefusalReason | null;
};

/** Whether an entry may have an effect at all. */
export const isEffective = ({ reason }: Pick<JournalEntry, "reason">): boolean => !voidReasons.has(reason);

/** All of a record's entries by position, those without effect included. */
export function entriesOf(db: ReadableDb, record: string): JournalEntry[] {
  const rows = db.all<JournalRow>(
    `SELECT j."position", j."record", j."replica", j."seq", r."side", j."op", j."kind", r."station", j."payload", f."reason",
            CAST(j."header" AS TEXT) ->> '$.at' AS "at",
            CAST(j."header" AS TEXT) ->> '$.after' AS "after",
            CAST(j."header" AS TEXT) ->> '$.afterCount' AS "afterCount",
            CAST(j."header" AS TEXT) ->> '$.erasure' AS "erasure",
            CAST(j."header" AS TEXT) ->> '$.erasureCount' AS "erasureCount"
     FROM "journal" j JOIN "replica" r ON r."id" = j."replica" LEFT JOIN "refused" f ON f."position" = j."position"
     WHERE j."record" = ? ORDER BY j."position"`,
    [record],
  );
  return rows.map((row) => ({
    ...row,
    payload: row.payload === null ? null : storedPayload(row.payload),
  }));
}

/** What a record's journal says of it. */
export function resolvedRecord(db: ReadableDb, kind: Kind, record: string, options: ResolveOptions = {}): Resolved {
  return resolveRecord(kind, entriesOf(db, record).filter(isEffective), options);
}

/** Whose record it is, and of which kind: as its first entry says that has an effect. */
export interface Home {
  readonly station: string;
  readonly kind: string;
}

/** @returns null when nobody here had heard of the record before that position */
export const homeOf = (db: ReadableDb, record: string, before: number = Number.MAX_SAFE_INTEGER): Home | null =>
  db.get<Home>(
    `SELECT r."station", j."kind" FROM "journal" j JOIN "replica" r ON r."id" = j."replica"
     WHERE j."record" = ? AND j."position" < ?
       AND j."position" NOT IN (SELECT "position" FROM "refused" WHERE "reason" IN ${voidReasonsSql})
     ORDER BY j."position" LIMIT 1`,
    [record, before],
  ) ?? null;
