/** Pinyin of names: initials for searching ("wzh" finds 韦志华) and a key that sorts Chinese as a dictionary does. */
import { pinyin } from "pinyin-pro";

const isHan = /\p{Script=Han}/u;

/** Initials of a person's name, the surname read as a surname (曾 → z, 单 → s); Latin letters and digits stay. */
export function initialsOf(name: string): string {
  if (!isHan.test(name)) return name.toLowerCase();
  return pinyin(name, { pattern: "first", toneType: "none", type: "array", mode: "surname" })
    .join("")
    .replaceAll(/\s/g, "")
    .toLowerCase();
}

/** How a word is read, which need not be how its first character is read as a surname (单个: dan ge). */
export function readingOf(text: string): { readonly initials: string; readonly pinyin: string } {
  if (!isHan.test(text)) return { initials: text.toLowerCase(), pinyin: text.toLowerCase() };
  const syllables = pinyin(text, { toneType: "none", type: "array", v: true, nonZh: "consecutive" })
    .map((syllable) => syllable.toLowerCase().replaceAll(/[^a-z0-9]/g, ""))
    .filter((syllable) => syllable !== "");
  return { initials: syllables.map((syllable) => syllable[0] ?? "").join(""), pinyin: syllables.join(" ") };
}

const cacheLimit = 20_000;
const cache = new Map<string, string>();

/** A key whose byte order is the pinyin order: syllables with tone numbers, then the text itself to part homophones. */
export function pinyinKey(text: string): string {
  const cached = cache.get(text);
  if (cached !== undefined) return cached;
  const key = isHan.test(text)
    ? `${pinyin(text, { toneType: "num", type: "array", mode: "surname", v: true }).join(" ")}\u0000${text}`.toLowerCase()
    : text.toLowerCase();
  if (cache.size >= cacheLimit) cache.clear();
  cache.set(text, key);
  return key;
}
