/** What the open screen does for the commands of `commands/registry.ts`, whether by key, menu or palette. */
import { useEffect, useEffectEvent } from "react";
import { useOffers, type CommandHandlers } from "./handlers.ts";
import type { CommandId } from "./registry.ts";

/** A handler may leave a command alone by being absent. The newest handlers are used without offering again. */
export function useShortcuts(handlers: CommandHandlers): void {
  const offer = useOffers((state) => state.offer);
  const run = useEffectEvent((id: CommandId) => handlers[id]?.());
  const ids = (Object.keys(handlers) as CommandId[]).filter((id) => handlers[id] !== undefined).join();
  useEffect(() => {
    if (ids === "") return;
    return offer({ ids: ids.split(",") as CommandId[], run: (id) => run(id) });
  }, [offer, ids]);
}
