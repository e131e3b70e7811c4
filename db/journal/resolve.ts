/**
 * What a record is, as a function of the set of its journal entries: whether it is there, which value each field shows, and which
 * entries are to be forgotten. Neither the order of arrival nor any clock is asked, so two sides that have the same entries have
 * the same record.
 *
 * Everything follows from what an entry's author knew when writing it. An entry names the last creation or deletion (`after`) and
 * the last erasure (`erasure`) that its author knew, and says how long the row was that each of them ended: the row itself may not
 * be here, after a restore. So entries are weighed against each other by two numbers:
 *
 * - Presence: creations and deletions form rows. The end of the longest row holds; of equally long ones the district's.
 * - Erasure: what was written by someone who knew fewer erasures than there are is forgotten, whatever it is. Two erasures of
 *   the same number ask for the same thing (both sides erased, or a restored PC erased again): neither undoes what was written
 *   with knowledge of the other. The number only rises, and an entry's own never changes, so that what was once forgotten is
 *   forgotten in every larger set: the payloads that are left depend on the set alone.
 * - Fields: begin with what the last creation or erasure gave; then come the updates whose authors knew as much as there is. An
 *   update replaces the one that its `base` names. Of two that did not know each other, the field's owner wins; the other is kept
 *   aside.
 *
 * Entries of format 1 do not say how long the rows were: it is counted here. While what they name is missing, their rows count as
 * short when they would outdo others and as long as a station may claim when others would outdo them; both only move one way as
 * entries arrive. What a station says beyond `mostCounted` is counted by what the entry names, and is `mostCounted` where that is
 * missing or shorter: a forged number outbids nobody for ever, and who goes on from a district's number is believed. (Where such an
 * entry comes before what it names, an erasure beyond that number forgets it for good.)
 */
import { mostCounted, versionName, type EntryPayload, type Op } from "./entry.ts";
import type { Owner } from "../schema/field.ts";
import { columnsOf, type Kind } from "../schema/kinds.ts";

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
  /** The length of the row that `after` ends; null when the entry does not say. */
  readonly afterCount: number | null;
  /** The last erasure that the author knew, and the length of its row. */
  readonly erasure: string | null;
  readonly erasureCount: number | null;
  /** null once erased */
  readonly payload: EntryPayload | null;
}

export interface Conflict {
  readonly field: string;
  /** Journal positions of the entry whose value shows, and of the one kept aside. */
  readonly shown: number;
  readonly aside: number;
}

/** The end of the longest row of creations and deletions, or of erasures. */
export interface RowEnd {
  readonly entry: RecordEntry;
  readonly count: number;
}

export interface Resolved {
  /** Created and not deleted since. Its values may be forgotten all the same. */
  readonly isAlive: boolean;
  /** The creation or deletion that holds, and the erasure that holds: what the next entry must name. */
  readonly presence: RowEnd | null;
  readonly erasure: RowEnd | null;
  /** The entry that gave each field the value it shows; null when no values are known. */
  readonly fields: ReadonlyMap<string, RecordEntry> | null;
  readonly conflicts: readonly Conflict[];
  /** By field with conflicts: every change that no other one replaces, the one that shows first. A decision has to answer all of them. */
  readonly ends: ReadonlyMap<string, readonly RecordEntry[]>;
  /** Whether an entry of the record, one without effect included, was written without knowing of an erasure. */
  readonly mustForget: (entry: RecordEntry) => boolean;
  /** The longest row of erasures that anybody claims to have known, to the end of which a new erasure is added. */
  readonly erasuresClaimed: number;
  /** Updates that came after something their authors did not know, and that therefore never showed. */
  readonly outdated: readonly RecordEntry[];
  readonly createdAt: number;
  readonly updatedAt: number;
}

export const versionOf = (entry: Pick<RecordEntry, "replica" | "seq">): string => versionName(entry.replica, entry.seq);

export interface ResolveOptions {
  /** Leaves deletions out of account: what the record was, and would be again. */
  readonly asIfAlive?: boolean;
}

