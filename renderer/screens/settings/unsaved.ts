/** Edits of settings that are not saved yet: kept while another section or screen is looked at, and marked in the list. */
import { useCallback } from "react";
import { create } from "zustand";

interface Unsaved {
  /** By the name of what is edited, e.g. `lists.sectors`. */
  readonly edits: Readonly<Record<string, unknown>>;
  /** Sections that have an edit. */
  readonly sections: Readonly<Record<string, boolean>>;
  readonly put: (name: string, edit: unknown) => void;
}

const sectionOf = (name: string): string => name.split(".")[0] ?? name;

export const useUnsavedSettings = create<Unsaved>()((set) => ({
  edits: {},
  sections: {},
  put: (name, edit) =>
    set(({ edits }) => {
      const { [name]: _gone, ...rest } = edits;
      const next = edit === null ? rest : { ...rest, [name]: edit };
      return { edits: next, sections: Object.fromEntries(Object.keys(next).map((one) => [sectionOf(one), true])) };
    }),
}));

/**
 * Like `useState`, but the value outlives the screen. `null` means: as saved.
 * @param name `section.what`; one name is always edited as one type
 */
export function useUnsaved<T>(name: string): [T | null, (edit: T | null) => void] {
  const edit = useUnsavedSettings((state) => state.edits[name] ?? null) as T | null;
  const put = useUnsavedSettings((state) => state.put);
  return [edit, useCallback((value: T | null) => put(name, value), [put, name])];
}
