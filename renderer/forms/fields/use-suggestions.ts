/** Suggestions while typing: debounced, cancelled when overtaken, silent while an input method composes. */
import { useEffect, useState } from "react";
import type { Suggested } from "../../../db/api/operations.ts";
import type { Suggestion } from "../../../db/schema/field.ts";
import { client } from "../../hosts/client.ts";
import { useChanges } from "../../stores/changes.ts";

export type { Suggested };

const DELAY_MS = 40;
const LIMIT = 50;

export interface Suggestions {
  readonly items: readonly Suggested[];
  /** False while the answer on the screen belongs to what was typed before. */
  readonly isFresh: boolean;
}

interface Scope {
  /** Of sectors: the 届次 whose list is meant; null for the one that runs today. */
  readonly term?: string | null;
  /** For questions about old records: also what is no longer offered for new ones. */
  readonly all?: boolean;
}

/** `search: null` asks nothing and keeps the last answer. */
export function useSuggestions(
  list: Suggestion,
  search: string | null,
  { term = null, all = false }: Scope = {},
): Suggestions {
  const revision = useChanges((state) => state.revision);
  const [answer, setAnswer] = useState<{ readonly search: string | null; readonly items: readonly Suggested[] }>({
    search: null,
    items: [],
  });
  useEffect(() => {
    if (search === null) return;
    const abort = new AbortController();
    const ofTerm = term === null ? {} : { term };
    const timer = setTimeout(() => {
      client.call("suggest", { list, search, limit: LIMIT, all, ...ofTerm }, { signal: abort.signal }).then(
        (items) => {
          if (!abort.signal.aborted) setAnswer({ search, items });
        },
        // Suggestions are a convenience; typing goes on without them.
        () => {},
      );
    }, DELAY_MS);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- what was added meanwhile shall be offered
  }, [list, search, term, all, revision]);
  return { items: answer.items, isFresh: answer.search === search };
}

/** Letters alone are pinyin of something in the list, never what shall stand in the field: the first answer is meant. */
export const isPinyin = (text: string): boolean => /^[a-z']+$/i.test(text.trim());
