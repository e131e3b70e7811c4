/** An imported ledger is one batch: one journal transaction, recognised when it comes again, undone as a whole. */
import type { LedgerProblem, LedgerSkipped } from "../api/operations.ts";
import { tableOf } from "../sqlite/columns.ts";
import type { WritableDb } from "../sqlite/connection.ts";
import { AppError } from "../schema/app-error.ts";
import { inLongTransaction, pause, type Task } from "../tasks/task.ts";
import { uuidv7 } from "../schema/ids.ts";
import { writeRecords, type Author, type Change } from "../journal/write.ts";
import { listedKinds, type Kind, type ListedKind } from "../schema/kinds.ts";
import { indexPage } from "../journal/full-text.ts";
import { progressSteps } from "../schema/progress-steps.ts";
import type { Words } from "../schema/words.ts";

export interface Batch {
  readonly file: string;
  readonly kind: ListedKind;
  /** Records that this batch creates or changes, without their events. */
  readonly records: number;
  readonly skipped: readonly LedgerSkipped[];
  readonly problems: readonly LedgerProblem[];
  /** Values before, of records that are changed. */
  readonly before: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** Changes between two looks at the cancel button: about a twentieth of a second. */
const chunkSize = 200;
/** Records whose full text is written between two looks. */
const textPage = 1_000;

/**
 * Writes all changes in one transaction of the database that stays open over several turns of the event loop, so that it
 * can be cancelled and shows its progress. Run it as exclusive work; cancelled
 * or failed, nothing of it is left.
 * @param changes each record followed by its events
 * @returns the batch's name, which is the journal transaction's
 * @throws AppError cancelled, inputInvalid
 */
export async function importBatch(
  db: WritableDb,
  author: Author,
  batch: Batch,
  changes: readonly Change[],
  task: Task,
): Promise<string> {
  const tx = uuidv7(author.now);
  return inLongTransaction(db, async () => {
    await writeAll(db, author, changes, { tx, step: progressSteps.writingRecords, records: batch.records }, task);
    await indexAll(db, task);
    db.run(
      `INSERT INTO "ledgerBatch" ("tx", "file", "kind", "imported", "skipped", "problems", "importedAt", "undoneAt", "before")
       VALUES (?, ?, ?, ?, ?, ?, ?, NULL, ?)`,
      [
        tx,
        batch.file,
        batch.kind,
        batch.records,
        JSON.stringify(batch.skipped),
        JSON.stringify(batch.problems),
        author.now,
        Object.keys(batch.before).length === 0 ? null : JSON.stringify(batch.before),
      ],
    );
    return tx;
  });
}

interface Writing {
  readonly tx: string;
  readonly step: Words;
  /** What progress counts; events are not counted. */
  readonly records: number;
}

async function writeAll(
  db: WritableDb,
  author: Author,
  changes: readonly Change[],
  { tx, step, records }: Writing,
  task: Task,
): Promise<void> {
  for (let from = 0; from < changes.length;) {
    const to = chunkEnd(changes, from);
    writeRecords(db, author, changes.slice(from, to), { deferIndex: true, tx });
    from = to;
    await pause(task, { step, done: Math.floor((from / changes.length) * records), total: records });
  }
}

/** Not between a record and its events: each call derives the states of what it wrote. */
function chunkEnd(changes: readonly Change[], from: number): number {
  let to = Math.min(from + chunkSize, changes.length);
  while (to < changes.length && changes[to]?.kind === "event") to += 1;
  return to;
}

async function indexAll(db: WritableDb, task: Task): Promise<void> {
  let indexed = 0;
  for (const kind of listedKinds) {
    for (let after: number | null = 0; after !== null;) {
      const page: { indexed: number; after: number | null } = indexPage(db, kind, after, textPage);
      after = page.after;
      if (after === null) break;
      indexed += page.indexed;
      await pause(task, { step: progressSteps.indexing, done: indexed, total: null });
    }
  }
}

/**
 * Deletes what the batch created and takes back what it changed. A record that was changed since (or got an event) stays as
 * it is and is named in `kept`. Run it alone, like the import; cancelled, the batch is as it was.
 * @throws AppError ledgerBatchMissing, cancelled
 */
export async function undoBatch(
  db: WritableDb,
  author: Author,
  batch: string,
  task: Task,
): Promise<{ batch: string; removed: number; kept: string[] }> {
  return inLongTransaction(db, async () => {
    const open = db.get<{ before: string | null }>(
      `SELECT "before" FROM "ledgerBatch" WHERE "tx" = ? AND "undoneAt" IS NULL`,
      [batch],
    );
    if (open === undefined) throw new AppError("ledgerBatchMissing", { batch });
    const touched = (["create", "update"] as const).flatMap((op) => recordsOf(db, batch, op));
    const unchanged = touched.filter(({ tx }) => tx === batch);
    const before = JSON.parse(open.before ?? "{}") as Record<string, Record<string, unknown>>;
    const changes = unchanged.flatMap(({ id, kind, op }): Change[] => {
      if (op === "create") return [{ op: "delete", kind, id }];
      const values = before[id];
      return values === undefined ? [] : [{ op: "update", kind, id, set: values }];
    });
    const writing = { tx: uuidv7(author.now), step: progressSteps.undoingImport, records: changes.length };
    await writeAll(db, author, changes, writing, task);
    await indexAll(db, task);
    db.run(`UPDATE "ledgerBatch" SET "undoneAt" = ? WHERE "tx" = ?`, [author.now, batch]);
    const kept = touched.filter(({ tx }) => tx !== batch).map(({ id }) => id);
    return { batch, removed: changes.length, kept };
  });
}

interface Touched {
  readonly id: string;
  /** The journal transaction that changed the record last. */
  readonly tx: string;
  readonly kind: Kind;
  readonly op: "create" | "update";
}

function recordsOf(db: WritableDb, batch: string, op: "create" | "update"): Touched[] {
  return listedKinds.flatMap((kind) =>
    db
      .all<{ id: string; tx: string }>(
        `SELECT t."id", newest."tx" FROM "journal" j
         JOIN ${tableOf(kind)} t ON t."id" = j."record"
         JOIN "journal" newest ON newest."position" = t."touched"
         WHERE j."tx" = ? AND j."op" = ? AND j."kind" = ?`,
        [batch, op, kind],
      )
      .map((row) => ({ ...row, kind, op })),
  );
}
