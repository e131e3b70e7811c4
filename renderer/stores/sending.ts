/**
 * How this station's sending stands, asked for while the window can be seen. What a contact has changed is read again by every screen:
 * nobody has to load the window again to see 已送达.
 */
import { create } from "zustand";
import type { SendingState, UploadResult } from "../../db/api/operations.ts";
import { client } from "../hosts/client.ts";
import { useChanges } from "./changes.ts";
import { whileVisible } from "./watching.ts";

const EVERY_MS = 2_000;
/** While something is on its way. */
const SOON_MS = 500;

interface Sending {
  /** Null where there is no station that knows where to send. */
  readonly state: SendingState | null;
  readonly look: () => Promise<void>;
  /** A contact because somebody pressed. @throws ClientError */
  readonly send: () => Promise<UploadResult>;
}

export const useSending = create<Sending>()((set, get) => ({
  state: null,
  look: async () => {
    const before = get().state;
    let state: SendingState | null = null;
    try {
      ({ state } = await client.call("sending.state", {}));
    } catch {
      // Whatever is wrong, every screen says it for its own calls; nothing is shown meanwhile.
    }
    if (JSON.stringify(state) !== JSON.stringify(before)) set({ state });
    if (before !== null && state !== null && before.revision !== state.revision) useChanges.getState().changed();
  },
  send: async () => {
    const { look } = get();
    const result = client.call("upload.run", {});
    // Shows that it is on its way, and what became of it, without waiting for the next look.
    void look();
    try {
      return await result;
    } finally {
      await look();
    }
  },
}));

/** Asks as long as it runs. @returns stops it */
export function watchSending(): () => void {
  const online = (): void => {
    // Where it cannot be told, the service notices by itself a little later.
    client.call("sending.online", {}).catch(() => {});
  };
  window.addEventListener("online", online);
  const stop = whileVisible(async () => {
    await useSending.getState().look();
    return useSending.getState().state?.phase === "sending" ? SOON_MS : EVERY_MS;
  });
  return () => {
    window.removeEventListener("online", online);
    stop();
  };
}
