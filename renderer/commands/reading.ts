/** Whether typed letters are read in a word, by initials or in full from a syllable on. Pure. */
import type { Reading } from "../../db/api/operations.ts";

/** Without the spaces and apostrophes that some put between syllables. */
export const lettersOf = (typed: string): string => typed.replaceAll(/[\s']/g, "");

/** The syllable from which the letters are read; -1 for none. The last one may be unfinished. */
export function readsFrom({ pinyin }: Pick<Reading, "pinyin">, letters: string): number {
  if (letters === "" || pinyin === "") return -1;
  const syllables = pinyin.split(" ");
  return syllables.findIndex((_, start) => syllables.slice(start).join("").startsWith(letters));
}
