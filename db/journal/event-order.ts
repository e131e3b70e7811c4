/**
 * The order of a record's events: by what their authors knew, never by a clock. A PC whose battery is flat begins in 2015, and
 * the ids of events are made from the time.
 *
 * An event's creation says its `step` (`entry.ts`): it is higher than those of all events that its author knew. Events of the same
 * step did not know each other and are ordered alike on both sides: the station's before the district's, then by chain and number.
 *
 * Entries of format 1 say no step. Their authors knew none that does (programs that read only format 1 refuse the rest), so they
 * come first; among them the order of each chain holds, and chains are merged by time, where an entry counts as no earlier than
 * those before it on its chain.
 *
 * A step beyond `mostCounted` is believed where others lead up to it, and is `mostCounted` where none do: what is registered after a
 * forged step comes after it.
 */
import type { ReadableDb } from "../sqlite/connection.ts";
import { mostCounted } from "./entry.ts";
import { voidReasonsSql } from "./record-entries.ts";
import type { Side } from "./resolve.ts";

interface Creation {
  readonly id: string;
  readonly step: number;
  readonly at: number;
  readonly side: Side;
  readonly replica: string;
  readonly seq: number;
}

const creationsSql = `
SELECT e."id", coalesce(CAST(j."header" AS TEXT) ->> '$.step', 0) AS "step", CAST(j."header" AS TEXT) ->> '$.at' AS "at",
       r."side", j."replica", j."seq"
FROM "event" e CROSS JOIN "journal" j ON j."record" = e."id" CROSS JOIN "replica" r ON r."id" = j."replica"
WHERE e."recordId" = ? AND j."op" = 'create'
  AND j."position" NOT IN (SELECT "position" FROM "refused" WHERE "reason" IN ${voidReasonsSql})`;

/** The ids of a record's events, the oldest first. */
export function eventOrder(db: ReadableDb, recordId: string): string[] {
  const creations = notBefore(creationsOf(db, recordId).toSorted(onChain)).toSorted(byKnowledge);
  // A restored PC writes its own again under another chain: then an event was created twice.
  return [...new Set(creations.map(({ id }) => id))];
}

/** Rows of a record's events, the oldest first. */
export function inOrder<Row extends { readonly id: string }>(
  db: ReadableDb,
  recordId: string,
  rows: readonly Row[],
): Row[] {
  if (rows.length < 2) return [...rows];
  const places = new Map(eventOrder(db, recordId).map((id, place) => [id, place]));
  return rows.toSorted((a, b) => (places.get(a.id) ?? 0) - (places.get(b.id) ?? 0));
}

/** The step of an event that is written now. */
export const nextStep = (db: ReadableDb, recordId: string): number =>
  1 + creationsOf(db, recordId).reduce((highest, { step }) => Math.max(highest, step), 0);

/** How many events between two may have been voided or lost. */
const widestGap = 1_000;

/** With the steps that are believed. */
function creationsOf(db: ReadableDb, recordId: string): Creation[] {
  let highest = mostCounted;
  return db
    .all<Creation>(creationsSql, [recordId])
    .toSorted((a, b) => a.step - b.step)
    .map((creation) => {
      if (creation.step > highest + widestGap) return { ...creation, step: mostCounted };
      highest = Math.max(highest, creation.step);
      return creation;
    });
}

const compare = <T extends string | number>(a: T, b: T): number => (a < b ? -1 : a > b ? 1 : 0);

const onChain = (a: Creation, b: Creation): number => compare(a.replica, b.replica) || a.seq - b.seq;

/** On each chain, no creation counts as earlier than the one before it. @param creations chain by chain */
function notBefore(creations: readonly Creation[]): Creation[] {
  let last: Creation | null = null;
  return creations.map((creation) => {
    const at: number = last?.replica === creation.replica ? Math.max(last.at, creation.at) : creation.at;
    return (last = { ...creation, at });
  });
}

const sideRank = (side: Side): number => (side === "station" ? 0 : 1);

function byKnowledge(a: Creation, b: Creation): number {
  if (a.step !== b.step) return a.step - b.step;
  const byTime = a.step === 0 ? a.at - b.at : 0;
  return byTime || sideRank(a.side) - sideRank(b.side) || onChain(a, b);
}
