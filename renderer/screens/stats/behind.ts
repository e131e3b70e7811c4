/** The rows behind a figure, sorted into the parts that the drawer shows. Pure. */
import type { FigureRows } from "../../../db/api/operations.ts";
import type { Words } from "../../../db/schema/words.ts";
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
  readonly reason: Words;
  readonly ids: readonly string[];
}

export function groupLeftOut(leftOut: FigureRows["leftOut"]): readonly LeftOutGroup[] {
  const groups = [...Map.groupBy(leftOut, ({ reason }) => reason.zh).values()];
  return groups.flatMap(([first, ...rest]) =>
    first === undefined ? [] : [{ reason: first.reason, ids: [first, ...rest].map(({ id }) => id) }],
  );
}

/** Of a ratio: what is in the denominator alone. */
export function notReached(rows: FigureRows): readonly string[] {
  const reached = new Set(rows.numerator);
  return (rows.denominator ?? []).filter((id) => !reached.has(id));
}

/** What each counted row adds (人次 of a session); null when every row counts one. */
export function amountsOf({ numerator, amounts }: FigureRows): ReadonlyMap<string, number> | null {
  if (amounts.every((amount) => amount === 1)) return null;
  return new Map(numerator.map((id, position) => [id, amounts[position] ?? 1]));
}

/** What the counted rows add up to; null when every row counts one. */
export function totalOf(rows: FigureRows): number | null {
  return amountsOf(rows) === null ? null : rows.amounts.reduce((sum, amount) => sum + amount, 0);
}
