/**
 * Whether typed letters mean a Chinese name: initials ("wzh"), full syllables ("weizhihua"), any mixture ("weizh", "wzhua").
 * Each character is taken with all its readings, so that 曾 is found as zeng and as ceng.
 */
import { pinyin } from "pinyin-pro";

const readings = new Map<string, readonly string[]>();

const plain = (syllable: string): string => syllable.toLowerCase().replaceAll("ü", "v");

/** All readings of one character without tones; a letter or digit reads as itself. */
function readingsOf(character: string): readonly string[] {
  let known = readings.get(character);
  if (known === undefined) {
    known = /\p{Script=Han}/u.test(character)
      ? [...new Set(pinyin(character, { multiple: true, toneType: "none", type: "array" }).map(plain))]
      : [plain(character)];
    readings.set(character, known);
  }
  return known;
}

/** How a text was met, best first. */
export const matchTiers = { whole: 0, start: 1, inside: 2 } as const;
export type MatchTier = (typeof matchTiers)[keyof typeof matchTiers];

/**
 * @param typed as typed; case, width and spaces make no difference
 * @param initials the initials as the roster has them, where they differ from the usual reading
 * @returns null when the text is not meant
 */
export function matchName(text: string, typed: string, initials?: string | null): MatchTier | null {
  const wanted = compact(typed);
  if (wanted === "") return matchTiers.start;
  const name = compact(text);
  if (name === wanted) return matchTiers.whole;
  if (name.startsWith(wanted)) return matchTiers.start;
  if (name.includes(wanted)) return matchTiers.inside;
  if (!/^[a-z0-9'/]+$/.test(wanted) || !/[a-z]/.test(wanted)) return null;
  const letters = wanted.replaceAll("'", "");
  if (initials !== undefined && initials !== null && compact(initials).startsWith(letters)) return matchTiers.start;
  const characters = [...name];
  for (let start = 0; start < characters.length; start += 1) {
    if (reads(characters, start, letters)) return start === 0 ? matchTiers.start : matchTiers.inside;
  }
  return null;
}

const compact = (text: string): string => text.normalize("NFKC").toLowerCase().replaceAll(/\s+/g, "");

/** Whether `letters` are read from `start` on: of each character an initial, a beginning or the whole of a syllable. */
function reads(characters: readonly string[], start: number, letters: string): boolean {
  if (letters === "") return true;
  const character = characters[start];
  if (character === undefined) return false;
  // A separator between the levels of a category is not typed.
  if (/[\p{P}\p{Z}\p{S}]/u.test(character) && !letters.startsWith(character)) {
    return reads(characters, start + 1, letters);
  }
  return readingsOf(character).some((syllable) => {
    let shared = 0;
    while (shared < syllable.length && shared < letters.length && syllable[shared] === letters[shared]) shared += 1;
    // Longest first: "zhang" should use up 张 before it is taken as z + hang.
    for (let taken = shared; taken > 0; taken -= 1) {
      if (taken === letters.length || reads(characters, start + 1, letters.slice(taken))) return true;
    }
    return false;
  });
}
