/** A counter that every writing operation raises; queries on the screen read again when it moves. */
import { create } from "zustand";

interface Changes {
  readonly revision: number;
  readonly changed: () => void;
}

export const useChanges = create<Changes>()((set) => ({
  revision: 0,
  changed: () => set((state) => ({ revision: state.revision + 1 })),
}));
