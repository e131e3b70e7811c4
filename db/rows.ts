/**
 * Makes a record's row what its entries say, with its tombstone and its conflicts; and hides or shows the rows of its children.
 * A child row shows while its own record is there and its parent is.
 */
import { columnList, tableOf, toSql } from "./columns.ts";
import type { ReadableDb, WritableDb } from "./connection.ts";
import { entriesOf } from "./record-entries.ts";
import { resolveRecord, type Conflict, type RecordEntry, type Resolved } from "./resolve.ts";
import { columnsOf, kindNames, kinds, mainKinds, type Kind, type MainKind } from "./schema/kinds.ts";
import { removeText } from "./search.ts";

/** The entry because of which a row changes: its record, and its place in the local journal. */
export interface Cause {
  readonly kind: Kind;
  readonly record: string;
  readonly station: string;
  readonly position: number;
}

/** Problems and measures are a session's; what hangs on anything else shows nowhere, whoever wrote it. */
const mayHang = (kind: Kind, parent: MainKind): boolean => kinds[kind].parent !== "sessionId" || parent === "session";

const childKinds = kindNames.filter((kind) => kinds[kind].parent !== undefined);

export interface Before {
  /** No entry of this record was here before: no row, tombstone or conflict to look for. */
  readonly isNew: boolean;
  readonly wasAlive: boolean;
}

/** Makes the row, its tombstone and its conflicts what they should be. @returns whether there is a row */
export function show(db: WritableDb, entry: Cause, resolved: Resolved, { isNew, wasAlive }: Before): boolean {
  const { kind, record, position } = entry;
  const had = !isNew && db.value<number>(`SELECT 1 FROM ${tableOf(kind)} WHERE "id" = ?`, [record]) === 1;
  const parent = parentOf(kind, resolved) ?? parentOfRow(db, kind, record);
  const parentKind = parent === null ? null : mainKindOf(db, parent);
  const isHidden =
    parent !== null && (parentKind === null ? !isAlive(db, parent, position) : !mayHang(kind, parentKind));
  const isShown = resolved.fields !== null && !isHidden;
  if (isShown) writeRow(db, entry, resolved, resolved.fields, had);
  else if (had) removeRow(db, kind, record);
  if (!resolved.isAlive) bury(db, entry, record);
  else if (isHidden) bury(db, entry, parent);
  else if (!isNew) db.run(`DELETE FROM "tombstone" WHERE "record" = ?`, [record]);
  if (!isNew) saveConflicts(db, entry, isShown ? resolved.conflicts : []);
  if (wasAlive && !resolved.isAlive) hideChildren(db, record, position);
  if (!wasAlive && resolved.isAlive) showChildren(db, record, entry);
  // A child whose values are merely forgotten names no parent in a rebuild, and so must not touch one here.
  const namesParent = resolved.fields !== null || !resolved.isAlive;
  if (parent !== null && parentKind !== null && namesParent)
    db.run(`UPDATE ${tableOf(parentKind)} SET "touched" = ? WHERE "id" = ?`, [position, parent]);
  return isShown;
}

function writeRow(
  db: WritableDb,
  entry: Cause,
  resolved: Resolved,
  fields: ReadonlyMap<string, RecordEntry>,
  had: boolean,
): void {
  const { kind, record, station, position } = entry;
  const values = new Map([...fields].map(([field, from]): [string, unknown] => [field, from.payload?.set?.[field]]));
  const columns = columnsOf(kind).map(({ name, meta }) => toSql(meta, values.get(name)));
  const common = [resolved.createdAt, resolved.updatedAt, position, extraOf(kind, values)];
  const { insert, update } = statementsOf(kind);
  if (had) db.run(update, [...common, ...columns, record]);
  else db.run(insert, [record, station, ...common, ...columns]);
}

interface Statements {
  readonly insert: string;
  readonly update: string;
}

const statements = new Map<Kind, Statements>();