/** @param entries of one record, by journal position. Takes time and memory in proportion to their number. */
export function resolveRecord(kind: Kind, entries: readonly RecordEntry[], options: ResolveOptions = {}): Resolved {
  const presences = new Rows(
    entries.filter(({ op }) => op === "create" || op === "delete"),
    (entry) => entry.after,
    (entry) => entry.afterCount,
  );
  const erasures = new Rows(
    entries.filter(({ op }) => op === "erase"),
    (entry) => entry.erasure,
    (entry) => entry.erasureCount,
  );
  const presence = presences.end(({ op }) => op === "create" || options.asIfAlive !== true);
  const erasure = erasures.end();
  const knowsErasures = (entry: RecordEntry) => erasures.known(entry) >= (erasure?.count ?? 0);
  const isCurrent = (entry: RecordEntry) =>
    presence !== null && presences.known(entry) >= presence.count && knowsErasures(entry);
  const first = presence !== null && knowsErasures(presence.entry) ? presence.entry : (erasure?.entry ?? null);
  const updates = entries.filter((entry) => entry.op === "update" && isCurrent(entry));
  const isKnown = presence?.entry.op === "create" && first?.payload?.set !== undefined;
  const { fields, conflicts, ends } = isKnown
    ? resolveFields(kind, first, updates)
    : { fields: null, conflicts: [], ends: new Map<string, never>() };
  return {
    isAlive: presence?.entry.op === "create",
    presence,
    erasure,
    fields,
    conflicts,
    ends,
    // Of two erasures that count alike only the one that holds keeps what it says is left.
    mustForget: (entry) => erasures.known(entry) + (entry === erasure?.entry ? 1 : 0) < (erasure?.count ?? 0),
    erasuresClaimed: entries.reduce((most, entry) => Math.max(most, erasures.known(entry)), erasure?.count ?? 0),
    outdated: outdatedIn(entries, presences, erasures, isCurrent),
    createdAt: beginningOf(presences.members)?.at ?? presence?.entry.at ?? 0,
    updatedAt: updates.reduce((latest, { at }) => Math.max(latest, at), first?.at ?? 0),
  };
}

/** Entries that name each other: each the one before it. */
class Rows {
  readonly members: readonly RecordEntry[];
  readonly #previous: (entry: RecordEntry) => string | null;
  readonly #said: (entry: RecordEntry) => number | null;
  /** How long the row is that each member ends, by the member's version. */
  readonly #counts = new Map<string, number>();

  constructor(
    members: readonly RecordEntry[],
    previous: (entry: RecordEntry) => string | null,
    said: (entry: RecordEntry) => number | null,
  ) {
    this.members = members;
    this.#previous = previous;
    this.#said = said;
    const byVersion = new Map(members.map((member) => [versionOf(member), member]));
    for (const member of members) this.#count(member, byVersion);
  }

  /** Whether what the entry says is counted by what it names, because nobody believes it by its word. */
  #isBeyondBelief = (entry: RecordEntry): boolean => entry.side === "station" && (this.#said(entry) ?? 0) > mostCounted;

  #count(member: RecordEntry, byVersion: ReadonlyMap<string, RecordEntry>): void {
    const path = new Map<string, RecordEntry>();
    let at: RecordEntry | undefined = member;
    let count = 0;
    while (at !== undefined) {
      const version = versionOf(at);
      const counted = this.#counts.get(version);
      if (counted !== undefined) count = counted;
      // An entry names only earlier ones; a row that bites its tail (a forgery) ends where it was met.
      if (counted !== undefined || path.has(version)) break;
      path.set(version, at);
      const name = this.#previous(at);
      const said = this.#isBeyondBelief(at) ? null : this.#said(at);
      if (name === null || said !== null) {
        count = said ?? 0;
        break;
      }
      at = byVersion.get(name);
      // It is not here, but there is at least this one.
      if (at === undefined) count = 1;
    }
    for (const [version, entry] of [...path].toReversed()) {
      count = 1 + (this.#isBeyondBelief(entry) ? Math.max(count, mostCounted) : count);
      this.#counts.set(version, count);
    }
  }

