/** Which rows are ticked after a click or a key. Pure. */

/** Rows from one to another, whichever comes first. */
export const stretch = (from: number, to: number): { readonly offset: number; readonly limit: number } => ({
  offset: Math.min(from, to),
  limit: Math.abs(to - from) + 1,
});

export function toggled(picked: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const next = new Set(picked);
  if (!next.delete(id)) next.add(id);
  return next;
}

/** The rows that were ticked before the stretch was begun, and the stretch. */
export const withStretch = (base: ReadonlySet<string>, ids: readonly string[]): ReadonlySet<string> =>
  new Set([...base, ...ids]);

/** Ids of loaded rows; null when one of them is not loaded yet. */
export function loadedIds(
  at: (index: number) => { readonly id: string } | undefined,
  { offset, limit }: { readonly offset: number; readonly limit: number },
): readonly string[] | null {
  const ids: string[] = [];
  for (let index = offset; index < offset + limit; index += 1) {
    const record = at(index);
    if (record === undefined) return null;
    ids.push(record.id);
  }
  return ids;
}

/** The order after a column head was pressed: up, down, then as it was; with Shift a further level is added or turned. */
export function pressed(
  order: readonly { readonly field: string; readonly descending: boolean }[],
  field: string,
  isFurther: boolean,
): { field: string; descending: boolean }[] {
  const known = order.find((one) => one.field === field);
  const next =
    known === undefined ? { field, descending: false } : known.descending ? null : { field, descending: true };
  if (!isFurther) return next === null ? [] : [next];
  if (known === undefined) return [...order, { field, descending: false }].slice(-MOST_LEVELS);
  return order.flatMap((one) => (one.field === field ? (next ?? []) : one));
}

const MOST_LEVELS = 4;
