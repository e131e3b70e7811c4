/** Actions, saved filters and sections of the settings by name, with their pinyin. */
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { sectionsOf } from "../screens/settings/register.ts";
import { usePreferences } from "../stores/preferences.ts";
import { useRoute } from "../stores/route.ts";
import { applyFilter } from "../stores/saved-filters.ts";
import { useIsDistrict } from "../stores/status.ts";
import { useQuery } from "../stores/use-query.ts";
import type { NamedAction } from "../commands/matching.ts";
import { isAvailable, runCommand, useOffers } from "../commands/handlers.ts";
import { commandIds, commandOf, type CommandId } from "../commands/registry.ts";

/** Opening the palette from the palette helps nobody. */
const isOffered = (id: CommandId) => id !== "palette";

export function useActions(): readonly NamedAction[] {
  const { t } = useTranslation();
  const offers = useOffers((state) => state.offers);
  const open = useRoute((state) => state.open);
  const filters = usePreferences((state) => state.values.savedFilters);
  const isDistrict = useIsDistrict();
  const named = useMemo(
    () => [
      ...commandIds
        .filter((id) => isOffered(id) && isAvailable(id, { offers }))
        .map((id) => ({
          key: `command:${id}`,
          group: t("command.paletteActions"),
          name: t(`command.names.${id}`),
          detail: "",
          words: "",
          end: commandOf(id).shortcut ?? "",
          run: () => void runCommand(id),
        })),
      ...filters.map((filter) => ({
        key: `filter:${filter.id}`,
        group: t("listTools.saved"),
        name: filter.name,
        detail: t(`kind.${filter.kind}.name`),
        words: t("listTools.saved"),
        end: "",
        run: () => {
          applyFilter(filter);
          open({ screen: "list", kind: filter.kind });
        },
      })),
      ...sectionsOf(isDistrict).flatMap(({ key, title, settings }) => [
        {
          key: `section:${key}`,
          group: t("command.paletteSettings"),
          name: t(title),
          detail: "",
          words: t(`settings.words.${key}`),
          end: "",
          run: () => open({ screen: "settings", section: key }),
        },
        ...settings.map((setting) => ({
          key: `setting:${setting}`,
          group: t("command.paletteSettings"),
          name: t(`settings.find.${setting}`),
          detail: t(title),
          words: "",
          end: "",
          run: () => open({ screen: "settings", section: key, setting }),
        })),
      ]),
    ],
    [t, offers, filters, open, isDistrict],
  );
  const readings = useQuery("search.readings", { texts: named.map(({ name }) => name) }).data;
  return useMemo(
    () =>
      named.map((action, index) => ({
        ...action,
        initials: readings?.[index]?.initials ?? "",
        pinyin: readings?.[index]?.pinyin ?? "",
      })),
    [named, readings],
  );
}
