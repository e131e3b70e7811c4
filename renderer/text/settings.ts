/** Texts of renderer/screens/settings. */
import { pair } from "./pair.ts";

export const settingsText = pair({ title: "设置" }, { title: "Settings" });
