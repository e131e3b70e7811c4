/** Texts of renderer/screens/setup. */
import { pair } from "./pair.ts";

export const setupText = pair({ title: "初次使用" }, { title: "First run" });
