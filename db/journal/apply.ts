/**
 * Applies journal entries to the record tables. The one place where rows change: a save, an import and a rebuild all come
 * through here, which is why a rebuild from the journal alone gives the same state.
 *
 * Two steps, each once however many entries come: every entry is judged by itself (an impossible value, another station's record),
 * then each record that has new entries is settled, which makes its row what `resolve.ts` says of all of them. Nothing in
 * between is ever a state, so neither the order of entries nor how they are spread over files makes a difference.
 */
import { tableOf } from "../sqlite/columns.ts";
import type { ReadableDb, WritableDb } from "../sqlite/connection.ts";
import { storedHeader, storedPayload, type EntryPayload, type Op } from "./entry.ts";
import { AppError, isOfDisk } from "../schema/app-error.ts";
import { journalBytes, pagesOf } from "../sqlite/pages.ts";
import { entriesOf, homeOf, isEffective, type Home, type JournalEntry } from "./record-entries.ts";
import { resolveRecord, type Resolved } from "./resolve.ts";
import { hiddenChildren, parentIn, project } from "./rows.ts";
import { columnsOf, isMainKind, kindNames, type Kind } from "../schema/kinds.ts";
import type { RefusalReason } from "../schema/refusal.ts";

export type { Side } from "./resolve.ts";
export { resolvedRecord } from "./record-entries.ts";

/** The kind of a live record, or null. */
export function kindOf(db: ReadableDb, record: string): Kind | null {
  for (const kind of kindNames) {
    if (db.value<number>(`SELECT 1 FROM ${tableOf(kind)} WHERE "id" = ?`, [record]) === 1) return kind;
  }
  return null;
}

const pageSize = 1_000;

/** Applies all entries from a journal position on. Reads each record's entries once. */
export function applyJournal(db: WritableDb, first: number): void {
  const homes: Homes = new Map();
  for (const page of pagesOf<JournalRow>(db, entriesQuery, {}, first - 1))
    for (const row of page) judgeRow(db, row, homes);
  homes.clear();
  const settleSql = recordsSql(first);
  for (const page of pages<RecordRow>(db, settleSql, first)) {
    for (const { record, isNew } of page) settleSafely(db, record, isNew === 1);
  }
}

/**
 * Applies the one entry that a save has just written, the last in the journal.
 * @param entries all of the record's entries with it, from whoever has just read them
 * @returns whether it took effect
 */
export function applySaved(db: WritableDb, entries: readonly JournalEntry[]): boolean {
  const saved = entries.at(-1);
  if (saved === undefined || !isKnown(saved.kind)) return false;
  const reason = problemOf(db, { ...saved, kind: saved.kind, record: saved.record }, new Map());
  if (reason !== null) return false;
  return !settle(db, saved.record, { entries, isNew: entries.length === 1 }).has(saved.position);
}

interface JournalRow {
  readonly position: number;
  readonly header: Buffer;
  readonly payload: Buffer | null;
  readonly station: string;
}

interface RecordRow {
  readonly position: number;
  readonly record: string;
  readonly isNew: number;
}

const entriesQuery = {
  columns: `j."position", j."header", j."payload", r."station"`,
  from: `FROM "journal" j JOIN "replica" r ON r."id" = j."replica"
         WHERE j."position" NOT IN (SELECT "position" FROM "refused" WHERE "reason" = 'unreadable')`,
  key: `j."position"`,
  bytes: journalBytes("j."),
};

/** The records that have entries from `first` on, each where its first of them is: a parent mostly comes before its children. */
const recordsSql = (first: number): string => `
SELECT j."position", j."record", j."kind",
       NOT EXISTS (SELECT 1 FROM "journal" o WHERE o."record" = j."record" AND o."position" < ${first}) AS "isNew"
FROM "journal" j
WHERE j."position" >= ? AND j."kind" IN (${kindNames.map((kind) => `'${kind}'`).join(", ")})
  AND NOT EXISTS (SELECT 1 FROM "journal" o WHERE o."record" = j."record" AND o."position" >= ${first} AND o."position" < j."position")
ORDER BY j."position" LIMIT ${pageSize}`;

/** In pages, because applying an entry writes on the same connection. */
function* pages<Row extends { readonly position: number }>(
  db: ReadableDb,
  sql: string,
  first: number,
): Generator<Row[]> {
  let next = first;
  for (;;) {
    const page = db.all<Row>(sql, [next]);
    const last = page.at(-1);
    if (last === undefined) return;
    yield page;
    next = last.position + 1;
  }
}

