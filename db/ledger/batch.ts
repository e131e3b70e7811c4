/** An imported ledger is one batch: one journal transaction, recognised when it comes again, undone as a whole. */
import type { LedgerProblem, LedgerSkipped } from "../api.ts";
import { tableOf } from "../columns.ts";
import type { ReadableDb, WritableDb } from "../connection.ts";
import { AppError } from "../errors.ts";
import { uuidv7 } from "../ids.ts";
import { writeRecords, type Author, type Change } from "../journal.ts";
import { mainKinds, type Kind, type MainKind } from "../schema/kinds.ts";
import { indexMissing } from "../search.ts";
import { numberer } from "../numbering.ts";
import type { PlannedRow } from "./plan.ts";

export interface Batch {
  readonly file: string;
  readonly kind: MainKind;
  readonly rows: readonly PlannedRow[];
  readonly skipped: readonly LedgerSkipped[];
  readonly problems: readonly LedgerProblem[];
}

/** Which of these rows are here already, by their fingerprint. */
export function knownKeys(db: ReadableDb, kind: MainKind, keys: readonly string[]): Set<string> {
  const rows = db.all<{ importKey: string }>(
    `SELECT "importKey" FROM ${tableOf(kind)} WHERE "importKey" IN (SELECT "value" FROM json_each(?))`,
    [JSON.stringify(keys)],
  );
  return new Set(rows.map(({ importKey }) => importKey));
}

/**
 * Writes all rows with their events in one transaction.
 * @param onRow called with the number of rows prepared so far
 * @returns the batch's name, which is the journal transaction's
 */
export function importRows(db: WritableDb, author: Author, batch: Batch, onRow: (done: number) => void): string {
  return db.transaction(() => {
    const { tx } = writeRecords(db, author, changesOf(db, author, batch), {
      deferIndex: true,
      onProgress: (done, total) => onRow(Math.floor((done / total) * batch.rows.length)),
    });
    if (tx === null) throw new AppError("inputInvalid", { detail: batch.file });
    indexMissing(db, batch.kind);
    db.run(`INSERT INTO "ledgerBatch" VALUES (?, ?, ?, ?, ?, ?, ?, NULL)`, [
      tx,
      batch.file,
      batch.kind,
      batch.rows.length,
      JSON.stringify(batch.skipped),
      JSON.stringify(batch.problems),
      author.now,
    ]);
    return tx;
  });
}

function changesOf(db: ReadableDb, author: Author, { kind, rows }: Batch): Change[] {
  const nextNumber = numberer(db, author.identity.stationId);
  return rows.flatMap(({ fields, events }): Change[] => {
    const id = uuidv7(author.now);
    const set =
      kind === "hotline" && fields["number"] === null
        ? { ...fields, number: nextNumber(String(fields["calledAt"])) }
        : fields;
    return [
      { op: "create", kind, id, set },
      ...events.map((event): Change => ({
        op: "create",
        kind: "event",
        id: uuidv7(author.now),
        set: { ...event, recordId: id },
      })),
    ];
  });
}

/**
 * Deletes what the batch created. A record that was changed since (or got an event) stays and is named in `kept`.
 * @throws AppError ledgerBatchMissing
 */
export function undoBatch(
  db: WritableDb,
  author: Author,
  batch: string,
): { batch: string; removed: number; kept: string[] } {
  return db.transaction(() => {
    const open = db.value<number>(`SELECT 1 FROM "ledgerBatch" WHERE "tx" = ? AND "undoneAt" IS NULL`, [batch]);
    if (open === undefined) throw new AppError("ledgerBatchMissing", { batch });
    const created = mainKinds.flatMap((kind) =>
      db
        .all<{ id: string; tx: string }>(
          `SELECT t."id", newest."tx" FROM "journal" j
           JOIN ${tableOf(kind)} t ON t."id" = j."record"
           JOIN "journal" newest ON newest."position" = t."touched"
           WHERE j."tx" = ? AND j."op" = 'create' AND j."kind" = ?`,
          [batch, kind],
        )
        .map((row) => ({ ...row, kind: kind as Kind })),
    );
    const unchanged = created.filter(({ tx }) => tx === batch);
    writeRecords(
      db,
      author,
      unchanged.map(({ id, kind }): Change => ({ op: "delete", kind, id })),
    );
    db.run(`UPDATE "ledgerBatch" SET "undoneAt" = ? WHERE "tx" = ?`, [author.now, batch]);
    const kept = created.filter(({ tx }) => tx !== batch).map(({ id }) => id);
    return { batch, removed: unchanged.length, kept };
  });
}
