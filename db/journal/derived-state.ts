/**
 * What a record shows as its state, derived from its events and kept beside it so that lists and figures need no
 * re-computation. The rules count events where they can; which of several is the latest follows from what their authors knew
 * (`event-order.ts`): no PC's clock ever decides a state.
 */
import { dueOf, missesDue, type CallFacts } from "../kinds/hotline/missing-due.ts";
import { tableOf } from "../sqlite/columns.ts";
import type { ReadableDb, WritableDb } from "../sqlite/connection.ts";
import { inOrder } from "./event-order.ts";
import type { Kind } from "../schema/kinds.ts";
import type { Settings } from "../schema/settings.ts";
import { readSettings } from "../office/settings.ts";

export type HotlineStateName = "received" | "assigned" | "accepted" | "closed";
export type OpinionStateName = "collected" | "reviewed" | "signed" | "submitted" | "returned" | "closed";

/** The columns of an event that states follow from. */
export interface StateEvent {
  readonly id: string;
  readonly type: string;
  readonly at: string | null;
  readonly unit: string | null;
  readonly level: string | null;
  readonly passedTo: string | null;
  readonly dueOn: string | null;
  readonly reached: number;
  readonly grade: string | null;
  readonly voidsId: string | null;
}

/** Events without those that were voided, and without the voiding ones. */
export function effective(events: readonly StateEvent[]): StateEvent[] {
  const voided = new Set(events.map((event) => event.voidsId));
  return events.filter((event) => event.type !== "voided" && !voided.has(event.id));
}

const countOf = (events: readonly StateEvent[], type: string) => events.filter((event) => event.type === type).length;
const lastOf = (events: readonly StateEvent[], type: string) => events.findLast((event) => event.type === type);

/** A call counts as closed while it was closed more often than reopened. */
export function hotlineState(dueOn: string | null, unit: string | null, all: readonly StateEvent[]) {
  const events = effective(all);
  const isClosed = countOf(events, "closed") > countOf(events, "reopened");
  const assignments = countOf(events, "assigned");
  const isAssigned = assignments > countOf(events, "refused");
  const state: HotlineStateName = isClosed
    ? "closed"
    : !isAssigned
      ? "received"
      : countOf(events, "accepted") > 0
        ? "accepted"
        : "assigned";
  const extensions = events.filter((event) => event.type === "extended").map((event) => event.dueOn);
  const lastExtension =
    extensions
      .filter((day) => day !== null)
      .toSorted()
      .at(-1) ?? null;
  const callback = lastOf(events, "callback");
  return {
    state,
    assignedAt: lastOf(events, "assigned")?.at ?? null,
    unit: lastOf(events, "assigned")?.unit ?? unit,
    dueOn: lastExtension ?? dueOn,
    closedAt: isClosed ? (lastOf(events, "closed")?.at ?? null) : null,
    isClosed: isClosed ? 1 : 0,
    supervisions: countOf(events, "supervised"),
    callback: callback === undefined ? null : callback.reached === 1 ? "reached" : "notReached",
    grade: callback?.reached === 1 ? callback.grade : null,
  };
}

/** 采用, 转报, 批示 and 办理 are kept apart: several may hold at once. */
export function opinionState(all: readonly StateEvent[]) {
  const events = effective(all);
  const submissions = countOf(events, "submitted");
  const state: OpinionStateName =
    countOf(events, "closed") > countOf(events, "reopened")
      ? "closed"
      : countOf(events, "returned") > 0 && countOf(events, "returned") >= submissions
        ? "returned"
        : submissions > 0
          ? "submitted"
          : countOf(events, "signed") > 0
            ? "signed"
            : countOf(events, "reviewed") > 0
              ? "reviewed"
              : "collected";
  const distinct = (type: string, pick: (event: StateEvent) => string | null) =>
    [...new Set(events.filter((event) => event.type === type).map((event) => pick(event) ?? ""))].toSorted();
  return {
    state,
    isSubmitted: submissions > 0 ? 1 : 0,
    submittedAt: lastOf(events, "submitted")?.at ?? null,
    adopted: JSON.stringify(distinct("adopted", (event) => event.level)),
    passedTo: JSON.stringify(distinct("passedOn", (event) => event.passedTo)),
    instructions: countOf(events, "instructed"),
    replies: countOf(events, "replied"),
    isClosed: state === "closed" ? 1 : 0,
  };
}

