/**
 * The sticks that are in, asked for every other second while the window can be seen, and what became of the last press for each. A
 * window that nobody sees asks nothing.
 */
import { create } from "zustand";
import type { Stick, StickExport, StickImport } from "../../db/api/operations.ts";
import { client } from "../hosts/client.ts";
import { whileVisible } from "./watching.ts";

const EVERY_MS = 2_000;
/** A stick that is just being looked through. */
const SOON_MS = 500;

/** What a press has led to; `stick` as it was then. */
export type StickOutcome = { readonly stick: Stick } & (
  | { readonly type: "imported"; readonly result: StickImport }
  | { readonly type: "exported"; readonly result: StickExport }
  | { readonly type: "failed"; readonly error: unknown }
);

interface Sticks {
  readonly sticks: readonly Stick[];
  /** By the stick's id. */
  readonly outcomes: Readonly<Record<string, StickOutcome>>;
  readonly look: () => Promise<void>;
  readonly dismiss: (id: string, isDismissed: boolean) => Promise<void>;
  /** null takes it away. */
  readonly setOutcome: (id: string, outcome: StickOutcome | null) => void;
}

export const useSticks = create<Sticks>()((set, get) => ({
  sticks: [],
  outcomes: {},
  look: async () => {
    let sticks: readonly Stick[] = [];
    try {
      sticks = (await client.call("stick.list", {})).sticks;
    } catch {
      // Whatever is wrong, every screen says it for its own calls; nothing is offered meanwhile.
    }
    if (JSON.stringify(sticks) !== JSON.stringify(get().sticks)) set({ sticks });
  },
  dismiss: async (id, isDismissed) => {
    await client.call("stick.dismiss", { id, isDismissed });
    await get().look();
  },
  setOutcome: (id, outcome) =>
    set(({ outcomes }) => {
      const { [id]: _before, ...others } = outcomes;
      return { outcomes: outcome === null ? others : { ...others, [id]: outcome } };
    }),
}));

/** Asks as long as it runs. @returns stops it */
export const watchSticks = (): (() => void) =>
  whileVisible(async () => {
    await useSticks.getState().look();
    return useSticks.getState().sticks.some(({ isLooked }) => !isLooked) ? SOON_MS : EVERY_MS;
  });
