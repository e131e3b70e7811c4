/**
 * Decides on a field that two sides changed without knowing of each other, and takes a decision back. A decision is an update like
 * any other, so that every program understands it: it says the chosen value again, in an entry for each of the changes that it
 * answers, whose `base` names that change (`resolve.ts`). Its own chain's last change is named, too: after a restore the decision
 * may go on on another chain (`rebase.ts`).
 */
import type { ReadableDb, WritableDb } from "../sqlite/connection.ts";
import type { ConflictSide, UndecidableReason } from "../schema/conflict.ts";
import { columnsOf, type Kind } from "../schema/kinds.ts";
import { kindOf } from "./apply.ts";
import { homeOf, resolvedRecord } from "./record-entries.ts";
import { versionOf, type RecordEntry, type Resolved } from "./resolve.ts";
import { storedPayload } from "./entry.ts";
import { isStationsAlone, writeRecords, type Author, type Change } from "./write.ts";

export interface Choice {
  readonly record: string;
  readonly field: string;
  /** The journal position of the value to take, or whose value. */
  readonly use: number | ConflictSide;
  /** The positions that the person saw: when others have come since, nothing is decided. */
  readonly seen?: readonly number[] | undefined;
}

/** A decision as this PC remembers it. */
export interface Decision {
  readonly tx: string;
  readonly record: string;
  readonly kind: Kind;
  readonly field: string;
  readonly ends: readonly number[];
  readonly chosen: number;
  readonly entry: number;
  readonly at: number;
  readonly undone: number | null;
}

type Row = Omit<Decision, "ends"> & { readonly ends: string };

/** @param where SQL after FROM "decision" */
export const decisionsWhere = (db: ReadableDb, where: string, parameters: readonly (string | number)[]): Decision[] =>
  db
    .all<Row>(`SELECT * FROM "decision" ${where}`, [...parameters])
    .map(({ ends, ...row }) => ({ ...row, ends: JSON.parse(ends) as readonly number[] }));

/** Decisions that were taken back and whose fields nobody has touched since: they wait for a decision again. */
export const reopened = (db: ReadableDb): Decision[] =>
  decisionsWhere(db, `WHERE "undone" IS NOT NULL`, []).filter((decision) => givesValue(db, decision, decision.undone));

/** Whether the field still shows what that entry gave it. */
function givesValue(db: ReadableDb, { record, kind, field }: Decision, position: number | null): boolean {
  return kindOf(db, record) === kind && resolvedRecord(db, kind, record).fields?.get(field)?.position === position;
}

/** Whether the decision can be taken back: the field has not been changed since, and waits for nothing new. */
export const isUndoable = (db: ReadableDb, decision: Decision): boolean =>
  decision.undone === null &&
  givesValue(db, decision, decision.entry) &&
  !resolvedRecord(db, decision.kind, decision.record).ends.has(decision.field);

type Weighed =
  | { readonly reason: UndecidableReason }
  | { readonly reason: null; readonly kind: Kind; readonly resolved: Resolved; readonly ends: readonly End[] };

/** One of the changes that were made without knowing of each other. */
interface End {
  readonly position: number;
  readonly side: ConflictSide;
  readonly version: string;
  readonly value: unknown;
}

const endOf = (entry: RecordEntry, field: string): End => ({
  position: entry.position,
  side: entry.side,
  version: versionOf(entry),
  value: entry.payload?.set?.[field],
});

/** What there is to decide on; the one that shows comes first. */
function weigh(db: ReadableDb, { identity }: Author, record: string, field: string): Weighed {
  const kind = kindOf(db, record);
  const home = homeOf(db, record);
  if (kind === null || home === null) return { reason: "gone" };
  const meta = columnsOf(kind).find(({ name }) => name === field)?.meta;
  if (meta === undefined) return { reason: "newer" };
  if (isStationsAlone(identity, home.station, meta)) return { reason: "stationsAlone" };
  const resolved = resolvedRecord(db, kind, record);
  const ends = resolved.ends.get(field)?.map((entry) => endOf(entry, field));
  if (ends !== undefined) return { reason: null, kind, resolved, ends };
  const again = reopened(db).find((decision) => decision.record === record && decision.field === field);
  if (again === undefined) return { reason: "gone" };
  return { reason: null, kind, resolved, ends: again.ends.flatMap((position) => endAt(db, position, field) ?? []) };
}

