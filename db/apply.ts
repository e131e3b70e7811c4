/**
 * Applies one journal entry to the record tables. The one place where rows change: a save, an import and a rebuild all
 * come through here, which is why a rebuild from the journal alone gives the same state.
 *
 * Nothing here reads a clock or the order of arrival from another replica; who wins follows from `base` and from the
 * field's owner (`bundle.md`, Import).
 */
import { columnList, tableOf, toSql } from "./columns.ts";
import type { ReadableDb, WritableDb } from "./connection.ts";
import { versionName, type EntryPayload, type Op } from "./entry.ts";
import type { Owner } from "./schema/field.ts";
import { removeText } from "./search.ts";
import { columnsOf, kindNames, kinds, mainKinds, type Kind } from "./schema/kinds.ts";

export type Side = "station" | "district";

/** An entry on its way into the tables, with its place in the local journal. */
export interface AppliedEntry {
  readonly position: number;
  readonly replica: string;
  readonly seq: number;
  readonly kind: Kind;
  readonly record: string;
  readonly op: Op;
  readonly at: number;
  /** null once erased */
  readonly payload: EntryPayload | null;
  /** The side that wrote the entry, and the station whose data it is: both follow from the replica. */
  readonly side: Side;
  readonly station: string;
}

export type Outcome = "applied" | "refused";

const childKinds = kindNames.filter((kind) => kinds[kind].parent !== undefined);

/**
 * @returns `refused` when the entry makes no sense here (its record is gone, a known field has an impossible value). It
 * is then listed in the table `refused`, and the rest goes on.
 */
export function applyEntry(db: WritableDb, entry: AppliedEntry): Outcome {
  switch (entry.op) {
    case "create":
      return create(db, entry);
    case "update":
      return update(db, entry);
    case "delete":
      return remove(db, entry);
    case "erase":
      return erase(db, entry);
  }
}

function create(db: WritableDb, entry: AppliedEntry): Outcome {
  if (entry.payload === null) return "applied"; // erased later in the chain; nothing to show
  const set = entry.payload.set ?? {};
  const problem = invalidField(entry.kind, set);
  if (problem !== null) return refuse(db, entry, "invalid", problem);
  const missing = columnsOf(entry.kind).find(({ name, meta }) => meta.required === true && (set[name] ?? null) === null);
  if (missing !== undefined) return refuse(db, entry, "invalid", missing.name);
  const parent = parentOf(entry.kind, set);
  if (parent !== null && !parentExists(db, parent, entry.position)) return refuse(db, entry, "parentMissing", parent);
  if (rowExists(db, entry.kind, entry.record)) return refuse(db, entry, "exists", entry.record);
  const columns = columnsOf(entry.kind);
  db.run(
    `INSERT INTO ${tableOf(entry.kind)} ("id", "station", "createdAt", "updatedAt", "touched", "extra", ${columnList(entry.kind)})
     VALUES (?, ?, ?, ?, ?, ?${", ?".repeat(columns.length)})`,
    [
      entry.record,
      entry.station,
      entry.at,
      entry.at,
      entry.position,
      extraOf(entry.kind, set),
      ...columns.map(({ name, meta }) => toSql(meta, set[name])),
    ],
  );
  db.run(`DELETE FROM "tombstone" WHERE "record" = ?`, [entry.record]);
  touchParent(db, parent, entry.position);
  return "applied";
}

function update(db: WritableDb, entry: AppliedEntry): Outcome {
  if (entry.payload === null) return "applied";
  const set = entry.payload.set ?? {};
  const problem = invalidField(entry.kind, set);
  if (problem !== null) return refuse(db, entry, "invalid", problem);
  if (!rowExists(db, entry.kind, entry.record)) return refuse(db, entry, "recordMissing", entry.record);
  const winners = resolve(db, entry, set);
  const known = columnsOf(entry.kind).filter(({ name }) => Object.hasOwn(winners, name));
  const assignments = [
    ...known.map(({ name }) => `"${name}" = ?`),
    `"updatedAt" = ?`,
    `"touched" = ?`,
    `"extra" = json_patch(coalesce("extra", '{}'), ?)`,
  ];
  const extra = extraOf(entry.kind, winners);
  if (extra === null) assignments.pop();
  db.run(`UPDATE ${tableOf(entry.kind)} SET ${assignments.join(", ")} WHERE "id" = ?`, [
    ...known.map(({ name, meta }) => toSql(meta, winners[name])),
    entry.at,
    entry.position,
    ...(extra === null ? [] : [extra]),
    entry.record,
  ]);
  touchParent(db, parentOfRow(db, entry.kind, entry.record), entry.position);
  return "applied";
}

