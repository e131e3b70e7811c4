/** A request to add what a picker's list lacks. The field asks, the dialog of the screen answers (forms/adding/host.tsx). */
import { create } from "zustand";
import type { Suggestion } from "../../db/schema/field.ts";

export const addableLists = [
  "member",
  "village",
  "unit",
  "brand",
  "category",
  "sector",
  "operator",
] as const satisfies readonly Suggestion[];
export type AddableList = (typeof addableLists)[number];

export interface Added {
  /** null for a word of a list, which has no record. */
  readonly id: string | null;
  readonly text: string;
}

export interface AddRequest {
  readonly list: AddableList;
  /** What was typed. */
  readonly name: string;
  /** Of a sector: the 届次 whose list it is for; null where that does not matter. */
  readonly term: string | null;
  /** Id of the element that gets the focus back. */
  readonly fieldId: string;
  readonly onAdded: (added: Added) => void;
}

interface Adding {
  readonly request: AddRequest | null;
  readonly begin: (request: AddRequest) => void;
  readonly end: () => void;
}

export const useAdding = create<Adding>()((set) => ({
  request: null,
  begin: (request) => set({ request }),
  end: () => set({ request: null }),
}));

const isAddable = (list: Suggestion): list is AddableList => (addableLists as readonly Suggestion[]).includes(list);

/**
 * @param fieldId where the focus returns
 * @param onAdded gets what was saved; not called when the dialog was left
 * @returns null where nothing can be added: another list, or inside the dialog itself
 */
export function useAddMissing(
  list: Suggestion,
  fieldId: string,
  onAdded: (added: Added) => void,
  term: string | null = null,
): ((name: string) => void) | null {
  const begin = useAdding((state) => state.begin);
  const isOpen = useAdding((state) => state.request !== null);
  if (isOpen || !isAddable(list)) return null;
  return (name) => begin({ list, name, term, fieldId, onAdded });
}
