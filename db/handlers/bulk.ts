/** One step, one deletion, for many records: all of it or nothing, with progress, cancellable, and undone as one; and the list as a file. */
import type { BatchResult, BatchUndone } from "../api/operations.ts";
import { kindOf } from "../journal/apply.ts";
import { tableOf, textOf } from "../sqlite/columns.ts";
import type { ReadableDb, WritableDb } from "../sqlite/connection.ts";
import { AppError } from "../schema/app-error.ts";
import { uuidv7 } from "../schema/ids.ts";
import { writeRecords, type Author, type Change } from "../journal/write.ts";
import { inLongTransaction, pause, type Task } from "../tasks/task.ts";
import { deletedRecord } from "../queries/deleted.ts";
import { lastValues } from "../queries/record.ts";
import { firstLine } from "../queries/list.ts";
import { whyNot, type EventType, type LeftOutReason } from "../schema/steps.ts";
import { actedEvents } from "../schema/event.ts";
import { isListedKind, isMainKind, type Kind, kinds, type ListedKind } from "../schema/kinds.ts";
import { words, type Words } from "../schema/words.ts";
import { progressSteps } from "../schema/progress-steps.ts";
import { authorOf, type Part } from "./context.ts";
import { dueLimits } from "./today.ts";
import { stateTableOf } from "../kinds/register.ts";

export const batchHandlers: Part<"records.batch" | "records.actedOn" | "records.undo" | "list.export"> = {
  "records.batch": (context, input, task) =>
    context.exclusive(() => runBatch(context.db, authorOf(context), input, task)),

  "records.actedOn": ({ db }, { ids }) => ({ total: actedOn(db, ids) }),

  "records.undo": (context, { tx }, task) =>
    context.exclusive(() => undoBatch(context.db, authorOf(context), tx, task)),

  "list.export": async (context, input, task) => {
    // With the library for spreadsheets, which no start needs.
    const { exportList } = await import("../ledger/list-export.ts");
    return exportList(context.db, input, dueLimits(context), task);
  },
};

export type BatchAction =
  | { readonly type: "event"; readonly fields: Readonly<Record<string, unknown>> & { readonly type: EventType } }
  | { readonly type: "delete" }
  | { readonly type: "restore" };

/** Records written between two looks at the cancel button. */
const stride = 100;

/** Runs `work` on each id inside one transaction. @throws AppError cancelled, and whatever `work` throws; nothing was changed then */
const forEachInOneTransaction = (
  db: WritableDb,
  ids: readonly string[],
  step: Words,
  task: Task,
  work: (id: string) => void,
): Promise<void> =>
  inLongTransaction(db, async () => {
    for (const [index, id] of ids.entries()) {
      work(id);
      if ((index + 1) % stride === 0) await pause(task, { step, done: index + 1, total: ids.length });
    }
  });

const stepOf = {
  delete: progressSteps.deleting,
  restore: progressSteps.restoring,
  event: progressSteps.entering,
} as const;

/** @throws AppError inputInvalid for an event that is no valid one, cancelled */
export async function runBatch(
  db: WritableDb,
  author: Author,
  { ids, action }: { readonly ids: readonly string[]; readonly action: BatchAction },
  task: Task,
): Promise<BatchResult> {
  const tx = uuidv7(author.now);
  const leftOut: BatchResult["leftOut"][number][] = [];
  let done = 0;
  await forEachInOneTransaction(db, [...new Set(ids)], stepOf[action.type], task, (id) => {
    if (action.type === "restore") {
      const restored = restoration(db, author, id);
      if (restored.reason === null) {
        writeRecords(db, author, [restored.change], { tx });
        done += 1;
      } else leftOut.push({ id, title: restored.title, reason: restored.reason });
      return;
    }
    const target = targetOf(db, id);
    const reason = target === null ? "missing" : reasonAgainst(author, action, target);
    if (target === null || reason !== null) {
      leftOut.push({ id, title: target?.title ?? "", reason: reason ?? "missing" });
      return;
    }
    writeRecords(db, author, [changeOf(author, action, target)], { tx });
    done += 1;
  });
  return { tx: done === 0 ? null : tx, done, leftOut };
}

/** What is done to records that are there. */
type TargetAction = Exclude<BatchAction, { readonly type: "restore" }>;

interface Target {
  readonly id: string;
  readonly kind: ListedKind;
  readonly station: string;
  readonly state: string | null;
  readonly title: string;
}

function targetOf(db: ReadableDb, id: string): Target | null {
  const kind = kindOf(db, id);
  if (kind === null || !isListedKind(kind)) return null;
  const row = db.get<{ station: string; title: unknown }>(
    `SELECT "station", "${kinds[kind].titleField}" AS "title" FROM ${tableOf(kind)} WHERE "id" = ?`,
    [id],
  );
  if (row === undefined) return null;
  const states = stateTableOf(kind);
  const state =
    states === undefined
      ? null
      : (db.value<string>(`SELECT "state" FROM "${states}" WHERE "record" = ?`, [id]) ?? null);
  return { id, kind, station: row.station, state, title: firstLine(textOf(row.title)) };
}

