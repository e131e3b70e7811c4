/** Actions and sections of the settings by name, with their pinyin initials. */
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useRoute } from "../stores/route.ts";
import { settingsText } from "../text/settings.ts";
import { useQuery } from "../ui/use-query.ts";
import type { NamedAction } from "./entries.ts";
import { isAvailable, runCommand, useOffers } from "./handlers.ts";
import { commandIds, commandOf, type CommandId } from "./registry.ts";

type Section = keyof typeof settingsText.zh.section;
const sections = Object.keys(settingsText.zh.section) as Section[];

/** Opening the palette from the palette helps nobody. */
const isOffered = (id: CommandId) => id !== "palette";

export function useActions(): readonly NamedAction[] {
  const { t } = useTranslation();
  const offers = useOffers((state) => state.offers);
  const open = useRoute((state) => state.open);
  const named = useMemo(
    () => [
      ...commandIds
        .filter((id) => isOffered(id) && isAvailable(id, { offers }))
        .map((id) => ({
          key: `command:${id}`,
          group: t("command.paletteActions"),
          name: t(`command.names.${id}`),
          end: commandOf(id).shortcut ?? "",
          run: () => void runCommand(id),
        })),
      ...sections.map((section) => ({
        key: `section:${section}`,
        group: t("command.paletteSettings"),
        name: t(`settings.section.${section}`),
        end: "",
        run: () => open({ screen: "settings", section }),
      })),
    ],
    [t, offers, open],
  );
  const initials = useQuery("search.initials", { texts: named.map(({ name }) => name) }).data;
  return useMemo(
    () => named.map((action, index) => ({ ...action, initials: initials?.[index] ?? "" })),
    [named, initials],
  );
}
