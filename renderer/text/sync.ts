/** Texts of renderer/screens/sync, from two files because they are many. */
import { pair } from "./pair.ts";
import { syncStationText } from "./sync-station.ts";
import { syncDistrictText } from "./sync-district.ts";

export const syncText = pair(
  { ...syncStationText.zh, ...syncDistrictText.zh },
  { ...syncStationText.en, ...syncDistrictText.en },
);
