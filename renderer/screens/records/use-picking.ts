/** Ticks rows: one by one, a stretch with Shift, everything that the filter matches with Ctrl+A, loaded or not. */
import { useCallback, useEffect, useMemo, useRef } from "react";
import type { ListedKind } from "../../../db/schema/kinds.ts";
import { client } from "../../hosts/client.ts";
import { useLists, useListState } from "../../stores/lists.ts";
import type { ListQuery } from "../../stores/pages.ts";
import { useToast } from "../../ui/use-toast.tsx";
import { loadedIds, stretch, toggled, withStretch } from "./picking.ts";
import type { LongList } from "./use-paged-list.ts";

export interface Picking {
  readonly picked: ReadonlySet<string>;
  /** Ticks or unticks the row; the next stretch begins here. */
  readonly toggle: (index: number) => void;
  /** Ticks from where the last one was toggled, or from `from`, to the row. */
  readonly extend: (to: number, from: number) => void;
  readonly all: () => void;
  readonly none: () => void;
}

const nothing: ReadonlySet<string> = new Set();

export function usePicking(kind: ListedKind, query: ListQuery, list: LongList): Picking {
  const { picked } = useListState(kind);
  const pick = useLists((lists) => lists.pick);
  const toast = useToast();
  /** Where the stretch begins, and what was ticked before it. */
  const anchor = useRef<{ readonly index: number; readonly base: ReadonlySet<string> } | null>(null);
  /** Overtaken answers are dropped: the keys may be faster than the service. */
  const turn = useRef(0);
  const latest = useRef({ query, list, picked });
  useEffect(() => {
    latest.current = { query, list, picked };
  });
  useEffect(() => {
    if (picked.size === 0) anchor.current = null;
  }, [picked]);

  const take = useCallback(
    async (range: { offset?: number; limit?: number }, base: ReadonlySet<string>) => {
      const mine = (turn.current += 1);
      try {
        const ids = await client.call("record.ids", { ...latest.current.query, ...range });
        if (mine === turn.current) pick(kind, withStretch(base, ids));
      } catch (error) {
        toast.failed(error);
      }
    },
    [kind, pick, toast],
  );
  const toggle = useCallback(
    (index: number) => {
      const record = latest.current.list.at(index);
      if (record === undefined) return;
      turn.current += 1;
      const next = toggled(latest.current.picked, record.id);
      anchor.current = { index, base: next };
      pick(kind, next);
    },
    [kind, pick],
  );
  const extend = useCallback(
    (to: number, from: number) => {
      anchor.current ??= { index: from, base: latest.current.picked };
      const { index, base } = anchor.current;
      const range = stretch(index, to);
      const ids = loadedIds(latest.current.list.at, range);
      if (ids === null) return void take(range, base);
      turn.current += 1;
      pick(kind, withStretch(base, ids));
    },
    [kind, pick, take],
  );
  const all = useCallback(() => void take({}, nothing), [take]);
  const none = useCallback(() => {
    turn.current += 1;
    anchor.current = null;
    pick(kind, nothing);
  }, [kind, pick]);
  return useMemo(() => ({ picked, toggle, extend, all, none }), [picked, toggle, extend, all, none]);
}
