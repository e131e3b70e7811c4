/** The rows behind a figure, sorted into the parts that the drawer shows. Pure. */
import { z } from "zod";
import type { FigureRows } from "../../../db/api.ts";
import { listedKindSchema, type ListedKind } from "../../../db/schema/kinds.ts";

/** Figures whose rows are not records of the figure's own kind. */
const rowKinds: Readonly<Record<string, ListedKind | "mixed">> = {
  "session.heads": "member",
  // Problems, and sessions that only state how many were solved.
  "session.problemsSolved": "mixed",
  "session.problemsOpen": "mixed",
};

/** The kind of the records behind a figure; `mixed` when they must be asked for one by one. */
export function rowKind(figure: string): ListedKind | "mixed" {
  const special = Object.entries(rowKinds).find(([path]) => figure === path || figure.startsWith(`${path}.`));
  return special?.[1] ?? listedKindSchema.parse(figure.split(".")[0]);
}

export interface LeftOutGroup {
  readonly reason: string;
  readonly ids: readonly string[];
}

export function groupLeftOut(leftOut: FigureRows["leftOut"]): readonly LeftOutGroup[] {
  const groups = new Map<string, string[]>();
  for (const { id, reason } of leftOut) groups.set(reason, [...(groups.get(reason) ?? []), id]);
  return [...groups].map(([reason, ids]) => ({ reason, ids }));
}

/** Of a ratio: what is in the denominator alone. */
export function notReached(rows: FigureRows): readonly string[] {
  const reached = new Set(rows.numerator);
  return (rows.denominator ?? []).filter((id) => !reached.has(id));
}

const withAmounts = z.object({ amounts: z.array(z.number()) });

/** What the counted rows add up to; null when every row counts one. */
export function totalOf(rows: FigureRows): number | null {
  const amounts = amountsOf(rows);
  return amounts === null ? null : [...amounts.values()].reduce((sum, amount) => sum + amount, 0);
}

/** What each counted row adds (人次 of a session); null when every row counts one, or the service does not say. */
export function amountsOf(rows: FigureRows): ReadonlyMap<string, number> | null {
  const parsed = withAmounts.safeParse(rows);
  if (!parsed.success || parsed.data.amounts.every((amount) => amount === 1)) return null;
  return new Map(rows.numerator.map((id, position) => [id, parsed.data.amounts[position] ?? 1]));
}
