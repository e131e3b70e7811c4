/** Asks for likely duplicates after the typing pauses. Silence is an answer too: a failure here must not disturb the form. */
import { useEffect, useState } from "react";
import type { UseFormReturn } from "react-hook-form";
import type { Input, SimilarRecord } from "../../../db/api/operations.ts";
import type { Likeness } from "../../../db/schema/kind-definition.ts";
import { isMainKind, kinds, type ListedKind, type MainKind } from "../../../db/schema/kinds.ts";
import { client } from "../../hosts/client.ts";
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
    if (!isMainKind(kind)) return;
    const { likeness } = kinds[kind];
    if (likeness === null) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let abort = new AbortController();
    let asked = "";
    const ask = () => {
      const input = questionOf(kind, likeness, form.getValues("fields"), recordId);
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
  kind: MainKind,
  likeness: Likeness,
  fields: FieldValues,
  id: string | null,
): Input<"record.similar"> | null {
  const valueOf = (name: string | null) => {
    const value = name === null ? null : fields[name];
    return typeof value === "string" && value.trim() !== "" ? value : null;
  };
  const [title, text] = [valueOf(likeness.title), valueOf(likeness.text)];
  const person = Object.fromEntries(likeness.person.map((name) => [name, valueOf(name)]));
  const words = [title, text].join("").trim();
  const isKnown = Object.values(person).some((value) => value !== null);
  if (words.length < SHORTEST && !isKnown) return null;
  return { kind, id, village: valueOf("village"), title, text, ...person };
}
