/** Edits of settings that are not saved yet: kept while another section or screen is looked at, and marked in the list. */
import type { z } from "zod";
import { useShallow } from "zustand/react/shallow";
import { useTypedTexts } from "../../../stores/typed.ts";
import { useTyped, type Typed } from "../../../ui/use-typed.ts";

const PREFIX = "settings.";

/** Sections that have an edit. */
export function useUnsavedSections(): ReadonlySet<string> {
  const names = useTypedTexts(
    useShallow(({ places }) =>
      Object.keys(places).flatMap((place) => (place.startsWith(PREFIX) ? [sectionOf(place)] : [])),
    ),
  );
  return new Set(names);
}

const sectionOf = (place: string): string => place.slice(PREFIX.length).split(".", 1)[0] ?? "";

/**
 * Like `useTyped`; a `null` value means: as saved.
 * @param name `section.what`; one name is always edited as one type
 */
export const useUnsaved = <T>(name: string, schema: z.ZodType<T>): Typed<T> => useTyped(PREFIX + name, schema);
