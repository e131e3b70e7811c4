/** Fields that two sides changed without knowing of each other: what each of them says, and who may decide. Read-only. */
import type { Conflict, ConflictValue, DecidedConflict } from "../api/conflicts.ts";
import { kindOf } from "../journal/apply.ts";
import { decisionsWhere, isUndoable, reopened } from "../journal/decide.ts";
import { storedPayload } from "../journal/entry.ts";
import { isStationsAlone } from "../journal/write.ts";
import { readIdentity, type Identity } from "../office/identity.ts";
import type { UndecidableReason } from "../schema/conflict.ts";
import { columnsOf, isListedKind, kinds, type Kind } from "../schema/kinds.ts";
import { words } from "../schema/words.ts";
import { tableOf, textOf } from "../sqlite/columns.ts";
import type { ReadableDb } from "../sqlite/connection.ts";
import { firstLine } from "./list.ts";

/** Enough to work through in a day; the next ones follow as these are decided. */
const most = 500;
/** What was decided of late, to be looked at again. */
const mostDecided = 50;

interface Open {
  readonly record: string;
  readonly kind: Kind;
  readonly field: string;
  /** Journal positions, the one that shows first. */
  readonly positions: readonly number[];
  /** It was decided here and taken back. */
  readonly isAgain: boolean;
}

export interface ConflictScope {
  /** Only of these records and child rows. */
  readonly records?: readonly string[];
}

/** How many wait for a decision. */
export const openConflicts = (db: ReadableDb): number =>
  (db.value<number>(
    `SELECT count(*) FROM (SELECT DISTINCT "record", "field" FROM "conflict" WHERE "resolvedAt" IS NULL)`,
  ) ?? 0) + reopened(db).length;

/** Those that wait, the newest change first. */
export function conflictsIn(db: ReadableDb, { records }: ConflictScope = {}): Conflict[] {
  const all = [...openOf(db, records), ...againOf(db, records)];
  if (all.length === 0) return [];
  const identity = readIdentity(db);
  const said = saidAt(
    db,
    all.flatMap(({ positions }) => positions),
  );
  return all.flatMap((open) => conflictOf(db, identity, open, said) ?? []);
}

/** SQL names a record and its field once per value that is kept aside. */
function openOf(db: ReadableDb, records: readonly string[] | undefined): Open[] {
  const rows = db.all<{ record: string; kind: Kind; field: string; shown: number; asides: string }>(
    `SELECT "record", "kind", "field", max("shown") AS "shown", json_group_array("aside") AS "asides" FROM "conflict"
     WHERE "resolvedAt" IS NULL ${records === undefined ? "" : `AND "record" IN (SELECT "value" FROM json_each(:records))`}
     GROUP BY "record", "field" ORDER BY max(max("shown"), max("aside")) DESC, "record", "field" LIMIT ${most}`,
    records === undefined ? {} : { records: JSON.stringify(records) },
  );
  return rows.map(({ shown, asides, ...row }) => ({
    ...row,
    positions: [shown, ...(JSON.parse(asides) as readonly number[])],
    isAgain: false,
  }));
}

const againOf = (db: ReadableDb, records: readonly string[] | undefined): Open[] =>
  reopened(db)
    .filter(({ record }) => records?.includes(record) ?? true)
    .map(({ record, kind, field, ends }) => ({ record, kind, field, positions: ends, isAgain: true }));

type Said = ReadonlyMap<
  number,
  { readonly from: Omit<ConflictValue, "value">; readonly set: Readonly<Record<string, unknown>> }
>;

interface SaidRow extends Omit<ConflictValue, "value"> {
  readonly payload: Buffer | null;
}

/** Who wrote the entries at these positions, and what; without those that were erased. */
function saidAt(db: ReadableDb, positions: readonly number[]): Said {
  const rows = db.all<SaidRow>(
    `SELECT j."position", r."side", s."name" AS "office", o."name" AS "operator",
            CAST(j."header" AS TEXT) ->> '$.at' AS "at", j."payload"
     FROM "journal" j JOIN "replica" r ON r."id" = j."replica"
     LEFT JOIN "station" s ON s."id" = r."station" AND r."side" = 'station'
     LEFT JOIN "operator" o ON o."id" = CAST(j."header" AS TEXT) ->> '$.operator'
     WHERE j."position" IN (SELECT "value" FROM json_each(?))`,
    [JSON.stringify(positions)],
  );
  return new Map(
    rows.flatMap(({ payload, ...from }) =>
      payload === null ? [] : [[from.position, { from, set: storedPayload(payload).set ?? {} }]],
    ),
  );
}

