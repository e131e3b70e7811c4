/** Which runs of a text also stand in another one, for marking them. Pure. */

export interface TextPart {
  readonly part: string;
  readonly isShared: boolean;
  /** Where the part begins. */
  readonly at: number;
}

/** Shorter runs occur by chance. */
const SHORTEST = 3;
/** Marking is for reading; of longer texts the beginning is enough. */
const LONGEST = 2_000;

export function sharedParts(text: string, other: string): readonly TextPart[] {
  const parts: TextPart[] = [];
  // oxlint-disable-next-line unicorn/prefer-set-has -- a text, looked through for a part
  const against = other.slice(0, LONGEST);
  let plainFrom = 0;
  let at = 0;
  const end = Math.min(text.length, LONGEST);
  const add = (from: number, to: number, isShared: boolean) => {
    if (to > from) parts.push({ part: text.slice(from, to), isShared, at: from });
  };
  while (at + SHORTEST <= end) {
    let length = 0;
    while (at + length < end && against.includes(text.slice(at, at + length + 1))) length += 1;
    if (length >= SHORTEST && /[\p{L}\p{N}]{2}/u.test(text.slice(at, at + length))) {
      add(plainFrom, at, false);
      add(at, at + length, true);
      at += length;
      plainFrom = at;
    } else at += 1;
  }
  add(plainFrom, text.length, false);
  return parts;
}
