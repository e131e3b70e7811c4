/** A command's name with its shortcut, for the tooltip of the button that does the same. */
import { useTranslation } from "react-i18next";
import { commandOf, type CommandId } from "./registry.ts";

/** @param name the button's own words where they say more than the command's */
export function useCommandTitle(): (id: CommandId, name?: string) => string {
  const { t } = useTranslation();
  return (id, name = t(`command.names.${id}`)) => {
    const { shortcut } = commandOf(id);
    return shortcut === undefined ? name : t("command.withKey", { name, keys: shortcut });
  };
}
