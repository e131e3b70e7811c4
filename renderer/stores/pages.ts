/**
 * Pages of records as they were read. Never the truth: a write anywhere makes them stale, and they are read again while
 * the old rows stay on the screen.
 */
import { create } from "zustand";
import type { Input, ListedRecord } from "../../db/api/operations.ts";
import type { ListedKind } from "../../db/schema/kinds.ts";
import { client } from "../hosts/client.ts";
import { useChanges } from "./changes.ts";

export const PAGE_SIZE = 100;

/** Which records, in which order. */
export type ListQuery = Input<"record.totals">;

/** A list as it is read page by page: also with which columns. */
export type PageQuery = Omit<Input<"record.list">, "offset" | "limit">;

interface PagedList {
  readonly key: string;
  /** null until the first page has arrived. */
  readonly total: number | null;
  readonly pages: ReadonlyMap<number, readonly ListedRecord[]>;
  readonly error: unknown;
  /** The count of writes (stores/changes.ts) that the pages already show. */
  readonly revision: number;
}

interface Pages {
  readonly byKind: Readonly<Partial<Record<ListedKind, PagedList>>>;
  /** Reads these pages unless they are known for this key or on their way. */
  readonly need: (query: PageQuery, key: string, from: number, to: number) => void;
  /** Reads the pages again that are on the screen; the others are forgotten. */
  readonly refresh: (query: PageQuery, key: string, from: number, to: number) => void;
}

/** Pages on their way, so that scrolling asks once. A new filter cancels those of the old one. */
const underWay = new Map<
  ListedKind,
  { readonly key: string; readonly pages: Set<number>; readonly abort: AbortController }
>();

export const usePages = create<Pages>()((set, get) => {
  const requests = (kind: ListedKind, key: string) => {
    const current = underWay.get(kind);
    if (current !== undefined && current.key === key) return current;
    current?.abort.abort();
    const fresh = { key, pages: new Set<number>(), abort: new AbortController() };
    underWay.set(kind, fresh);
    return fresh;
  };

  const store = (kind: ListedKind, key: string, change: (list: PagedList) => Partial<PagedList>) =>
    set(({ byKind }) => {
      const current = byKind[kind];
      // Rows of another filter are replaced only when the new ones arrive: no blank flash at each typed character.
      const list =
        current?.key === key
          ? current
          : { key, total: null, pages: new Map(), error: null, revision: useChanges.getState().revision };
      return { byKind: { ...byKind, [kind]: { ...list, ...change(list) } } };
    });

  const read = (query: PageQuery, key: string, page: number) => {
    const { kind } = query;
    const current = requests(kind, key);
    if (current.pages.has(page)) return;
    current.pages.add(page);
    client
      .call("record.list", { ...query, offset: page * PAGE_SIZE, limit: PAGE_SIZE }, { signal: current.abort.signal })
      .then(
        ({ total, records }) => {
          current.pages.delete(page);
          if (underWay.get(kind) !== current) return;
          store(kind, key, (list) => ({ total, error: null, pages: new Map(list.pages).set(page, records) }));
        },
        (error: unknown) => {
          current.pages.delete(page);
          if (underWay.get(kind) === current && !current.abort.signal.aborted) store(kind, key, () => ({ error }));
        },
      );
  };

  return {
    byKind: {},
    need: (query, key, from, to) => {
      const list = get().byKind[query.kind];
      for (let page = from; page <= to; page++) {
        if (list?.key !== key || !list.pages.has(page)) read(query, key, page);
      }
    },
    refresh: (query, key, from, to) => {
      const list = get().byKind[query.kind];
      if (list?.key === key) {
        const kept = new Map([...list.pages].filter(([page]) => page >= from && page <= to));
        store(query.kind, key, () => ({ pages: kept, revision: useChanges.getState().revision }));
      }
      for (let page = from; page <= to; page++) read(query, key, page);
    },
  };
});
