/**
 * Text as it may be kept: what no other program, no document and no signature could carry is mended where text enters, once, so that
 * nothing behind has to expect it. Half an emoji comes from programs that cut text by units; control characters from copied files.
 */

/** Control characters that neither XML nor a person can read; tab and line breaks stay. */
// oxlint-disable-next-line no-control-regex -- exactly these are meant
const controls = /[\u0000-\u0008\u000E-\u001F\u007F\uFFFE\uFFFF]/gu;
/** Word writes a line break inside a paragraph as a vertical tab, a page break as a form feed. */
// oxlint-disable-next-line no-control-regex -- as above
const otherBreaks = /\r?[\u000B\u000C]/gu;
// oxlint-disable-next-line no-control-regex -- as above
const suspicious = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F\uFFFE\uFFFF]/u;

/** What half a character becomes, as in browsers: one can see that something is missing. */
export const brokenCharacter = "\uFFFD";

/** The text in whole characters, without control characters. The same text when there is nothing to mend. */
export function mendedText(text: string): string {
  const whole = text.isWellFormed() ? text : text.toWellFormed();
  return suspicious.test(whole) ? whole.replaceAll(otherBreaks, "\n").replaceAll(controls, "") : whole;
}

/** Every text in a value of JSON's kinds, names of members included; the same value when there is nothing to mend. */
export function mended<T>(value: T): T {
  // Each branch gives back what it was given, in the same form: the one thing that types cannot follow.
  return mendedValue(value, new Set()) as T;
}

/** Deeper than anything that is taken anywhere; what goes on for ever is left to be refused. */
const deepest = 100;

function mendedValue(value: unknown, around: Set<unknown>): unknown {
  if (typeof value === "string") return mendedText(value);
  if (typeof value !== "object" || value === null || around.has(value) || around.size === deepest) return value;
  around.add(value);
  const whole = Array.isArray(value) ? mendedItems(value, around) : mendedMembers(value, around);
  around.delete(value);
  return whole;
}

function mendedItems(value: readonly unknown[], around: Set<unknown>): readonly unknown[] {
  const items = value.map((item) => mendedValue(item, around));
  return items.some((item, index) => item !== value[index]) ? items : value;
}

function mendedMembers(value: object, around: Set<unknown>): object {
  if (Object.getPrototypeOf(value) !== Object.prototype) return value;
  const entries = Object.entries(value);
  const whole = entries.map(([name, member]): [string, unknown] => [mendedText(name), mendedValue(member, around)]);
  const isSame = whole.every(([name, member], index) => name === entries[index]?.[0] && member === entries[index][1]);
  return isSame ? value : Object.fromEntries(whole);
}

/** Marks of direction and joining that are there and not seen, as they come along when text is copied from pages and chats. */
export const invisibleMarks = /[\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/gu;

/** Full-width digits, letters and signs as their ASCII twins; Chinese punctuation is kept. */
export const toHalfWidth = (text: string): string =>
  text
    .replaceAll(/[\uFF01-\uFF5E]/gu, (character) => String.fromCodePoint((character.codePointAt(0) ?? 0) - 0xfe_e0))
    .replaceAll(/[\u3000\u00A0]/gu, " ");

/**
 * A phone number or another number that is read digit by digit, as it is stored: `１３９－８８１９` is `139-8819`. Signs and words
 * that belong to it (转 801, 、) stay.
 */
export const identifierText = (text: string): string =>
  toHalfWidth(text)
    .replaceAll(invisibleMarks, "")
    .replaceAll(/[‐‑–—−]/gu, "-")
    .replaceAll(/\s+/gu, " ")
    .trim();

/** The beginning of a text, at most `length` UTF-16 units, never ending in half a character. */
export function cutText(text: string, length: number): string {
  if (text.length <= length) return text;
  const last = text.charCodeAt(length - 1);
  const isHalf = last >= 0xd800 && last <= 0xdbff;
  return text.slice(0, isHalf ? length - 1 : length);
}
