/** Which record's document is being looked at; one dialog for the whole window shows it. */
import { create } from "zustand";

interface PaperState {
  /** The record's id; null while the dialog is closed. */
  readonly shown: string | null;
  readonly show: (id: string) => void;
  readonly close: () => void;
}

export const usePaperStore = create<PaperState>()((set) => ({
  shown: null,
  show: (id) => set({ shown: id }),
  close: () => set({ shown: null }),
}));