function reasonAgainst({ identity }: Author, action: TargetAction, target: Target): LeftOutReason | null {
  if (action.type === "delete") return target.station === identity.stationId ? null : "otherStation";
  return isMainKind(target.kind) ? whyNot(kinds[target.kind].steps, action.fields.type, target.state) : "otherKind";
}

function changeOf(author: Author, action: TargetAction, { id, kind }: Target): Change {
  return action.type === "delete"
    ? { op: "delete", kind, id }
    : { op: "create", kind: "event", id: uuidv7(author.now), set: { ...action.fields, recordId: id } };
}

/**
 * Takes a batch back: its events are voided, its deletions undone. What was changed by hand since stays: an event that was
 * voided already, a record that was restored already.
 * @param tx the batch's journal transaction
 * @returns how many records are as they were before, and which deleted ones must stay deleted, as for `record.restore`
 * @throws AppError batchNotUndoable, cancelled
 */
export async function undoBatch(db: WritableDb, author: Author, tx: string, task: Task): Promise<BatchUndone> {
  const entries = db.all<{ record: string; kind: Kind; op: string }>(
    `SELECT "record", "kind", "op" FROM "journal" WHERE "tx" = ? ORDER BY "position"`,
    [tx],
  );
  const isBatch = entries.every(({ kind, op }) => op === "delete" || (kind === "event" && op === "create"));
  if (entries.length === 0 || !isBatch)
    throw new AppError("batchNotUndoable", { detail: words("不是成批操作", "it is not a batch") });
  const deletions = new Map(
    entries.flatMap(({ record, kind, op }) => (op === "delete" ? [[record, kind] as const] : [])),
  );
  let undone = 0;
  const leftOut: BatchUndone["leftOut"][number][] = [];
  const ids = entries.map(({ record }) => record);
  await forEachInOneTransaction(db, ids, progressSteps.undoing, task, (id) => {
    const kind = deletions.get(id);
    const restored = kind === undefined ? null : restoration(db, author, id);
    const change = restored === null ? voiding(db, author, id) : restored.change;
    if (change !== null) {
      writeRecords(db, author, [change]);
      undone += 1;
    } else if (restored !== null && restored.reason !== null && restored.reason !== "notDeleted") {
      leftOut.push({ id, title: restored.title, reason: restored.reason });
    }
  });
  return { undone, leftOut };
}

/** How many of the records were adopted, instructed on, answered or closed. */
export function actedOn(db: ReadableDb, ids: readonly string[]): number {
  return (
    db.value<number>(
      `SELECT COUNT(DISTINCT "recordId") FROM "event" e
       WHERE "recordId" IN (SELECT "value" FROM json_each(?)) AND "type" IN (SELECT "value" FROM json_each(?))
         AND NOT EXISTS (SELECT 1 FROM "event" v WHERE v."voidsId" = e."id")`,
      [JSON.stringify(ids), JSON.stringify(actedEvents)],
    ) ?? 0
  );
}

function voiding(db: ReadableDb, author: Author, eventId: string): Change | null {
  const recordId = db.value<string>(`SELECT "recordId" FROM "event" WHERE "id" = ?`, [eventId]);
  const isVoided = db.value<number>(`SELECT 1 FROM "event" WHERE "voidsId" = ?`, [eventId]) === 1;
  if (recordId === undefined || isVoided) return null;
  const set = { recordId, type: "voided", voidsId: eventId, text: "撤销成批操作" };
  return { op: "create", kind: "event", id: uuidv7(author.now), set };
}

type Restoration =
  | { readonly change: Change; readonly title: string; readonly reason: null }
  | { readonly change: null; readonly title: string; readonly reason: LeftOutReason };

/** The one rule of what comes back: for one record, for several, and for a batch that is undone. */
function restoration(db: ReadableDb, { identity }: Author, id: string): Restoration {
  const gone = deletedRecord(db, identity, id);
  if (gone === null) {
    const there = targetOf(db, id);
    return { change: null, title: there?.title ?? "", reason: there === null ? "missing" : "notDeleted" };
  }
  const { kind, title, stays } = gone;
  if (stays !== null) return { change: null, title, reason: stays };
  return { change: { op: "create", kind, id, set: restoredValues(db, kind, id) }, title, reason: null };
}

/** Without fields of a newer program: a restore can only bring back what this one can check. */
export function restoredValues(db: ReadableDb, kind: Kind, id: string): Record<string, unknown> {
  const { shape } = kinds[kind].fields;
  return Object.fromEntries(Object.entries(lastValues(db, kind, id)).filter(([name]) => name in shape));
}
