/** Which of the window's own layers is open above the screen. */
import { create } from "zustand";

type Layer = "palette" | "shortcuts" | "deleted";

interface Layers {
  readonly open: Layer | null;
  /** What had the focus before; it gets it back. */
  readonly from: Element | null;
  /** Runs once the layer is gone and the focus is back, so that what it focuses stays focused. */
  readonly after: (() => void) | null;
  /** What was typed into the palette while its field had not the focus: before it stands, or after a press beside it. */
  readonly ahead: string;
  readonly typeAhead: (key: string) => void;
  /** @returns what was typed ahead, once */
  readonly takeAhead: () => string;
  readonly show: (layer: Layer) => void;
  readonly close: (after?: () => void) => void;
}

export const useLayers = create<Layers>()((set, get) => ({
  open: null,
  from: null,
  after: null,
  ahead: "",
  typeAhead: (key) => set(({ ahead }) => ({ ahead: ahead + key })),
  takeAhead: () => {
    const { ahead } = get();
    set({ ahead: "" });
    return ahead;
  },
  show: (layer) => {
    const { open, from } = get();
    const focused = document.activeElement;
    set({ open: layer, from: open === null ? focused : from, after: null, ahead: "" });
    // The next key is no longer for the field that the cursor was in, and none for its input method.
    if (open === null && focused instanceof HTMLElement) focused.blur();
  },
  close: (after) => set({ open: null, after: after ?? null }),
}));
