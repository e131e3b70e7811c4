/** Suggestions while typing: debounced, cancelled when overtaken, silent while an input method composes. */
import { useEffect, useState } from "react";
import type { Suggestion } from "../../../db/schema/field.ts";
import { client } from "../../client.ts";

export interface Suggested {
  readonly id: string | null;
  readonly text: string;
}

const DELAY_MS = 100;
const LIMIT = 50;

/** `search: null` asks nothing and keeps the last answer. */
export function useSuggestions(list: Suggestion, search: string | null): readonly Suggested[] {
  const [suggested, setSuggested] = useState<readonly Suggested[]>([]);
  useEffect(() => {
    if (search === null) return;
    const abort = new AbortController();
    const timer = setTimeout(() => {
      client.call("suggest", { list, search, limit: LIMIT }, { signal: abort.signal }).then(
        (answer) => {
          if (!abort.signal.aborted) setSuggested(answer);
        },
        // Suggestions are a convenience; typing goes on without them.
        () => {},
      );
    }, DELAY_MS);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [list, search]);
  return suggested;
}
