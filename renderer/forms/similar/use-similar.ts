/** Asks for likely duplicates after the typing pauses. Silence is an answer too: a failure here must not disturb the form. */
import { useEffect, useState } from "react";
import type { UseFormReturn } from "react-hook-form";
import type { Input, SimilarRecord } from "../../../db/api/operations.ts";
import { isMainKind, type ListedKind } from "../../../db/schema/kinds.ts";
import { client } from "../../hosts/client.ts";
import type { Comparable } from "../../kinds/kind-window.ts";
import { mainWindows } from "../../kinds/register.ts";
import { useChanges } from "../../stores/changes.ts";
import type { FieldValues, FormValues } from "../../values/form-values.ts";

const PAUSE_MS = 700;

/** Characters from which wording can be compared at all. */
const SHORTEST = 6;

const none: readonly SimilarRecord[] = [];

export function useSimilar(
  kind: ListedKind,
  form: UseFormReturn<FormValues>,
  recordId: string | null,
): readonly SimilarRecord[] {
  const [found, setFound] = useState(none);
  const revision = useChanges((state) => state.revision);
  useEffect(() => {
    const comparable = isMainKind(kind) ? mainWindows[kind].comparable : null;
    if (comparable === null) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let abort = new AbortController();
    let asked = "";
    const ask = () => {
      const input = questionOf(comparable, form.getValues("fields"), recordId);
      const key = JSON.stringify(input);
      if (key === asked) return;
      asked = key;
      abort.abort();
      abort = new AbortController();
      const { signal } = abort;
      if (input === null) setFound(none);
      else
        client.call("record.similar", input, { signal }).then(
          (records) => {
            if (!signal.aborted) setFound(records);
          },
          () => {
            // Asked again at the next pause.
            if (!signal.aborted) asked = "";
          },
        );
    };
    const unsubscribe = form.subscribe({
      formState: { values: true },
      callback: () => {
        clearTimeout(timer);
        timer = setTimeout(ask, PAUSE_MS);
      },
    });
    timer = setTimeout(ask, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      abort.abort();
      unsubscribe();
    };
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- a record written meanwhile may be the duplicate
  }, [kind, form, recordId, revision]);
  return found;
}

/** null while there is too little in the form to compare. */
function questionOf(
  { kind, wording, person }: Comparable,
  fields: FieldValues,
  id: string | null,
): Input<"record.similar"> | null {
  const text = (name: string) => {
    const value = fields[name];
    return typeof value === "string" && value.trim() !== "" ? value : null;
  };
  const wordings = Object.fromEntries(Object.entries(wording).map(([asked, name]) => [asked, text(name)]));
  const persons = Object.fromEntries(person.map((name) => [name, text(name)]));
  const words = Object.values(wordings).join("").trim();
  const isKnown = Object.values(persons).some((value) => value !== null);
  if (words.length < SHORTEST && !isKnown) return null;
  return { kind, id, village: text("village"), ...wordings, ...persons };
}
