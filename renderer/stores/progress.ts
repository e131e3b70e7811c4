/** Operations under way, for the one progress dialog. */
import { create } from "zustand";
import type { Progress } from "../../db/api.ts";

export interface Running {
  readonly id: number;
  readonly title: string;
  readonly startedAt: number;
  readonly progress: Progress | null;
  readonly cancel: () => void;
}

interface ProgressState {
  readonly running: readonly Running[];
  readonly begin: (title: string, cancel: () => void) => number;
  readonly report: (id: number, progress: Progress) => void;
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
