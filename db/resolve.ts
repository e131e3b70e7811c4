/**
 * What a record is, as a function of the set of its journal entries: whether it is there, and which value each field shows.
 * Neither the order of arrival nor any clock is asked, so two sides that have the same entries have the same record.
 *
 * Three things follow from what an entry's author knew when writing it (`after`, `erasure`, `base`):
 *
 * - Presence: creations and deletions. Each names the one before it (`after`); the longest row of them holds, and of two equally
 *   long ones the district's.
 * - Erasure: the longest row of erasures holds likewise. What was written without knowing it is forgotten, whatever it is.
 * - Fields: begin with what the last creation or erasure gave; then come the updates whose authors knew both. An update replaces
 *   the one that its `base` names. Of two that did not know each other, the field's owner wins; the other is kept aside.
 */
import { versionName, type EntryPayload, type Op } from "./entry.ts";
import type { Owner } from "./schema/field.ts";
import { columnsOf, type Kind } from "./schema/kinds.ts";

export type Side = "station" | "district";

/** An entry of one record, with what the decision needs. */
export interface RecordEntry {
  readonly position: number;
  readonly replica: string;
  readonly seq: number;
  readonly side: Side;
  readonly op: Op;
  readonly at: number;
  /** The last creation or deletion that the author knew; null when there was none. */
  readonly after: string | null;
  /** The last erasure that the author knew. */
  readonly erasure: string | null;
  /** null once erased */
  readonly payload: EntryPayload | null;
}

export interface Conflict {
  readonly field: string;
  /** Journal positions of the entry whose value shows, and of the one kept aside. */
  readonly shown: number;
  readonly aside: number;
}

export interface Resolved {
  /** Created and not deleted since. Its values may be forgotten all the same. */
  readonly isAlive: boolean;
  /** The creation or deletion that holds, and the erasure that holds: what the next entry must name. */
  readonly presence: RecordEntry | null;
  readonly erasure: RecordEntry | null;
  /** The entry that gave each field the value it shows; null when no values are known. */
  readonly fields: ReadonlyMap<string, RecordEntry> | null;
  readonly conflicts: readonly Conflict[];
  /** Entries written without knowing the erasure: their values must be forgotten. */
  readonly unaware: readonly RecordEntry[];
  readonly createdAt: number;
  readonly updatedAt: number;
}

export const versionOf = (entry: Pick<RecordEntry, "replica" | "seq">): string => versionName(entry.replica, entry.seq);

export interface ResolveOptions {
  /** Leaves deletions out of account: what the record was, and would be again. */
  readonly asIfAlive?: boolean;
}

/** @param entries of one record, in any order */
export function resolveRecord(kind: Kind, entries: readonly RecordEntry[], options: ResolveOptions = {}): Resolved {
  const presences = entries.filter(({ op }) => op === "create" || op === "delete");
  const presence = last(
    presences,
    (entry) => entry.after,
    ({ op }) => op === "create" || options.asIfAlive !== true,
  );
  const erasure = last(
    entries.filter(({ op }) => op === "erase"),
    (entry) => entry.erasure,
  );
  const erasureVersion = erasure === null ? null : versionOf(erasure);
  const first = presence !== null && (erasure === null || presence.erasure === erasureVersion) ? presence : erasure;
  const updates =
    presence === null ? [] : entries.filter((entry) => isCurrent(entry, versionOf(presence), erasureVersion));
  const isKnown = presence?.op === "create" && first !== null && first.payload?.set !== undefined;
  const { fields, conflicts } = isKnown ? resolveFields(kind, first, updates) : { fields: null, conflicts: [] };
  return {
    isAlive: presence?.op === "create",
    presence,
    erasure,
    fields,
    conflicts,
    unaware: erasure === null ? [] : entries.filter((entry) => entry !== erasure && entry.erasure !== erasureVersion),
    createdAt: presences.find(({ after }) => after === null)?.at ?? presence?.at ?? 0,
    updatedAt: Math.max(...[first, ...updates].map((entry) => entry?.at ?? 0)),
  };
}

const isCurrent = (entry: RecordEntry, presence: string, erasure: string | null) =>
  entry.op === "update" && entry.after === presence && entry.erasure === erasure;

