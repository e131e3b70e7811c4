/** What the open screen offers for each command; the newest offer counts, so that a dialog comes before its screen. */
import { create } from "zustand";
import { useStatus } from "../stores/status.ts";
import { appCommands } from "./app-commands.ts";
import { commandOf, type CommandId } from "./registry.ts";

export type CommandHandlers = Readonly<Partial<Record<CommandId, () => void>>>;

/** One mounted component's commands. `run` reaches its newest handler. */
interface Offer {
  readonly ids: readonly CommandId[];
  readonly run: (id: CommandId) => void;
}

interface Offers {
  readonly offers: readonly Offer[];
  /** @returns takes the offer back */
  readonly offer: (offer: Offer) => () => void;
}

export const useOffers = create<Offers>()((set) => ({
  offers: [],
  offer: (offer) => {
    set(({ offers }) => ({ offers: [...offers, offer] }));
    return () => set(({ offers }) => ({ offers: offers.filter((one) => one !== offer) }));
  },
}));

/** Whether anything would happen now. */
export function isAvailable(id: CommandId, { offers }: Pick<Offers, "offers"> = useOffers.getState()): boolean {
  const role = useStatus.getState().status?.role ?? null;
  const { office } = commandOf(id);
  if (role === null || (office !== undefined && office !== role)) return false;
  return appCommands[id] !== undefined || offers.some(({ ids }) => ids.includes(id));
}

/** @returns false when nothing offers it here; then the key belongs to whatever has the focus */
export function runCommand(id: CommandId): boolean {
  if (!isAvailable(id)) return false;
  const offer = useOffers.getState().offers.findLast(({ ids }) => ids.includes(id));
  if (offer === undefined) appCommands[id]?.();
  else offer.run(id);
  return true;
}