const isKnown = (kind: string): kind is Kind => (kindNames as readonly string[]).includes(kind);

/** Whose the records are that were met so far. */
type Homes = Map<string, Home>;

interface Judged {
  readonly position: number;
  readonly record: string;
  readonly station: string;
  readonly kind: Kind;
  readonly op: Op;
  readonly payload: EntryPayload | null;
}

function judgeRow(db: WritableDb, { position, header, payload, station }: JournalRow, homes: Homes): void {
  const { replica, seq, record, kind, op } = storedHeader(header);
  if (!isKnown(kind)) return;
  const judged = {
    position,
    record,
    station,
    kind,
    op,
    payload: payload === null ? null : storedPayload(payload),
  };
  const problem = problemOf(db, judged, homes);
  if (problem !== null) refuse(db, { position, replica, seq, record }, problem);
}

/** What leaves an entry without any effect: something about the entry itself or what came before it, never what comes later. */
function problemOf(db: ReadableDb, judged: Judged, homes: Homes): Problem | null {
  const { record, position, station, kind } = judged;
  const home = homes.get(record) ?? homeOf(db, record, position);
  if (home !== null && home.station !== station) return ["otherStation", record];
  if (home !== null && home.kind !== kind) return ["invalid", "kind"];
  const problem = problemOfValues(db, judged);
  if (problem === null) homes.set(record, home ?? { station, kind });
  return problem;
}

type Problem = readonly [RefusalReason, string];

function problemOfValues(db: ReadableDb, { kind, op, payload, station, position }: Judged): Problem | null {
  const set = payload?.set;
  if (set === undefined || op === "delete") return null;
  const wrong = columnsOf(kind).find(
    ({ name, schema }) => Object.hasOwn(set, name) && !schema.safeParse(set[name]).success,
  );
  if (wrong !== undefined) return ["invalid", wrong.name];
  const missing = columnsOf(kind).find(({ name, meta }) => meta.required === true && (set[name] ?? null) === null);
  if (op !== "update" && missing !== undefined) return ["invalid", missing.name];
  const parent = parentIn(kind, set);
  const owner = parent === null ? null : homeOf(db, parent, position);
  return owner !== null && owner.station !== station ? ["otherStation", parent ?? ""] : null;
}

/**
 * Settles a record of which others wrote. What the rules above do not foresee (values that the tables cannot hold) must not stop
 * the other records: the entries are then taken one after another, and those that it fails with are void. The same in an import
 * and in a rebuild, which meet them in the same order.
 * @throws Error for failures of the disk, which say nothing of an entry
 */
function settleSafely(db: WritableDb, record: string, isNew: boolean): void {
  if (tried(db, () => settle(db, record, { isNew }))) return;
  const entries = entriesOf(db, record).filter(isEffective);
  for (const entry of entries) refuse(db, { ...entry, record }, unforeseen);
  for (const { position } of entries) {
    tried(db, () => {
      db.run(`DELETE FROM "refused" WHERE "position" = ?`, [position]);
      settle(db, record, { isNew: false });
    });
  }
}

const unforeseen: Problem = ["invalid", "tables"];

/** @returns whether the work was done; otherwise nothing of it was */
function tried(db: WritableDb, work: () => void): boolean {
  try {
    db.transaction(work);
    return true;
  } catch (error) {
    if (error instanceof AppError || isOfDisk(error)) throw error;
    return false;
  }
}

interface Settling {
  /** All entries of the record, where they have just been read. */
  readonly entries?: readonly JournalEntry[];
  /** Nothing of this record was here before. */
  readonly isNew: boolean;
}

