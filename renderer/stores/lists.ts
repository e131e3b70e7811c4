/** How each list was left: filter, place, selection. Coming back shows the same rows. */
import { create } from "zustand";
import type { ListedKind } from "../../db/schema/kinds.ts";

export interface ListFilters {
  readonly search: string;
  readonly year: number | null;
  readonly state: string | null;
  readonly station: string | null;
  /** Rows behind a figure, with its name; null for all. */
  readonly ids: readonly string[] | null;
  readonly due: boolean;
  /** What `ids` or `due` stand for, shown beside the search. */
  readonly idsTitle: string | null;
}

export interface ListState extends ListFilters {
  readonly selected: number;
  readonly scrollTop: number;
}

/** Nothing is filtered out. */
export const noFilters: ListFilters = {
  search: "",
  year: null,
  state: null,
  station: null,
  ids: null,
  due: false,
  idsTitle: null,
};

const start: ListState = { ...noFilters, selected: 0, scrollTop: 0 };

interface Lists {
  readonly byKind: Readonly<Partial<Record<ListedKind, ListState>>>;
  /** A change of the filter goes back to the first row. */
  readonly filter: (kind: ListedKind, change: Partial<ListFilters>) => void;
  readonly place: (kind: ListedKind, change: Partial<Pick<ListState, "selected" | "scrollTop">>) => void;
}

export const useLists = create<Lists>()((set) => ({
  byKind: {},
  filter: (kind, change) =>
    set(({ byKind }) => ({
      byKind: { ...byKind, [kind]: { ...(byKind[kind] ?? start), ...change, selected: 0, scrollTop: 0 } },
    })),
  place: (kind, change) =>
    set(({ byKind }) => ({ byKind: { ...byKind, [kind]: { ...(byKind[kind] ?? start), ...change } } })),
}));

export const useListState = (kind: ListedKind): ListState => useLists((state) => state.byKind[kind] ?? start);
