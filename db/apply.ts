/**
 * Applies journal entries to the record tables. The one place where rows change: a save, an import and a rebuild all come
 * through here, which is why a rebuild from the journal alone gives the same state.
 *
 * The row becomes what `resolve.ts` says of all the record's entries so far; nothing here depends on the order of arrival.
 * A child row shows while its own record is there and its parent is: deleting a record hides its children, bringing it back
 * shows them again, those included that the other side added meanwhile.
 */
import { columnList, tableOf, toSql } from "./columns.ts";
import type { ReadableDb, WritableDb } from "./connection.ts";
import type { EntryPayload, Op } from "./entry.ts";
import {
  isInformed,
  resolveRecord,
  versionOf,
  type Conflict,
  type RecordEntry,
  type Resolved,
  type ResolveOptions,
  type Side,
} from "./resolve.ts";
import { removeText } from "./search.ts";
import { columnsOf, kindNames, kinds, mainKinds, type Kind } from "./schema/kinds.ts";

export type { Side } from "./resolve.ts";

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

const childKinds = kindNames.filter((kind) => kinds[kind].parent !== undefined);

/**
 * @returns `refused` when the entry makes no sense here (an impossible value, another station's record, an edit of what is
 * gone). It is then listed in the table `refused`, and the rest goes on.
 */
export function applyEntry(db: WritableDb, applied: AppliedEntry): Outcome {
  const { kind, record, position, op } = applied;
  let earlier = entriesOf(db, record, position);
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
  if (!isShown && isOrphan(db, entry, resolved)) return refuse(db, entry, "parentMissing", parentOf(kind, resolved) ?? "");
  return "applied";
}

/** An entry made before its author knew of the erasure must not bring the person's data back. */
function forgottenIfUnaware(db: WritableDb, entry: AppliedEntry, before: Resolved): AppliedEntry {
  const isUnaware = before.erasure !== null && entry.op !== "erase" && entry.erasure !== versionOf(before.erasure);
  if (!isUnaware) return entry;
  forget(db, [entry]);
  return { ...entry, payload: null };
}

interface JournalRow {
  readonly position: number;
  readonly replica: string;
  readonly seq: number;
  readonly side: Side;
  readonly op: Op;
  readonly kind: string;
  readonly station: string;
  readonly at: number;
  readonly after: string | null;
  readonly erasure: string | null;
  readonly payload: Buffer | null;
}

type KnownEntry = RecordEntry & { readonly kind: string; readonly station: string };

/** A record's entries before a journal position, without those that have no effect for good. */
function entriesOf(db: ReadableDb, record: string, before: number): KnownEntry[] {
  const rows = db.all<JournalRow>(
    `SELECT j."position", j."replica", j."seq", r."side", j."op", j."kind", r."station", j."payload",
            CAST(j."header" AS TEXT) ->> '$.at' AS "at", CAST(j."header" AS TEXT) ->> '$.after' AS "after",
            CAST(j."header" AS TEXT) ->> '$.erasure' AS "erasure"
     FROM "journal" j JOIN "replica" r ON r."id" = j."replica"
     WHERE j."record" = ? AND j."position" < ?
       AND j."position" NOT IN (SELECT "position" FROM "refused" WHERE "reason" IN ('invalid', 'otherStation'))
     ORDER BY j."position"`,
    [record, before],
  );
  return rows.map((row) => ({
    ...row,
    payload: row.payload === null ? null : (JSON.parse(row.payload.toString("utf8")) as EntryPayload),
  }));
}

/** What a record's journal says of it. */
export function resolvedRecord(db: ReadableDb, kind: Kind, record: string, options: ResolveOptions = {}): Resolved {
  return resolveRecord(kind, entriesOf(db, record, Number.MAX_SAFE_INTEGER), options);
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
  const wrong = columnsOf(entry.kind).find(({ name, schema }) => Object.hasOwn(set, name) && !schema.safeParse(set[name]).success);
  if (wrong !== undefined) return ["invalid", wrong.name];
  const missing = columnsOf(entry.kind).find(({ name, meta }) => meta.required === true && (set[name] ?? null) === null);
  if (entry.op !== "update" && missing !== undefined) return ["invalid", missing.name];
  const parent = parentIn(entry.kind, set);
  const owner = parent === null ? null : stationOfRecord(db, parent);
  return owner !== null && owner !== entry.station ? ["otherStation", parent ?? ""] : null;
}

