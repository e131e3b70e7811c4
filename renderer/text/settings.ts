/** Texts of renderer/screens/settings, from two files because they are many. */
import { pair } from "./pair.ts";
import { settingsValuesText } from "./settings-values.ts";
import { settingsUpkeepText } from "./settings-upkeep.ts";

export const settingsText = pair(
  { ...settingsValuesText.zh, ...settingsUpkeepText.zh },
  { ...settingsValuesText.en, ...settingsUpkeepText.en },
);
