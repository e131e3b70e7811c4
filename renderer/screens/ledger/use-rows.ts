/** Pages of the preview's rows. A correction asks again for what is on the screen; the old rows stay until it answers. */
import { useCallback, useEffect, useRef, useState } from "react";
import type { Input, LedgerRow } from "../../../db/api/operations.ts";
import { client } from "../../hosts/client.ts";
import { useChanges } from "../../stores/changes.ts";

const PAGE = 100;

export type RowsQuery = Omit<Input<"ledger.rows">, "offset" | "limit">;

interface Pages {
  /** Query and revision that the pages answer. */
  readonly key: string;
  readonly total: number;
  readonly pages: ReadonlyMap<number, readonly LedgerRow[]>;
}

export interface LedgerRows {
  /** null until the first page has arrived. */
  readonly total: number | null;
  readonly at: (index: number) => LedgerRow | undefined;
  /** Reads what these rows need. */
  readonly show: (first: number, last: number) => void;
  readonly error: unknown;
}

export function useRows(query: RowsQuery): LedgerRows {
  const revision = useChanges((state) => state.revision);
  const text = JSON.stringify(query);
  const key = `${revision} ${text}`;
  const [held, setHeld] = useState<Pages | null>(null);
  const [error, setError] = useState<unknown>(null);
  const asked = useRef<{ key: string; pages: Set<number>; abort: AbortController } | null>(null);
  const range = useRef({ first: 0, last: 0 });

  const show = useCallback(
    (first: number, last: number) => {
      range.current = { first, last };
      if (asked.current?.key !== key) {
        asked.current?.abort.abort();
        asked.current = { key, pages: new Set(), abort: new AbortController() };
      }
      const current = asked.current;
      for (let page = Math.floor(first / PAGE); page <= Math.floor(Math.max(first, last) / PAGE); page += 1) {
        if (current.pages.has(page)) continue;
        current.pages.add(page);
        const input = { ...(JSON.parse(text) as RowsQuery), offset: page * PAGE, limit: PAGE };
        client.call("ledger.rows", input, { signal: current.abort.signal }).then(
          ({ total, rows }) => {
            if (asked.current !== current) return;
            setError(null);
            setHeld((before) => ({
              key,
              total,
              pages: new Map(before?.key === key ? before.pages : []).set(page, rows),
            }));
          },
          (failure: unknown) => {
            current.pages.delete(page);
            if (asked.current === current) setError(failure);
          },
        );
      }
    },
    [key, text],
  );
  // Another query: the rows on the screen are asked for again.
  useEffect(() => show(range.current.first, range.current.last), [show]);
  // Nobody looks at them any more: the service need not finish a long check for their sake.
  useEffect(
    () => () => {
      asked.current?.abort.abort();
      asked.current = null;
    },
    [],
  );

  return {
    total: held?.total ?? null,
    at: (index) => held?.pages.get(Math.floor(index / PAGE))?.[index % PAGE],
    show,
    error,
  };
}
