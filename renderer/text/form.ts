/** Texts of form. */
import { pair } from "./pair.ts";

export const formText = pair({ title: "" }, { title: "" });