const stationOfRecord = (db: ReadableDb, record: string): string | null =>
  db.value<string>(
    `SELECT r."station" FROM "journal" j JOIN "replica" r ON r."id" = j."replica" WHERE j."record" = ?
       AND j."position" NOT IN (SELECT "position" FROM "refused" WHERE "reason" IN ('invalid', 'otherStation'))
     ORDER BY j."position" LIMIT 1`,
    [record],
  ) ?? null;

/** Payload and salt go together; hashes stay, so the chain still verifies. */
function forget(db: WritableDb, entries: readonly RecordEntry[]): void {
  for (const { position, payload } of entries) {
    if (payload === null) continue;
    db.run(`UPDATE "journal" SET "salt" = NULL, "payload" = NULL WHERE "position" = ?`, [position]);
  }
}

/** Once values are forgotten, nobody can tell which of them were impossible. */
function forgetRefusals(db: WritableDb, { record, position }: AppliedEntry): void {
  db.run(`DELETE FROM "refused" WHERE "record" = ? AND "position" < ? AND "reason" <> 'otherStation'`, [record, position]);
}

interface Before {
  /** No entry of this record was here before: no row, tombstone or conflict to look for. */
  readonly isNew: boolean;
  readonly wasAlive: boolean;
}

/** Makes the row, its tombstone and its conflicts what they should be. @returns whether there is a row */
function show(db: WritableDb, entry: AppliedEntry, resolved: Resolved, { isNew, wasAlive }: Before): boolean {
  const { kind, record, position } = entry;
  const had = !isNew && db.value<number>(`SELECT 1 FROM ${tableOf(kind)} WHERE "id" = ?`, [record]) === 1;
  const parent = parentOf(kind, resolved) ?? parentOfRow(db, kind, record);
  const isHidden = parent !== null && !isAlive(db, parent, position);
  const isShown = resolved.fields !== null && !isHidden;
  if (isShown) writeRow(db, entry, resolved, resolved.fields, had);
  else if (had) removeRow(db, kind, record);
  if (!resolved.isAlive) bury(db, entry, record);
  else if (isHidden) bury(db, entry, parent);
  else if (!isNew) db.run(`DELETE FROM "tombstone" WHERE "record" = ?`, [record]);
  if (!isNew) saveConflicts(db, entry, isShown ? resolved.conflicts : []);
  if (wasAlive && !resolved.isAlive) hideChildren(db, record, position);
  if (!wasAlive && resolved.isAlive) showChildren(db, record, entry);
  if (parent !== null) touch(db, parent, position);
  return isShown;
}

function writeRow(
  db: WritableDb,
  entry: AppliedEntry,
  resolved: Resolved,
  fields: ReadonlyMap<string, RecordEntry>,
  had: boolean,
): void {
  const { kind, record, station, position } = entry;
  const values = new Map([...fields].map(([field, from]): [string, unknown] => [field, from.payload?.set?.[field]]));
  const columns = columnsOf(kind).map(({ name, meta }) => toSql(meta, values.get(name)));
  const common = [resolved.createdAt, resolved.updatedAt, position, extraOf(kind, values)];
  if (had) {
    const assignments = ["createdAt", "updatedAt", "touched", "extra", ...columnsOf(kind).map(({ name }) => name)];
    const sql = `UPDATE ${tableOf(kind)} SET ${assignments.map((name) => `"${name}" = ?`).join(", ")} WHERE "id" = ?`;
    db.run(sql, [...common, ...columns, record]);
    return;
  }
  db.run(
    `INSERT INTO ${tableOf(kind)} ("id", "station", "createdAt", "updatedAt", "touched", "extra", ${columnList(kind)})
     VALUES (?, ?, ?, ?, ?, ?${", ?".repeat(columns.length)})`,
    [record, station, ...common, ...columns],
  );
}

function removeRow(db: WritableDb, kind: Kind, record: string): void {
  removeText(db, kind, record);
  db.run(`DELETE FROM ${tableOf(kind)} WHERE "id" = ?`, [record]);
}

/** Notes a record that is gone, by itself or with its parent; ids only. */
function bury(db: WritableDb, { record, kind, position }: Pick<AppliedEntry, "record" | "kind" | "position">, root: string): void {
  db.run(`INSERT OR REPLACE INTO "tombstone" ("record", "kind", "root", "position") VALUES (?, ?, ?, ?)`, [
    record,
    kind,
    root,
    position,
  ]);
}

