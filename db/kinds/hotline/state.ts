/** What a call shows as its state: kept in the table `hotlineState`. */
import type { hotlineStates } from "../../schema/hotline.ts";
import { tableOf } from "../../sqlite/columns.ts";
import type { ReadableDb } from "../../sqlite/connection.ts";
import { countOf, effective, lastOf, type StateEvent } from "../common/events.ts";
import type { DerivedState, StateBasis } from "../common/kind-module.ts";
import { dueOf, missesDue, type CallFacts } from "./missing-due.ts";

type HotlineStateName = keyof typeof hotlineStates;

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

interface CallRow extends CallFacts {
  readonly dueOn: string | null;
  readonly unit: string | null;
  readonly missesDue: number;
}

/** Null when the call is not there. */
export function callState(
  db: ReadableDb,
  id: string,
  { events, settings }: StateBasis,
): ReturnType<typeof hotlineState> | null {
  const row = db.get<CallRow>(
    `SELECT t."dueOn", t."unit", t."calledAt", t."demandType", t."urgent", ${missesDue("t")} AS "missesDue"
     FROM ${tableOf("hotline")} t WHERE t."id" = ?`,
    [id],
  );
  if (row === undefined) return null;
  const dueOn = row.missesDue === 1 ? dueOf(row, settings()) : row.dueOn;
  return hotlineState(dueOn, row.unit, events());
}

export const hotlineDerived: DerivedState = {
  table: "hotlineState",
  hasDue: true,
  refresh: (db, id, basis) => {
    const state = callState(db, id, basis);
    if (state === null) {
      db.run(`DELETE FROM "hotlineState" WHERE "record" = ?`, [id]);
      return;
    }
    db.run(
      `INSERT OR REPLACE INTO "hotlineState"
       VALUES (:record, :state, :assignedAt, :unit, :dueOn, :closedAt, :isClosed, :supervisions, :callback, :grade)`,
      { record: id, ...state },
    );
  },
};