function endAt(db: ReadableDb, position: number, field: string): End | null {
  const row = db.get<{ replica: string; seq: number; side: ConflictSide; payload: Buffer | null }>(
    `SELECT j."replica", j."seq", r."side", j."payload" FROM "journal" j JOIN "replica" r ON r."id" = j."replica"
     WHERE j."position" = ?`,
    [position],
  );
  if (row === undefined || row.payload === null) return null;
  return { position, side: row.side, version: versionOf(row), value: storedPayload(row.payload).set?.[field] };
}

const isSameValue = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/** @returns the one to take, or why there is none */
function chosenOf(ends: readonly End[], { use, seen }: Choice): End | UndecidableReason {
  const there = new Set(ends.map(({ position }) => position));
  if (seen !== undefined && (seen.length !== there.size || seen.some((position) => !there.has(position))))
    return "gone";
  if (typeof use === "number") return ends.find(({ position }) => position === use) ?? "gone";
  const own = ends.filter(({ side }) => side === use);
  const [first] = own;
  if (first === undefined) return "noValue";
  return own.every(({ value }) => isSameValue(value, first.value)) ? first : "several";
}

/** What a decision writes. The last of it is what the field shows from then on. */
function answersOf(
  { kind, resolved, ends }: Extract<Weighed, { reason: null }>,
  { record, field }: Choice,
  { value }: End,
): Change[] {
  const set = { [field]: value };
  // One that was taken back has no other change to answer any more.
  if (!resolved.ends.has(field)) return [{ op: "update", kind, id: record, set }];
  return ends.map(({ version }) => ({ op: "update", kind, id: record, set, over: { [field]: version } }));
}

/**
 * Decides, as part of the transaction `tx`, which `undoDecisions` takes back as one.
 * @returns why it was not decided; null when it was
 * @throws AppError inputInvalid for a value that this program does not accept
 */
export function decide(db: WritableDb, author: Author, choice: Choice, tx: string): UndecidableReason | null {
  const { record, field } = choice;
  return db.transaction(() => {
    const weighed = weigh(db, author, record, field);
    if (weighed.reason !== null) return weighed.reason;
    const chosen = chosenOf(weighed.ends, choice);
    if (typeof chosen === "string") return chosen;
    writeRecords(db, author, answersOf(weighed, choice, chosen), { tx });
    const entry = resolvedRecord(db, weighed.kind, record).fields?.get(field)?.position ?? 0;
    db.run(`DELETE FROM "decision" WHERE "record" = ? AND "field" = ?`, [record, field]);
    db.run(`INSERT INTO "decision" VALUES (?, ?, ?, ?, ?, ?, ?, ?, NULL)`, [
      tx,
      record,
      weighed.kind,
      field,
      JSON.stringify(weighed.ends.map(({ position }) => position)),
      chosen.position,
      entry,
      author.now,
    ]);
    return null;
  });
}

/**
 * Takes decisions back: each field shows again what it showed before, and waits for a decision here. What was changed since stays.
 * @returns how many were taken back, and how many were not
 */
export function undoDecisions(db: WritableDb, author: Author, tx: string): { undone: number; kept: number } {
  return db.transaction(() => {
    let undone = 0;
    const all = decisionsWhere(db, `WHERE "tx" = ?`, [tx]);
    for (const decision of all) {
      const { record, kind, field, ends } = decision;
      const before = endAt(db, ends[0] ?? 0, field);
      if (before === null || !isUndoable(db, decision)) continue;
      writeRecords(db, author, [{ op: "update", kind, id: record, set: { [field]: before.value } }]);
      const entry = resolvedRecord(db, kind, record).fields?.get(field)?.position ?? 0;
      db.run(`UPDATE "decision" SET "undone" = ? WHERE "tx" = ? AND "record" = ? AND "field" = ?`, [
        entry,
        tx,
        record,
        field,
      ]);
      undone += 1;
    }
    return { undone, kept: all.length - undone };
  });
}
