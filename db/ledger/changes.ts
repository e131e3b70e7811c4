/** What an import writes: new records with their events, changes of a roster's people, names added to the registers. */
import type { ReadableDb } from "../sqlite/connection.ts";
import { uuidv7 } from "../schema/ids.ts";
import type { Author, Change } from "../journal/write.ts";
import { asRead } from "../kinds/common/kind-module.ts";
import { mainModules } from "../kinds/register.ts";
import { isMainKind } from "../schema/kinds.ts";
import { readSettings } from "../office/settings.ts";
import { termOrder } from "../spreadsheet/earlier-terms.ts";
import { comparable } from "../spreadsheet/normalise.ts";
import { registerByName } from "./register-match.ts";
import { changesTo } from "./register-view.ts";
import type { LedgerView, ViewRow, ViewSheet } from "./view.ts";

export interface Registered {
  readonly members: readonly string[];
  readonly villages: readonly string[];
}

export interface ImportChanges {
  readonly changes: readonly Change[];
  readonly created: number;
  readonly updated: number;
  readonly registered: number;
  /** Values before, of records that are changed. */
  readonly before: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** Everything that an import of this view writes, each record followed by its events. */
export function changesOf(db: ReadableDb, author: Author, view: LedgerView, register: Registered): ImportChanges {
  const newId = (): string => uuidv7(author.now);
  const registering = registerChanges(db, register, newId);
  const members = membersByName(db, registering);
  const order = termOrder(readSettings(db).terms);
  const { imported } = isMainKind(view.kind) ? mainModules[view.kind] : { imported: asRead };
  const filledIn = imported(db, author.identity.stationId);
  const changes: Change[] = [...registering];
  const before: Record<string, Readonly<Record<string, unknown>>> = {};
  let created = 0;
  let updated = 0;
  for (const { sheet, row } of rowsOf(view)) {
    if (row.action === "skip" || row.action === "join" || row.entry.fields === null) continue;
    if (row.action === "update") {
      const record = row.candidates.find(({ id }) => id === row.target);
      if (record === undefined) continue;
      const set = changesTo(sheet.plan, row.entry, record, order);
      if (Object.keys(set).length === 0) continue;
      changes.push({ op: "update", kind: view.kind, id: record.id, set });
      before[record.id] = Object.fromEntries(Object.keys(set).map((name) => [name, record.fields[name]]));
      updated += 1;
      continue;
    }
    const id = newId();
    const set = filledIn(row.entry.fields, idsOf(row.entry.attending, members));
    changes.push({ op: "create", kind: view.kind, id, set });
    for (const event of row.entry.events)
      changes.push({ op: "create", kind: "event", id: newId(), set: { ...event, recordId: id } });
    created += 1;
  }
  return { changes, created, updated, registered: registering.length, before };
}

function* rowsOf(view: LedgerView): Generator<{ readonly sheet: ViewSheet; readonly row: ViewRow }> {
  for (const sheet of view.sheets) for (const row of sheet.rows) yield { sheet, row };
}

function registerChanges(db: ReadableDb, { members, villages }: Registered, newId: () => string): Change[] {
  const missing = (kind: "member" | "village", names: readonly string[]): string[] => {
    if (names.length === 0) return [];
    const known = registerByName(db, kind);
    return [...new Set(names)].filter((name) => !known.has(comparable(name)));
  };
  return [
    ...missing("member", members).map((name): Change => ({
      op: "create",
      kind: "member",
      id: newId(),
      set: { name, active: true },
    })),
    ...missing("village", villages).map((name): Change => ({
      op: "create",
      kind: "village",
      id: newId(),
      set: { name, type: /社区|居委会$/.test(name) ? "community" : "village" },
    })),
  ];
}

/** Names that stand for one member alone. */
function membersByName(db: ReadableDb, added: readonly Change[]): ReadonlyMap<string, string> {
  const known = [...registerByName(db, "member")].flatMap(([name, [record, ...others]]) =>
    record === undefined || others.length > 0 ? [] : [[name, record.id] as const],
  );
  const fresh = added.flatMap((change) =>
    change.op === "create" && change.kind === "member"
      ? [[comparable(String(change.set["name"])), change.id] as const]
      : [],
  );
  return new Map([...known, ...fresh]);
}

const idsOf = (names: readonly string[], members: ReadonlyMap<string, string>): string[] => [
  ...new Set(names.flatMap((name) => members.get(comparable(name)) ?? [])),
];

/** Names in the rows that no register has, with the number of rows, most frequent first. */
export function unregistered(
  db: ReadableDb,
  view: LedgerView,
): { members: { name: string; rows: number }[]; villages: { name: string; rows: number }[] } {
  const members = new Map<string, number>();
  const villages = new Map<string, number>();
  const count = (counts: Map<string, number>, name: string): Map<string, number> =>
    counts.set(name, (counts.get(name) ?? 0) + 1);
  for (const { row } of rowsOf(view)) {
    if (row.action === "skip") continue;
    for (const name of row.entry.people) count(members, name);
    const village = row.entry.fields?.["village"];
    if (typeof village === "string") count(villages, village);
  }
  return { members: missingFrom(db, "member", members), villages: missingFrom(db, "village", villages) };
}

/** More are not worth listing: they are no names, or the roster should be imported first. */
const NAMED = 1_000;

function missingFrom(
  db: ReadableDb,
  kind: "member" | "village",
  counts: ReadonlyMap<string, number>,
): { name: string; rows: number }[] {
  if (counts.size === 0) return [];
  const known = registerByName(db, kind);
  return [...counts]
    .filter(([name]) => !known.has(comparable(name)))
    .map(([name, rows]) => ({ name, rows }))
    .toSorted((a, b) => b.rows - a.rows)
    .slice(0, NAMED);
}