  /** How long the longest row was that the entry's author knew; as long as one may claim when nobody here can tell. */
  known(entry: RecordEntry): number {
    const name = this.#previous(entry);
    const counted = name === null ? 0 : (this.#counts.get(name) ?? mostCounted);
    return this.#isBeyondBelief(entry) ? Math.max(counted, mostCounted) : (this.#said(entry) ?? counted);
  }

  countOf = (member: RecordEntry): number => this.#counts.get(versionOf(member)) ?? 0;

  /** The end of the longest row; equally long ones are ordered alike on both sides. */
  end(mayBeLast: (entry: RecordEntry) => boolean = () => true): RowEnd | null {
    let best: RowEnd | null = null;
    for (const entry of this.members) {
      if (!mayBeLast(entry)) continue;
      const count = this.countOf(entry);
      if (best === null || count > best.count || (count === best.count && isLater(entry, best.entry)))
        best = { entry, count };
    }
    return best;
  }
}

/** Updates without a part in the record that arrived after what they did not know. */
function outdatedIn(
  entries: readonly RecordEntry[],
  presences: Rows,
  erasures: Rows,
  isCurrent: (entry: RecordEntry) => boolean,
): RecordEntry[] {
  let presence = 0;
  let erasure = 0;
  const outdated: RecordEntry[] = [];
  for (const entry of entries) {
    if (entry.op === "erase") erasure = Math.max(erasure, erasures.countOf(entry));
    else if (entry.op !== "update") presence = Math.max(presence, presences.countOf(entry));
    else if (!isCurrent(entry) && (presences.known(entry) < presence || erasures.known(entry) < erasure))
      outdated.push(entry);
  }
  return outdated;
}

/** The first creation. There are two when a restored PC wrote its own again under another chain. */
function beginningOf(presences: readonly RecordEntry[]): RecordEntry | null {
  return presences
    .filter(({ after }) => after === null)
    .reduce<RecordEntry | null>((first, entry) => (first === null || isLater(first, entry) ? entry : first), null);
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
): Pick<Resolved, "conflicts" | "ends"> & { fields: ReadonlyMap<string, RecordEntry> } {
  const fields = new Map(Object.keys(first.payload?.set ?? {}).map((field) => [field, first]));
  const conflicts: Conflict[] = [];
  const open = new Map<string, readonly RecordEntry[]>();
  for (const [field, changes] of changesByField(updates)) {
    const ends = endsOf(field, changes);
    const owner = ownerOf(kind, field);
    const shown = ends.reduce((best, end) => (outranks(end, best, owner) ? end : best));
    fields.set(field, shown);
    const shownValue = JSON.stringify(valueOf(shown, field));
    for (const aside of ends) {
      if (JSON.stringify(valueOf(aside, field)) === shownValue) continue;
      conflicts.push({ field, shown: shown.position, aside: aside.position });
      open.set(field, [shown, ...ends.filter((end) => end !== shown)]);
    }
  }
  return { fields, conflicts, ends: open };
}

/** The changes of a field by update, none of them empty. */
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

/**
 * The changes that no other one replaces: whoever writes a field again on the same chain knows what was there, and `base` names
 * what another chain's author saw. At least one.
 */
function endsOf(field: string, changes: readonly RecordEntry[]): readonly RecordEntry[] {
  const last = new Map<string, RecordEntry>();
  const seen = new Set<string>();
  for (const change of changes) {
    const other = last.get(change.replica);
    if (other === undefined || change.seq > other.seq) last.set(change.replica, change);
    const base = change.payload?.base?.[field];
    if (base !== undefined && base !== versionOf(change)) seen.add(base);
  }
  const ends = [...last.values()].filter((change) => !seen.has(versionOf(change)));
  // Two that claim to have seen each other are a forgery; one of them shows all the same.
  return ends.length > 0 ? ends : [...last.values()];
}

function outranks(entry: RecordEntry, other: RecordEntry, owner: Owner): boolean {
  if (entry.side === other.side) return isLater(entry, other);
  return entry.side === (owner === "station" ? "station" : "district");
}

const ownerOf = (kind: Kind, field: string): Owner =>
  columnsOf(kind).find(({ name }) => name === field)?.meta.owner ?? "shared";
