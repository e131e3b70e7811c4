/** What a district's receiver does now, asked for every other second; the lists are read again when something was imported. */
import { create } from "zustand";
import type { ReceivingStatus } from "../../db/api/operations.ts";
import { client } from "../hosts/client.ts";
import { useChanges } from "./changes.ts";
import { whileVisible } from "./watching.ts";

const EVERY_MS = 2_000;

interface Receiving {
  readonly status: ReceivingStatus | null;
  readonly error: unknown;
  readonly look: () => Promise<void>;
  /** An answer that came with another call. */
  readonly put: (status: ReceivingStatus) => void;
}

export const useReceiving = create<Receiving>()((set, get) => ({
  status: null,
  error: null,
  look: async () => {
    try {
      get().put(await client.call("receiving.status", {}));
    } catch (error) {
      set({ error });
    }
  },
  put: (status) => {
    const before = get().status;
    set(JSON.stringify(status) === JSON.stringify(before) ? { error: null } : { status, error: null });
    // What came over the line changes the lists, as an import from a stick does.
    if (before !== null && before.imports !== status.imports) useChanges.getState().changed();
  },
}));

/** Asks as long as it runs. @returns stops it */
export const watchReceiving = (): (() => void) =>
  whileVisible(async () => {
    await useReceiving.getState().look();
    return EVERY_MS;
  });
