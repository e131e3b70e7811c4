/** A long list, read page by page as it is scrolled. */
import { useCallback, useEffect, useRef } from "react";
import type { ListedRecord } from "../../../db/api/operations.ts";
import { useChanges } from "../../stores/changes.ts";
import { PAGE_SIZE, usePages, type PageQuery } from "../../stores/pages.ts";

export interface LongList {
  /** null until known; the last list stays visible while a new filter is being read. */
  readonly total: number | null;
  readonly error: unknown;
  /** The rows shown belong to an older filter; the new ones are on their way. */
  readonly isStale: boolean;
  readonly at: (index: number) => ListedRecord | undefined;
  /** Tells which rows are visible. */
  readonly show: (first: number, last: number) => void;
  readonly refresh: () => void;
}

/** Scrolling through pages quickly asks only for where it stops. */
const SETTLE_MS = 40;

export function usePagedList(query: PageQuery): LongList {
  const key = JSON.stringify(query);
  const list = usePages((state) => state.byKind[query.kind]);
  const need = usePages((state) => state.need);
  const reread = usePages((state) => state.refresh);
  const revision = useChanges((state) => state.revision);
  const visible = useRef({ first: 0, last: 0 });
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);

  useEffect(() => {
    const parsed = JSON.parse(key) as PageQuery;
    const known = usePages.getState().byKind[parsed.kind];
    const isCurrent = known === undefined || known.key !== key || known.revision === revision;
    if (isCurrent) need(parsed, key, 0, 0);
    else reread(parsed, key, pageOf(visible.current.first), pageOf(visible.current.last));
  }, [key, revision, need, reread]);
  useEffect(() => () => clearTimeout(timer.current), []);

  const show = useCallback(
    (first: number, last: number) => {
      visible.current = { first, last };
      clearTimeout(timer.current);
      timer.current = setTimeout(() => need(JSON.parse(key) as PageQuery, key, pageOf(first), pageOf(last)), SETTLE_MS);
    },
    [key, need],
  );
  const refresh = useCallback(
    () => reread(JSON.parse(key) as PageQuery, key, pageOf(visible.current.first), pageOf(visible.current.last)),
    [key, reread],
  );
  const pages = list?.pages;
  const at = useCallback((index: number) => pages?.get(pageOf(index))?.[index % PAGE_SIZE], [pages]);
  return { total: list?.total ?? null, error: list?.error ?? null, isStale: list?.key !== key, at, show, refresh };
}

const pageOf = (index: number) => Math.floor(index / PAGE_SIZE);
