/** What was typed into a section's form and not saved is there again when the section is opened again. */
import { useEffect, useEffectEvent, useRef } from "react";
import type { z } from "zod";
import type { Typed } from "../../ui/use-typed.ts";
import { useUnsaved } from "./editing/unsaved.ts";

interface Form<V> {
  readonly values: V;
  readonly isDirty: boolean;
  /** Puts values into the form as if they were typed; null for the saved ones. */
  readonly show: (values: V | null) => void;
}

/** @param name as of `useUnsaved` */
export function useKeptEdits<V>(name: string, schema: z.ZodType<V>, { values, isDirty, show }: Form<V>): Typed<V> {
  const typed = useUnsaved(name, schema);
  const { value: kept, put } = typed;
  const wasDirty = useRef(false);
  const restore = useEffectEvent((from: V | null) => {
    if (from !== null && !isDirty && !wasDirty.current) show(from);
  });
  // Once at the beginning, or when what lay on disk has been read.
  useEffect(() => restore(kept), [kept]);
  useEffect(() => {
    if (isDirty) put(values);
    else if (wasDirty.current) put(null);
    wasDirty.current = isDirty;
  }, [isDirty, values, put]);
  return typed;
}