/** Takes the record's child rows along; their ids are kept so that the deletion can be undone. */
function remove(db: WritableDb, entry: AppliedEntry): Outcome {
  removeText(db, entry.kind, entry.record);
  const parent = parentOfRow(db, entry.kind, entry.record);
  for (const child of childKinds) {
    const parentField = kinds[child].parent ?? "";
    db.run(
      `INSERT OR REPLACE INTO "tombstone" SELECT "id", ?, ?, ? FROM ${tableOf(child)} WHERE "${parentField}" = ?`,
      [child, entry.record, entry.position, entry.record],
    );
    db.run(`DELETE FROM ${tableOf(child)} WHERE "${parentField}" = ?`, [entry.record]);
  }
  db.run(`DELETE FROM ${tableOf(entry.kind)} WHERE "id" = ?`, [entry.record]);
  db.run(`INSERT OR REPLACE INTO "tombstone" VALUES (?, ?, ?, ?)`, [
    entry.record,
    entry.kind,
    entry.record,
    entry.position,
  ]);
  touchParent(db, parent, entry.position);
  return "applied";
}

/**
 * Forgets every value that earlier entries gave this record: payload and salt go together, hashes stay, so the chain
 * still verifies. The record goes on with what the entry itself carries, which identifies nobody. A record that was
 * deleted meanwhile stays deleted. Child rows are not touched.
 */
function erase(db: WritableDb, entry: AppliedEntry): Outcome {
  const earlier = [entry.record, entry.position];
  db.run(
    `UPDATE "journal" SET "salt" = NULL, "payload" = NULL WHERE "record" = ? AND "position" < ? AND "payload" IS NOT NULL`,
    earlier,
  );
  db.run(`DELETE FROM "refused" WHERE "record" = ? AND "position" < ?`, earlier);
  db.run(`DELETE FROM "conflict" WHERE "record" = ?`, [entry.record]);
  removeText(db, entry.kind, entry.record);
  db.run(`DELETE FROM ${tableOf(entry.kind)} WHERE "id" = ?`, [entry.record]);
  if (isDeleted(db, entry.record)) return "applied";
  return create(db, entry);
}

const isDeleted = (db: ReadableDb, record: string) =>
  db.value<number>(`SELECT 1 FROM "tombstone" WHERE "record" = ?`, [record]) === 1;

/**
 * The fields of `set` whose value shows. The others are kept aside as conflicts.
 *
 * An author who had not yet seen the record's last creation, deletion or erasure never wins: on the author's own side
 * that later step overrides the value as well, so both sides end alike.
 */
function resolve(db: WritableDb, entry: AppliedEntry, set: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const { fields, resetAt, wasErased } = recordVersions(db, entry.record, entry.position);
  const winners: Record<string, unknown> = {};
  let sawErased = false;
  for (const [field, value] of Object.entries(set)) {
    const current = fields.get(field);
    const base = entry.payload?.base?.[field];
    if (current === undefined || base === versionName(current.replica, current.seq)) {
      winners[field] = value;
      continue;
    }
    const predatesReset = base !== undefined && positionOf(db, base) < resetAt;
    const wins = !predatesReset && outranks(entry, current, ownerOf(entry.kind, field));
    if (wins) winners[field] = value;
    sawErased ||= predatesReset && wasErased;
    const [shown, aside] = wins ? [entry.position, current.position] : [current.position, entry.position];
    db.run(`INSERT OR REPLACE INTO "conflict" ("record", "kind", "field", "shown", "aside") VALUES (?, ?, ?, ?, ?)`, [
      entry.record,
      entry.kind,
      field,
      shown,
      aside,
    ]);
  }
  if (sawErased) forgetPayload(db, entry.position);
  return winners;
}

/** An edit made before its author knew of the erasure must not bring the person's data back. */
function forgetPayload(db: WritableDb, position: number): void {
  db.run(`UPDATE "journal" SET "salt" = NULL, "payload" = NULL WHERE "position" = ?`, [position]);
}

function positionOf(db: WritableDb, version: string): number {
  const [replica = "", seq = "0"] = version.split(":");
  const sql = `SELECT "position" FROM "journal" WHERE "replica" = ? AND "seq" = ?`;
  return db.value<number>(sql, [replica, Number(seq)]) ?? 0;
}

interface FieldVersion {
  readonly position: number;
  readonly replica: string;
  readonly seq: number;
  readonly side: Side;
}

export interface RecordVersions {
  /** The entry that gave each field the value it shows. */
  readonly fields: ReadonlyMap<string, FieldVersion>;
  /** Position of the record's last creation, deletion or erasure. */
  readonly resetAt: number;
  readonly wasErased: boolean;
}

