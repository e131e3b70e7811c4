/** Rosters with a row for each 届次 of a person: the latest is the member, the others are the earlier terms. */
import type { LedgerAction } from "../api/operations.ts";
import { comparable } from "../spreadsheet/normalise.ts";
import { presentRows, servingOf, withTerms, type TermOrder, type TermRow } from "../spreadsheet/earlier-terms.ts";
import type { PlanEntry } from "./plan.ts";
import { isSamePerson } from "./register-match.ts";

export interface Joined {
  /** The entries, with earlier terms in the rows that they belong to. */
  readonly entries: readonly PlanEntry[];
  /** Rows that are earlier terms, to the row of the member, from 1. */
  readonly earlier: ReadonlyMap<PlanEntry, number>;
  /** People of one name with different 届次 whom phone or employer keep apart, to the other's row. */
  readonly apart: ReadonlyMap<PlanEntry, number>;
}

/** @param wanted what the clerk said about a row: nothing of a skipped one is taken, an added one is a person of its own */
export function joinTerms(
  entries: readonly PlanEntry[],
  order: TermOrder,
  wanted: (entry: PlanEntry) => LedgerAction | undefined,
): Joined {
  const earlier = new Map<PlanEntry, number>();
  const apart = new Map<PlanEntry, number>();
  const added = new Map<PlanEntry, readonly TermRow[]>();
  const isSeparate = (entry: PlanEntry): boolean => wanted(entry) === "add" || wanted(entry) === "update";
  for (const rows of byName(entries)) {
    // The latest first, so that each row finds the member it belongs to before it.
    const latest = rows.toSorted((a, b) => order(termOf(b), termOf(a)) ?? 0);
    const members: PlanEntry[] = [];
    for (const row of latest) {
      const others = members.filter((one) => (order(termOf(one), termOf(row)) ?? 0) > 0);
      const member = isSeparate(row) ? undefined : others.find((one) => isSamePerson(fieldsOf(one), fieldsOf(row)));
      if (member === undefined) {
        members.push(row);
        if (others[0] !== undefined && !isSeparate(row)) apart.set(row, others[0].row);
        continue;
      }
      earlier.set(row, member.row);
      if (wanted(row) === "skip") continue;
      const { otherTerms } = servingOf(fieldsOf(row));
      const terms = [...presentRows(servingOf(fieldsOf(row))), ...otherTerms];
      added.set(member, withTerms(added.get(member) ?? [], terms));
    }
  }
  return { entries: entries.map((entry) => withAdded(entry, added.get(entry))), earlier, apart };
}

/** Rows with a 届次, of names that come more than once. */
function byName(entries: readonly PlanEntry[]): readonly PlanEntry[][] {
  const groups = new Map<string, PlanEntry[]>();
  for (const entry of entries) {
    if (entry.fields === null || servingOf(entry.fields).term === null) continue;
    const name = comparable(String(entry.fields["name"]));
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [entry]);
    else group.push(entry);
  }
  return [...groups.values()].filter(({ length }) => length > 1);
}

const fieldsOf = ({ fields }: PlanEntry): Readonly<Record<string, unknown>> => fields ?? {};
const termOf = (entry: PlanEntry): string => servingOf(fieldsOf(entry)).term ?? "";

function withAdded(entry: PlanEntry, terms: readonly TermRow[] | undefined): PlanEntry {
  if (terms === undefined || entry.fields === null) return entry;
  return { ...entry, fields: { ...entry.fields, otherTerms: withTerms(servingOf(entry.fields).otherTerms, terms) } };
}
