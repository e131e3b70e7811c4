/** Texts of renderer/screens/stats. */
import { pair } from "./pair.ts";

export const statsText = pair({ title: "统计" }, { title: "Figures" });
