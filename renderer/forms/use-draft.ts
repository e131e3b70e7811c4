/** Ties a form to its draft on disk: restores it, keeps it in step, flushes when the window may go away. */
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { ListedKind } from "../../db/schema/kinds.ts";
import { client } from "../client.ts";
import { DraftSaver } from "./draft-saver.ts";
import { draftContent } from "./draft-content.ts";
import type { FieldValues, FormValues } from "./values.ts";

export interface DraftState {
  /** When the draft on disk was written; null when there is none. */
  readonly savedAt: number | null;
  readonly failed: boolean;
  /** Tells the draft what the form holds now. Cheap; call it at every change. */
  readonly change: (base: FormValues, current: FormValues, event: FieldValues | null) => void;
  readonly flush: () => Promise<void>;
  /** Stops pending writes, before a save or a discard. */
  readonly settle: () => Promise<void>;
  readonly forgotten: () => void;
}

/** @param existedAt when the draft that was found at opening had been written; null for none */
export function useDraft(key: string, kind: ListedKind, recordId: string | null, existedAt: number | null): DraftState {
  const [savedAt, setSavedAt] = useState(existedAt);
  const [failed, setFailed] = useState(false);
  const saver = useRef<DraftSaver | null>(null);

  useEffect(() => {
    const created = new DraftSaver(
      {
        put: (content) => client.call("draft.put", { key, kind, recordId, content }),
        discard: () => client.call("draft.discard", { key }),
      },
      {
        onSaved: (at) => {
          setSavedAt(at);
          setFailed(false);
        },
        onFailed: () => setFailed(true),
      },
      existedAt !== null,
    );
    saver.current = created;
    const flush = () => void created.flush();
    document.addEventListener("visibilitychange", flush);
    window.addEventListener("pagehide", flush);
    window.addEventListener("beforeunload", flush);
    window.addEventListener("blur", flush);
    return () => {
      document.removeEventListener("visibilitychange", flush);
      window.removeEventListener("pagehide", flush);
      window.removeEventListener("beforeunload", flush);
      window.removeEventListener("blur", flush);
      void created.flush().finally(() => created.stop());
    };
  }, [key, kind, recordId, existedAt]);

  const change = useCallback((base: FormValues, current: FormValues, event: FieldValues | null) => {
    saver.current?.change(draftContent(base, current, event));
  }, []);
  const flush = useCallback(async () => saver.current?.flush(), []);
  const settle = useCallback(async () => saver.current?.settle(), []);
  const forgotten = useCallback(() => saver.current?.forgotten(), []);
  return useMemo(
    () => ({ savedAt, failed, change, flush, settle, forgotten }),
    [savedAt, failed, change, flush, settle, forgotten],
  );
}
