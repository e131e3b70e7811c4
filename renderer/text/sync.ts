/** Texts of renderer/screens/sync. */
import { pair } from "./pair.ts";

export const syncText = pair({ title: "同步" }, { title: "Exchange" });
