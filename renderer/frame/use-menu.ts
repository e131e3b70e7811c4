/** Describes the window's menus to the shell from the register of commands, and runs what is chosen in them. */
import { useEffect, useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { MenuDescription, MenuItem, MenuRole } from "../../electron/shell-api.ts";
import { shell } from "../hosts/client.ts";
import { useStatus } from "../stores/status.ts";
import { useToast } from "../ui/use-toast.tsx";
import { acceleratorOf } from "../keys/binding.ts";
import { isAvailable, runCommand, useOffers } from "../commands/handlers.ts";
import { commandGroups, commandIds, commandOf, type CommandGroup, type CommandId } from "../commands/registry.ts";

/** What the shell does by itself, at the end of each menu. `null` is a line. */
const roles: Readonly<Partial<Record<CommandGroup, readonly (MenuRole | null)[]>>> = {
  file: [null, "quit"],
  edit: [null, "cut", "copy", "paste", "selectAll"],
  view: [null, "zoomIn", "zoomOut", "resetZoom", null, "togglefullscreen", "reload"],
  help: ["about"],
};

export function useMenu(): void {
  const { t } = useTranslation();
  const toast = useToast();
  const offers = useOffers((state) => state.offers);
  const role = useStatus((state) => state.status?.role ?? null);
  const description = useMemo<MenuDescription>(() => {
    const command = (id: CommandId): MenuItem => {
      const { shortcut } = commandOf(id);
      const accelerator = shortcut === undefined ? null : acceleratorOf(shortcut);
      return {
        type: "command",
        id,
        label: t(`command.names.${id}`),
        accelerator,
        enabled: isAvailable(id, { offers }),
      };
    };
    return commandGroups.map((group) => ({
      label: t(`command.menus.${group}`),
      items: [
        ...commandIds
          .filter((id) => commandOf(id).group === group && isForOffice(id, role))
          .flatMap((id): MenuItem[] => [
            ...(commandOf(id).begins === true ? [{ type: "separator" } as const] : []),
            command(id),
          ]),
        ...(roles[group] ?? []).map((name): MenuItem =>
          name === null ? { type: "separator" } : { type: "role", role: name, label: t(`command.roles.${name}`) },
        ),
      ],
    }));
  }, [t, offers, role]);

  useEffect(() => {
    shell.setMenu(description).catch(toast.failed);
  }, [description, toast]);
  useEffect(
    () =>
      shell.onMenuCommand((id) => {
        const known = commandIds.find((one) => one === id);
        if (known !== undefined) runCommand(known);
      }),
    [],
  );
}

function isForOffice(id: CommandId, role: "station" | "district" | null): boolean {
  const { office } = commandOf(id);
  return office === undefined || role === null || office === role;
}
