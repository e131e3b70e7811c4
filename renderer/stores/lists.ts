/** How each list was left: filter, order, place, selection. Coming back shows the same rows. */
import { create } from "zustand";
import type { ListedKind } from "../../db/schema/kinds.ts";
import type { Condition, Order } from "../../db/schema/list-query.ts";

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
  /** The filter chips. */
  readonly where: readonly Condition[];
}

export interface ListState extends ListFilters {
  /** Columns that were pressed; none for the usual order. */
  readonly order: readonly Order[];
  /** The row with the cursor. */
  readonly selected: number;
  readonly scrollTop: number;
  /** Rows that are ticked, by their ids: they stay ticked whatever the list shows. */
  readonly picked: ReadonlySet<string>;
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
  where: [],
};

const start: ListState = { ...noFilters, order: [], selected: 0, scrollTop: 0, picked: new Set() };

type Place = Pick<ListState, "selected" | "scrollTop">;

interface Lists {
  readonly byKind: Readonly<Partial<Record<ListedKind, ListState>>>;
  /** A change of the filter or the order goes back to the first row; another filter ticks nothing. */
  readonly filter: (kind: ListedKind, change: Partial<ListFilters & Pick<ListState, "order">>) => void;
  readonly place: (kind: ListedKind, change: Partial<Place>) => void;
  readonly pick: (kind: ListedKind, picked: ReadonlySet<string>) => void;
}

export const useLists = create<Lists>()((set) => {
  const change = (kind: ListedKind, part: Partial<ListState>) =>
    set(({ byKind }) => ({ byKind: { ...byKind, [kind]: { ...(byKind[kind] ?? start), ...part } } }));
  return {
    byKind: {},
    filter: (kind, part) =>
      change(kind, {
        ...part,
        selected: 0,
        scrollTop: 0,
        // What is ticked must be what is seen: nobody deletes rows that a new filter hides.
        ...(Object.keys(part).every((key) => key === "order") ? {} : { picked: start.picked }),
      }),
    place: (kind, part) => change(kind, part),
    pick: (kind, picked) => change(kind, { picked }),
  };
});

export const useListState = (kind: ListedKind): ListState => useLists((state) => state.byKind[kind] ?? start);
