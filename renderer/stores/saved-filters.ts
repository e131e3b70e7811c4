/** Filters with a name: which keys they have, and putting one on its list. */
import { isPress } from "../keys/binding.ts";
import type { KeyPress } from "../keys/keyboard.ts";
import type { SavedFilter } from "../../db/schema/preferences.ts";
import type { ListedKind } from "../../db/schema/kinds.ts";
import { noFilters, useLists } from "./lists.ts";

/** As many as there are digits without 0, which is the zoom's. */
const MOST_KEYS = 9;

/** The key of a list's filter by its place from 0; null for one beyond the ninth. */
export const filterKey = (place: number): string | null => (place < MOST_KEYS ? `Ctrl+${place + 1}` : null);

/** Which filter a key press means, from 0; null for another key. */
export function filterOfPress(event: KeyPress): number | null {
  const place = Array.from({ length: MOST_KEYS }, (_, index) => index).find((index) =>
    isPress(filterKey(index) ?? "", event),
  );
  return place ?? null;
}

export const filtersOf = (all: readonly SavedFilter[], kind: ListedKind): readonly SavedFilter[] =>
  all.filter((one) => one.kind === kind);

/** Replaces whatever the list was filtered and ordered by. */
export function applyFilter({ kind, search, year, state, station, where, order }: SavedFilter): void {
  useLists.getState().filter(kind, { ...noFilters, search, year, state, station, where, order });
}

/** Saved filters with this one among them. The same name again means the same filter, changed: it keeps its place and key. */
export function withFilter(all: readonly SavedFilter[], made: SavedFilter): SavedFilter[] {
  const place = all.findIndex(({ kind, name }) => kind === made.kind && name === made.name);
  return place === -1 ? [...all, made] : all.with(place, made);
}
