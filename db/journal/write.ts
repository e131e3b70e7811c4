/**
 * The only way to write a record. In one transaction: the journal entries, the rows, the derived state and the search
 * index. When `writeRecords` returns, the change is on the disk (WAL with synchronous=FULL).
 */
import { applySaved, kindOf } from "./apply.ts";
import { fromSql, tableOf } from "../sqlite/columns.ts";
import type { ReadableDb, WritableDb } from "../sqlite/connection.ts";
import {
  entryFormat,
  makeEntry,
  schemaVersion,
  storedColumns,
  type Entry,
  type EntryHeader,
  type EntryPayload,
} from "./entry.ts";
import { AppError } from "../schema/app-error.ts";
import { nextStep } from "./event-order.ts";
import { uuidv7 } from "../schema/ids.ts";
import type { Identity } from "../office/identity.ts";
import type { FieldMeta } from "../schema/field.ts";
import { columnsOf, kinds, type Kind } from "../schema/kinds.ts";
import { mended } from "../schema/plain-text.ts";
import { indexRecords } from "./full-text.ts";
import { entriesOf, homeOf, isEffective, type JournalEntry } from "./record-entries.ts";
import { resolveRecord, versionOf, type Resolved, type Side } from "./resolve.ts";
import { refreshStates } from "./derived-state.ts";
import { checkedFields, checkedRecord, type FieldSet } from "./validate.ts";
import { offices } from "../schema/words.ts";

/** A change to one record. `set` holds field values; what it leaves out stays as it is (or blank, for a new record). */
export type Change =
  | { readonly op: "create"; readonly kind: Kind; readonly id: string; readonly set: Readonly<Record<string, unknown>> }
  /**
   * `over`: by field, the version that the author has weighed against `set` although it is not what shows. It answers a conflict
   * (`decide.ts`) and is written also when `set` is what shows: the other office has to hear of it.
   */
  | {
      readonly op: "update";
      readonly kind: Kind;
      readonly id: string;
      readonly set: Readonly<Record<string, unknown>>;
      readonly over?: Readonly<Record<string, string>>;
    }
  /**
   * `set` is what the record goes on with once everything earlier is forgotten. `count`: this is an erasure that was lost and is
   * written again; the length of the row that it ended.
   */
  | {
      readonly op: "erase";
      readonly kind: Kind;
      readonly id: string;
      readonly set: Readonly<Record<string, unknown>>;
      readonly count?: number;
    }
  | { readonly op: "delete"; readonly kind: Kind; readonly id: string };

export interface Author {
  readonly identity: Identity;
  /** Milliseconds since 1970. */
  readonly now: number;
}

export interface WriteOptions {
  /** Leave the full text to `indexPending`, for thousands of records at once. */
  readonly deferIndex?: boolean;
  /** Called now and then with the number of changes written so far. */
  readonly onProgress?: (done: number, total: number) => void;
  /** Joins an earlier call's journal transaction, so that both can be undone as one. */
  readonly tx?: string;
}

const progressStep = 500;

export interface Written {
  /** Names the journal transaction; null when nothing had changed. */
  readonly tx: string | null;
  readonly entries: number;
}

/**
 * Validates and writes changes as one transaction. An update that changes nothing writes nothing.
 * @throws AppError inputInvalid, recordMissing, eventNotEditable, ownedByOther
 */
export function writeRecords(
  db: WritableDb,
  author: Author,
  changes: readonly Change[],
  options: WriteOptions = {},
): Written {
  return db.transaction(() => {
    const tx = options.tx ?? uuidv7(author.now);
    const touched = new Map<string, Kind>();
    const chains = new Chains(db, author.identity);
    let entries = 0;
    for (const given of changes) {
      // Text that was cut inside the program, or read from a file.
      const change = "set" in given ? { ...given, set: mended(given.set) } : given;
      const earlier = entriesOf(db, change.id);
      const known = resolveRecord(change.kind, earlier.filter(isEffective));
      const payload = payloadOf(db, author.identity, change, known);
      if (payload === null) continue;
      const parent = touchedParent(db, touched, change, payload);
      const chain = chains.of(stationOf(db, author.identity, change, parent));
      touched.set(change.id, change.kind);
      if (parent !== null && parent.kind !== null) touched.set(parent.id, parent.kind);
      append(db, chain, author, tx, change, payload, { known, earlier, parent });
      entries += 1;
      if (entries % progressStep === 0) options.onProgress?.(entries, changes.length);
    }
    chains.save();
    refreshStates(db, touched);
    if (options.deferIndex !== true) indexRecords(db, touched);
    return { tx: entries === 0 ? null : tx, entries };
  });
}

