/** `useState` for what somebody types and has not saved: it outlives the screen, the window and a power cut. */
import { useCallback, useMemo } from "react";
import { z } from "zod";
import { useTypedTexts } from "../stores/typed.ts";

export interface Typed<T> {
  readonly place: string;
  /** null: nothing was typed, the saved or usual value shows. */
  readonly value: T | null;
  /** null when it was used or given up. Call it at every keystroke. */
  readonly put: (value: T | null) => void;
  /** When an earlier run of the program wrote it; null for what was begun in this one. */
  readonly restoredAt: number | null;
}

/**
 * @param place where it is typed, e.g. `void.<id>`; at most 200 characters. One place always holds one type.
 * @param schema of what an earlier run, perhaps of another version, left; what it refuses is not shown
 * @param recordId the record it belongs to, with which it is erased
 */
export function useTyped<T>(place: string, schema: z.ZodType<T>, recordId: string | null = null): Typed<T> {
  const entry = useTypedTexts((state) => state.places[place]);
  const putText = useTypedTexts((state) => state.put);
  const value = useMemo((): T | null => {
    if (entry === undefined) return null;
    // What this window has put here came through `put` below.
    return entry.isFromDisk ? (schema.safeParse(entry.value).data ?? null) : (entry.value as T);
  }, [entry, schema]);
  const put = useCallback((next: T | null) => putText(place, next, recordId), [putText, place, recordId]);
  return { place, value, put, restoredAt: value === null ? null : (entry?.restoredAt ?? null) };
}

const text = z.string();

/** For a field that is usually empty: nothing in it is nothing typed. */
export const textOrNull = (typed: string): string | null => (typed === "" ? null : typed);

/** One text. */
export const useTypedText = (place: string, recordId: string | null = null): Typed<string> =>
  useTyped(place, text, recordId);