function conflictOf(db: ReadableDb, identity: Identity, open: Open, said: Said): Conflict | null {
  const { record, kind, field, positions, isAgain } = open;
  const values = valuesOf(positions, field, said);
  const about = aboutOf(db, record, kind);
  if (about === null || values.length < 2) return null;
  const meta = columnsOf(kind).find(({ name }) => name === field)?.meta;
  const whyNot: UndecidableReason | null =
    meta === undefined ? "newer" : isStationsAlone(identity, about.station, meta) ? "stationsAlone" : null;
  return {
    id: `${record}.${field}`,
    record,
    kind,
    field,
    label: meta === undefined ? words(field, field) : words(meta.zh, meta.en),
    ...about,
    values,
    seen: positions,
    names: namesIn(db, values),
    whyNot,
    isAgain,
  };
}

/** Two that say the same are one to choose from. */
function valuesOf(positions: readonly number[], field: string, said: Said): ConflictValue[] {
  const values = new Map<string, ConflictValue>();
  for (const position of positions) {
    const entry = said.get(position);
    const value = entry?.set[field];
    if (entry === undefined || value === undefined) continue;
    const text = JSON.stringify(value);
    if (!values.has(text)) values.set(text, { ...entry.from, value });
  }
  return [...values.values()];
}

type About = Pick<Conflict, "home" | "row" | "station" | "stationName">;

/** The record that a clerk opens: the one that changed, or the one that the changed row belongs to. */
function aboutOf(db: ReadableDb, record: string, kind: Kind): About | null {
  const own = rowOf(db, record, kind);
  if (own === null) return null;
  const parent = own[kinds[kind].parent ?? ""];
  const station = textOf(own["station"]);
  const common = {
    station,
    stationName: db.value<string>(`SELECT "name" FROM "station" WHERE "id" = ?`, [station]) ?? null,
  };
  if (typeof parent !== "string") return { ...common, home: homeIn(record, kind, own), row: null };
  const above = kindOf(db, parent);
  const row = above === null ? null : rowOf(db, parent, above);
  if (above === null || row === null) return null;
  return { ...common, home: homeIn(parent, above, row), row: { kind, title: titleIn(kind, own) } };
}

const rowOf = (db: ReadableDb, id: string, kind: Kind): Readonly<Record<string, unknown>> | null =>
  db.get<Record<string, unknown>>(`SELECT * FROM ${tableOf(kind)} WHERE "id" = ?`, [id]) ?? null;

const titleIn = (kind: Kind, row: Readonly<Record<string, unknown>>): string =>
  firstLine(textOf(row[kinds[kind].titleField]));

const homeIn = (id: string, kind: Kind, row: Readonly<Record<string, unknown>>): Conflict["home"] => ({
  id,
  kind,
  isListed: isListedKind(kind),
  number: typeof row["number"] === "string" ? row["number"] : null,
  title: titleIn(kind, row),
});

/** What the ids in the values stand for; those of records that are not here stay out. */
function namesIn(db: ReadableDb, values: readonly ConflictValue[]): Conflict["names"] {
  const ids = new Set(values.flatMap(({ value }) => (Array.isArray(value) ? value : [value])).filter(isId));
  return Object.fromEntries(
    [...ids].flatMap((id): [string, string][] => {
      const kind = kindOf(db, id);
      const row = kind === null ? null : rowOf(db, id, kind);
      return kind === null || row === null ? [] : [[id, titleIn(kind, row)]];
    }),
  );
}

const isId = (value: unknown): value is string =>
  typeof value === "string" && /^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(value);

/** What was decided on this PC, newest first; whether it can still be taken back. */
export function decidedConflicts(db: ReadableDb): DecidedConflict[] {
  const decisions = decisionsWhere(
    db,
    `WHERE "undone" IS NULL ORDER BY "at" DESC, "tx", "record" LIMIT ${mostDecided}`,
    [],
  );
  if (decisions.length === 0) return [];
  const identity = readIdentity(db);
  const said = saidAt(
    db,
    decisions.flatMap(({ ends }) => ends),
  );
  return decisions.flatMap(({ tx, at, chosen, ...decision }): DecidedConflict[] => {
    const conflict = conflictOf(db, identity, { ...decision, positions: decision.ends, isAgain: false }, said);
    if (conflict === null) return [];
    return [{ ...conflict, tx, at, chosen, isUndoable: isUndoable(db, { tx, at, chosen, ...decision }) }];
  });
}
