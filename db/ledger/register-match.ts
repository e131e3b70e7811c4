/** Which rows of a roster are people (or villages, units) that the register has already. */
import { fromSql, tableOf } from "../sqlite/columns.ts";
import type { ReadableDb } from "../sqlite/connection.ts";
import { columnsOf, type ListedKind } from "../schema/kinds.ts";
import { comparable } from "../spreadsheet/normalise.ts";
import type { PlanEntry } from "./plan.ts";

export interface RegisterRecord {
  readonly id: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

export type RegisterMatch =
  | { readonly state: "new" }
  /** The same person or place: name, and phone or employer. */
  | { readonly state: "same"; readonly record: RegisterRecord }
  /** The same name with another phone and employer; a person decides. */
  | { readonly state: "namesake"; readonly candidates: readonly RegisterRecord[] }
  /** The same as an earlier row of the file. */
  | { readonly state: "repeated"; readonly row: number };

const keyOf = (value: unknown): string => (typeof value === "string" ? comparable(value) : "");

type Agreement = "yes" | "no" | "unknown";

/** Phone or employer decide; where neither can be compared, the same name is the same person. */
function agreement(
  kind: ListedKind,
  a: Readonly<Record<string, unknown>>,
  b: Readonly<Record<string, unknown>>,
): Agreement {
  if (kind !== "member") return "yes";
  const both = (["phone", "employer"] as const)
    .map((field) => [keyOf(a[field]), keyOf(b[field])] as const)
    .filter(([left, right]) => left !== "" && right !== "");
  if (both.length === 0) return "unknown";
  return both.some(([left, right]) => left === right) ? "yes" : "no";
}

/** One person in two rows of a roster, as far as phone and employer tell. */
export const isSamePerson = (
  one: Readonly<Record<string, unknown>>,
  other: Readonly<Record<string, unknown>>,
): boolean => agreement("member", one, other) !== "no";

/** All records of a register by their name. */
export function registerByName(db: ReadableDb, kind: ListedKind): ReadonlyMap<string, readonly RegisterRecord[]> {
  const byName = new Map<string, RegisterRecord[]>();
  for (const row of db.all<Record<string, unknown>>(`SELECT * FROM ${tableOf(kind)} ORDER BY "rid"`)) {
    const fields = Object.fromEntries(columnsOf(kind).map(({ name, meta }) => [name, fromSql(meta, row[name])]));
    const key = keyOf(fields["name"]);
    byName.set(key, [...(byName.get(key) ?? []), { id: String(row["id"]), fields }]);
  }
  return byName;
}

/** What each importable row is to the register, by row. */
export function matchRegister(
  db: ReadableDb,
  kind: ListedKind,
  entries: readonly PlanEntry[],
): ReadonlyMap<PlanEntry, RegisterMatch> {
  const known = registerByName(db, kind);
  const earlier = new Map<string, PlanEntry[]>();
  const matches = new Map<PlanEntry, RegisterMatch>();
  for (const entry of entries) {
    if (entry.fields === null) continue;
    const { fields } = entry;
    const key = keyOf(fields["name"]);
    const before = earlier.get(key) ?? [];
    const twin = before.find((one) => one.fields !== null && agreement(kind, one.fields, fields) !== "no");
    earlier.set(key, [...before, entry]);
    matches.set(
      entry,
      twin === undefined ? matchOne(kind, known.get(key) ?? [], fields) : { state: "repeated", row: twin.row },
    );
  }
  return matches;
}

function matchOne(
  kind: ListedKind,
  candidates: readonly RegisterRecord[],
  fields: Readonly<Record<string, unknown>>,
): RegisterMatch {
  if (candidates.length === 0) return { state: "new" };
  const agreeing = candidates.filter((one) => agreement(kind, one.fields, fields) === "yes");
  const [record] = agreeing.length > 0 ? agreeing : candidates;
  const isSure =
    agreeing.length === 1 || (candidates.length === 1 && agreement(kind, candidates[0]?.fields ?? {}, fields) !== "no");
  return isSure && record !== undefined ? { state: "same", record } : { state: "namesake", candidates };
}
