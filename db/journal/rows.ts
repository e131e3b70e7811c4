/**
 * Makes a record's row what its entries say, with its tombstone and its conflicts; and hides or shows the rows of its children.
 * A child row shows while its own record is there, its values are known, and its parent's row shows.
 */
import { columnList, tableOf, toSql } from "../sqlite/columns.ts";
import type { ReadableDb, WritableDb } from "../sqlite/connection.ts";
import type { Conflict, RecordEntry, Resolved } from "./resolve.ts";
import { columnsOf, isMainKind, kindNames, kinds, mainKinds, type Kind, type MainKind } from "../schema/kinds.ts";
import { removeText } from "./full-text.ts";
import { derivedStateOf, rowKindsOf } from "../kinds/register.ts";

/** A record whose row is to be made. */
export interface Cause {
  readonly kind: Kind;
  readonly record: string;
  readonly station: string;
  /** Journal position of the newest entry that has a part in the record. */
  readonly position: number;
  /** The record it belongs to; null for one that stands alone, and while its values are not known. */
  readonly parent: string | null;
  /** No entry of this record was here before: no row, tombstone or conflict to look for. */
  readonly isNew: boolean;
}

const childKinds = kindNames.filter((kind) => kinds[kind].parent !== undefined);

/** Makes the row, its tombstone and its conflicts what they should be. @returns whether there is a row */
export function project(db: WritableDb, cause: Cause, resolved: Resolved): boolean {
  const { kind, record, parent, position, isNew } = cause;
  const had = !isNew && db.value<number>(`SELECT 1 FROM ${tableOf(kind)} WHERE "id" = ?`, [record]) === 1;
  const above = parent === null ? null : parentRow(db, cause, parent);
  const isHidden = parent !== null && above === null;
  const isShown = resolved.fields !== null && !isHidden;
  if (isShown) writeRow(db, cause, resolved, resolved.fields, had);
  else if (had) removeRow(db, kind, record);
  if (resolved.presence?.entry.op === "delete") addTombstone(db, cause, record);
  else if (resolved.isAlive && isHidden) addTombstone(db, cause, parent);
  else if (!isNew) db.run(`DELETE FROM "tombstone" WHERE "record" = ?`, [record]);
  const conflicts = isShown ? resolved.conflicts : [];
  if (!isNew || conflicts.length > 0) saveConflicts(db, cause, conflicts);
  if (had && !isShown) hideChildren(db, cause);
  if (above !== null)
    db.run(`UPDATE ${tableOf(above)} SET "touched" = max("touched", ?) WHERE "id" = ?`, [position, parent]);
  return isShown;
}

function writeRow(
  db: WritableDb,
  cause: Cause,
  resolved: Resolved,
  fields: ReadonlyMap<string, RecordEntry>,
  had: boolean,
): void {
  const { kind, record, station, position } = cause;
  const values = new Map([...fields].map(([field, from]): [string, unknown] => [field, from.payload?.set?.[field]]));
  const columns = columnsOf(kind).map(({ name, meta }) => toSql(meta, values.get(name)));
  const common = [position, resolved.createdAt, resolved.updatedAt, extraOf(kind, values)];
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
  const assignments = ["createdAt", "updatedAt", "extra", ...names].map((name) => `"${name}" = ?`);
  const made = {
    insert: `INSERT INTO ${tableOf(kind)} ("id", "station", "touched", "createdAt", "updatedAt", "extra", ${columnList(kind)})
     VALUES (?, ?, ?, ?, ?, ?${", ?".repeat(names.length)})`,
    update: `UPDATE ${tableOf(kind)} SET "touched" = max("touched", ?), ${assignments.join(", ")} WHERE "id" = ?`,
  };
  statements.set(kind, made);
  return made;
}

function removeRow(db: WritableDb, kind: Kind, record: string): void {
  const states = derivedStateOf(kind)?.table;
  removeText(db, kind, record);
  if (states !== undefined) db.run(`DELETE FROM "${states}" WHERE "record" = ?`, [record]);
  db.run(`DELETE FROM ${tableOf(kind)} WHERE "id" = ?`, [record]);
}

/** Notes a record that is gone, by itself or with its parent; ids only. */
function addTombstone(db: WritableDb, { record, kind, position }: Cause, root: string): void {
  db.run(`INSERT OR REPLACE INTO "tombstone" ("record", "kind", "root", "position") VALUES (?, ?, ?, ?)`, [
    record,
    kind,
    root,
    position,
  ]);
}

function hideChildren(db: WritableDb, { kind: above, record: parent, station }: Cause): void {
  if (!isMainKind(above)) return;
  for (const kind of childKinds) {
    const rows = db.all<{ record: string; position: number }>(
      `SELECT "id" AS "record", "touched" AS "position" FROM ${tableOf(kind)} WHERE "${kinds[kind].parent ?? ""}" = ?`,
      [parent],
    );
    for (const { record, position } of rows) {
      removeRow(db, kind, record);
      addTombstone(db, { kind, record, station, position, parent, isNew: false }, parent);
      db.run(`DELETE FROM "conflict" WHERE "record" = ?`, [record]);
    }
  }
}

/** Child rows that are there but do not show, because their parent does not. */
export const hiddenChildren = (db: ReadableDb, parent: string): string[] =>
  db
    .all<{ record: string }>(
      `SELECT "record" FROM "tombstone" WHERE "root" = ? AND "record" <> "root" ORDER BY "position"`,
      [parent],
    )
    .map(({ record }) => record);

const parentSql = (above: readonly MainKind[]): string =>
  above
    .map((kind) => `SELECT '${kind}' FROM ${tableOf(kind)} WHERE "id" = :parent AND "station" = :station`)
    .join(" UNION ALL ");

/** By kind of child row: where its parent is looked for, among the kinds that have such rows. */
const parentSqlOf: ReadonlyMap<Kind, string> = new Map(
  childKinds.map((child) => [child, parentSql(mainKinds.filter((above) => rowKindsOf(above).includes(child)))]),
);

/** The kind of the record that a child row hangs on, if its row is there and is one that such a child may have. */
function parentRow(db: ReadableDb, { kind, station }: Cause, parent: string): MainKind | null {
  const sql = parentSqlOf.get(kind);
  return sql === undefined ? null : (db.value<MainKind>(sql, { parent, station }) ?? null);
}

/** The record that values of a child row name as their parent. */
export function parentIn(kind: Kind, set: Readonly<Record<string, unknown>>): string | null {
  const value = set[kinds[kind].parent ?? ""];
  return typeof value === "string" ? value : null;
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
