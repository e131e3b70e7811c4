/** Reads an operation and keeps it fresh while the component is on the screen. */
import { useCallback, useEffect, useState } from "react";
import type { Input, OperationName, Output } from "../../db/api/operations.ts";
import { client } from "../hosts/client.ts";
import { useChanges } from "./changes.ts";

export interface Query<T> {
  /** The last answer; kept while a newer one is being read, so that the screen does not flicker. */
  readonly data: T | undefined;
  readonly error: unknown;
  /** True until the first answer for this input. */
  readonly isLoading: boolean;
  readonly refresh: () => void;
}

interface Answer<T> {
  readonly key: string;
  readonly data: T | undefined;
  readonly error: unknown;
}

/**
 * Calls `name` now, when `input` changes (by value) and after every write of this window. `input: null` waits.
 * A call that is overtaken is cancelled and its answer dropped.
 */
export function useQuery<N extends OperationName>(name: N, input: Input<N> | null): Query<Output<N>> {
  const revision = useChanges((state) => state.revision);
  const [again, setAgain] = useState(0);
  const [answer, setAnswer] = useState<Answer<Output<N>> | null>(null);
  const key = input === null ? null : JSON.stringify(input);

  useEffect(() => {
    if (key === null) return;
    const abort = new AbortController();
    client.call(name, JSON.parse(key) as Input<N>, { signal: abort.signal }).then(
      (data) => {
        if (!abort.signal.aborted) setAnswer({ key, data, error: null });
      },
      (error: unknown) => {
        if (!abort.signal.aborted) setAnswer({ key, data: undefined, error });
      },
    );
    return () => abort.abort();
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- a write or a refresh asks again
  }, [name, key, revision, again]);

  const refresh = useCallback(() => setAgain((count) => count + 1), []);
  return {
    data: answer?.data,
    error: answer?.key === key ? (answer?.error ?? null) : null,
    isLoading: key !== null && answer?.key !== key,
    refresh,
  };
}
