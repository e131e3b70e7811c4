/** Operations under way, for the one progress dialog. */
import { create } from "zustand";
import type { Progress } from "../../db/api/operations.ts";

/** What the service does it says in both languages, what the page does itself in the window's. */
export interface ShownProgress extends Omit<Progress, "step"> {
  readonly step: Progress["step"] | string;
}

export interface Running {
  readonly id: number;
  readonly title: string;
  readonly startedAt: number;
  readonly progress: ShownProgress | null;
  readonly cancel: () => void;
}

interface ProgressState {
  readonly running: readonly Running[];
  readonly begin: (title: string, cancel: () => void) => number;
  readonly report: (id: number, progress: ShownProgress) => void;
  readonly end: (id: number) => void;
}

let nextId = 1;

export const useProgress = create<ProgressState>()((set) => ({
  running: [],
  begin: (title, cancel) => {
    const id = nextId++;
    set((state) => ({ running: [...state.running, { id, title, cancel, startedAt: Date.now(), progress: null }] }));
    return id;
  },
  report: (id, progress) =>
    set((state) => ({ running: state.running.map((item) => (item.id === id ? { ...item, progress } : item)) })),
  end: (id) => set((state) => ({ running: state.running.filter((item) => item.id !== id) })),
}));
