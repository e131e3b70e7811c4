/** Texts of list. */
import { pair } from "./pair.ts";

export const listText = pair({ title: "" }, { title: "" });
