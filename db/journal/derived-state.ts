/**
 * What a record shows as its state, derived from its events and kept beside it so that lists and figures need no
 * re-computation. What follows is each kind's own rule (`DerivedState`); that it is written again whenever it may have changed is
 * seen to here. Which of several events is the latest follows from what their authors knew (`event-order.ts`).
 */
import type { StateEvent } from "../kinds/common/events.ts";
import type { StateBasis } from "../kinds/common/kind-module.ts";
import { callState, hotlineDerived } from "../kinds/hotline/state.ts";
import { missesDue } from "../kinds/hotline/missing-due.ts";
import { derivedStateOf } from "../kinds/register.ts";
import { readSettings } from "../office/settings.ts";
import type { Kind } from "../schema/kinds.ts";
import type { Settings } from "../schema/settings.ts";
import { tableOf } from "../sqlite/columns.ts";
import type { ReadableDb, WritableDb } from "../sqlite/connection.ts";
import { inOrder } from "./event-order.ts";

/** Recomputes the states of the given records; ids that are no longer there lose theirs. */
export function refreshStates(db: WritableDb, records: ReadonlyMap<string, Kind>): void {
  const settings = settingsOnce(db);
  for (const [id, kind] of records) derivedStateOf(kind)?.refresh(db, id, basisOf(db, id, settings));
}

/**
 * Counts the due dates again that follow from the settings. After every change of the settings, whoever made it, and at the
 * opening, because a newer program may bring a year's holidays.
 */
export function recountDueDates(db: WritableDb): void {
  const settings = settingsOnce(db);
  const calls = db.all<{ id: string; held: string | null }>(
    `SELECT t."id", s."dueOn" AS "held" FROM ${tableOf("hotline")} t JOIN "${hotlineDerived.table}" s ON s."record" = t."id"
     WHERE ${missesDue("t")}`,
  );
  const changed = calls.filter(({ id, held }) => callState(db, id, basisOf(db, id, settings))?.dueOn !== held);
  if (changed.length === 0) return;
  db.transaction(() => {
    for (const { id } of changed) hotlineDerived.refresh(db, id, basisOf(db, id, settings));
  });
}

const basisOf = (db: ReadableDb, record: string, settings: () => Settings): StateBasis => ({
  events: () => eventsOf(db, record),
  settings,
});

/** Read when the first record needs them: few do, and many are refreshed in one go. */
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
