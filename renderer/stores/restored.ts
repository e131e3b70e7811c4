/** The last restore, told after the window has begun afresh, until the user has read it. */
import { create } from "zustand";
import { z } from "zod";

const schema = z.object({
  /** The backup's time as shown. */
  at: z.string(),
  /** The backup of what was replaced. */
  undo: z.string().nullable(),
  renewed: z.boolean(),
  role: z.enum(["station", "district"]).nullable().default(null),
  checkCode: z.string().nullable(),
});
export type Restored = z.infer<typeof schema>;

const key = "restored";

export function noteRestored(restored: Restored): void {
  localStorage.setItem(key, JSON.stringify(restored));
}

function read(): Restored | null {
  const stored = globalThis.localStorage?.getItem(key) ?? null;
  if (stored === null) return null;
  const parsed = schema.safeParse(JSON.parse(stored));
  return parsed.success ? parsed.data : null;
}

interface RestoredState {
  readonly restored: Restored | null;
  readonly close: () => void;
}

export const useRestored = create<RestoredState>()((set) => ({
  restored: read(),
  close: () => {
    localStorage.removeItem(key);
    set({ restored: null });
  },
}));
