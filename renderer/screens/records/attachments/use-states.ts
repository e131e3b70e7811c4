/** Whether the contents of a form's attachments are still on the disk, and still what was added. */
import { useEffect, useState } from "react";
import { client } from "../../../hosts/client.ts";

export type ContentState = "ok" | "missing" | "changed";

/** @param contents SHA-256 of what the form holds @param healed what was stored again since */
export function useStates(contents: readonly string[], healed: ReadonlySet<string>): ReadonlyMap<string, ContentState> {
  const [states, setStates] = useState<ReadonlyMap<string, ContentState>>(new Map());
  const unknown = contents.filter((sha256) => !states.has(sha256) && !healed.has(sha256)).join();
  useEffect(() => {
    if (unknown === "") return;
    const abort = new AbortController();
    client.call("attachment.verify", { sha256: unknown.split(",") }, { signal: abort.signal }).then(
      (answers) => {
        if (abort.signal.aborted) return;
        setStates((all) => new Map([...all, ...answers.map(({ sha256, state }) => [sha256, state] as const)]));
      },
      // Opening the attachment says what is wrong; a check that could not run says nothing about the file.
      () => {},
    );
    return () => abort.abort();
  }, [unknown]);
  return new Map(contents.map((sha256) => [sha256, healed.has(sha256) ? "ok" : (states.get(sha256) ?? "ok")]));
}