/** Put together once: an import runs them 100,000 times. */
function statementsOf(kind: Kind): Statements {
  const known = statements.get(kind);
  if (known !== undefined) return known;
  const names = columnsOf(kind).map(({ name }) => name);
  const assignments = ["createdAt", "updatedAt", "touched", "extra", ...names];
  const made = {
    insert: `INSERT INTO ${tableOf(kind)} ("id", "station", "createdAt", "updatedAt", "touched", "extra", ${columnList(kind)})
     VALUES (?, ?, ?, ?, ?, ?${", ?".repeat(names.length)})`,
    update: `UPDATE ${tableOf(kind)} SET ${assignments.map((name) => `"${name}" = ?`).join(", ")} WHERE "id" = ?`,
  };
  statements.set(kind, made);
  return made;
}

function removeRow(db: WritableDb, kind: Kind, record: string): void {
  removeText(db, kind, record);
  db.run(`DELETE FROM ${tableOf(kind)} WHERE "id" = ?`, [record]);
}

/** Notes a record that is gone, by itself or with its parent; ids only. */
function bury(db: WritableDb, { record, kind, position }: Omit<Cause, "station">, root: string): void {
  db.run(`INSERT OR REPLACE INTO "tombstone" ("record", "kind", "root", "position") VALUES (?, ?, ?, ?)`, [
    record,
    kind,
    root,
    position,
  ]);
}

function hideChildren(db: WritableDb, parent: string, position: number): void {
  for (const kind of childKinds) {
    const rows = db.all<{ id: string }>(`SELECT "id" FROM ${tableOf(kind)} WHERE "${kinds[kind].parent ?? ""}" = ?`, [
      parent,
    ]);
    for (const { id } of rows) {
      removeRow(db, kind, id);
      bury(db, { record: id, kind, position }, parent);
      db.run(`DELETE FROM "conflict" WHERE "record" = ?`, [id]);
    }
  }
}

function showChildren(db: WritableDb, parent: string, cause: Cause): void {
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

const mainKindSql = mainKinds
  .map((kind) => `SELECT '${kind}' FROM ${tableOf(kind)} WHERE "id" = :id`)
  .join(" UNION ALL ");

/** The kind of a record that has child rows, if its row is there. */
const mainKindOf = (db: ReadableDb, id: string): MainKind | null => db.value<MainKind>(mainKindSql, { id }) ?? null;

/** Whether a record without a row is there all the same (in a rebuild, while its values are not known before its erasure). */
const isAlive = (db: ReadableDb, record: string, position: number): boolean =>
  resolveRecord("session", entriesOf(db, record, position + 1)).isAlive;

/** The record that a child row belongs to, by its values. */
export function parentOf(kind: Kind, { fields }: Resolved): string | null {
  const field = kinds[kind].parent;
  if (field === undefined || fields === null) return null;
  return parentIn(kind, fields.get(field)?.payload?.set ?? {});
}

export function parentIn(kind: Kind, set: Readonly<Record<string, unknown>>): string | null {
  const value = set[kinds[kind].parent ?? ""];
  return typeof value === "string" ? value : null;
}

function parentOfRow(db: ReadableDb, kind: Kind, record: string): string | null {
  const field = kinds[kind].parent;
  if (field === undefined) return null;
  return db.value<string>(`SELECT "${field}" FROM ${tableOf(kind)} WHERE "id" = ?`, [record]) ?? null;
}

/** The conflicts of a record as they are now; a decision that a person has taken on one stays with it. */
function saveConflicts(db: WritableDb, { record, kind }: Cause, conflicts: readonly Conflict[]): void {
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

const names = new Map<Kind, ReadonlySet<string>>();

function namesOf(kind: Kind): ReadonlySet<string> {
  const found = names.get(kind) ?? new Set(columnsOf(kind).map(({ name }) => name));
  names.set(kind, found);
  return found;
}

/** Fields this program does not know, as JSON with sorted keys: kept and sent on. */
function extraOf(kind: Kind, values: ReadonlyMap<string, unknown>): string | null {
  const known = namesOf(kind);
  const unknown = [...values].filter(([name, value]) => !known.has(name) && value !== null && value !== undefined);
  if (unknown.length === 0) return null;
  return JSON.stringify(Object.fromEntries(unknown.toSorted(([a], [b]) => (a < b ? -1 : 1))));
}