interface Chain {
  readonly id: string;
  readonly station: string;
  readonly side: Side;
  headSeq: number;
  headHash: Buffer;
}

function readChain(db: ReadableDb, id: string): Chain {
  const chain = db.get<Chain>(`SELECT "id", "station", "side", "headSeq", "headHash" FROM "replica" WHERE "id" = ?`, [
    id,
  ]);
  if (chain === undefined) throw new AppError("replicaMissing", { replica: id });
  return chain;
}

/** The chains that one transaction writes to; their heads are saved once, at its end. */
class Chains {
  readonly #db: WritableDb;
  readonly #identity: Identity;
  readonly #byStation = new Map<string, Chain>();

  constructor(db: WritableDb, identity: Identity) {
    this.#db = db;
    this.#identity = identity;
  }

  of(station: string): Chain {
    let chain = this.#byStation.get(station);
    if (chain === undefined) {
      const id = this.#idFor(station);
      chain = [...this.#byStation.values()].find((one) => one.id === id) ?? readChain(this.#db, id);
      this.#byStation.set(station, chain);
    }
    return chain;
  }

  save(): void {
    for (const { id, headSeq, headHash } of new Set(this.#byStation.values()))
      this.#db.run(`UPDATE "replica" SET "headSeq" = ?, "headHash" = ? WHERE "id" = ?`, [headSeq, headHash, id]);
  }

  /** A station has one chain. A district writes about a station's record into the feed that goes to that station. */
  #idFor(station: string): string {
    const { role, stationId, replicaId } = this.#identity;
    if (role === "station" || station === stationId) return replicaId;
    const feed = this.#db.value<string>(`SELECT "id" FROM "replica" WHERE "station" = ? AND "isFeed" = 1`, [station]);
    if (feed === undefined) throw new AppError("stationMissing", { station });
    return feed;
  }
}

/** What the journal says of the record before the change. */
interface Before {
  readonly known: Resolved;
  readonly earlier: readonly JournalEntry[];
  readonly parent: Parent | null;
}

function append(
  db: WritableDb,
  chain: Chain,
  author: Author,
  tx: string,
  change: Change,
  payload: EntryPayload,
  { known: { presence, erasure, erasuresClaimed }, earlier, parent }: Before,
): void {
  const erasures =
    change.op !== "erase" ? (erasure?.count ?? 0) : change.count === undefined ? erasuresClaimed : change.count - 1;
  const header: EntryHeader = {
    ...(presence === null ? {} : { after: versionOf(presence.entry), afterCount: presence.count }),
    ...(erasure === null ? {} : { erasure: versionOf(erasure.entry) }),
    ...(erasures === 0 ? {} : { erasureCount: erasures }),
    at: author.now,
    format: entryFormat,
    kind: change.kind,
    op: change.op,
    operator: author.identity.operatorId,
    record: change.id,
    replica: chain.id,
    schema: schemaVersion,
    seq: chain.headSeq + 1,
    ...(change.kind === "event" && change.op === "create" && parent !== null ? { step: nextStep(db, parent.id) } : {}),
    tx,
  };
  const entry = makeEntry(header, payload, chain.headHash);
  const position = insertEntry(db, header, entry);
  chain.headSeq = header.seq;
  chain.headHash = entry.hash;
  const isApplied = applySaved(db, [...earlier, savedEntry(position, header, payload, chain)]);
  // A local change was validated against the current row, so a refusal is a bug here and must not be stored.
  if (!isApplied) throw new AppError("inputInvalid", { detail: `${change.kind} ${change.op}` });
}

/** Adds an entry to the journal table. @returns its position, the local order of application */
export function insertEntry(db: WritableDb, header: EntryHeader, entry: Entry): number {
  return db.insert(
    `INSERT INTO "journal" ("replica", "seq", "tx", "kind", "record", "op", "header", "salt", "payload", "inner", "hash")
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [header.replica, ...storedColumns(header, entry)],
  );
}

/** An entry that was just written, as it would be read again. */
function savedEntry(position: number, header: EntryHeader, payload: EntryPayload, chain: Chain): JournalEntry {
  return {
    position,
    replica: header.replica,
    seq: header.seq,
    kind: header.kind,
    record: header.record,
    op: header.op,
    at: header.at,
    after: header.after ?? null,
    afterCount: header.afterCount ?? null,
    erasure: header.erasure ?? null,
    erasureCount: header.erasureCount ?? null,
    payload,
    side: chain.side,
    station: chain.station,
    reason: null,
  };
}

/** What the change writes, checked; null when an update changes nothing. */
function payloadOf(db: ReadableDb, identity: Identity, change: Change, known: Resolved): EntryPayload | null {
  if (change.op === "create" || change.op === "erase") {
    if (change.op === "erase" && change.count === undefined) requireRow(db, change);
    return { set: checkedRecord(change.kind, change.set) };
  }
  const row = requireRow(db, change);
  if (change.op === "delete") return {};
  if (change.kind === "event") throw new AppError("eventNotEditable");
  const over = change.over ?? {};
  const set = changedFields(identity, change, row, over);
  const fields = Object.keys(set);
  if (fields.length === 0) return null;
  const base: Record<string, string> = {};
  for (const field of fields) {
    const from = known.fields?.get(field);
    const version = over[field] ?? (from === undefined ? undefined : versionOf(from));
    if (version !== undefined) base[field] = version;
  }
  return { set, base };
}

function requireRow(db: ReadableDb, { kind, id }: Change): Record<string, unknown> {
  const row = db.get<Record<string, unknown>>(`SELECT * FROM ${tableOf(kind)} WHERE "id" = ?`, [id]);
  if (row === undefined) throw new AppError("recordMissing", { id });
  return row;
}

/** Whether a field of a station's record is that station's alone: what the citizen said, and who that is. */
export const isStationsAlone = (identity: Identity, station: unknown, { owner }: FieldMeta): boolean =>
  identity.role === "district" && station !== identity.stationId && owner === "station";

function changedFields(
  identity: Identity,
  { kind, set }: Extract<Change, { op: "update" }>,
  row: Readonly<Record<string, unknown>>,
  over: Readonly<Record<string, string>>,
): FieldSet {
  const parsed = checkedFields(kind, set);
  const changed: Record<string, unknown> = {};
  for (const { name, meta } of columnsOf(kind)) {
    const value = parsed[name];
    if (value === undefined || (sameValue(value, fromSql(meta, row[name])) && over[name] === undefined)) continue;
    if (isStationsAlone(identity, row["station"], meta)) {
      throw new AppError("ownedByOther", { field: meta, owner: offices.station });
    }
    changed[name] = value;
  }
  return changed as FieldSet;
}

const sameValue = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

function stationOf(db: ReadableDb, identity: Identity, change: Change, parent: Parent | null): string {
  // A record that is brought back stays its station's.
  const own = homeOf(db, change.id);
  if (own !== null) return own.station;
  if (parent === null) return identity.stationId;
  if (parent.kind === null) throw new AppError("recordMissing", { id: parent.id });
  return (
    db.value<string>(`SELECT "station" FROM ${tableOf(parent.kind)} WHERE "id" = ?`, [parent.id]) ?? identity.stationId
  );
}

interface Parent {
  readonly id: string;
  /** null when it is not there */
  readonly kind: Kind | null;
}

/** For a child row, the record it belongs to: its state and text follow from both. */
function touchedParent(
  db: ReadableDb,
  touched: ReadonlyMap<string, Kind>,
  change: Change,
  payload: EntryPayload,
): Parent | null {
  const parentField = kinds[change.kind].parent;
  if (parentField === undefined) return null;
  const id =
    payload.set?.[parentField] ??
    db.value<string>(`SELECT "${parentField}" FROM ${tableOf(change.kind)} WHERE "id" = ?`, [change.id]);
  return typeof id === "string" ? { id, kind: liveKind(db, touched, id) } : null;
}

/** A record that this transaction touched need not be looked for in every table. */
function liveKind(db: ReadableDb, touched: ReadonlyMap<string, Kind>, id: string): Kind | null {
  const kind = touched.get(id);
  const isThere = kind !== undefined && db.value<number>(`SELECT 1 FROM ${tableOf(kind)} WHERE "id" = ?`, [id]) === 1;
  return isThere ? kind : kindOf(db, id);
}
