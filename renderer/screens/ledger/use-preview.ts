/** The preview of the job: asked for again when the job or the records change, with progress, stopped by the clerk. */
import { useCallback, useEffect, useState } from "react";
import type { Input, LedgerPreview, Progress } from "../../../db/api/operations.ts";
import { client } from "../../hosts/client.ts";
import { useChanges } from "../../stores/changes.ts";

export interface PreviewQuery {
  /** The last answer; kept while a newer one is made. */
  readonly data: LedgerPreview | undefined;
  readonly error: unknown;
  /** True until the first answer for this input, also while stopped. */
  readonly isLoading: boolean;
  readonly progress: Progress | null;
  /** The clerk stopped it; another input, or `goOn`, begins again. */
  readonly isStopped: boolean;
  readonly stop: () => void;
  readonly goOn: () => void;
}

interface Answer {
  readonly key: string;
  readonly data: LedgerPreview | undefined;
  readonly error: unknown;
}

/** @param input null waits */
export function usePreview(input: Input<"ledger.preview"> | null): PreviewQuery {
  const revision = useChanges((state) => state.revision);
  const [answer, setAnswer] = useState<Answer | null>(null);
  const [progress, setProgress] = useState<Progress | null>(null);
  const [stopped, setStopped] = useState<string | null>(null);
  const key = input === null ? null : JSON.stringify(input);
  const isStopped = key !== null && key === stopped;
  const wanted = isStopped ? null : key;

  useEffect(() => {
    if (wanted === null) return;
    const abort = new AbortController();
    const isCurrent = (): boolean => !abort.signal.aborted;
    const onProgress = (step: Progress): void => {
      if (isCurrent()) setProgress(step);
    };
    client
      .call("ledger.preview", JSON.parse(wanted) as Input<"ledger.preview">, { signal: abort.signal, onProgress })
      .then(
        (data) => {
          if (isCurrent()) setAnswer({ key: wanted, data, error: null });
        },
        (error: unknown) => {
          if (isCurrent()) setAnswer({ key: wanted, data: undefined, error });
        },
      )
      .finally(() => {
        if (isCurrent()) setProgress(null);
      });
    return () => {
      abort.abort();
      setProgress(null);
    };
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- a write asks again
  }, [wanted, revision]);

  const stop = useCallback(() => setStopped(key), [key]);
  const goOn = useCallback(() => setStopped(null), []);
  return {
    data: answer?.data,
    error: answer?.key === key ? (answer?.error ?? null) : null,
    isLoading: key !== null && answer?.key !== key,
    progress,
    isStopped: isStopped && answer?.key !== key,
    stop,
    goOn,
  };
}