function hideChildren(db: WritableDb, parent: string, position: number): void {
  for (const kind of childKinds) {
    const rows = db.all<{ id: string }>(`SELECT "id" FROM ${tableOf(kind)} WHERE "${kinds[kind].parent ?? ""}" = ?`, [parent]);
    for (const { id } of rows) {
      removeRow(db, kind, id);
      bury(db, { record: id, kind, position }, parent);
      db.run(`DELETE FROM "conflict" WHERE "record" = ?`, [id]);
    }
  }
}

function showChildren(db: WritableDb, parent: string, cause: AppliedEntry): void {
  const hidden = db.all<{ record: string; kind: Kind }>(
    `SELECT "record", "kind" FROM "tombstone" WHERE "root" = ? AND "record" <> "root" ORDER BY "record"`,
    [parent],
  );
  for (const { record, kind } of hidden) {
    const entries = entriesOf(db, record, cause.position);
    if (entries[0]?.station !== cause.station) continue;
    show(db, { ...cause, kind, record }, resolveRecord(kind, entries), { isNew: false, wasAlive: true });
    db.run(`DELETE FROM "refused" WHERE "record" = ? AND "reason" = 'parentMissing'`, [record]);
  }
}

/** Whether the record that a child row belongs to is there, even while its values are not (in a rebuild, before its erasure). */
function isAlive(db: ReadableDb, record: string, position: number): boolean {
  for (const kind of mainKinds) {
    if (db.value<number>(`SELECT 1 FROM ${tableOf(kind)} WHERE "id" = ?`, [record]) === 1) return true;
  }
  return resolveRecord("session", entriesOf(db, record, position + 1)).isAlive;
}

/** A child row whose parent nobody here has ever heard of. */
function isOrphan(db: ReadableDb, entry: AppliedEntry, resolved: Resolved): boolean {
  const parent = parentOf(entry.kind, resolved);
  return parent !== null && resolved.isAlive && entriesOf(db, parent, entry.position).length === 0;
}

function parentOf(kind: Kind, { fields }: Resolved): string | null {
  const field = kinds[kind].parent;
  if (field === undefined || fields === null) return null;
  return parentIn(kind, fields.get(field)?.payload?.set ?? {});
}

function parentIn(kind: Kind, set: Readonly<Record<string, unknown>>): string | null {
  const value = set[kinds[kind].parent ?? ""];
  return typeof value === "string" ? value : null;
}

function parentOfRow(db: ReadableDb, kind: Kind, record: string): string | null {
  const field = kinds[kind].parent;
  if (field === undefined) return null;
  return db.value<string>(`SELECT "${field}" FROM ${tableOf(kind)} WHERE "id" = ?`, [record]) ?? null;
}

/** The conflicts of a record as they are now; a decision that a person has taken on one stays with it. */
function saveConflicts(db: WritableDb, { record, kind }: AppliedEntry, conflicts: readonly Conflict[]): void {
  const kept = JSON.stringify(conflicts.map(({ field, aside }) => `${aside}/${field}`));
  db.run(
    `DELETE FROM "conflict" WHERE "record" = ? AND "aside" || '/' || "field" NOT IN (SELECT "value" FROM json_each(?))`,
    [record, kept],
  );
  for (const { field, shown, aside } of conflicts) {
    db.run(
      `INSERT INTO "conflict" ("record", "kind", "field", "shown", "aside") VALUES (?, ?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET "shown" = excluded."shown"`,
      [record, kind, field, shown, aside],
    );
  }
}

/** Fields this program does not know, as JSON with sorted keys: kept and sent on. */
function extraOf(kind: Kind, values: ReadonlyMap<string, unknown>): string | null {
  const known = new Set(columnsOf(kind).map(({ name }) => name));
  const unknown = [...values].filter(([name, value]) => !known.has(name) && value !== null && value !== undefined);
  if (unknown.length === 0) return null;
  return JSON.stringify(Object.fromEntries(unknown.toSorted(([a], [b]) => (a < b ? -1 : 1))));
}

/** The kind of a live record, or null. */
export function kindOf(db: ReadableDb, record: string): Kind | null {
  for (const kind of kindNames) {
    if (db.value<number>(`SELECT 1 FROM ${tableOf(kind)} WHERE "id" = ?`, [record]) === 1) return kind;
  }
  return null;
}

function touch(db: WritableDb, record: string, position: number): void {
  for (const kind of mainKinds) {
    if (db.run(`UPDATE ${tableOf(kind)} SET "touched" = ? WHERE "id" = ?`, [position, record]) > 0) return;
  }
}

function refuse(db: WritableDb, entry: AppliedEntry, reason: Reason, detail: string): Outcome {
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
