/** Whole sentences one after the other: Chinese ones need no space between them, English ones do. */
import type { Language } from "./i18n.ts";

/** Empty ones are left out. */
export const sentencesIn = (language: Language, sentences: readonly string[]): string =>
  sentences
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== "")
    .join(language === "zh" ? "" : " ");