/** Makes everything that follows from a record's entries what it should be. @returns the positions set aside, with reasons */
function settle(db: WritableDb, record: string, { entries, isNew }: Settling): ReadonlyMap<number, Problem> {
  const all = entries ?? entriesOf(db, record);
  const home = all.find(isEffective);
  if (home === undefined || !isKnown(home.kind)) return new Map();
  const { kind, station } = home;
  const own = all.filter((entry) => entry.kind === kind && entry.station === station);
  const { resolved, effective } = forgetting(db, kind, own);
  const aside = new Map<number, Problem>(resolved.outdated.map(({ position }) => [position, ["outdated", record]]));
  const position = effective.reduce(
    (newest, entry) => (aside.has(entry.position) ? newest : Math.max(newest, entry.position)),
    0,
  );
  const parent = parentOf(kind, effective, resolved);
  const isShown = project(db, { kind, record, station, position, parent, isNew }, resolved);
  if (!isShown && resolved.isAlive && resolved.fields !== null && parent !== null && homeOf(db, parent) === null) {
    // A child row whose parent nobody here has ever heard of.
    for (const entry of effective)
      if (entry.op !== "delete" && !aside.has(entry.position)) aside.set(entry.position, ["parentMissing", parent]);
  }
  saveRefusals(db, record, effective, aside);
  if (isMainKind(kind)) {
    // Hidden ones, too, where they waited for a parent that has come but does not show.
    for (const child of hiddenChildren(db, record)) if (isShown || isWaiting(db, child)) settleSafely(db, child, false);
  }
  return aside;
}

interface Settled {
  readonly resolved: Resolved;
  readonly effective: readonly JournalEntry[];
}

/**
 * Resolves a record and forgets what its erasures ask for. Payload and salt go together; hashes stay, so the chain still
 * verifies. Once values are forgotten, nobody can tell which of them were impossible: such an entry counts again, here as on the
 * side that never saw its values.
 */
function forgetting(db: WritableDb, kind: Kind, own: readonly JournalEntry[]): Settled {
  const effective = own.filter(isEffective);
  const resolved = resolveRecord(kind, effective);
  if (resolved.erasure === null) return { resolved, effective };
  const forgotten = new Set(own.filter((entry) => entry.payload !== null && resolved.mustForget(entry)));
  for (const { position } of forgotten)
    db.run(`UPDATE "journal" SET "salt" = NULL, "payload" = NULL WHERE "position" = ?`, [position]);
  const returning = [...forgotten].filter((entry) => !isEffective(entry));
  if (returning.length === 0) return { resolved, effective };
  for (const { position } of returning) db.run(`DELETE FROM "refused" WHERE "position" = ?`, [position]);
  const left = own.map((entry) =>
    forgotten.has(entry) ? { ...entry, payload: null, reason: isEffective(entry) ? entry.reason : null } : entry,
  );
  return forgetting(db, kind, left);
}

/** The record that a child row belongs to: by what shows, or by the newest entry that says it once the row is deleted. */
function parentOf(kind: Kind, effective: readonly JournalEntry[], { isAlive, fields }: Resolved): string | null {
  if (isAlive) return fields === null ? null : parentIn(kind, valuesOf(fields));
  const last = effective.findLast(({ payload }) => parentIn(kind, payload?.set ?? {}) !== null);
  return last === undefined ? null : parentIn(kind, last.payload?.set ?? {});
}

const valuesOf = (fields: NonNullable<Resolved["fields"]>): Record<string, unknown> =>
  Object.fromEntries([...fields].map(([field, { payload }]) => [field, payload?.set?.[field]]));

const isWaiting = (db: ReadableDb, record: string): boolean =>
  db.value<number>(`SELECT 1 FROM "refused" WHERE "record" = ? AND "reason" = 'parentMissing' LIMIT 1`, [record]) === 1;

/** Makes the list of what is set aside of a record what it should be; what has no effect for good is not touched. */
function saveRefusals(
  db: WritableDb,
  record: string,
  effective: readonly JournalEntry[],
  aside: ReadonlyMap<number, Problem>,
): void {
  for (const { position, replica, seq, reason } of effective) {
    const problem = aside.get(position);
    if (problem === undefined && reason !== null) db.run(`DELETE FROM "refused" WHERE "position" = ?`, [position]);
    if (problem !== undefined && problem[0] !== reason) refuse(db, { position, replica, seq, record }, problem);
  }
}

interface Refused {
  readonly position: number;
  readonly replica: string;
  readonly seq: number;
  readonly record: string;
}

/** Lists an entry in the table `refused`; the rest goes on. */
function refuse(db: WritableDb, { position, replica, seq, record }: Refused, [reason, detail]: Problem): void {
  db.run(`INSERT OR REPLACE INTO "refused" VALUES (?, ?, ?, ?, ?, ?)`, [
    position,
    replica,
    seq,
    record,
    reason,
    detail,
  ]);
}
