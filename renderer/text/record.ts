/** Texts of record. */
import { pair } from "./pair.ts";

export const recordText = pair({ title: "" }, { title: "" });
