/** Texts of renderer/screens/settings, from several files because they are many. */
import { pair } from "./pair.ts";
import { settingsValuesText } from "./settings-values.ts";
import { settingsDataText } from "./settings-data.ts";
import { settingsCategoriesText } from "./settings-categories.ts";
import { settingsFindText } from "./settings-find.ts";
import { settingsUpkeepText } from "./settings-upkeep.ts";

export const settingsText = pair(
  {
    ...settingsValuesText.zh,
    ...settingsUpkeepText.zh,
    ...settingsDataText.zh,
    ...settingsFindText.zh,
    ...settingsCategoriesText.zh,
  },
  {
    ...settingsValuesText.en,
    ...settingsUpkeepText.en,
    ...settingsDataText.en,
    ...settingsFindText.en,
    ...settingsCategoriesText.en,
  },
);