/** Recomputes the states of the given records; ids that are no longer there lose theirs. */
export function refreshStates(db: WritableDb, records: ReadonlyMap<string, Kind>): void {
  const settings = settingsOnce(db);
  for (const [id, kind] of records) {
    if (kind === "hotline") refreshHotline(db, id, settings);
    if (kind === "opinion") refreshOpinion(db, id);
  }
}

/**
 * Counts the due dates again that follow from the settings. After every change of the settings, whoever made it, and at the
 * opening, because a newer program may bring a year's holidays.
 */
export function recountDueDates(db: WritableDb): void {
  const settings = settingsOnce(db);
  const calls = db.all<{ id: string; held: string | null }>(
    `SELECT t."id", s."dueOn" AS "held" FROM ${tableOf("hotline")} t JOIN "hotlineState" s ON s."record" = t."id"
     WHERE ${missesDue("t")}`,
  );
  const changed = calls.filter(({ id, held }) => callState(db, id, settings)?.dueOn !== held);
  if (changed.length === 0) return;
  db.transaction(() => {
    for (const { id } of changed) refreshHotline(db, id, settings);
  });
}

/** Read when the first call needs them: few do, and many records are refreshed in one go. */
function settingsOnce(db: ReadableDb): () => Settings {
  let settings: Settings | null = null;
  return () => (settings ??= readSettings(db));
}

function eventsOf(db: ReadableDb, record: string): StateEvent[] {
  const events = db.all<StateEvent>(
    `SELECT "id", "type", "at", "unit", "level", "passedTo", "dueOn", "reached", "grade", "voidsId"
     FROM "event" WHERE "recordId" = ?`,
    [record],
  );
  return inOrder(db, record, events);
}

interface CallRow extends CallFacts {
  readonly dueOn: string | null;
  readonly unit: string | null;
  readonly missesDue: number;
}

/** Null when the call is not there. */
function callState(db: ReadableDb, id: string, settings: () => Settings): ReturnType<typeof hotlineState> | null {
  const row = db.get<CallRow>(
    `SELECT t."dueOn", t."unit", t."calledAt", t."demandType", t."urgent", ${missesDue("t")} AS "missesDue"
     FROM ${tableOf("hotline")} t WHERE t."id" = ?`,
    [id],
  );
  if (row === undefined) return null;
  const dueOn = row.missesDue === 1 ? dueOf(row, settings()) : row.dueOn;
  return hotlineState(dueOn, row.unit, eventsOf(db, id));
}

function refreshHotline(db: WritableDb, id: string, settings: () => Settings): void {
  const state = callState(db, id, settings);
  if (state === null) {
    db.run(`DELETE FROM "hotlineState" WHERE "record" = ?`, [id]);
    return;
  }
  db.run(
    `INSERT OR REPLACE INTO "hotlineState"
     VALUES (:record, :state, :assignedAt, :unit, :dueOn, :closedAt, :isClosed, :supervisions, :callback, :grade)`,
    { record: id, ...state },
  );
}

function refreshOpinion(db: WritableDb, id: string): void {
  if (db.value<number>(`SELECT 1 FROM ${tableOf("opinion")} WHERE "id" = ?`, [id]) === undefined) {
    db.run(`DELETE FROM "opinionState" WHERE "record" = ?`, [id]);
    return;
  }
  db.run(
    `INSERT OR REPLACE INTO "opinionState"
     VALUES (:record, :state, :isSubmitted, :submittedAt, :adopted, :passedTo, :instructions, :replies, :isClosed)`,
    { record: id, ...opinionState(eventsOf(db, id)) },
  );
}