/** What a record's journal says of its fields, looking at entries before `before`. */
export function recordVersions(db: ReadableDb, record: string, before: number): RecordVersions {
  const fields = new Map<string, FieldVersion>();
  const asides = new Set(
    db
      .all<{ field: string; aside: number }>(`SELECT "field", "aside" FROM "conflict" WHERE "record" = ?`, [record])
      .map((row) => `${row.aside}/${row.field}`),
  );
  const entries = db.all<FieldVersion & { op: Op; names: string | null }>(
    `SELECT j."position", j."replica", j."seq", j."op", r."side",
            (SELECT json_group_array("key") FROM json_each(CAST(j."payload" AS TEXT), '$.set')) AS "names"
     FROM "journal" j JOIN "replica" r ON r."id" = j."replica"
     WHERE j."record" = ? AND j."position" < ?
       AND j."position" NOT IN (SELECT "position" FROM "refused" WHERE "record" = j."record")
     ORDER BY j."position"`,
    [record, before],
  );
  let resetAt = 0;
  let wasErased = false;
  for (const { op, names, ...version } of entries) {
    if (op !== "update") {
      fields.clear();
      resetAt = version.position;
    }
    wasErased ||= op === "erase";
    for (const field of parseNames(names)) {
      if (!asides.has(`${version.position}/${field}`)) fields.set(field, version);
    }
  }
  return { fields, resetAt, wasErased };
}

function parseNames(json: string | null): string[] {
  return json === null ? [] : (JSON.parse(json) as string[]);
}

/**
 * Same base, two values. The field's owner wins; for shared fields the district. Two entries of one side (a fork) are
 * ordered by replica id, which both sides compute alike.
 */
function outranks(entry: AppliedEntry, current: FieldVersion, owner: Owner): boolean {
  if (entry.side === current.side) return entry.replica > current.replica;
  return entry.side === (owner === "station" ? "station" : "district");
}

function ownerOf(kind: Kind, field: string): Owner {
  return columnsOf(kind).find(({ name }) => name === field)?.meta.owner ?? "shared";
}

/** The name of the first known field whose value its schema rejects. Unknown fields are a newer program's and pass. */
function invalidField(kind: Kind, set: Readonly<Record<string, unknown>>): string | null {
  for (const { name, schema } of columnsOf(kind)) {
    if (Object.hasOwn(set, name) && !schema.safeParse(set[name]).success) return name;
  }
  return null;
}

/** Fields this program does not know, as JSON: kept and sent on. */
function extraOf(kind: Kind, set: Readonly<Record<string, unknown>>): string | null {
  const known = new Set(columnsOf(kind).map(({ name }) => name));
  const unknown = Object.entries(set).filter(([name]) => !known.has(name));
  return unknown.length === 0 ? null : JSON.stringify(Object.fromEntries(unknown));
}

function parentOf(kind: Kind, set: Readonly<Record<string, unknown>>): string | null {
  const field = kinds[kind].parent;
  const value = field === undefined ? null : set[field];
  return typeof value === "string" ? value : null;
}

function parentOfRow(db: WritableDb, kind: Kind, record: string): string | null {
  const field = kinds[kind].parent;
  if (field === undefined) return null;
  return db.value<string>(`SELECT "${field}" FROM ${tableOf(kind)} WHERE "id" = ?`, [record]) ?? null;
}

function rowExists(db: WritableDb, kind: Kind, record: string): boolean {
  return db.value<number>(`SELECT 1 FROM ${tableOf(kind)} WHERE "id" = ?`, [record]) === 1;
}

/**
 * Whether a child row may be added. In a rebuild, a parent that was erased later has no row yet: its creation was
 * forgotten, and it comes back at its erasure.
 */
function parentExists(db: WritableDb, record: string, before: number): boolean {
  if (mainKinds.some((kind) => rowExists(db, kind, record))) return true;
  const erased = `SELECT 1 FROM "journal" WHERE "record" = ? AND "position" < ? AND "op" IN ('create', 'erase') AND "payload" IS NULL`;
  return !isDeleted(db, record) && db.value<number>(erased, [record, before]) === 1;
}

/** The kind of a live record, or null. */
export function kindOf(db: ReadableDb, record: string): Kind | null {
  for (const kind of kindNames) {
    if (db.value<number>(`SELECT 1 FROM ${tableOf(kind)} WHERE "id" = ?`, [record]) === 1) return kind;
  }
  return null;
}

function touchParent(db: WritableDb, parent: string | null, position: number): void {
  if (parent === null) return;
  for (const kind of mainKinds) {
    if (db.run(`UPDATE ${tableOf(kind)} SET "touched" = ? WHERE "id" = ?`, [position, parent]) > 0) return;
  }
}

function refuse(db: WritableDb, entry: AppliedEntry, reason: string, detail: string): Outcome {
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
