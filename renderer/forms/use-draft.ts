/** Shows a form's draft, and writes what waits when the window may go away. */
import { useEffect, useSyncExternalStore } from "react";
import type { DraftFacts } from "./draft.ts";
import type { FormSession } from "./form-sessions.ts";

export function useDraft({ draft }: FormSession): DraftFacts {
  const facts = useSyncExternalStore(draft.subscribe, () => draft.facts);
  useEffect(() => {
    const flush = () => void draft.flush();
    document.addEventListener("visibilitychange", flush);
    window.addEventListener("pagehide", flush);
    window.addEventListener("beforeunload", flush);
    window.addEventListener("blur", flush);
    return () => {
      document.removeEventListener("visibilitychange", flush);
      window.removeEventListener("pagehide", flush);
      window.removeEventListener("beforeunload", flush);
      window.removeEventListener("blur", flush);
      flush();
    };
  }, [draft]);
  return facts;
}
