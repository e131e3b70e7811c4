/**
 * Applies journal entries to the record tables. The one place where rows change: a save, an import and a rebuild all come
 * through here, which is why a rebuild from the journal alone gives the same state.
 *
 * The row becomes what `resolve.ts` says of all the record's entries so far; nothing here depends on the order of arrival.
 * A child row shows while its own record is there and its parent is: deleting a record hides its children, bringing it back
 * shows them again, those included that the other side added meanwhile.
 */
import { tableOf } from "./columns.ts";
import type { ReadableDb, WritableDb } from "./connection.ts";
import type { EntryPayload, Op } from "./entry.ts";
import { entriesOf, stationOfRecord, type KnownEntry } from "./record-entries.ts";
import { isInformed, resolveRecord, versionOf, type RecordEntry, type Resolved, type Side } from "./resolve.ts";
import { parentIn, parentOf, show } from "./rows.ts";
import { columnsOf, kindNames, type Kind } from "./schema/kinds.ts";

export type { Side } from "./resolve.ts";
export { resolvedRecord } from "./record-entries.ts";

/** An entry on its way into the tables, with its place in the local journal, where it already is. */
export interface AppliedEntry {
  readonly position: number;
  readonly replica: string;
  readonly seq: number;
  readonly kind: Kind;
  readonly record: string;
  readonly op: Op;
  readonly at: number;
  readonly after: string | null;
  readonly erasure: string | null;
  /** null once erased */
  readonly payload: EntryPayload | null;
  /** The side that wrote the entry, and the station whose data it is: both follow from the replica. */
  readonly side: Side;
  readonly station: string;
}

export type Outcome = "applied" | "refused";

/** Why an entry was set aside. The first two leave it without any effect for good. */
type Reason = "invalid" | "otherStation" | "parentMissing" | "outdated";
// A fifth, `unreadable`, is given at staging: what was beyond all bounds is not kept (`payload-bounds.ts`).

/**
 * @param known the record's entries before this one, from whoever has just read them
 * @returns `refused` when the entry makes no sense here (an impossible value, another station's record, an edit of what is
 * gone). It is then listed in the table `refused`, and the rest goes on.
 */
export function applyEntry(db: WritableDb, applied: AppliedEntry, known?: readonly KnownEntry[]): Outcome {
  const { kind, record, position, op } = applied;
  let earlier = known ?? entriesOf(db, record, position);
  const foreign = foreignTo(applied, earlier);
  if (foreign !== null) return refuse(db, applied, ...foreign);
  const before = resolveRecord(kind, earlier);
  const entry = forgottenIfUnaware(db, applied, before);
  const problem = problemOf(db, entry);
  if (problem !== null) return refuse(db, entry, ...problem);
  if (op === "erase") {
    forgetRefusals(db, entry);
    earlier = entriesOf(db, record, position);
  }
  const resolved = resolveRecord(kind, [...earlier, entry]);
  forget(db, resolved.unaware);
  if (op === "update" && !isInformed(entry, resolved)) return refuse(db, entry, "outdated", record);
  const isShown = show(db, entry, resolved, { isNew: earlier.length === 0, wasAlive: before.isAlive });
  if (!isShown && isOrphan(db, entry, resolved))
    return refuse(db, entry, "parentMissing", parentOf(kind, resolved) ?? "");
  return "applied";
}

/** An entry made before its author knew of the erasure must not bring the person's data back. */
function forgottenIfUnaware(db: WritableDb, entry: AppliedEntry, before: Resolved): AppliedEntry {
  const isUnaware = before.erasure !== null && entry.op !== "erase" && entry.erasure !== versionOf(before.erasure);
  if (!isUnaware) return entry;
  forget(db, [entry]);
  return { ...entry, payload: null };
}

function foreignTo(entry: AppliedEntry, [first]: readonly KnownEntry[]): [Reason, string] | null {
  if (first === undefined) return null;
  if (first.station !== entry.station) return ["otherStation", entry.record];
  return first.kind === entry.kind ? null : ["invalid", "kind"];
}

/** What makes an entry void, whatever comes later. */
function problemOf(db: ReadableDb, entry: AppliedEntry): [Reason, string] | null {
  const set = entry.payload?.set;
  if (set === undefined || entry.op === "delete") return null;
  const wrong = columnsOf(entry.kind).find(
    ({ name, schema }) => Object.hasOwn(set, name) && !schema.safeParse(set[name]).success,
  );
  if (wrong !== undefined) return ["invalid", wrong.name];
  const missing = columnsOf(entry.kind).find(
    ({ name, meta }) => meta.required === true && (set[name] ?? null) === null,
  );
  if (entry.op !== "update" && missing !== undefined) return ["invalid", missing.name];
  const parent = parentIn(entry.kind, set);
  const owner = parent === null ? null : stationOfRecord(db, parent);
  return owner !== null && owner !== entry.station ? ["otherStation", parent ?? ""] : null;
}

/** Payload and salt go together; hashes stay, so the chain still verifies. */
function forget(db: WritableDb, entries: readonly RecordEntry[]): void {
  for (const { position, payload } of entries) {
    if (payload === null) continue;
    db.run(`UPDATE "journal" SET "salt" = NULL, "payload" = NULL WHERE "position" = ?`, [position]);
  }
}

/** Once values are forgotten, nobody can tell which of them were impossible. */
function forgetRefusals(db: WritableDb, { record, position }: AppliedEntry): void {
  db.run(`DELETE FROM "refused" WHERE "record" = ? AND "position" < ? AND "reason" <> 'otherStation'`, [
    record,
    position,
  ]);
}

/** A child row whose parent nobody here has ever heard of. */
function isOrphan(db: ReadableDb, entry: AppliedEntry, resolved: Resolved): boolean {
  const parent = parentOf(entry.kind, resolved);
  return parent !== null && resolved.isAlive && entriesOf(db, parent, entry.position).length === 0;
}

/** The kind of a live record, or null. */
export function kindOf(db: ReadableDb, record: string): Kind | null {
  for (const kind of kindNames) {
    if (db.value<number>(`SELECT 1 FROM ${tableOf(kind)} WHERE "id" = ?`, [record]) === 1) return kind;
  }
  return null;
}

/** Lists an entry as set aside. */
export function refuse(
  db: WritableDb,
  entry: Pick<AppliedEntry, "position" | "replica" | "seq" | "record">,
  reason: Reason,
  detail: string,
): Outcome {
  db.run(`INSERT OR REPLACE INTO "refused" VALUES (?, ?, ?, ?, ?, ?)`, [
    entry.position,
    entry.replica,
    entry.seq,
    entry.record,
    reason,
    detail,
  ]);
  return "refused";
}