/** Whether an update's author knew how things stand: otherwise it has no part in the record. */
export function isInformed(entry: Pick<RecordEntry, "after" | "erasure">, { presence, erasure }: Resolved): boolean {
  return (
    presence !== null &&
    entry.after === versionOf(presence) &&
    entry.erasure === (erasure === null ? null : versionOf(erasure))
  );
}

/** The end of the longest row of entries that name each other; equally long ones are ordered alike on both sides. */
function last(
  entries: readonly RecordEntry[],
  previous: (entry: RecordEntry) => string | null,
  mayBeLast: (entry: RecordEntry) => boolean = () => true,
): RecordEntry | null {
  if (entries.length === 1) return entries.find(mayBeLast) ?? null;
  const byVersion = new Map(entries.map((entry) => [versionOf(entry), entry]));
  const lengths = new Map<RecordEntry, number>();
  const lengthOf = (entry: RecordEntry): number => {
    const row: RecordEntry[] = [];
    let at: RecordEntry | undefined = entry;
    // An entry names only earlier ones; a row that bites its tail (a forgery) ends where it was met.
    while (at !== undefined && !lengths.has(at) && !row.includes(at)) {
      row.push(at);
      at = byVersion.get(previous(at) ?? "");
    }
    let length = at === undefined ? 0 : (lengths.get(at) ?? 0);
    for (const member of row.toReversed()) lengths.set(member, (length += 1));
    return lengths.get(entry) ?? 0;
  };
  let best: RecordEntry | null = null;
  for (const entry of entries.filter(mayBeLast)) {
    if (
      best === null ||
      lengthOf(entry) > lengthOf(best) ||
      (lengthOf(entry) === lengthOf(best) && isLater(entry, best))
    ) {
      best = entry;
    }
  }
  return best;
}

/** The district's before the station's; within one side by the chain's id, within one chain by number. */
function isLater(a: RecordEntry, b: RecordEntry): boolean {
  if (a.side !== b.side) return a.side === "district";
  return a.replica === b.replica ? a.seq > b.seq : a.replica > b.replica;
}

type Json = NonNullable<EntryPayload["set"]>[string];
const valueOf = (entry: RecordEntry, field: string): Json | undefined => entry.payload?.set?.[field];

function resolveFields(
  kind: Kind,
  first: RecordEntry,
  updates: readonly RecordEntry[],
): { fields: ReadonlyMap<string, RecordEntry>; conflicts: readonly Conflict[] } {
  const fields = new Map(Object.keys(first.payload?.set ?? {}).map((field) => [field, first]));
  const conflicts: Conflict[] = [];
  for (const [field, changes] of changesByField(updates)) {
    const ends = changes.filter((change) => !changes.some((other) => replaces(other, change, field)));
    const owner = ownerOf(kind, field);
    const shown = ends.reduce((best, end) => (outranks(end, best, owner) ? end : best));
    fields.set(field, shown);
    for (const aside of ends) {
      if (JSON.stringify(valueOf(aside, field)) === JSON.stringify(valueOf(shown, field))) continue;
      conflicts.push({ field, shown: shown.position, aside: aside.position });
    }
  }
  return { fields, conflicts };
}

function changesByField(updates: readonly RecordEntry[]): Map<string, RecordEntry[]> {
  const changes = new Map<string, RecordEntry[]>();
  for (const update of updates) {
    for (const field of Object.keys(update.payload?.set ?? {})) {
      const others = changes.get(field);
      if (others === undefined) changes.set(field, [update]);
      else others.push(update);
    }
  }
  return changes;
}

/** Whoever writes a field again on the same chain knows what was there. */
const replaces = (entry: RecordEntry, other: RecordEntry, field: string): boolean =>
  entry !== other &&
  ((entry.replica === other.replica && entry.seq > other.seq) || entry.payload?.base?.[field] === versionOf(other));

function outranks(entry: RecordEntry, other: RecordEntry, owner: Owner): boolean {
  if (entry.side === other.side) return isLater(entry, other);
  return entry.side === (owner === "station" ? "station" : "district");
}

const ownerOf = (kind: Kind, field: string): Owner =>
  columnsOf(kind).find(({ name }) => name === field)?.meta.owner ?? "shared";
