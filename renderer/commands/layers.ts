/** Which of the window's own layers is open above the screen. */
import { create } from "zustand";

type Layer = "palette" | "shortcuts";

interface Layers {
  readonly open: Layer | null;
  /** What had the focus before; it gets it back. */
  readonly from: Element | null;
  /** Runs once the layer is gone and the focus is back, so that what it focuses stays focused. */
  readonly after: (() => void) | null;
  readonly show: (layer: Layer) => void;
  readonly close: (after?: () => void) => void;
}

export const useLayers = create<Layers>()((set) => ({
  open: null,
  from: null,
  after: null,
  show: (layer) =>
    set(({ open, from }) => ({ open: layer, from: open === null ? document.activeElement : from, after: null })),
  close: (after) => set({ open: null, after: after ?? null }),
}));
