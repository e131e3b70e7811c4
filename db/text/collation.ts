/**
 * The order of Chinese text as a dictionary has it: by pinyin, syllable by syllable and tone by tone, Latin letters and digits
 * first. A text becomes a key whose plain comparison is that order; one look-up a character makes 100,000 keys a matter of
 * some ten milliseconds, where the pinyin of each text would take seconds.
 */
import { pinyin, polyphonic } from "pinyin-pro";

const firstHan = 0x4e00;
const lastHan = 0x9fff;

/** Characters of a text that decide its place; two texts that agree so far keep the order of their entry. */
export const comparedCharacters = 12;

/** By UTF-16 unit: what the unit becomes in a key. Made at first use: 21,000 characters take about 0.1 s. */
let weights: Uint16Array | null = null;
/** Surnames that are read otherwise than the character alone: 曾 zēng, 单 shàn, 解 xiè. */
let surnames: ReadonlyMap<number, number> = new Map();
/** The weight of the first character with a reading. */
let places: ReadonlyMap<string, number> = new Map();

const reading = (text: string, isSurname: boolean): string =>
  pinyin(text, { toneType: "num", type: "array", v: true, ...(isSurname ? { surname: "head" as const } : {}) })[0] ??
  "";

function makeWeights(): Uint16Array {
  const made = Uint16Array.from({ length: 65_536 }, (_, unit) => plainWeight(unit));
  const characters = Array.from({ length: lastHan - firstHan + 1 }, (_, index) => {
    const character = String.fromCharCode(firstHan + index);
    return { unit: firstHan + index, syllable: reading(character, false) };
  });
  // A character that has no reading keeps its own form as one, and goes to the end.
  const ordered = characters.toSorted((a, b) =>
    a.syllable < b.syllable ? -1 : a.syllable > b.syllable ? 1 : a.unit - b.unit,
  );
  ordered.forEach(({ unit }, rank) => {
    made[unit] = firstHan + rank;
  });
  places = placesOf(ordered, made);
  surnames = surnameWeights(ordered);
  return made;
}

/** Width and case make no difference. */
function plainWeight(unit: number): number {
  const [plain = ""] = String.fromCharCode(unit).normalize("NFKC").toLowerCase();
  return plain === "" ? unit : plain.charCodeAt(0);
}

interface Read {
  readonly unit: number;
  readonly syllable: string;
}

function placesOf(ordered: readonly Read[], made: Uint16Array): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const { unit, syllable } of ordered) if (!found.has(syllable)) found.set(syllable, made[unit] ?? unit);
  return found;
}

/** A surname goes where the first character with its reading stands. */
const surnameWeights = (ordered: readonly Read[]): ReadonlyMap<number, number> =>
  new Map(
    ordered.flatMap(({ unit, syllable }): [number, number][] => {
      const character = String.fromCharCode(unit);
      if ((polyphonic(character, { type: "array" })[0]?.length ?? 0) < 2) return [];
      const surname = reading(character, true);
      const place = surname === syllable ? undefined : places.get(surname);
      return place === undefined ? [] : [[unit, place]];
    }),
  );

/** 重庆 is no zhòng, 长安 no zhǎng: the first character is read with the one after it. */
const pairs = new Map<string, number>();
const pairLimit = 20_000;

function headWeight(text: string, made: Uint16Array): number | undefined {
  const unit = text.charCodeAt(0);
  if (unit < firstHan || unit > lastHan) return undefined;
  const pair = text.slice(0, 2);
  const known = pairs.get(pair);
  if (known !== undefined) return known;
  const place = places.get(reading(pair, false)) ?? made[unit] ?? unit;
  // A character that is read as always keeps its own place among those with the same reading.
  const weight = reading(pair, false) === reading(text.slice(0, 1), false) ? (made[unit] ?? unit) : place;
  if (pairs.size >= pairLimit) pairs.clear();
  pairs.set(pair, weight);
  return weight;
}

function keyOf(text: string, isName: boolean): string {
  const made = (weights ??= makeWeights());
  if (text === "") return "";
  const length = Math.min(text.length, comparedCharacters);
  const units: number[] = [];
  for (let index = 0; index < length; index += 1) {
    const unit = text.charCodeAt(index);
    const head = index > 0 ? undefined : isName ? surnames.get(unit) : headWeight(text, made);
    units.push(head ?? made[unit] ?? unit);
  }
  return String.fromCharCode(...units);
}

/** The key of a text by pinyin. SQLite compares its UTF-8 bytes, which is the order of its code points. */
export const textKey = (text: string): string => keyOf(text, false);

/** The key of a person's name: its first character is read as a surname. */
export const nameKey = (text: string): string => keyOf(text, true);
