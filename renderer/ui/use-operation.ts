/** Runs an operation that writes or takes long: one at a time, with progress, cancel and an error to show. */
import { useCallback, useRef, useState } from "react";
import type { Input, OperationName, Output } from "../../db/api/operations.ts";
import { client } from "../hosts/client.ts";
import { useChanges } from "../stores/changes.ts";
import { useProgress } from "../stores/progress.ts";

export interface RunOptions {
  /** Names the work in the progress dialog, which appears after a second. Without it no dialog appears. */
  readonly progress?: string;
  /** Takes the failure instead of `error`, where several things are done one after another. */
  readonly onFailure?: (failure: unknown) => void;
}

export interface OperationState<N extends OperationName> {
  /** The answer, or undefined when it failed (then `error` is set) or was cancelled. */
  readonly run: (input: Input<N>, options?: RunOptions) => Promise<Output<N> | undefined>;
  readonly busy: boolean;
  readonly error: unknown;
  readonly clearError: () => void;
}

/** `writes: false` for operations after which nothing on the screen needs reading again (a preview, an inspection). */
export function useOperation<N extends OperationName>(
  name: N,
  { writes = true }: { writes?: boolean } = {},
): OperationState<N> {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const isRunning = useRef(false);

  const run = useCallback(
    async (input: Input<N>, options: RunOptions = {}): Promise<Output<N> | undefined> => {
      // A double click must not export twice.
      if (isRunning.current) return undefined;
      isRunning.current = true;
      setBusy(true);
      setError(null);
      const abort = new AbortController();
      const progress = useProgress.getState();
      const id = options.progress === undefined ? null : progress.begin(options.progress, () => abort.abort());
      try {
        const output = await client.call(name, input, {
          signal: abort.signal,
          ...(id === null ? {} : { onProgress: (step) => progress.report(id, step) }),
        });
        if (writes) useChanges.getState().changed();
        return output;
      } catch (failure) {
        if (options.onFailure === undefined) setError(failure);
        else options.onFailure(failure);
        return undefined;
      } finally {
        if (id !== null) progress.end(id);
        isRunning.current = false;
        setBusy(false);
      }
    },
    [name, writes],
  );
  const clearError = useCallback(() => setError(null), []);
  return { run, busy, error, clearError };
}
