/** Codes that people read out and type: digits in groups, whatever was typed between them. Pure; both sides of the window use it. */

/** Digits of the join code: more than 66 bits, so that no second join request with the same code can be searched for. */
export const joinCodeLength = 20;
export const answerCodeLength = 6;

/** Wrong tries of a join code after which its request is worth nothing: by then it is no slip of the hand. */
export const mostJoinFailures = 5;

/** The digits of what was typed or pasted: full-width ones count, spaces, dashes and points do not. Null when anything else is in it. */
export function digitsOf(typed: string): string | null {
  const digits = typed.normalize("NFKC").replaceAll(/[\s\-‐‑‒–—―−·.,、，。]/gu, "");
  return /^[0-9]*$/.test(digits) ? digits : null;
}

/** `12345678` with groups of four: `1234-5678`. */
export const groupedCode = (digits: string, size = 4): string =>
  (digits.match(new RegExp(`.{1,${size}}`, "gu")) ?? []).join("-");

/** The six digits of an answer, in two groups. */
export const groupedAnswer = (digits: string): string => groupedCode(digits, 3);
